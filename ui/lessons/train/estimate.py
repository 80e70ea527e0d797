"""How long trainings will take, in words."""

from collections.abc import Iterable

import streamlit as st

from core import jobs
from core.datasets import Dataset
from core.training import Request, TrainingConfig
from core.training import queue as training_queue
from ui.words import Words

TTL = 3  # seconds that an estimate is good for


def show(words: Words, config: TrainingConfig, dataset: Dataset) -> None:
    """Say how long a run with these settings would take, and those before it.

    Nothing of a run that is there already.
    """
    request = Request(config, dataset)
    job = jobs.attach(request.key)
    if job and (job.live or job.state == "finished"):
        return
    own = about(words, _seconds_for(request.key, request))
    if jobs.live():
        waiting = about(words, _seconds_until(None))
        st.caption(words("estimate.behind", time=own, waiting=waiting))
    else:
        st.caption(words("estimate", time=own))


def show_together(words: Words, configs: Iterable[TrainingConfig], dataset: Dataset) -> None:
    """Say how long runs with these settings would take one after the other."""
    requests = [Request(config, dataset) for config in configs]
    seconds = sum(_seconds_for(request.key, request) for request in requests)
    st.caption(words("estimate", time=about(words, seconds)))


def until_end(words: Words, key: str) -> str:
    """Return the time until a queued or running run will have ended."""
    return about(words, _seconds_until(key))


def about(words: Words, seconds: float) -> str:
    """Return a time in whole minutes, which is as exact as it is known."""
    minutes = round(seconds / 60)
    if minutes <= 1:
        return words("estimate.minute" if minutes else "estimate.short")
    return words("estimate.minutes", minutes=minutes)


@st.cache_data(ttl=TTL, show_spinner=False, max_entries=100)
def _seconds_for(key: str, _request: Request) -> float:
    return training_queue.seconds_for(_request.config, _request.dataset)


@st.cache_data(ttl=TTL, show_spinner=False, max_entries=100)
def _seconds_until(key: str | None) -> float:
    return training_queue.seconds_until(key)
