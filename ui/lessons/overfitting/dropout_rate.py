"""Dropout drawn in a small network, and the question what it makes of a unit that stays."""

import streamlit as st

from core.lessons import dropout
from ui.frame import quiz
from ui.lessons.overfitting import SLUG
from ui.lessons.overfitting.dropout_network.dropout_network import dropout_network, dropout_scene
from ui.session import choices
from ui.session.setting import Setting
from ui.words import Words

VALUE = 0.6  # of the unit in the question
RATE = Setting("overfitting_drawn_rate", (0.2, 0.5, 0.8), 0.5)


def draw_dropout(words: Words) -> None:
    """Draw the network, with the choice of its rate."""
    st.markdown(words.section("dropout"))
    choices.one(
        st.segmented_control,
        words,
        words("drawn.rate"),
        RATE.values,
        format_func="{:.0%}".format,
        key=RATE.key,
    )
    dropout_network(dropout_scene(RATE.get(), words), key="overfitting_network")


def ask_scaled(words: Words) -> None:
    """Ask what a unit is worth in training when it does not drop out."""
    rate = RATE.get()
    scaled = VALUE * dropout.kept_factor(rate)
    because = words.section("because", value=VALUE, kept=1 - rate, answer=scaled)
    quiz.check_number(words, SLUG, words("check", value=VALUE, rate=rate), scaled, because)
