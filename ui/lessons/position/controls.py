"""What a reader sets in the lesson on position: a digit, where it is, how large, how turned."""

from dataclasses import dataclass

import numpy as np
import streamlit as st

from core.lessons.digits import REACH, SCALES, SEVEN, SEVENS, TURNS
from ui.lessons.position.digit_choice import EXAMPLE, FIT, LABEL, SOURCE, choose_digit
from ui.lessons.position.shift_maps.shift_maps import Shift
from ui.lessons.position.stride_puzzles import NUMBER
from ui.session.setting import Setting
from ui.session.state import Kept
from ui.words import Words

SHIFTS = range(-REACH, REACH + 1)

SCALE = Setting("position_scale", SCALES, 100)
TURN = Setting("position_turn", TURNS, 0)
DOWN = Setting("position_down", SHIFTS, 0)
RIGHT = Setting("position_right", SHIFTS, 0)
SETTINGS = (SOURCE, LABEL, EXAMPLE, FIT, SCALE, TURN, DOWN, RIGHT, NUMBER)

_PRESETS = Kept[int]("position_revision", int)  # shown so far


@dataclass(frozen=True)
class PlacedDigit:
    """A digit uint8 (28, 28), its true class, and how it lies on its sheet.

    `scale` and `turn` are those of `core.lessons.digits.place`. Another `revision` moves the digit
    to `shift`; under the same one it stays where the reader has dragged it.
    """

    image: np.ndarray
    label: int
    scale: float
    turn: float
    shift: Shift
    revision: int


def choose(words: Words) -> PlacedDigit:
    """Draw the choice of a digit, of its size and angle; it lies where it was let go."""
    digit = choose_digit(words)
    scale = st.slider(words("scale"), 50, 150, step=10, format="%d%%", key=SCALE.key)
    turn = st.slider(words("turn"), -180, 180, step=15, format="%d°", key=TURN.key)
    shift = DOWN.get(), RIGHT.get()
    return PlacedDigit(digit, LABEL.get(), scale / 100, turn, shift, _PRESETS.get())


def draw_presets(words: Words) -> None:
    """Draw the buttons that show the same 7 in the middle, elsewhere, and in another size."""
    st.caption(words("presets"))
    with st.container(horizontal=True, gap="small"):
        for name in SEVENS:
            st.button(
                words(f"preset.{name}"), key=f"preset_{name}", on_click=_show_preset, args=(name,)
            )


def move(shift: Shift) -> None:
    """Keep where the digit was let go."""
    down, right = shift
    DOWN.set(down)
    RIGHT.set(right)


def _show_preset(name: str) -> None:
    down, right, scale = SEVENS[name]
    SOURCE.set("test")
    LABEL.set(7)
    EXAMPLE.set(str(SEVEN))
    TURN.set(0)
    SCALE.set(scale)
    move((down, right))
    _PRESETS.set(_PRESETS.get() + 1)
