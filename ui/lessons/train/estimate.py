"""How long trainings will take, in words."""

from collections.abc import Iterable

import streamlit as st

from core import jobs
from core.training import Request, queue
from ui.runs import own_runs
from ui.words import Words

TTL = 3  # seconds that an estimate is good for


def show(words: Words, request: Request) -> None:
    """Say how long a run would take, and those before it; nothing of one that is there already."""
    if own_runs.is_under_way(request.key):
        return
    own = about(words, _seconds_for(request.key, request))
    if jobs.live():
        waiting = about(words, queue.seconds_until())
        st.caption(words("estimate.behind", time=own, waiting=waiting))
    else:
        st.caption(words("estimate", time=own))


def show_together(words: Words, requests: Iterable[Request]) -> None:
    """Say how long runs would take one after the other."""
    seconds = sum(_seconds_for(request.key, request) for request in requests)
    st.caption(words("estimate", time=about(words, seconds)))


def until_end(words: Words, key: str) -> str:
    """Return the time until a queued or running run will have ended."""
    return about(words, queue.seconds_until(key))


def about(words: Words, seconds: float) -> str:
    """Return a time in whole minutes, which is as exact as it is known."""
    minutes = round(seconds / 60)
    if minutes <= 1:
        return words("estimate.minute" if minutes else "estimate.short")
    return words("estimate.minutes", minutes=minutes)


@st.cache_data(ttl=TTL, show_spinner=False, max_entries=100)
def _seconds_for(key: str, _request: Request) -> float:
    return queue.seconds_for(_request)
