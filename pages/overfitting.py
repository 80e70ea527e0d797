"""Lesson: overfitting. A small network learns few digits, with remedies on or off."""

import streamlit as st

from core.lessons import dropout
from core.lessons.digits import small_network, small_training
from ui.frame import code, frame, quiz
from ui.lessons.overfitting import SLUG, in_keras
from ui.lessons.overfitting.controls import SETTINGS, choose, choose_before, draw_digits
from ui.lessons.overfitting.dropout_rate import ask_scaled, draw_dropout
from ui.lessons.overfitting.loss_and_accuracy import draw_curves, trained
from ui.lessons.overfitting.result import draw_numbers, say_what_happened
from ui.session.setting import restore, share

with frame.lesson(SLUG) as words:
    quiz.predict(words, SLUG)
    restore(SLUG, SETTINGS)
    controls, picture = st.columns([1, 3], gap="large")
    with controls:
        experiment = choose(words)
    with picture:
        with st.spinner(words("training")):
            run = trained(experiment)
        other = choose_before(words, experiment)
        before = trained(other) if other else None
        draw_curves(words, run, before)
        say_what_happened(words, run)
        draw_digits(words, experiment)

    st.header(words("lesson.numbers"), anchor=False)
    st.markdown(words.section("numbers"))
    draw_numbers(words, [run, before] if before else [run])
    st.markdown(words.section("measured"))

    st.header(words("drawn"), anchor=False)
    draw_dropout(words)
    share(SLUG, SETTINGS)

    ask_scaled(words)
    ran = (small_training.train, small_network.gradients, dropout.draw_factors)
    code.show(words, in_keras.overfitting(experiment), *ran, note=words.section("keras"))
