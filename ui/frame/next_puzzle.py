"""Numbered puzzles: which one is shown, and the button to the next."""

import streamlit as st

from core.lessons import PUZZLES
from ui.session.setting import Setting
from ui.words import Words


def number_setting(slug: str) -> Setting:
    """Return the setting that keeps a lesson's puzzle, so that an address names it."""
    return Setting(f"{slug}_puzzle", range(PUZZLES))


def next_puzzle(words: Words, slug: str) -> None:
    """Draw the button to the next puzzle; it empties the answer of `ui.frame.quiz.check_number`."""

    def advance() -> None:
        key = number_setting(slug).key
        st.session_state[key] = (st.session_state[key] + 1) % PUZZLES
        st.session_state[f"{slug}_check"] = None

    st.button(words("next"), icon=":material/refresh:", key=f"{slug}_next", on_click=advance)
