import pytest
import streamlit as st


@pytest.fixture
def session(monkeypatch):
    """What a session keeps, as a dictionary."""
    monkeypatch.setattr(st, "session_state", {})
    return st.session_state


@pytest.fixture
def address(monkeypatch):
    """What stands in the page's address, as a dictionary."""
    monkeypatch.setattr(st, "query_params", {})
    return st.query_params
