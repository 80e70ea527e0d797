"""Undoing, redoing, and suggesting again what was kept."""

import streamlit as st

from ui.lessons.collect import state
from ui.words import Words


def show(words: Words) -> None:
    """Draw a button for each that is possible."""
    with st.container(horizontal=True, key="collect_steps"):
        if state.can_undo():
            st.button(words("undo"), icon=":material/undo:", on_click=state.undo)
        if state.can_redo():
            st.button(words("redo"), icon=":material/redo:", on_click=state.redo)
        kept = len(state.collection().kept)
        if kept:
            st.button(
                words("kept.again", count=kept),
                icon=":material/restart_alt:",
                type="tertiary",
                on_click=state.look_again,
            )
