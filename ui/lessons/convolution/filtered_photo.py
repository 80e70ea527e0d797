"""A whole photo beside what one kernel makes of it."""

import numpy as np
import streamlit as st

from core.channels import to_gray
from core.convolution import convolve, depthwise
from core.photos import encode_png
from ui.kit import captioned
from ui.kit.colors import picture_of, scale_of
from ui.lessons.convolution.controls import WHOLE, Sliding
from ui.lessons.convolution.small_image import CELLS, SPOT, use_photo
from ui.lessons.convolution.spot.spot import spot
from ui.photos.picker import pick_photo
from ui.session import choices
from ui.words import Words


def draw_photo(words: Words, photo: np.ndarray, sliding: Sliding) -> None:
    """Draw the photo before and after, with the choice of the photo and of its colours."""
    st.header(words("whole"), anchor=False)
    st.markdown(words.section("whole"))
    pick_photo(words)
    choices.one(
        st.segmented_control,
        words,
        words("whole.as"),
        WHOLE.values,
        format_func=lambda name: words(f"whole.{name}"),
        key=WHOLE.key,
    )
    before, after = st.columns(2, gap="medium")
    color = WHOLE.get() == "color"
    shown = photo if color else to_gray(photo)
    with before:
        spot(words("square"), words("square.at"), shown, CELLS, SPOT, on_move=use_photo)
        st.caption(words("before", height=photo.shape[0], width=photo.shape[1]))
    with after:
        (_draw_color if color else _draw_gray)(words, shown, sliding)


def _draw_gray(words: Words, gray: np.ndarray, sliding: Sliding) -> None:
    """Draw the output for a grey photo (H, W) on the scale of values, negative ones too."""
    output = convolve(gray, **vars(sliding))
    top = float(np.abs(output).max())
    said = words("after.gray", top=top, height=output.shape[0], width=output.shape[1])
    st.image(encode_png(picture_of(output, top)), width="stretch", alt=said)
    captioned.exact(st.container(gap="xsmall"), scale_of(top), said)


def _draw_color(words: Words, photo: np.ndarray, sliding: Sliding) -> None:
    """Draw the output for each channel of a photo (H, W, 3), cut to 0..255."""
    output = depthwise(photo, sliding.kernel, sliding.stride, sliding.padding) + sliding.bias
    said = words("after.color", height=output.shape[0], width=output.shape[1])
    captioned.photo(st.container(gap="xsmall"), output.clip(0, 255).astype(np.uint8), said)
