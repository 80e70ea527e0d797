"""A model's answers for one photo, and where it looked: for every page that explains."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import streamlit as st

from core import inference
from core.networks import Prediction
from core.networks.explaining import outlined_above, overlay
from ui.kit import captioned
from ui.kit.ask import ask
from ui.session import choices
from ui.words import Words, plain


@dataclass(frozen=True)
class HeatmapStyle:
    """How a heat map is drawn over a photo.

    Attributes
    ----------
    opacity
        0..1.
    colour_map
        A key of `core.networks.explaining.overlays.COLOUR_MAPS`.
    outline
        Share of the largest value, 0..1, whose area is outlined; 0 for no outline.
    """

    opacity: float = 0.5
    colour_map: str = "inferno"
    outline: float = 0.0

    def over(self, photo: np.ndarray, heatmap: np.ndarray) -> np.ndarray:
        """Return the photo under the map."""
        picture = overlay(photo, heatmap, self.opacity, self.colour_map)
        return outlined_above(picture, heatmap, self.outline) if self.outline else picture


def bars(answers: Sequence[Prediction], names: Sequence[str]) -> None:
    """Draw the most probable classes as bars."""
    for answer in answers:
        label = f"{plain(names[answer.index])} · {answer.probability:.1%}"
        st.progress(answer.probability, text=label)


def explain(
    words: Words, photo: np.ndarray, model_key: str, names: Sequence[str], key: str
) -> tuple[list[Prediction], np.ndarray]:
    """Draw class, layer and opacity beside the photo under its Grad-CAM map.

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
        answers = ask(inference.classify, image=photo, model_key=model_key)
        target = choose_class(words, words("explain.class"), answers, names, key=f"{key}_class")
        layer = choose_layer(words, model_key, key=f"{key}_layer")
        opacity = st.slider(
            words("explain.opacity"), 0, 100, 50, 5, format="%d%%", key=f"{key}_opacity"
        )
    heatmap = ask(
        inference.explain, image=photo, class_index=target, layer=layer, model_key=model_key
    )
    with picture:
        draw_map(words, photo, heatmap, HeatmapStyle(opacity / 100), names[target], layer)
    return answers, heatmap


def draw_map(
    words: Words, photo: np.ndarray, heatmap: np.ndarray, look: HeatmapStyle, name: str, layer: str
) -> None:
    """Draw the photo under a map, say what it shows, and say so where it shows nothing."""
    said = words("explain.shown", name=plain(name), layer=layer)
    captioned.photo(st.container(), look.over(photo, heatmap), said)
    if not heatmap.any():
        st.info(words("explain.nothing"))


def choose_layer(words: Words, model_key: str, key: str) -> str:
    """Draw the choice of a layer, at first the last one."""
    layers = ask(inference.explainable_layers, model_key=model_key)
    return choices.one(
        st.select_slider, words, words("explain.layer"), layers, start=layers[-1], key=key
    )


def choose_class(
    words: Words, label: str, answers: Sequence[Prediction], names: Sequence[str], key: str
) -> int:
    """Draw the choice of a class, the most probable ones first; one can type to search.

    A photo with another answer starts from that answer.
    """

    def name(index: int) -> str:
        return names[index]

    return choices.one(
        st.selectbox,
        words,
        label,
        probable_first(answers, len(names)),
        format_func=name,
        key=f"{key}_{answers[0].index}",
    )


def probable_first(answers: Sequence[Prediction], count: int) -> list[int]:
    """Return all classes 0..count-1, those of `answers` first."""
    best = [answer.index for answer in answers]
    return best + [index for index in range(count) if index not in best]
