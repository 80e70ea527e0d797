"""What filters make of a colour image: one filter in numbers, several as pictures."""

import numpy as np
import streamlit as st

from core.convolution import convolve
from core.lessons import partial_maps
from ui.components.matrix.matrix import View, convolution_scene, labels, matrix
from ui.kit import captioned
from ui.kit.colors import picture_of
from ui.lessons.channels.controls import IMAGE, PHOTO, ColorFilters, remember
from ui.lessons.channels.sum_scene import sum_scene
from ui.words import Words

NAMES = ("R", "G", "B")


def draw_sum(words: Words, image: np.ndarray, filters: ColorFilters) -> None:
    """Draw the shown filter over an image (H, W, 3), product by product, then as three maps' sum.

    The numbers of the photo are brightness, drawn from black to white.
    """
    kernel, bias = filters.shown_kernel, filters.bias
    gray = IMAGE.get() == PHOTO
    view = View(labels=labels(words), names=NAMES, editable=("input", "kernel"), gray=gray)
    scene = convolution_scene(image, kernel, bias=bias, view=view)
    matrix(scene, key="channels_matrix", on_edit=remember)
    st.markdown(words.section("maps"))
    renamed = {"input": words("map"), "window": words("here")}
    view = View(labels=labels(words) | renamed, names=NAMES)
    matrix(sum_scene(partial_maps(image, kernel), bias, view=view), key="channels_sum")


def draw_maps(words: Words, photo: np.ndarray, filters: ColorFilters) -> None:
    """Draw the photo and its map for every filter, each with a scale of its own."""
    maps = np.moveaxis(convolve(photo, filters.weights, bias=filters.bias), -1, 0)
    first, *columns = st.columns(max(3, len(filters.names) + 1))
    captioned.exact(first, photo, words("map.photo"))
    for number, (column, name, values) in enumerate(
        zip(columns, filters.names, maps, strict=False), start=1
    ):
        top = float(np.abs(values).max())
        named = {"number": number, "name": words(f"filter.{name}")}
        captioned.exact(column, picture_of(values, top), words("map.of", top=top, **named))
