"""Which cells of an image a sliding window reaches, and how often."""

import streamlit as st

from core.lessons import border, examples
from ui.components.matrix.matrix import View, convolution_scene, labels, matrix, plain_scene
from ui.lessons.padding_stride.controls import SquareSliding
from ui.words import Words


def draw_matrix(words: Words, sliding: SquareSliding) -> None:
    """Draw the kernel on its way over the image, and say which cells it never reaches."""
    image, kernel = examples.lecture_steps(sliding.size), examples.checkerboard(sliding.kernel_size)
    view = View(labels=labels(words))
    scene = convolution_scene(image, kernel, sliding.stride, sliding.padding, view=view)
    matrix(scene, key="padding_stride_matrix")
    if scene["unused"]:
        st.markdown(words("unused", count=len(scene["unused"])))
    st.markdown(words.section("how"))


def draw_usage(words: Words, sliding: SquareSliding) -> None:
    """Draw how many windows include each cell."""
    size, kernel_size = sliding.size, sliding.kernel_size
    uses = border.coverage(
        (size, size), (kernel_size, kernel_size), sliding.stride, sliding.padding
    )
    grid, text = st.columns([1, 1.6], gap="large", vertical_alignment="center")
    with grid:
        view = View(labels=labels(words) | {"input": words("uses")})
        matrix(plain_scene(uses, view=view), key="padding_stride_uses")
    text.markdown(words.section("usage", **vars(border.usage(uses))))
