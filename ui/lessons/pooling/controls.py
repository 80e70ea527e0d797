"""What a reader sets in the lesson on pooling: an image, the window, and what is kept of it."""

from dataclasses import dataclass
from typing import Literal

import streamlit as st

from core.lessons import examples
from core.pooling import MODES, Mode
from ui.lessons.pooling.window_puzzles import NUMBER
from ui.session import choices
from ui.session.setting import Setting
from ui.words import Words

LAYERS = ("block1_conv2", "block2_conv2", "block3_conv3", "block4_conv3")  # VGG16 pools these
MOST_TIMES = 5
MOST_SHIFT = 8

IMAGE = Setting("pooling_image", tuple(examples.POOLING_IMAGES))
MODE = Setting("pooling_mode", MODES)
SIZE = Setting("pooling_size", (2, 3, 4))
STRIDE = Setting("pooling_stride", (1, 2, 3, 4), 2)
PADDING = Setting("pooling_padding", ("valid", "same"))
LAYER = Setting("pooling_layer", LAYERS, LAYERS[1])
TIMES = Setting("pooling_times", range(1, MOST_TIMES + 1))
SHIFT = Setting("pooling_shift", range(MOST_SHIFT + 1), 1)
SETTINGS = (IMAGE, MODE, SIZE, STRIDE, PADDING, LAYER, TIMES, SHIFT, NUMBER)


@dataclass(frozen=True)
class PoolingWindow:
    """The window of `core.pooling.pool`: pixels, pixels, and what is at the border."""

    size: int
    stride: int
    padding: Literal["valid", "same"]


def choose(words: Words) -> tuple[str, Mode, PoolingWindow]:
    """Draw the controls; return the name of the image, the mode and the window."""
    choices.one(
        st.selectbox,
        words,
        words("image"),
        IMAGE.values,
        format_func=lambda name: words(f"image.{name}"),
        key=IMAGE.key,
    )
    choices.one(
        st.segmented_control, words, words("mode"), MODE.values, key=MODE.key, format_func=words
    )
    choices.one(
        st.segmented_control,
        words,
        words("size"),
        SIZE.values,
        key=SIZE.key,
        format_func=lambda size: f"{size}×{size}",
    )
    choices.one(st.segmented_control, words, words("stride"), STRIDE.values, key=STRIDE.key)
    choices.one(st.segmented_control, words, words("padding"), PADDING.values, key=PADDING.key)
    return IMAGE.get(), MODE.get(), PoolingWindow(SIZE.get(), STRIDE.get(), PADDING.get())
