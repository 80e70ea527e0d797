"""What the networks say to a digit at every place of its sheet."""

import numpy as np
import streamlit as st

from core.lessons.digits import NETWORKS, answers_by_shift, place, records
from ui.lessons.position.controls import PlacedDigit, move
from ui.lessons.position.shift_maps.shift_maps import Panel, shift_maps, shift_scene
from ui.words import Words


def draw_answers(words: Words, digit: PlacedDigit) -> None:
    """Draw the digit on its sheet, to drag, and a column a network."""
    scene = shift_scene(
        place(digit.image, scale=digit.scale, turn=digit.turn),
        digit.label,
        _panels(words, digit),
        words,
        digit.shift,
        digit.revision,
    )
    shift_maps(scene, key="position_maps", on_shift=move)


def _panels(words: Words, digit: PlacedDigit) -> list[Panel]:
    """Return a column a network: its size, its accuracy, its answers."""
    columns = []
    for name, table in zip(NETWORKS, _answers(digit.image, digit.scale, digit.turn), strict=True):
        record = records()[name]
        facts = (
            words("parameters", count=record.parameters),
            words("accuracy", share=record.accuracy),
        )
        columns.append(Panel(words(f"network.{name}"), facts, table, record.by_shift))
    return columns


@st.cache_data(max_entries=300, show_spinner=False)
def _answers(digit: np.ndarray, scale: float, turn: float) -> np.ndarray:
    """Return what the networks answer at every shift, computed once a digit, scale and turn."""
    return answers_by_shift(digit, scale, turn)
