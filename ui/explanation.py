"""A model's answers for one photo, and where it looked: for every page that explains."""

from collections.abc import Sequence

import numpy as np
import streamlit as st

from core.classifier import Prediction
from core.grad_cam import overlay
from ui.inference import ask
from ui.words import Words, plain


def bars(answers: Sequence[Prediction], names: Sequence[str]) -> None:
    """Draw the most probable classes as bars."""
    for answer in answers:
        label = f"{plain(names[answer.index])} · {answer.probability:.1%}"
        st.progress(answer.probability, text=label)


def explain(
    words: Words, photo: np.ndarray, model_key: str, names: Sequence[str], key: str
) -> tuple[list[Prediction], np.ndarray]:
    """Draw class, layer and opacity beside the photo under its heat map.

    Parameters
    ----------
    model_key
        As `core.inference.classify` takes it.
    names
        One a class, in the reader's language.
    key
        Of the widgets: each model and page keeps its own choice.

    Returns
    -------
    The most probable classes, and the map (h, w) in 0..1.
    """
    controls, picture = st.columns([1, 1.8], gap="large")
    with controls, st.spinner(words("working")):
        answers = ask("classify", image=photo, model_key=model_key)
        layers = ask("explainable_layers", model_key=model_key)
        target = _choose_class(words, answers, names, key)
        layer = st.select_slider(words("explain.layer"), layers, layers[-1], key=f"{key}_layer")
        opacity = st.slider(
            words("explain.opacity"), 0, 100, 50, 5, format="%d%%", key=f"{key}_opacity"
        )
    heatmap = ask("explain", image=photo, class_index=target, layer=layer, model_key=model_key)
    with picture:
        st.image(overlay(photo, heatmap, opacity / 100), width="stretch")
        st.caption(words("explain.shown", name=plain(names[target]), layer=layer))
        if not heatmap.any():
            st.info(words("explain.nothing"))
    return answers, heatmap


def _choose_class(
    words: Words, answers: Sequence[Prediction], names: Sequence[str], key: str
) -> int:
    """Offer the most probable classes first."""
    best = [answer.index for answer in answers]
    others = [index for index in range(len(names)) if index not in best]
    return st.selectbox(
        words("explain.class"),
        best + others,
        format_func=lambda index: names[index],
        key=f"{key}_class_{best[0]}",  # a photo with another answer starts from that answer
    )
