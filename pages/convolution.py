"""Lesson: convolution. A kernel slides over an image and sums products."""

import numpy as np
import streamlit as st

from core.channels import to_gray
from core.convolution import (
    KERNELS,
    Padding,
    convolve,
    output_size,
    pad,
    padding_amounts,
    windows,
)
from core.lessons import examples, gabor
from core.photos import shrink
from ui.components.matrix.edits import Edits
from ui.components.matrix.matrix import Edit, View, convolution_scene, labels, matrix
from ui.frame import code, frame, quiz
from ui.keras_code import conv2d as keras_code
from ui.lessons.convolution import filtered_photo
from ui.lessons.convolution.spot.spot import place_of, spot
from ui.photos.picker import current_photo, pick_photo
from ui.session.setting import Setting, restore, share
from ui.words import Words

SLUG = "convolution"
EDITS = Edits(SLUG)
GABOR = "gabor"  # the one kernel that has a setting of its own
GABOR_SIZE = 5
PHOTO_CELLS = 12  # pixels a side, of the part of the photo that goes into the matrix
PHOTO_SIDE = 360  # of the whole photo that is filtered
IMAGE_NAMES = (*examples.IMAGES, "photo")
KERNEL_NAMES = (*KERNELS, GABOR)
PADDINGS: tuple[Padding, ...] = ("valid", "same", 1, 2)
SHOWN_AS = ("gray", "color")
SETTINGS = (
    Setting("image", IMAGE_NAMES),
    Setting("kernel", KERNEL_NAMES),
    Setting("gabor_angle", range(0, 180, 15), 45),
    Setting("flipped", (False, True)),
    Setting("stride", (1, 2, 3)),
    Setting("padding", PADDINGS),
    Setting("bias", range(-5, 6), 0),
    Setting("whole", SHOWN_AS),
)


def remember(edit: Edit) -> None:
    """Keep a typed number."""
    EDITS.remember(st.session_state["image" if edit.target == "input" else "kernel"], edit)


def use_photo() -> None:
    """Put the pixels under the square into the matrix."""
    st.session_state["image"] = "photo"
    EDITS.forget("input", "photo")


def choose(words: Words) -> tuple[int, Padding, float]:
    """Draw the controls; return stride, padding and bias."""
    st.selectbox(
        words("image"),
        IMAGE_NAMES,
        format_func=lambda name: words(f"image.{name}"),
        key="image",
    )
    kernel = st.selectbox(
        words("kernel"),
        KERNEL_NAMES,
        format_func=lambda name: words(f"kernel.{name}"),
        key="kernel",
    )
    st.caption(words(f"use.{kernel}"))
    if kernel == GABOR:
        st.slider(words("gabor_angle"), 0, 165, step=15, format="%d°", key="gabor_angle")
    st.toggle(words("flipped"), key="flipped", help=words.section("flip"))
    stride = st.segmented_control(words("stride"), (1, 2, 3), key="stride", required=True)
    padding = st.selectbox(
        words("padding"),
        PADDINGS,
        format_func=lambda value: words(f"padding.{value}"),
        key="padding",
    )
    bias = st.slider(words("bias"), -5, 5, key="bias")
    if EDITS:
        st.button(words("reset"), icon=":material/undo:", on_click=EDITS.clear)
    return stride, padding, float(bias)


def start_kernel() -> np.ndarray:
    """Return the numbers of the chosen kernel before anything was typed."""
    name = st.session_state["kernel"]
    return gabor(st.session_state["gabor_angle"], GABOR_SIZE) if name == GABOR else KERNELS[name]


def start_image(photo: np.ndarray) -> np.ndarray:
    """Return the numbers of the chosen image before anything was typed."""
    name = st.session_state["image"]
    if name != "photo":
        return examples.IMAGES[name]
    gray = to_gray(photo)
    row, column = place_of(gray, PHOTO_CELLS, "convolution_spot")
    return gray[row : row + PHOTO_CELLS, column : column + PHOTO_CELLS].astype(float)


def draw_matrix(words: Words, image: np.ndarray, kernel: np.ndarray, stride, padding, bias) -> None:
    """Draw input, kernel, window and output as numbers."""
    view = View(
        labels=labels(words),
        editable=("input",) if st.session_state["flipped"] else ("input", "kernel"),
        gray=st.session_state["image"] == "photo",
    )
    with frame.refusals(words):
        scene = convolution_scene(image, kernel, stride, padding, bias, view=view)
    matrix(scene, key="convolution_matrix", on_edit=remember)
    st.markdown(words.section("how"))


def draw_whole(words: Words, photo: np.ndarray, kernel: np.ndarray, stride, padding, bias) -> None:
    """Draw the whole photo beside what the kernel makes of it, with the choice of the photo."""
    st.header(words("whole"), anchor=False)
    st.markdown(words.section("whole"))
    pick_photo(words)
    st.segmented_control(
        words("whole.as"),
        SHOWN_AS,
        format_func=lambda name: words(f"whole.{name}"),
        key="whole",
        required=True,
    )
    before, after = st.columns(2, gap="medium")
    color = st.session_state["whole"] == "color"
    shown = photo if color else to_gray(photo)
    with before:
        spot(words("square"), shown, PHOTO_CELLS, "convolution_spot", on_move=use_photo)
        st.caption(words("before", height=photo.shape[0], width=photo.shape[1]))
    with after:
        draw = filtered_photo.draw_color if color else filtered_photo.draw_gray
        draw(words, shown, kernel, stride, padding, bias)


def draw_numbers(words: Words, size: int, kernel_size: int, stride: int, padding: Padding) -> None:
    """Draw how the output's size follows, and ask for that of a larger image."""
    st.header(words("lesson.numbers"), anchor=False)
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


@frame.part
def body(words: Words) -> None:
    """Draw all that depends on the settings."""
    controls, picture = st.columns([1, 3], gap="large")
    with controls:
        stride, padding, bias = choose(words)
    kernel = EDITS.applied_to("kernel", st.session_state["kernel"], start_kernel())
    if st.session_state["flipped"]:
        kernel = kernel[::-1, ::-1]
    photo = shrink(current_photo(), PHOTO_SIDE)
    image = EDITS.applied_to("input", st.session_state["image"], start_image(photo))
    with picture:
        draw_matrix(words, image, kernel, stride, padding, bias)
    draw_whole(words, photo, kernel, stride, padding, bias)
    share(SLUG, SETTINGS)
    draw_numbers(words, image.shape[0], kernel.shape[0], stride, padding)
    keras = keras_code.convolution(image, kernel, stride, padding, bias)
    code.show(words, keras, convolve, windows, pad)


with frame.lesson(SLUG) as words:
    quiz.predict(words, SLUG)
    restore(SLUG, SETTINGS)
    body(words)
