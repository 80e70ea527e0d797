"""A small image in numbers: a preset, or the pixels under the square on the photo."""

import numpy as np
import streamlit as st

from core.channels import to_gray
from core.lessons import examples
from ui.components.matrix.matrix import Edit, View, convolution_scene, labels, matrix
from ui.frame import frame
from ui.lessons.convolution.controls import EDITS, FLIPPED, IMAGE, KERNEL, PHOTO, Sliding
from ui.lessons.convolution.spot.spot import place_of
from ui.words import Words

CELLS = 12  # pixels a side, of the part of the photo that goes into the matrix
SPOT = "convolution_spot"  # key of the square


def chosen_image(photo: np.ndarray) -> np.ndarray:
    """Return the numbers of the chosen image, with those that were typed."""
    name = IMAGE.get()
    start = _under_square(photo) if name == PHOTO else examples.IMAGES[name]
    return EDITS.applied_to("input", name, start)


def use_photo() -> None:
    """Put the pixels under the square into the matrix."""
    IMAGE.set(PHOTO)
    EDITS.forget("input", PHOTO)


def draw_matrix(words: Words, image: np.ndarray, sliding: Sliding) -> None:
    """Draw input, kernel, window and output as numbers."""
    view = View(
        labels=labels(words),
        editable=("input",) if FLIPPED.get() else ("input", "kernel"),
        gray=IMAGE.get() == PHOTO,
    )
    with frame.refusals(words):
        scene = convolution_scene(image, **vars(sliding), view=view)
    matrix(scene, key="convolution_matrix", on_edit=_remember)
    st.markdown(words.section("how"))


def _under_square(photo: np.ndarray) -> np.ndarray:
    gray = to_gray(photo)
    row, column = place_of(gray, CELLS, SPOT)
    return gray[row : row + CELLS, column : column + CELLS].astype(float)


def _remember(edit: Edit) -> None:
    """Keep a typed number."""
    EDITS.remember((IMAGE if edit.target == "input" else KERNEL).get(), edit)
