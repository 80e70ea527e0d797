"""Several models about one photo: their answers, and where each of them looked."""

from collections.abc import Sequence

import numpy as np
import streamlit as st

from core import inference
from ui.kit.ask import ask
from ui.lessons.predict.model_choice import class_names, model_name
from ui.lessons.predict.verdicts import say, verdict
from ui.runs.explanation import HeatmapStyle, bars, draw_map
from ui.session import choices
from ui.words import Words, plain

TOP = 3  # classes of each model


def side_by_side(words: Words, photo: np.ndarray, models: Sequence[str]) -> None:
    """Draw a column a model: its Grad-CAM map for one class, its answers, what comes of it."""
    wanted = _choose_class(words, models)
    strength = st.slider(
        words("explain.opacity"), 0, 100, 50, 5, format="%d%%", key="side_by_side_opacity"
    )
    for column, model in zip(st.columns(len(models)), models, strict=True):
        with column:
            st.markdown(f"**{plain(model_name(words, model))}**")
            _draw_model(words, photo, model, wanted, HeatmapStyle(strength / 100))


def _choose_class(words: Words, models: Sequence[str]) -> int | None:
    """Draw the choice of the class that all models explain, if they have the same classes."""
    classes = {tuple(class_names(words, model)) for model in models}
    if len(classes) > 1:
        return None
    (names,) = classes
    return choices.one(
        st.selectbox,
        words,
        words("explain.class"),
        [None, *range(len(names))],
        format_func=lambda index: words("own_answer") if index is None else names[index],
        key="side_by_side_class",
    )


def _draw_model(
    words: Words, photo: np.ndarray, model: str, wanted: int | None, look: HeatmapStyle
) -> None:
    names = class_names(words, model)
    with st.spinner(words("working")):
        answers = ask(inference.classify, image=photo, model_key=model, top=TOP)
        index = answers[0].index if wanted is None else wanted
        layer = ask(inference.explainable_layers, model_key=model)[-1]
        heatmap = ask(
            inference.explain, image=photo, class_index=index, layer=layer, model_key=model
        )
    draw_map(words, photo, heatmap, look, names[index], layer)
    bars(answers, names)
    found = verdict(photo, model)
    if found is not None:
        say(words, found, names)
