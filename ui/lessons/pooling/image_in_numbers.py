"""The pooling of a small image in numbers, and how many numbers it leaves."""

import numpy as np
import streamlit as st

from core.convolution import output_size, padding_amounts
from core.lessons import border
from core.pooling import Mode
from ui.components.matrix.matrix import View, labels, matrix, pooling_scene
from ui.lessons.pooling.controls import PoolingWindow
from ui.words import Words


def draw_matrix(words: Words, image: np.ndarray, mode: Mode, window: PoolingWindow) -> None:
    """Draw the window on its way over the image, and say which cells it never reaches."""
    scene = pooling_scene(image, mode=mode, **vars(window), view=View(labels=labels(words)))
    matrix(scene, key="pooling_matrix")
    if scene["unused"]:
        st.markdown(words("unused", count=len(scene["unused"])))
    st.markdown(words.section("how"))


def draw_sizes(words: Words, image: np.ndarray, window: PoolingWindow) -> None:
    """Draw how the output's size follows, and how many numbers are left."""
    sizes = (len(image), window.size, window.stride, window.padding)
    added = sum(padding_amounts(*sizes))
    numbers = {"size": len(image), "padding": added, "window": window.size}
    counts = {"before": image.size, "after": border.stop_count(*sizes)}
    st.markdown(
        words.section(
            "numbers", **numbers, stride=window.stride, output=output_size(*sizes), **counts
        )
    )
