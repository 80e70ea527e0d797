"""Lesson: pooling. One number stands for a window, and what that does to small shifts."""

import streamlit as st

from core.lessons import examples, shift
from core.pooling import pool
from ui.frame import code, frame, quiz
from ui.lessons.pooling import SLUG, in_keras, window_puzzles
from ui.lessons.pooling.controls import SETTINGS, choose
from ui.lessons.pooling.image_in_numbers import draw_matrix, draw_sizes
from ui.lessons.pooling.pooled_maps import choose_map, draw_pooled, draw_shift
from ui.photos.picker import pick_photo
from ui.session.setting import restore, share
from ui.words import Words


@frame.part
def body(words: Words) -> None:
    """Draw all that depends on the settings."""
    controls, picture = st.columns([1, 3], gap="large")
    with controls:
        name, mode, window = choose(words)
    share(SLUG, SETTINGS)
    image = examples.POOLING_IMAGES[name]
    with picture:
        draw_matrix(words, image, mode, window)

    st.header(words("map"), anchor=False)
    st.markdown(words.section("map", size=window.size, stride=window.stride))
    plane = choose_map(words, pick_photo(words))
    draw_pooled(words, plane, window)
    st.markdown(words.section("kept"))

    st.header(words("shifted"), anchor=False)
    st.markdown(words.section("shift"))
    draw_shift(words, plane, mode, window)
    st.markdown(words.section("tolerance"))

    st.header(words("lesson.numbers"), anchor=False)
    draw_sizes(words, image, window)

    window_puzzles.ask(words)

    keras = in_keras.pooling(image, mode=mode, **vars(window))
    code.show(words, keras, pool, shift.shifted_pair, shift.relative_change)


with frame.lesson(SLUG) as words:
    quiz.predict(words, SLUG)
    restore(SLUG, SETTINGS)
    body(words)
