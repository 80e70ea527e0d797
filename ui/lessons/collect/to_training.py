"""From collecting to training."""

import streamlit as st

from ui.words import Words


def train_with(source: str) -> None:
    """Go to training, with this data set chosen there."""
    st.session_state["data_source"] = source
    st.switch_page("pages/train.py")


def offer_bundled(words: Words, key: str, kind: str = "primary") -> None:
    """Draw the button that trains with the bundled set."""
    if st.button(words("bundled.take"), key=key, type=kind, icon=":material/pets:"):
        train_with("bundled")
