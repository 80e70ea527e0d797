"""What the inference worker answers, kept for the sessions that ask the same."""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

import streamlit as st

from core.jobs import workers

P = ParamSpec("P")
R = TypeVar("R")


def ask(function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
    """Return ``core.jobs.workers.call(function, ...)``; equal questions answer at once.

    The key is the content of a photo, so only who has a photo can meet what was computed of it.
    """
    return _answer(function.__qualname__, function, args, kwargs)


@st.cache_data(max_entries=128, show_spinner=False)
def _answer(name: str, _function: Callable, args: tuple, kwargs: dict) -> Any:
    return workers.call(_function, *args, **kwargs)
