"""The models that can be asked about a photo: the reader's runs, the bundled one, VGG16."""

from collections.abc import Sequence

import streamlit as st

from core.networks import imagenet, vgg16_imagenet
from ui.lessons.predict.verdicts import BUNDLED
from ui.runs import own_runs
from ui.session import choices
from ui.words import Words

MOST = 2  # others beside the first: three columns still show a photo


def choose_model(words: Words) -> str:
    """Draw the choice of a model, the reader's own runs first; return its key."""
    return choices.one(
        st.selectbox,
        words,
        words("model"),
        [*own_runs.finished(), *BUNDLED],
        format_func=lambda key: model_name(words, key),
        key="model",
    )


def choose_others(words: Words, model: str) -> list[str]:
    """Draw the choice of models to see beside it; VGG16 only where its weights are."""
    there = BUNDLED if vgg16_imagenet.weights().is_there() else BUNDLED[:1]
    others = [key for key in (*own_runs.finished(), *there) if key != model]
    if not others:
        return []
    return choices.several(
        words,
        words("others"),
        others,
        format_func=lambda key: model_name(words, key),
        key=f"others_{model[:8]}",
        max_selections=MOST,
        placeholder=words("others.none"),
    )


def model_name(words: Words, key: str) -> str:
    """Return what a model is called in a list."""
    if key in BUNDLED:
        return words(f"model.{key}")
    names = ", ".join(own_runs.class_names(key, words.language))
    return words("model.run", names=names, run=own_runs.name(words, key))


def class_names(words: Words, key: str) -> Sequence[str]:
    """Return the classes of a model in the reader's language."""
    if key in BUNDLED:
        return imagenet.labels(words.language)
    return own_runs.class_names(key, words.language)
