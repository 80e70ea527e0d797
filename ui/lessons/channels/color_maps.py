"""What filters make of a colour image: one filter in numbers, several as pictures."""

from collections.abc import Callable, Sequence

import numpy as np
import streamlit as st

from core.convolution import convolve
from core.lessons import partial_maps
from ui.components.matrix.matrix import Edit, View, convolution_scene, labels, matrix
from ui.kit import captioned
from ui.kit.colors import picture_of
from ui.lessons.channels.sum_scene import sum_scene
from ui.words import Words

NAMES = ("R", "G", "B")


def draw_sum(
    words: Words,
    image: np.ndarray,
    kernel: np.ndarray,
    bias: float,
    *,
    gray: bool,
    on_edit: Callable[[Edit], None],
) -> None:
    """Draw one filter: a product a channel and cell, then the three maps and their sum.

    Parameters
    ----------
    image, kernel
        ``(H, W, 3)`` and ``(kH, kW, 3)``.
    gray
        Whether the image holds brightness, drawn from black to white.
    """
    view = View(labels=labels(words), names=NAMES, editable=("input", "kernel"), gray=gray)
    scene = convolution_scene(image, kernel, bias=bias, view=view)
    matrix(scene, key="channels_matrix", on_edit=on_edit)
    st.markdown(words.section("maps"))
    renamed = {"input": words("map"), "window": words("here")}
    view = View(labels=labels(words) | renamed, names=NAMES)
    matrix(sum_scene(partial_maps(image, kernel), bias, view=view), key="channels_sum")


def draw_maps(
    words: Words, photo: np.ndarray, filters: Sequence[str], weights: np.ndarray, bias: float
) -> None:
    """Draw the photo and its map for every filter, each with a scale of its own.

    `weights` are ``(kH, kW, 3, F)``, `filters` the names of the F filters.
    """
    maps = np.moveaxis(convolve(photo, weights, bias=bias), -1, 0)
    first, *columns = st.columns(max(3, len(filters) + 1))
    captioned.exact(first, photo, words("map.photo"))
    for number, (column, name, values) in enumerate(zip(columns, filters, maps, strict=False)):
        top = float(np.abs(values).max())
        named = {"number": number + 1, "name": words(f"filter.{name}")}
        captioned.exact(column, picture_of(values, top), words("map.of", top=top, **named))
