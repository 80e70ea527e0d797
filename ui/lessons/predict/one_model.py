"""One model about one photo: its answers, where it looked, whether to believe it, its code."""

from collections.abc import Sequence

import numpy as np
import streamlit as st

from core import inference
from core.networks import Classifier
from core.training.judging import Familiarity, Judge, soften
from ui.frame import code
from ui.kit.ask import ask
from ui.lessons.predict import in_keras, verdicts
from ui.runs.downloads import file_name
from ui.runs.explanation import bars, explain
from ui.words import Words


def draw_answers(words: Words, photo: np.ndarray, model: str, names: Sequence[str]) -> None:
    """Draw where the model looked, and its answers."""
    answers, _ = explain(words, photo, model, names, key=f"predict_{model[:8]}")
    st.header(words("lesson.numbers"), anchor=False)
    numbers, meaning = st.columns(2, gap="large")
    with numbers:
        bars(answers, names)
    meaning.markdown(words.section("numbers"))


def draw_verdict(words: Words, photo: np.ndarray, model: str, names: Sequence[str]) -> None:
    """Draw whether the photo is any of the classes, and by which limits."""
    st.header(words("none"), anchor=False)
    judge = verdicts.judge(model)
    if judge is None:
        st.markdown(words.section("none_bundled"))
        return
    found = judge.verdict(*ask(inference.describe, image=photo, model_key=model))
    measured, meaning = st.columns(2, gap="large")
    with measured:
        verdicts.say(words, found, names)
        verdicts.meters(words, found, judge)
    meaning.markdown(words.section("none"))


def show_code(words: Words, model: str, names: Sequence[str]) -> None:
    """Draw code for a taken-home run, or for a model that comes with Keras."""
    judge = verdicts.judge(model)
    if judge is None:
        code.show(words, in_keras.ask_bundled(), Classifier.top, note=words.section("keras"))
        return
    keras = in_keras.ask_own(f"{file_name(model)}.keras", names, judge.calibration.temperature)
    ran = (Judge.verdict, Familiarity.likeness, soften)
    code.show(words, keras, *ran, note=words.section("keras_own"))
