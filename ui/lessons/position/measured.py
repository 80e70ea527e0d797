"""How often the networks are right, measured over shift, size and angle."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st

from core.lessons.digits import Record, records
from ui.lessons.position.figures import accuracy_curves
from ui.words import Words

if TYPE_CHECKING:
    import plotly.graph_objects as go

KINDS: dict[str, Callable[[Record], dict[int, float]]] = {
    "distance": lambda record: record.by_distance,
    "scale": lambda record: record.by_scale,
    "turn": lambda record: record.by_turn,
}


def draw_measured(words: Words) -> None:
    """Draw the curves, and what the networks have learned in words."""
    st.markdown(words.section("measured"))
    tabs = st.tabs([words(f"curve.{kind}") for kind in KINDS])
    for kind, tab in zip(KINDS, tabs, strict=True):
        figure = _curves(words, words.language, kind)
        tab.plotly_chart(figure, key=f"curve_{kind}", alt=words(f"curve.{kind}"))
    st.markdown(words.section("learned", **records()))
    st.markdown(words.section("parameters", **records()))


@st.cache_resource(show_spinner=False)
def _curves(_words: Words, language: str, kind: str) -> "go.Figure":
    """Return the figure of one kind, which no setting changes."""
    shares = {_words(f"network.{name}"): KINDS[kind](record) for name, record in records().items()}
    return accuracy_curves(shares, _words(f"axis.{kind}"), _words("share"))
