"""Lesson: channels. Pixels and planes; a kernel slice a channel; several filters, several maps."""

import numpy as np
import streamlit as st

from core.channels import to_gray
from core.convolution import convolve
from core.lessons import partial_maps
from core.photos import shrink
from ui.frame import code, frame, quiz
from ui.lessons.channels import SLUG
from ui.lessons.channels.color_image import chosen_image, look_at, place_in
from ui.lessons.channels.color_maps import draw_maps, draw_sum
from ui.lessons.channels.controls import SETTINGS, choose
from ui.lessons.channels.in_keras import color_convolution
from ui.lessons.channels.pixels.pixels import pixels, pixels_scene
from ui.lessons.channels.shape_question import ask_shape, draw_shape
from ui.photos.picker import current_photo, pick_photo
from ui.session.setting import restore, share
from ui.words import Words

PHOTO_SIDE = 240  # pixels


@st.fragment  # so that the photo above is not sent again
def layer(words: Words, photo: np.ndarray) -> None:
    """Draw a layer of filters: its numbers, its maps, the question, the code."""
    controls, picture = st.columns([1, 3], gap="large")
    with controls:
        filters = choose(words)
    share(SLUG, SETTINGS)
    image = chosen_image(photo)
    with picture:
        st.markdown(words.section("how"))
        draw_sum(words, image, filters)

    st.header(words("several"), anchor=False)
    st.markdown(words.section("several"))
    draw_maps(words, photo, filters)

    st.header(words("lesson.numbers"), anchor=False)
    draw_shape(words, filters.weights)
    ask_shape(words, len(filters.names))

    keras = color_convolution(image, filters.kernels, filters.bias)
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
