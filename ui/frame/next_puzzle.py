"""Numbered puzzles: which one is shown, and the button to the next."""

import streamlit as st

from core.lessons import PUZZLES
from ui.frame import quiz
from ui.session.setting import Setting
from ui.words import Words


def number_setting(slug: str) -> Setting[int]:
    """Return the setting that keeps a lesson's puzzle, so that an address names it."""
    return Setting(f"{slug}_puzzle", range(PUZZLES))


def next_puzzle(words: Words, slug: str) -> None:
    """Draw the button to the next puzzle; it empties the answer of `quiz.check_number`."""

    def advance() -> None:
        setting = number_setting(slug)
        setting.set((setting.get() + 1) % PUZZLES)
        quiz.empty_answer(slug)

    st.button(words("next"), icon=":material/refresh:", key=f"{slug}_next", on_click=advance)
