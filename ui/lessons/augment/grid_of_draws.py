"""Twelve draws of one photo to choose from, and how the chosen one came about."""

import numpy as np
import streamlit as st

from core.augmentation import Augmentation, Transform, apply, draws
from core.photos import filled_share, sampling_matrix
from ui.components.gallery.gallery import Tile, gallery
from ui.kit import picture_addresses
from ui.kit.strip import strip
from ui.lessons.augment.draws import describe, formula, stages
from ui.words import Words

DRAWS = 12
PICTURE_WIDTH = 104  # so that three stand side by side on a phone


def choose_draw(
    words: Words, photo: np.ndarray, augmentation: Augmentation, seed: int
) -> tuple[int, Transform]:
    """Draw the grid of draws and return the chosen one with its number, from 0."""
    transforms = draws(augmentation, photo.shape, DRAWS, seed)
    tiles = [
        Tile(
            str(number),
            picture_addresses.of_photo(apply(photo, transform)),
            f"#{number + 1}",
            describe(words, transform, augmentation, photo.shape),
        )
        for number, transform in enumerate(transforms)
    ]
    chosen = gallery(words("draw"), tiles, key="augment_draw", tile_width=130, photos=True)
    made_up = np.mean([filled_share(transform, photo.shape) for transform in transforms])
    st.caption(words("made_up", share=made_up))
    return int(chosen), transforms[int(chosen)]


def draw_steps(words: Words, photo: np.ndarray, number: int, transform: Transform) -> None:
    """Draw how a draw came about: step by step, and as one matrix."""
    st.markdown(words.section("steps", number=number + 1))
    strip(stages(words, photo, transform), PICTURE_WIDTH)
    st.markdown(words.section("matrix"))
    matrix = sampling_matrix(transform, photo.shape)
    st.latex(formula(matrix))
    x, y = matrix[:, 2]
    height, width = photo.shape[:2]
    inside = 0 <= x <= width - 1 and 0 <= y <= height - 1
    st.markdown(words("inside" if inside else "outside", x=x, y=y))
