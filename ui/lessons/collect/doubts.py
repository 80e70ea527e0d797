"""Checking the labels of a collection, a few photos at a time, so that nothing waits for it."""

import threading

import streamlit as st

from core import inference
from core.datasets import Dataset, LabelVerdict
from core.errors import ConvScopeError
from core.jobs import workers
from core.training import TrainingConfig
from core.training.data import features
from ui.frame import frame
from ui.kit.ask import ask
from ui.words import Words

TICK = 0.5  # seconds
SEED = TrainingConfig().seed

_turn = threading.Lock()  # one session's few photos at a time: other requests wait for no more


def check(words: Words, dataset: Dataset) -> dict[str, LabelVerdict]:
    """Draw the button that begins, or the progress; return the verdicts by the photos' hashes.

    There are none while features are missing.
    """
    if not st.session_state.get("label_check"):
        if "label_check_refused" in st.session_state:
            frame.say(words, st.session_state.pop("label_check_refused"))
        st.button(words("check"), icon=":material/fact_check:", on_click=_begin)
        st.caption(words("check.how"))
        return {}
    if _missing(dataset):
        _progress(words, dataset)
        return {}
    try:
        verdicts = ask(inference.judge_labels, dataset=dataset, seed=SEED)
    except ConvScopeError as refusal:
        st.info(words.error(refusal), icon=":material/info:")
        return {}
    doubtful = sum(verdict.doubtful for verdict in verdicts.values())
    st.caption(words("check.done", total=len(verdicts), doubtful=doubtful))
    return verdicts


@st.fragment(run_every=TICK)
def _progress(words: Words, dataset: Dataset) -> None:
    try:
        _step(dataset)
    except ConvScopeError as refusal:
        st.session_state["label_check"] = False
        st.session_state["label_check_refused"] = refusal
        st.rerun()  # which also ends the ticking
    missing = len(_missing(dataset))
    if not missing:
        st.rerun()
    total = len(dataset.photos)
    done = total - missing
    st.progress(done / total, text=words("check.running", done=done, total=total))


def _step(dataset: Dataset) -> None:
    """Take in what the worker has finished, and ask for a few photos more."""
    asked = st.session_state.pop("label_check_asked", None)
    if asked is not None:
        photos, future = asked
        if not future.done():
            st.session_state["label_check_asked"] = asked
            return
        workers.result(future)
        _ready().update(photos)
    photos = _missing(dataset)[: features.BATCH]
    if photos and _turn.acquire(blocking=False):
        future = workers.submit(
            inference.prepare_features, photo_hashes=photos, store=dataset.folder
        )
        future.add_done_callback(lambda _: _turn.release())
        st.session_state["label_check_asked"] = (photos, future)


def _begin() -> None:
    st.session_state["label_check"] = True


def _missing(dataset: Dataset) -> list[str]:
    return [photo.hash for photo in dataset.photos if photo.hash not in _ready()]


def _ready() -> set[str]:
    """Return the photos whose features this session has had computed."""
    return st.session_state.setdefault("label_check_ready", set())
