"""Lesson: data augmentation. One photo, twelve random transforms, and what they do to a label."""

import streamlit as st

from core.augmentation import apply, draw
from ui.frame import code, frame, quiz
from ui.kit import captioned, pictures
from ui.lessons.augment import SLUG, in_keras
from ui.lessons.augment.controls import SETTINGS, choose, draw_presets, draw_seed
from ui.lessons.augment.grid_of_draws import choose_draw, draw_steps
from ui.lessons.augment.labels_at_risk import draw_labels
from ui.photos.picker import pick_photo
from ui.session.setting import restore, share

SIDE = 192  # of a draw, pixels

with frame.lesson(SLUG) as words:
    quiz.predict(words, SLUG)
    restore(SLUG, SETTINGS)
    photo = pictures.square(pick_photo(words), SIDE)
    controls, picture = st.columns([1, 2.6], gap="large")
    with controls:
        augmentation = choose(words)

    with picture:
        with st.container(horizontal=True, gap="medium"):
            captioned.photo(st.container(width=150, gap="xsmall"), photo, words("original"))
            with st.container():
                draw_presets(words)
                seed = draw_seed(words)
        number, transform = choose_draw(words, photo, augmentation, seed)
        st.markdown(words.section("how"))
    share(SLUG, SETTINGS)

    st.header(words("labels"), anchor=False)
    st.markdown(words.section("labels"))
    draw_labels(words, augmentation, seed)
    st.markdown(words.section("hurts"))

    st.header(words("lesson.numbers"), anchor=False)
    draw_steps(words, photo, number, transform)

    quiz.check(words, SLUG)

    keras = in_keras.augment(augmentation)
    code.show(words, keras, draw, apply, note=words.section("keras"))
    st.markdown(words.section("differences"))
