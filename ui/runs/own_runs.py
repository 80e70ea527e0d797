"""Training runs as the reader sees them: which are theirs, and what came of one."""

import streamlit as st

from core import jobs
from core.jobs import KEY
from core.training import Request, Run, queue
from core.training.judging import Score
from ui.runs.data_choice import display_names
from ui.session.reader import reader
from ui.session.remembered import RUNS
from ui.session.state import Maybe
from ui.words import Words, plain

ADDRESS = "run"  # the run in the page's address, so that a reload or a link finds it

_OF_SETTINGS = Maybe[str | None]("settings_run")  # the run that they gave when last drawn


def start(request: Request) -> None:
    """Ask for a run, a new one or the one that somebody asked for before.

    It counts among the reader's.
    """
    queue.submit(request, reader())
    _count(request.key)


def is_under_way(key: str) -> bool:
    """Return whether a run is there already: finished, running or waiting."""
    job = queue.attach(key)
    return job is not None and (job.live or job.state == "finished")


def is_finished(key: str) -> bool:
    """Return whether a run has finished."""
    job = queue.attach(key)
    return job is not None and job.state == "finished"


def is_own(key: str) -> bool:
    """Return whether the reader waits for a run, and so may withdraw from it."""
    return jobs.waits(key, reader())


def withdraw(key: str) -> None:
    """Wait for a run no more; it ends when nobody else does."""
    jobs.leave(key, reader())


def _count(key: str) -> None:
    RUNS.change(lambda runs: [*(run for run in runs if run != key), key])


def remember(key: str) -> None:
    """Count a run among the reader's, and put it into the address."""
    _count(key)
    st.query_params[ADDRESS] = key


def to_show(key: str | None) -> str | None:
    """Return the run to show, where `key` is the one that the settings on the page would give.

    At first it is the one that the address names, so that a reload or a link shows the same run;
    after a change of the settings it is theirs, if there is one. It is remembered.
    """
    unchanged = not _OF_SETTINGS.is_set() or key == _OF_SETTINGS.get()
    _OF_SETTINGS.set(key)
    named = _named_by_address()
    own = key if key and queue.attach(key) else None
    shown = (named or own) if unchanged else (own or named)
    if shown:
        remember(shown)
    return shown


def is_named() -> bool:
    """Return whether the address names a run, which may be gone."""
    return KEY.fullmatch(st.query_params.get(ADDRESS, "")) is not None


def _named_by_address() -> str | None:
    """Return the run of the address, if there is one; an address is not to be trusted."""
    key = st.query_params.get(ADDRESS, "")
    return key if is_named() and queue.attach(key) else None


def describe(words: Words, key: str) -> str:
    """Return the classes of a run, as far as they are known."""
    return plain(", ".join(class_names(key, words.language))) if is_finished(key) else key[:8]


def finished() -> list[str]:
    """Return the reader's finished runs, the one seen last first."""
    return [key for key in reversed(RUNS.get()) if is_finished(key)]


def with_classes_of(key: str) -> list[str]:
    """Return the reader's other finished runs that tell the same classes apart."""
    classes = Run.read(key).class_names
    return [run for run in finished() if run != key and Run.read(run).class_names == classes]


def class_names(key: str, language: str) -> list[str]:
    """Return the classes of a finished run, for showing."""
    return display_names(Run.read(key).class_names, language)


def name(words: Words, key: str) -> str:
    """Return what a finished run is called in a list: its method, accuracy and first digits."""
    run = Run.read(key)
    score = Score.of(run.result.evaluation(run.result.parts[0]))
    return f"{words(f'method.{run.config.method}')} · {score.accuracy:.0%} · {key[:4]}"
