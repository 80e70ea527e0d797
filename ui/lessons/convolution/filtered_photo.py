"""A whole photo beside what one kernel makes of it."""

import numpy as np
import streamlit as st

from core.convolution import convolve, depthwise
from core.photos import encode_png
from ui.kit import captioned
from ui.kit.colors import picture_of, scale_of
from ui.words import Words


def draw_gray(words: Words, gray: np.ndarray, kernel: np.ndarray, stride, padding, bias) -> None:
    """Draw the output for a grey photo (H, W) on the scale of values, negative ones too."""
    output = convolve(gray, kernel, stride, padding, bias)
    top = float(np.abs(output).max())
    said = words("after.gray", top=top, height=output.shape[0], width=output.shape[1])
    st.image(encode_png(picture_of(output, top)), width="stretch", alt=said)
    captioned.exact(st.container(gap="xsmall"), scale_of(top), said)


def draw_color(words: Words, photo: np.ndarray, kernel: np.ndarray, stride, padding, bias) -> None:
    """Draw the output for each channel of a photo (H, W, 3), cut to 0..255."""
    output = depthwise(photo, kernel, stride, padding) + bias
    said = words("after.color", height=output.shape[0], width=output.shape[1])
    captioned.photo(st.container(gap="xsmall"), output.clip(0, 255).astype(np.uint8), said)
