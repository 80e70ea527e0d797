"""The end of a lesson: the same in Keras, and the source of what the page itself ran."""

import inspect
from collections.abc import Callable
from functools import lru_cache

import streamlit as st

from ui.words import Words


def show(words: Words, keras: str, *ran: Callable, note: str | None = None) -> None:
    """Draw the Keras code, and the functions of `core` that gave the page its numbers.

    Parameters
    ----------
    keras
        Code with the reader's settings.
    note
        What to know about the Keras code; that it runs as pasted when not given.
    """
    st.header(words("lesson.keras"), anchor=False)
    st.markdown(note or words("lesson.keras.note"))
    st.code(keras, language="python")
    if ran:
        with st.expander(words("lesson.ran"), icon=":material/code:"):
            st.code("\n\n".join(map(_source, ran)), language="python")


@lru_cache(maxsize=100)
def _source(function: Callable) -> str:
    return inspect.getsource(function)
