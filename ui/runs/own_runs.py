"""Training runs as the reader sees them: which are theirs, and what came of one."""

import json
from functools import lru_cache
from pathlib import Path

import streamlit as st

from core import jobs
from core.datasets import Dataset
from core.jobs import KEY
from core.training import TrainingConfig, run_key
from core.training import queue as training_queue
from core.training.judging import Score
from ui.runs.data_choice import display_names
from ui.words import Words, plain

ADDRESS = "run"  # the run in the page's address, so that a reload or a link finds it


def start(config: TrainingConfig, dataset: Dataset) -> str:
    """Ask for the run of these settings, a new one or the one that somebody asked for before.

    It counts among the reader's. Returns its key.
    """
    key = run_key(config, dataset)
    before = jobs.attach(key)
    if before is None or not (before.live or before.state == "finished"):
        st.session_state["started_runs"] = _started() | {key}
    training_queue.submit(config, dataset)
    _count(key)
    return key


def is_own(key: str) -> bool:
    """Return whether the reader has started a run, and so may cancel it."""
    return key in _started()


def _started() -> set[str]:
    return st.session_state.get("started_runs", set())


def _count(key: str) -> None:
    others = [run for run in st.session_state["runs"] if run != key]
    st.session_state["runs"] = [*others, key]


def remember(key: str) -> None:
    """Count a run among the reader's, and put it into the address."""
    _count(key)
    st.query_params[ADDRESS] = key


def to_show(key: str | None) -> str | None:
    """Return the run to show, where `key` is the one that the settings on the page would give.

    At first it is the one that the address names, so that a reload or a link shows the same run;
    after a change of the settings it is theirs, if there is one. It is remembered.
    """
    unchanged = key == st.session_state.get("settings_run", key)
    st.session_state["settings_run"] = key
    named = _named_by_address()
    own = key if key and jobs.attach(key) else None
    shown = (named or own) if unchanged else (own or named)
    if shown:
        remember(shown)
    return shown


def _named_by_address() -> str | None:
    """Return the run of the address, if there is one; an address is not to be trusted."""
    key = st.query_params.get(ADDRESS, "")
    return key if KEY.fullmatch(key) and _is_known(key) else None


def _is_known(key: str) -> bool:
    """Return whether there is a run; one that an older version of the app left counts as none."""
    job = jobs.attach(key)
    return job is not None and (job.state != "finished" or "validation" in result(key))


def describe(words: Words, key: str) -> str:
    """Return the classes of a run, as far as they are known."""
    finished = jobs.attach(key).state == "finished"
    return plain(", ".join(class_names(key, words.language))) if finished else key[:8]


def finished() -> list[str]:
    """Return the reader's finished runs, the one seen last first."""
    known = [key for key in reversed(st.session_state["runs"]) if _is_known(key)]
    return [key for key in known if jobs.attach(key).state == "finished"]


def class_names(key: str, language: str) -> list[str]:
    """Return the classes of a finished run, for showing."""
    return display_names(tuple(config(key)["class_names"]), language)


def name(words: Words, key: str) -> str:
    """Return what a finished run is called in a list: its method, accuracy and first digits."""
    method = words(f"method.{config(key)['method']}")
    return f"{method} · {score(key, parts(key)[0]).accuracy:.0%} · {key[:4]}"


def config(key: str) -> dict:
    """Return the settings of a finished run, see `core.training.stored.runs.save_run`."""
    return _read(key, "config.json")


def epochs(key: str) -> list[dict]:
    """Return the events of a run's epochs, see `core.training.fitting.fit`."""
    return [event for event in jobs.events(key) if event["kind"] == "epoch"]


def result(key: str) -> dict:
    """Return the figures of a finished run, see `core.training.run.train`."""
    return _read(key, "metrics.json")


def parts(key: str) -> tuple[str, ...]:
    """Return what a finished run was judged on: the test photos, if there are any, come first."""
    return ("test", "validation") if result(key)["test"] else ("validation",)


def score(key: str, part: str) -> Score:
    """Return how many photos of a part a finished run got right."""
    return Score.of(result(key)[part])


def _read(key: str, name: str) -> dict:
    return _parsed(jobs.attach(key).folder / name)


@lru_cache(maxsize=128)  # of finished runs, which never change; a picture asks every second
def _parsed(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))
