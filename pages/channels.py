"""Lesson: channels. Pixels and planes; a kernel slice a channel; several filters, several maps."""

from itertools import permutations

import numpy as np
import streamlit as st

from core.channels import to_gray
from core.convolution import convolve
from core.lessons import examples, partial_maps
from core.photos import shrink
from ui.components.matrix.edits import Edits
from ui.components.matrix.matrix import Edit
from ui.frame import code, frame, quiz
from ui.lessons.channels.color_maps import draw_maps, draw_sum
from ui.lessons.channels.in_keras import color_convolution
from ui.lessons.channels.pixels.pixels import Place, around, pixels, pixels_scene
from ui.photos.picker import current_photo, pick_photo
from ui.session.setting import Setting, restore, share
from ui.words import Words

SLUG = "channels"
PHOTO_SIDE = 240  # pixels
PATCH = 6  # pixels a side, of the part of the photo that goes into the matrix
MOST = 4  # filters at once
NEXT = (5, 5, 8)  # kernel height and width, and filters, of the layer that the check asks about
CHOICES = [
    list(names) for n in range(1, MOST + 1) for names in permutations(examples.COLOR_KERNELS, n)
]
SETTINGS = (
    Setting("channels_image", (*examples.COLOR_IMAGES, "photo")),
    Setting("channels_filters", CHOICES, ["red_green_edge", "edge_x"]),
    Setting("channels_shown", tuple(examples.COLOR_KERNELS), "red_green_edge"),
    Setting("channels_bias", range(-5, 6), 0),
)
EDITS = Edits(SLUG)


def remember(edit: Edit) -> None:
    """Keep a typed number."""
    name = "image" if edit.target == "input" else "shown"
    EDITS.remember(st.session_state[f"channels_{name}"], edit)


def look_at(place: Place) -> None:
    """Put the pixels around a place of the photo into the matrix."""
    st.session_state["channels_place"] = place
    st.session_state["channels_image"] = "photo"
    EDITS.forget("input", "photo")


def place_in(photo: np.ndarray) -> Place:
    """Return the pixel that was chosen, or the middle; another photo may be smaller."""
    height, width = photo.shape[:2]
    row, column = st.session_state.get("channels_place", (height // 2, width // 2))
    return min(row, height - 1), min(column, width - 1)


def choose(words: Words) -> tuple[list[str], float]:
    """Draw the controls of the layer; return the names of its filters and the bias."""

    def named(name: str) -> str:
        return words(f"filter.{name}")

    st.selectbox(
        words("image"),
        SETTINGS[0].values,
        format_func=lambda name: words(f"image.{name}"),
        key="channels_image",
    )
    filters = st.multiselect(
        words("filters", most=MOST),
        examples.COLOR_KERNELS,
        format_func=named,
        max_selections=MOST,
        wrap=True,
        key="channels_filters",
    )
    filters = filters or [next(iter(examples.COLOR_KERNELS))]
    if st.session_state["channels_shown"] not in filters:
        st.session_state["channels_shown"] = filters[0]
    shown = st.selectbox(words("shown"), filters, format_func=named, key="channels_shown")
    st.caption(words(f"use.{shown}"))
    bias = st.slider(words("bias"), -5, 5, key="channels_bias")
    if EDITS:
        st.button(
            words("reset"), icon=":material/undo:", on_click=EDITS.clear, key="channels_reset"
        )
    return filters, float(bias)


@st.fragment  # so that the photo above is not sent again
def layer(words: Words, photo: np.ndarray) -> None:
    """Draw a layer of filters: its numbers, its maps, the question, the code."""
    controls, picture = st.columns([1, 3], gap="large")
    with controls:
        filters, bias = choose(words)
    share(SLUG, SETTINGS)
    name = st.session_state["channels_image"]
    start = (
        around(photo, place_in(photo), PATCH) if name == "photo" else examples.COLOR_IMAGES[name]
    )
    image = EDITS.applied_to("input", name, start)
    kernels = [EDITS.applied_to("kernel", each, examples.COLOR_KERNELS[each]) for each in filters]
    with picture:
        st.markdown(words.section("how"))
        kernel = kernels[filters.index(st.session_state["channels_shown"])]
        draw_sum(words, image, kernel, bias, gray=name == "photo", on_edit=remember)

    st.header(words("several"), anchor=False)
    st.markdown(words.section("several"))
    weights = np.stack(kernels, axis=-1)
    draw_maps(words, photo, filters, weights, bias)

    st.header(words("lesson.numbers"), anchor=False)
    kernel_height, kernel_width, channels, count = weights.shape
    shape = {"height": kernel_height, "width": kernel_width, "channels": channels, "count": count}
    total = weights.size + count
    st.markdown(words.section("numbers", weights=weights.size, total=total, **shape))

    next_height, next_width, next_count = NEXT
    answer = (next_height, next_width, count, next_count)
    asked = {"height": next_height, "width": next_width, "next": next_count, "count": count}
    because = words.section("because", **asked)
    quiz.check_shape(words, SLUG, words("check", **asked), answer, because)
    keras = color_convolution(image, kernels, bias)
    code.show(words, keras, to_gray, partial_maps, convolve)


with frame.lesson(SLUG) as words:
    quiz.predict(words, SLUG)
    restore(SLUG, SETTINGS)
    photo = shrink(current_photo(), PHOTO_SIDE)
    pixels(pixels_scene(photo, place_in(photo), words), "channels_pixels", look_at)
    pick_photo(words)
    st.markdown(words.section("pixel"))

    st.header(words("color"), anchor=False)
    st.markdown(words.section("color"))
    layer(words, photo)
