"""What the inference worker answers, kept for the sessions that ask the same."""

import streamlit as st

from core.jobs import workers


@st.cache_data(max_entries=128, show_spinner=False)
def ask(function_name: str, **arguments):
    """Return ``core.jobs.workers.call(function_name, **arguments)``; equal questions answer at once.

    The key is the content of a photo, so only who has a photo can meet what was computed of it.
    """
    return workers.call(function_name, **arguments)
