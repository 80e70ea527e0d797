"""What is asked of a photo: one or two classes, a layer, a method, perhaps a second model."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from core import inference
from core.networks import Prediction
from ui.kit.ask import ask
from ui.lessons.grad_cam.controls import BUNDLED, choose_method
from ui.runs import own_runs
from ui.runs.explanation import choose_class, choose_layer, probable_first
from ui.session import choices
from ui.words import Words


@dataclass(frozen=True)
class Question:
    """What is asked of a photo: the arguments of `core.inference.explain` beside it."""

    class_index: int
    layer: str
    model_key: str
    method: str


def choose_questions(
    words: Words,
    answers: Sequence[Prediction],
    names: Sequence[str],
    model_key: str,
    start: Sequence[int],
) -> list[Question]:
    """Draw the choice of one or two classes, a layer and a method.

    Parameters
    ----------
    start
        One or two classes to start from.

    Returns
    -------
    One question, or two to see beside each other: another class, or the same one put to another
    model.
    """
    key = f"grad_cam_{model_key[:8]}"
    ranked = sorted(answers, key=lambda answer: answer.index not in start[:1])
    first = choose_class(words, words("explain.class"), ranked, names, key=f"{key}_class")
    other = _choose_other_model(words, model_key, key)
    second = _choose_second(words, answers, names, start, key) if other is None else None
    layer = choose_layer(words, model_key, key=f"{key}_layer")
    question = Question(first, layer, model_key, choose_method(words))
    if other is not None:
        return [question, replace(question, model_key=other, layer=_same_layer(layer, other))]
    if second is None or second == first:
        return [question]
    return [question, replace(question, class_index=second)]


def _choose_other_model(words: Words, model_key: str, key: str) -> str | None:
    """Draw the choice of a second run with the same classes, where the reader has one."""
    if model_key == BUNDLED:
        return None
    others = own_runs.with_classes_of(model_key)
    if not others:
        return None
    return choices.one(
        st.selectbox,
        words,
        words("other"),
        [None, *others],
        format_func=lambda run: words("other.none") if run is None else own_runs.name(words, run),
        key=f"{key}_other",
    )


def _same_layer(layer: str, model_key: str) -> str:
    """Return the layer in another model, or the last one where it has none of this name."""
    layers = ask(inference.explainable_layers, model_key=model_key)
    return layer if layer in layers else layers[-1]


def _choose_second(
    words: Words,
    answers: Sequence[Prediction],
    names: Sequence[str],
    start: Sequence[int],
    key: str,
) -> int | None:
    """Draw the choice of a second class, or of none."""
    options = [None, *probable_first(answers, len(names))]

    def named(index: int | None) -> str:
        return words("second.none") if index is None else names[index]

    return choices.one(
        st.selectbox,
        words,
        words("second"),
        options,
        start=start[1] if len(start) > 1 else None,
        format_func=named,
        key=f"{key}_second_{'_'.join(map(str, start))}",
    )
