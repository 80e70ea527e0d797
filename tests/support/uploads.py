"""What Streamlit holds of what a reader has uploaded."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx


def note_held():
    """Note, as `held` in the session, how many files there are; a page of a test calls it."""
    stored = get_script_run_ctx().uploaded_file_mgr.file_storage
    st.session_state["held"] = sum(map(len, stored.values()))
