"""Lesson: overfitting. A small network learns few digits, with remedies on or off."""

import streamlit as st

from core.lessons import dropout
from core.lessons.digits import Experiment, small_network, small_training
from ui.frame import code, frame, quiz
from ui.lessons.overfitting.controls import SETTINGS, choose, choose_before, draw_digits
from ui.lessons.overfitting.dropout_network.dropout_network import dropout_network, dropout_scene
from ui.lessons.overfitting.figures import LABELS, Curves, curves
from ui.lessons.overfitting.in_keras import overfitting as keras_overfitting
from ui.lessons.overfitting.result import draw_numbers, say_what_happened
from ui.session.setting import Setting, restore, share
from ui.words import Words

SLUG = "overfitting"
RATES = (0.2, 0.5, 0.8)  # of the drawn network
VALUE = 0.6  # of the unit in the check
DRAWN = Setting("overfitting_drawn_rate", RATES, 0.5)


@st.cache_data(max_entries=300, show_spinner=False)
def trained(experiment: Experiment) -> Curves:
    """Return what a network is after each epoch; equal experiments are run once."""
    return Curves(experiment, tuple(small_training.train(experiment)))


def draw_curves(words: Words, run: Curves, before: Curves | None) -> None:
    """Draw loss and accuracy side by side."""
    labels = {name: words(f"curve.{name}") for name in LABELS}
    runs = [run, before] if before else [run]
    top = max(max(e.val_loss, e.loss) for shown in runs for e in shown.epochs)
    columns = st.columns(2, gap="small")
    for column, quantity, most in zip(
        columns, ("loss", "accuracy"), (1.1 * top, 1.03), strict=True
    ):
        figure = curves(run, before, quantity, most, labels)
        column.plotly_chart(figure, key=f"overfitting_{quantity}", alt=labels[quantity])


with frame.lesson(SLUG) as words:
    quiz.predict(words, SLUG)
    restore(SLUG, (*SETTINGS, DRAWN))
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
    st.markdown(words.section("dropout"))
    rate = st.segmented_control(
        words("drawn.rate"), RATES, format_func="{:.0%}".format, key=DRAWN.key, required=True
    )
    dropout_network(dropout_scene(rate, words), key="overfitting_network")
    share(SLUG, (*SETTINGS, DRAWN))

    scaled = VALUE * dropout.kept_factor(rate)
    quiz.check_number(
        words,
        SLUG,
        words("check", value=VALUE, rate=rate),
        scaled,
        words.section("because", value=VALUE, kept=1 - rate, answer=scaled),
    )
    code.show(
        words,
        keras_overfitting(experiment),
        small_training.train,
        small_network.gradients,
        dropout.draw_factors,
        note=words.section("keras"),
    )
