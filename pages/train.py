"""Lesson: transfer learning. A CNN from scratch, feature extraction, fine-tuning: on few photos."""

import streamlit as st

from core.datasets import Dataset
from core.training import Request, TrainingError
from core.training.methods import feature_extraction, fine_tuning, fitting, scratch
from core.training.planning import (
    frozen_parameters,
    require_feasible,
    require_learnable,
    trained_parameters,
)
from ui.frame import code, frame, quiz
from ui.keras_code import fit
from ui.lessons.train import (
    comparison,
    estimate,
    frozen_layers,
    lecture_experiment,
    progress,
    result,
)
from ui.lessons.train.controls import choose_method, choose_settings
from ui.runs import downloads, own_runs
from ui.runs.data_choice import choose_dataset
from ui.words import Words

SLUG = "train"
RAN = {
    "feature_extraction": feature_extraction.train,
    "fine_tuning": fine_tuning.train,
    "scratch": scratch.build,
}


def choose_learnable(words: Words) -> Dataset | None:
    """Draw the choice of photos; return them, or None after saying why nothing can be learnt."""
    dataset = choose_dataset(words)
    try:
        if dataset:
            require_learnable(dataset)
    except TrainingError as refusal:
        frame.say(words, refusal)
        return None
    return dataset


def start(request: Request) -> None:
    """Ask for a run and show it."""
    own_runs.start(request)
    own_runs.remember(request.key)


def offer(words: Words, request: Request) -> None:
    """Draw the button that starts, or why these settings cannot be trained with."""
    try:
        require_feasible(request.config, request.dataset)
    except TrainingError as refusal:
        frame.say(words, refusal)
        return
    st.button(
        words("start"),
        key="train_start",
        type="primary",
        icon=":material/play_arrow:",
        on_click=frame.attempt,
        args=(words, start, request),
    )
    estimate.show(words, request)


def follow(words: Words, key: str | None) -> str | None:
    """Draw the run to show, where `key` is the one of the settings; return its key."""
    shown = own_runs.to_show(key)
    if shown is None:
        st.caption(words("run.missing" if own_runs.is_named() else "nothing_yet"))
        return None
    if shown != key:
        st.info(words("other_settings", run=own_runs.describe(words, shown)))
    progress.follow(words, shown)
    return shown


with frame.lesson(SLUG) as words:
    quiz.predict(words, SLUG)
    st.header(words("data"), anchor=False)
    dataset = choose_learnable(words)

    st.header(words("training"), anchor=False)
    method = choose_method(words, SLUG)
    drawing = st.container()
    controls, picture = st.columns([1, 2.2], gap="large")
    with controls:
        config = choose_settings(words, SLUG, method)
    with drawing:
        frozen_layers.show(words, config)
    with picture:
        if dataset is None:
            st.info(words("data.none"))
            shown = follow(words, None)
        else:
            trained = trained_parameters(config, len(dataset.class_names))
            st.markdown(words.section("plan", frozen=frozen_parameters(config), trained=trained))
            request = Request(config, dataset)
            offer(words, request)
            shown = follow(words, request.key)

    if shown and own_runs.is_finished(shown):
        st.header(words("result"), anchor=False)
        result.show(words, shown, dataset)
        downloads.show(words, shown)
        st.page_link("pages/predict.py", label=words("go_predict"), icon=":material/arrow_forward:")
    comparison.show(words)
    if dataset:
        lecture_experiment.show(words, dataset)

    quiz.check(words, SLUG)
    note = words.section("keras")
    code.show(words, fit.training(config), RAN[method], fitting.fit, note=note)
