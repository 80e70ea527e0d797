"""What one cell answers: to the bar as a sum, and everywhere on a photo."""

import numpy as np
import streamlit as st

from core.channels import to_gray
from core.lessons import simple_cells
from core.photos import shrink
from ui.kit import captioned
from ui.kit.colors import picture_of
from ui.lessons.story.controls import ShownBar
from ui.words import Words

PHOTO_SIDE, PHOTO_FILTER = 240, 9  # pixels


def draw_sum(words: Words, bar: ShownBar) -> None:
    """Write the chosen cell's sum of products, and its answer."""
    width, length, phase, place = bar.width, bar.length, bar.phase, bar.place
    found = simple_cells.sums(bar.angle, bar.offset, width, length, phase)[place.cell]
    answer = simple_cells.responses(width, length, phase)[place.angle, place.offset, place.cell]
    sums = {"sum": 100 * found, "answer": 100 * answer}
    where = {"cell": bar.preferred, "angle": bar.angle, "offset": bar.offset}
    st.markdown(words.section("numbers", **sums, **where))


def draw_photo(words: Words, photo: np.ndarray, bar: ShownBar) -> None:
    """Draw a photo beside what the chosen cell answers everywhere on it."""
    gray = to_gray(shrink(photo, PHOTO_SIDE))
    answers = simple_cells.answers_on(gray, bar.preferred, PHOTO_FILTER, bar.phase)
    before, after = st.columns(2, gap="medium")
    captioned.exact(before, gray, words("photo.before"))
    captioned.exact(after, picture_of(answers), words("photo.after", angle=bar.preferred))
