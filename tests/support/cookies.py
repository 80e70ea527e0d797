"""What a browser sends with its first request; Streamlit's AppTest sends nothing."""

import streamlit as st


def send_cookies(monkeypatch, **cookies):
    """Let the browser send these cookies, and no others, until the test ends."""
    monkeypatch.setattr(type(st.context), "cookies", cookies)
