"""Lesson: convolution. A kernel slides over an image and sums products."""

import numpy as np
import streamlit as st

from core import images
from core.channels import to_gray
from core.convolution import (
    KERNELS,
    Padding,
    convolve,
    depthwise,
    output_size,
    pad,
    padding_amounts,
    windows,
)
from core.examples import IMAGES
from ui import code, frame, keras_code, quiz
from ui.colors import picture_of, scale_of
from ui.matrix import Edit, View, convolution_scene, labels, matrix
from ui.photos import current_photo, pick_photo
from ui.settings import Setting, restore, share
from ui.spot import place_of, spot
from ui.words import Words

SLUG = "convolution"
PHOTO_CELLS = 12  # pixels a side, of the part of the photo that goes into the matrix
PHOTO_SIDE = 360  # of the whole photo that is filtered
SETTINGS = (
    Setting("image", (*IMAGES, "photo")),
    Setting("kernel", tuple(KERNELS)),
    Setting("flipped", (False, True)),
    Setting("stride", (1, 2, 3)),
    Setting("padding", ("valid", "same", 1, 2)),
    Setting("bias", range(-5, 6), 0),
    Setting("whole", ("gray", "color")),
)


def edits() -> dict[tuple[str, str], list[Edit]]:
    """Return the numbers that were typed, by (target, preset): each preset keeps its own."""
    return st.session_state.setdefault("convolution_edits", {})


def edited(target: str, preset: str, values: np.ndarray) -> np.ndarray:
    """Return a preset's numbers with those that were typed."""
    for edit in edits().get((target, preset), []):
        values = edit.applied_to(values)
    return values


def remember(edit: Edit) -> None:
    """Keep a typed number."""
    preset = st.session_state["image" if edit.target == "input" else "kernel"]
    edits().setdefault((edit.target, preset), []).append(edit)


def use_photo() -> None:
    """Put the pixels under the square into the matrix."""
    st.session_state["image"] = "photo"
    edits().pop(("input", "photo"), None)


def choose(words: Words) -> tuple[int, Padding, float]:
    """Draw the controls; return stride, padding and bias."""
    st.selectbox(
        words("image"),
        SETTINGS[0].values,
        format_func=lambda name: words(f"image.{name}"),
        key="image",
    )
    kernel = st.selectbox(
        words("kernel"), KERNELS, format_func=lambda name: words(f"kernel.{name}"), key="kernel"
    )
    st.caption(words(f"use.{kernel}"))
    st.toggle(words("flipped"), key="flipped", help=words.section("flip"))
    stride = st.segmented_control(words("stride"), (1, 2, 3), key="stride", required=True)
    padding = st.selectbox(
        words("padding"),
        SETTINGS[4].values,
        format_func=lambda value: words(f"padding.{value}"),
        key="padding",
    )
    bias = st.slider(words("bias"), -5, 5, key="bias")
    if edits():
        st.button(words("reset"), icon=":material/undo:", on_click=edits().clear)
    return stride, padding, float(bias)


def start_image(photo: np.ndarray) -> np.ndarray:
    """Return the numbers of the chosen image before anything was typed."""
    name = st.session_state["image"]
    if name != "photo":
        return IMAGES[name]
    gray = to_gray(photo)
    row, column = place_of(gray, PHOTO_CELLS, "convolution_spot")
    return gray[row : row + PHOTO_CELLS, column : column + PHOTO_CELLS].astype(float)


def draw_whole(words: Words, photo: np.ndarray, kernel: np.ndarray, stride, padding, bias) -> None:
    """Draw the photo, with a square to move, beside what the kernel makes of all of it."""
    color = st.session_state["whole"] == "color"
    shown = photo if color else to_gray(photo)
    before, after = st.columns(2, gap="medium")
    with before:
        spot(words("square"), shown, PHOTO_CELLS, "convolution_spot", on_move=use_photo)
        st.caption(words("before", height=photo.shape[0], width=photo.shape[1]))
    with after:
        if color:
            filtered = depthwise(photo, kernel, stride, padding) + bias
            st.image(filtered.clip(0, 255).astype(np.uint8), width="stretch")
            st.caption(words("after.color", height=filtered.shape[0], width=filtered.shape[1]))
            return
        filtered = convolve(shown, kernel, stride, padding, bias)
        top = float(np.abs(filtered).max())
        st.image(images.encode_png(picture_of(filtered, top)), width="stretch")
        st.image(images.encode_png(scale_of(top)), width="stretch")
        size = {"height": filtered.shape[0], "width": filtered.shape[1]}
        st.caption(words("after", top=top, **size))


with frame.lesson(SLUG) as words:
    quiz.predict(words, SLUG)
    restore(SLUG, SETTINGS)
    controls, picture = st.columns([1, 3], gap="large")
    with controls:
        stride, padding, bias = choose(words)
    preset = st.session_state["kernel"]
    kernel = edited("kernel", preset, KERNELS[preset])
    if st.session_state["flipped"]:
        kernel = kernel[::-1, ::-1]
    photo = images.shrink(current_photo(), PHOTO_SIDE)
    image = start_image(photo)
    image = edited("input", st.session_state["image"], image)

    with picture:
        view = View(
            labels=labels(words),
            editable=("input",) if st.session_state["flipped"] else ("input", "kernel"),
            gray=st.session_state["image"] == "photo",
        )
        with frame.refusals(words):
            scene = convolution_scene(image, kernel, stride, padding, bias, view=view)
        matrix(scene, key="convolution_matrix", on_edit=remember)
        st.markdown(words.section("how"))

    st.header(words("whole"), anchor=False)
    st.markdown(words.section("whole"))
    pick_photo(words)
    st.segmented_control(
        words("whole.as"),
        SETTINGS[-1].values,
        format_func=lambda name: words(f"whole.{name}"),
        key="whole",
        required=True,
    )
    draw_whole(words, photo, kernel, stride, padding, bias)
    share(SLUG, SETTINGS)

    st.header(words("lesson.numbers"), anchor=False)
    size, kernel_size = image.shape[0], kernel.shape[0]
    rows = output_size(size, kernel_size, stride, padding)
    added = sum(padding_amounts(size, kernel_size, stride, padding))
    numbers = {"kernel": kernel_size, "stride": stride}
    st.markdown(words.section("size", size=size, padding=added, output=rows, **numbers))

    other = size + 5  # another size than the one on the screen
    answer = output_size(other, kernel_size, stride, padding)
    other_added = sum(padding_amounts(other, kernel_size, stride, padding))
    quiz.check_number(
        words,
        SLUG,
        words("check", stride=stride, padding=words(f"padding.{padding}"), size=other),
        answer,
        words.section("because", size=other, padding=other_added, output=answer, **numbers),
    )

    code.show(
        words, keras_code.convolution(image, kernel, stride, padding, bias), convolve, windows, pad
    )
