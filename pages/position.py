"""Lesson: position. An MLP and two CNNs look at the same digit while it is moved."""

import streamlit as st

from core.lessons.digits import answers_by_shift, records
from ui.frame import code, frame, quiz
from ui.lessons.position import SLUG, in_keras, stride_puzzles
from ui.lessons.position.answers_by_place import draw_answers
from ui.lessons.position.controls import SETTINGS, choose, draw_presets
from ui.lessons.position.measured import draw_measured
from ui.session.setting import restore, share
from ui.words import Words


@frame.part
def body(words: Words) -> None:
    """Draw all that depends on the settings."""
    draw_presets(words)
    controls, picture = st.columns([1, 3.4], gap="medium")
    with controls:
        digit = choose(words)
    share(SLUG, SETTINGS)
    with picture:
        draw_answers(words, digit)

    st.header(words("why"), anchor=False)
    st.markdown(words.section("why", **records()))

    st.header(words("lesson.numbers"), anchor=False)
    draw_measured(words)

    stride_puzzles.ask(words)

    keras = in_keras.position(*digit.shift, digit.scale, digit.turn)
    code.show(words, keras, answers_by_shift, note=words.section("keras"))


with frame.lesson(SLUG) as words:
    quiz.predict(words, SLUG)
    restore(SLUG, SETTINGS)
    body(words)
