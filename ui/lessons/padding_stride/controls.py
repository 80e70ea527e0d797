"""What a reader sets in the lesson on padding and stride: sizes, stride and padding."""

from dataclasses import dataclass

import streamlit as st

from core.convolution import Padding
from ui.lessons.padding_stride.output_sizes import START, STRIDES
from ui.lessons.padding_stride.size_puzzles import NUMBER
from ui.session import choices
from ui.session.setting import Setting
from ui.words import Words

PADDINGS: tuple[Padding, ...] = ("valid", "same", 1)

SIZE = Setting("padding_stride_size", range(5, 11), 7)
KERNEL_SIZE = Setting("padding_stride_kernel", (2, 3, 4, 5), 3)
STRIDE = Setting("padding_stride_stride", STRIDES, 2)
PADDING = Setting("padding_stride_padding", PADDINGS)
SETTINGS = (SIZE, KERNEL_SIZE, STRIDE, PADDING, START, NUMBER)


@dataclass(frozen=True)
class SquareSliding:
    """How large a square image and kernel are, and how the kernel slides.

    The arguments of `core.convolution.output_size`.
    """

    size: int
    kernel_size: int
    stride: int
    padding: Padding


def choose(words: Words) -> SquareSliding:
    """Draw the controls and return what they say."""
    st.slider(words("size"), 5, 10, key=SIZE.key)
    choices.one(
        st.segmented_control, words, words("kernel_size"), KERNEL_SIZE.values, key=KERNEL_SIZE.key
    )
    choices.one(st.segmented_control, words, words("stride"), STRIDE.values, key=STRIDE.key)
    choices.one(
        st.selectbox,
        words,
        words("padding"),
        PADDING.values,
        format_func=lambda value: words(f"padding.{value}"),
        key=PADDING.key,
    )
    return SquareSliding(SIZE.get(), KERNEL_SIZE.get(), STRIDE.get(), PADDING.get())
