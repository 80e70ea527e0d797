"""What a reader sets in the lesson on convolution: an image, a kernel, and how it slides."""

from dataclasses import dataclass

import numpy as np
import streamlit as st

from core.convolution import KERNELS, Padding
from core.lessons import examples, gabor
from ui.components.matrix.edits import Edits
from ui.lessons.convolution import SLUG
from ui.session import choices
from ui.session.setting import Setting
from ui.words import Words

PHOTO = "photo"  # the one image that is no preset
GABOR = "gabor"  # the one kernel that has a setting of its own
GABOR_SIZE = 5
PADDINGS: tuple[Padding, ...] = ("valid", "same", 1, 2)

IMAGE = Setting("image", (*examples.IMAGES, PHOTO))
KERNEL = Setting("kernel", (*KERNELS, GABOR))
GABOR_ANGLE = Setting("gabor_angle", range(0, 180, 15), 45)
FLIPPED = Setting("flipped", (False, True))
STRIDE = Setting("stride", (1, 2, 3))
PADDING = Setting("padding", PADDINGS)
BIAS = Setting("bias", range(-5, 6), 0)
WHOLE = Setting("whole", ("gray", "color"))  # how the whole photo is shown
SETTINGS = (IMAGE, KERNEL, GABOR_ANGLE, FLIPPED, STRIDE, PADDING, BIAS, WHOLE)
EDITS = Edits(SLUG)


@dataclass(frozen=True)
class Sliding:
    """A kernel and how it slides: the arguments of `core.convolution.convolve` beside the image."""

    kernel: np.ndarray
    stride: int
    padding: Padding
    bias: float


def choose(words: Words) -> Sliding:
    """Draw the controls; return the kernel, with what was typed in it, and how it slides."""
    choices.one(
        st.selectbox,
        words,
        words("image"),
        IMAGE.values,
        format_func=lambda name: words(f"image.{name}"),
        key=IMAGE.key,
    )
    kernel = choices.one(
        st.selectbox,
        words,
        words("kernel"),
        KERNEL.values,
        format_func=lambda name: words(f"kernel.{name}"),
        key=KERNEL.key,
    )
    st.caption(words(f"use.{kernel}"))
    if kernel == GABOR:
        st.slider(words("gabor_angle"), 0, 165, step=15, format="%d°", key=GABOR_ANGLE.key)
    st.toggle(words("flipped"), key=FLIPPED.key, help=words.section("flip"))
    choices.one(st.segmented_control, words, words("stride"), STRIDE.values, key=STRIDE.key)
    choices.one(
        st.selectbox,
        words,
        words("padding"),
        PADDING.values,
        format_func=lambda value: words(f"padding.{value}"),
        key=PADDING.key,
    )
    st.slider(words("bias"), -5, 5, key=BIAS.key)
    if EDITS:
        st.button(words("reset"), icon=":material/undo:", on_click=EDITS.clear)
    return Sliding(_kernel(), STRIDE.get(), PADDING.get(), float(BIAS.get()))


def _kernel() -> np.ndarray:
    name = KERNEL.get()
    preset = gabor(GABOR_ANGLE.get(), GABOR_SIZE) if name == GABOR else KERNELS[name]
    kernel = EDITS.applied_to("kernel", name, preset)
    return kernel[::-1, ::-1] if FLIPPED.get() else kernel
