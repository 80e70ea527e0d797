"""The names that a reader types, one a class, perhaps with the words to search for."""

import streamlit as st

from core.crawling import MOST_NAMES, distinct
from core.datasets import MIN_CLASSES
from core.errors import ConvScopeError
from ui.session import choices
from ui.words import Words

LENGTH = 40  # characters of a name
AT_FIRST = 3  # classes

Typed = list[
    tuple[str, str]
]  # names, each with the words to search for, empty where none are given


def name_classes(words: Words, *, with_words: bool) -> Typed:
    """Draw the names and return them."""
    count = choices.one(
        st.segmented_control,
        words,
        words("classes"),
        range(MIN_CLASSES, MOST_NAMES + 1),
        start=AT_FIRST,
        key="collect_classes",
    )
    typed = []
    for row in range(count):
        places = st.columns(2 if with_words else 1)
        with places[0]:
            named = _text(words("name", number=row + 1), f"collect_name_{row}", words(f"eg.{row}"))
        searched = ""
        if with_words:
            with places[1]:
                searched = _text(words("words"), f"collect_words_{row}", words("words.same"))
        typed.append((named, searched))
    return [(named, searched) for named, searched in typed if named.strip()]


def distinct_names(words: Words, typed: Typed) -> tuple[str, ...]:
    """Return the names of the classes; none, and why in words, while they cannot be used."""
    try:
        return distinct((named for named, _ in typed), MIN_CLASSES)
    except ConvScopeError as refusal:
        st.info(words.error(refusal), icon=":material/edit:")
        return ()


def _text(label: str, key: str, example: str) -> str:
    return st.text_input(
        label, key=key, max_chars=LENGTH, placeholder=example, persist_state="session"
    )
