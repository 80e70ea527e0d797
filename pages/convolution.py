"""Lesson: convolution. A kernel slides over an image and sums products."""

import streamlit as st

from core.convolution import convolve, pad, windows
from core.photos import shrink
from ui.frame import code, frame, quiz
from ui.keras_code import conv2d
from ui.lessons.convolution import SLUG
from ui.lessons.convolution.controls import SETTINGS, choose
from ui.lessons.convolution.filtered_photo import draw_photo
from ui.lessons.convolution.size_question import ask_size, draw_size
from ui.lessons.convolution.small_image import chosen_image, draw_matrix
from ui.photos.picker import current_photo
from ui.session.setting import restore, share
from ui.words import Words

PHOTO_SIDE = 360  # pixels of the whole photo that is filtered


@frame.part
def body(words: Words) -> None:
    """Draw all that depends on the settings."""
    controls, picture = st.columns([1, 3], gap="large")
    with controls:
        sliding = choose(words)
    photo = shrink(current_photo(), PHOTO_SIDE)
    image = chosen_image(photo)
    with picture:
        draw_matrix(words, image, sliding)
    draw_photo(words, photo, sliding)
    share(SLUG, SETTINGS)
    draw_size(words, image.shape[0], sliding)
    ask_size(words, image.shape[0], sliding)
    code.show(words, conv2d.convolution(image, **vars(sliding)), convolve, windows, pad)


with frame.lesson(SLUG) as words:
    quiz.predict(words, SLUG)
    restore(SLUG, SETTINGS)
    body(words)
