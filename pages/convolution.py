"""Lesson: convolution. A kernel slides over an image and sums products."""

import numpy as np
import streamlit as st

from core import images
from core.channels import to_gray
from core.convolution import KERNELS, convolve, output_size, padding_amounts
from core.examples import IMAGES
from ui import frame, keras_code, quiz
from ui.colors import picture_of
from ui.matrix import Edit, View, convolution_scene, labels, matrix
from ui.photos import current_photo, pick_photo
from ui.settings import Setting, restore, share

SLUG = "convolution"
PHOTO_CELLS = 12
PHOTO_SIDE = 360  # of the whole photo that is filtered, pixels
SETTINGS = (
    Setting("image", (*IMAGES, "photo")),
    Setting("kernel", tuple(KERNELS)),
    Setting("stride", (1, 2, 3)),
    Setting("padding", ("valid", "same", 1, 2)),
    Setting("bias", range(-5, 6), 0),
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


with frame.lesson(SLUG) as words:
    quiz.predict(words, SLUG)
    restore(SLUG, SETTINGS)
    controls, picture = st.columns([1, 3], gap="large")

    with controls:
        image_name = st.selectbox(
            words("image"),
            SETTINGS[0].values,
            format_func=lambda name: words(f"image.{name}"),
            key="image",
        )
        kernel_name = st.selectbox(
            words("kernel"), KERNELS, format_func=lambda name: words(f"kernel.{name}"), key="kernel"
        )
        st.caption(words(f"use.{kernel_name}"))
        stride = st.segmented_control(
            words("stride"), SETTINGS[2].values, key="stride", required=True
        )
        padding = st.selectbox(
            words("padding"),
            SETTINGS[3].values,
            format_func=lambda value: words(f"padding.{value}"),
            key="padding",
        )
        bias = st.slider(words("bias"), -5, 5, key="bias")
        if edits():
            st.button(words("reset"), icon=":material/undo:", on_click=edits().clear)
    share(SLUG, SETTINGS)

    photo = current_photo()
    if image_name == "photo":
        start = to_gray(images.resize(photo, PHOTO_CELLS, PHOTO_CELLS)).astype(float)
    else:
        start = IMAGES[image_name]
    image = edited("input", image_name, start)
    kernel = edited("kernel", kernel_name, KERNELS[kernel_name])

    with picture:
        view = View(
            labels=labels(words),
            editable=("input", "kernel"),
            gray=image_name == "photo",
        )
        with frame.refusals(words):
            scene = convolution_scene(image, kernel, stride, padding, bias, view=view)
        matrix(scene, key="convolution_matrix", on_edit=remember)
        st.markdown(words.section("how"))

    st.header(words("whole"), anchor=False)
    gray = to_gray(images.shrink(pick_photo(words), PHOTO_SIDE))
    filtered = convolve(gray, kernel, stride, padding, bias)
    before, after = st.columns(2, gap="medium")
    before.image(gray, width="stretch")
    before.caption(words("before", height=gray.shape[0], width=gray.shape[1]))
    after.image(picture_of(filtered), width="stretch", output_format="PNG")
    after.caption(words("after", height=filtered.shape[0], width=filtered.shape[1]))

    st.header(words("lesson.numbers"), anchor=False)
    size, kernel_size = image.shape[0], kernel.shape[0]
    rows = output_size(size, kernel_size, stride, padding)
    added = sum(padding_amounts(size, kernel_size, stride, padding))
    numbers = {"kernel": kernel_size, "stride": stride}
    st.markdown(words.section("size", size=size, padding=added, output=rows, **numbers))
    st.markdown(words.section("flip"))

    other = 2 * kernel_size + stride + 4
    answer = output_size(other, kernel_size, stride, padding)
    other_added = sum(padding_amounts(other, kernel_size, stride, padding))
    quiz.check_number(
        words,
        SLUG,
        words("check", stride=stride, padding=words(f"padding.{padding}"), size=other),
        answer,
        words.section("because", size=other, padding=other_added, output=answer, **numbers),
    )

    st.header(words("lesson.keras"), anchor=False)
    st.markdown(words("lesson.keras.note"))
    st.code(keras_code.convolution(image, kernel, stride, padding, bias), language="python")
