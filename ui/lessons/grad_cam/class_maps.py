"""The photo under the map of each class, and the map as the network gives it."""

from collections.abc import Sequence

import numpy as np
import streamlit as st

from core import inference
from core.datasets import MAX_CLASSES
from core.networks import Prediction
from core.networks.explaining import colour_bar
from ui.kit import pictures
from ui.kit.ask import ask
from ui.kit.colors import picture_of
from ui.lessons.grad_cam.questions import Question
from ui.runs import own_runs
from ui.runs.explanation import HeatmapStyle, bars, draw_map
from ui.words import Words, plain

WIDE = 1.6  # times its height
SIDE = 320  # pixels


def heatmap(photo: np.ndarray, question: Question) -> np.ndarray:
    """Return the map that answers a question."""
    return ask(inference.explain, image=photo, **vars(question))


def draw_maps(
    words: Words,
    photo: np.ndarray,
    questions: Sequence[Question],
    names: Sequence[str],
    look: HeatmapStyle,
) -> None:
    """Draw the photo under the map of each class, wide photos below each other, and the scale."""
    wide = photo.shape[1] > WIDE * photo.shape[0]
    places = [st.container() for _ in questions] if wide else st.columns(len(questions))
    models = {question.model_key for question in questions}
    for place, question in zip(places, questions, strict=True):
        with place:
            if len(models) > 1:
                _say_model(words, photo, question)
            found = heatmap(photo, question)
            draw_map(words, photo, found, look, names[question.class_index], question.layer)
    st.image(colour_bar(look.colour_map), width="stretch")
    st.caption(words("scale"))


def draw_numbers(
    words: Words,
    photo: np.ndarray,
    question: Question,
    answers: Sequence[Prediction],
    names: Sequence[str],
) -> None:
    """Draw the map cell by cell, the most probable classes, and the method's formula."""
    raw, numbers = st.columns([1, 2], gap="large")
    found = heatmap(photo, question)
    height, width = found.shape
    shown = pictures.in_proportion(picture_of(found), photo, SIDE)
    raw.image(shown, output_format="PNG", width="stretch")
    name = plain(names[question.class_index])
    raw.caption(words("raw", height=height, width=width, name=name))
    with numbers:
        bars(answers, names)
        st.markdown(words.section("numbers"))
        st.markdown(words.section(f"formula_{question.method}"))


def _say_model(words: Words, photo: np.ndarray, question: Question) -> None:
    """Write which of the reader's models answers, and how probable it holds the class."""
    answers = ask(inference.classify, image=photo, model_key=question.model_key, top=MAX_CLASSES)
    found = next(answer for answer in answers if answer.index == question.class_index)
    model = own_runs.name(words, question.model_key)
    st.markdown(words("answer.of", model=plain(model), probability=found.probability))
