"""From collecting to training."""

from typing import Literal

import streamlit as st

from ui.lessons.collect import state
from ui.session.state import DATA_SOURCE
from ui.words import Words


def train_with(source: str) -> None:
    """Go to training, with this data set chosen there."""
    DATA_SOURCE.set(source)
    st.switch_page("pages/train.py")


def offer_bundled(
    words: Words, key: str, kind: Literal["primary", "secondary"] = "primary"
) -> None:
    """Draw the button that trains with the bundled set."""
    if st.button(words("bundled.take"), key=key, type=kind, icon=":material/pets:"):
        train_with("bundled")


def go_on(words: Words) -> None:
    """Draw the button that trains with what has been collected, once it is fit for it."""
    if state.collection().ready and st.button(
        words("train"), type="primary", icon=":material/arrow_forward:"
    ):
        state.offer()
        train_with("zip")
