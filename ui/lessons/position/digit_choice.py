"""The digit that the position lesson works on: a bundled one, or one that the reader draws."""

from functools import lru_cache

import numpy as np
import streamlit as st

from core.lessons.digits import PER_CLASS, SEVEN, fitted, held_out
from ui.components.gallery.gallery import Tile, gallery
from ui.kit import picture_addresses
from ui.lessons.position.digit_canvas.digit_canvas import digit_canvas
from ui.session import choices
from ui.session.setting import Setting
from ui.session.state import chosen
from ui.words import Words

SOURCE = Setting("position_source", ("test", "draw"))
LABEL = Setting("position_label", range(10), 7)
FIT = Setting("position_fit", (True, False))
EXAMPLE = Setting(
    chosen("position_example").key, [str(number) for number in range(PER_CLASS)], str(SEVEN)
)


def choose_digit(words: Words) -> np.ndarray:
    """Draw the choice of a digit and return it, uint8 (28, 28)."""
    choices.one(
        st.segmented_control,
        words,
        words("source"),
        SOURCE.values,
        format_func=lambda source: words(f"source.{source}"),
        key=SOURCE.key,
    )
    source = SOURCE.get()
    label = choices.one(st.selectbox, words, words(f"label.{source}"), LABEL.values, key=LABEL.key)
    examples = held_out().of_class(label)
    if source == "draw":
        return _drawn(words, examples[0])
    tiles = _tiles(label)
    return examples[int(gallery(words("example"), tiles, key="position_example", tile_width=34))]


def _drawn(words: Words, instead: np.ndarray) -> np.ndarray:
    """Draw the canvas; return what is on it, or `instead` as long as it is empty."""
    drawing = digit_canvas(words("canvas"), words("clear"), key="position_canvas")
    fit = st.toggle(words("fit"), key=FIT.key, help=words("fit.help"))
    if not drawing.any():
        st.caption(words("empty"))
        return instead
    return fitted(drawing) if fit else drawing


@lru_cache(maxsize=10)
def _tiles(label: int) -> tuple[Tile, ...]:
    examples = enumerate(held_out().of_class(label))
    return tuple(
        Tile(str(number), picture_addresses.of_map(image), "") for number, image in examples
    )
