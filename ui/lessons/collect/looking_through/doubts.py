"""Checking the labels of a collection, a few photos at a time, so that nothing waits for it."""

from concurrent.futures import Future

import streamlit as st

from core import inference
from core.datasets import Dataset, LabelVerdict
from core.errors import ConvScopeError
from core.training import TrainingConfig
from core.training.data import features
from ui.frame import frame
from ui.kit.ask import answer, ask, begin
from ui.session.state import Kept, Maybe
from ui.words import Words

TICK = 0.5  # seconds
SEED = TrainingConfig().seed

_ASKED = Kept[bool]("label_check", lambda: False)
_REFUSAL = Maybe[ConvScopeError]("label_check_refused")
_WAITED_FOR = Maybe[tuple[list[str], Future]](
    "label_check_asked"
)  # photos, and the worker's answer
_READY = Kept[set[str]]("label_check_ready", set)  # photos with features that the session had made


def check(words: Words, dataset: Dataset) -> dict[str, LabelVerdict]:
    """Draw the button that begins, or the progress; return the verdicts by the photos' hashes.

    There are none while features are missing.
    """
    if not _ASKED.get():
        refusal = _REFUSAL.take()
        if refusal is not None:
            frame.say(words, refusal)
        st.button(words("check"), icon=":material/fact_check:", on_click=_ASKED.set, args=(True,))
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
        _ASKED.set(False)
        _REFUSAL.set(refusal)
        st.rerun()  # which also ends the ticking
    missing = len(_missing(dataset))
    if not missing:
        st.rerun()
    total = len(dataset.photos)
    done = total - missing
    st.progress(done / total, text=words("check.running", done=done, total=total))


def _step(dataset: Dataset) -> None:
    """Take in what the worker has finished, and ask for a few photos more."""
    asked = _WAITED_FOR.take()
    if asked is not None:
        photos, future = asked
        if not future.done():
            _WAITED_FOR.set(asked)
            return
        answer(future)
        _READY.get().update(photos)
    photos = _missing(dataset)[: features.BATCH]
    if photos:
        step = begin(inference.prepare_features, photo_hashes=photos, store=dataset.folder)
        _WAITED_FOR.set((photos, step))


def _missing(dataset: Dataset) -> list[str]:
    return [photo.hash for photo in dataset.photos if photo.hash not in _READY.get()]
