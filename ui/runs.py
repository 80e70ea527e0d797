"""Training runs as the reader sees them: which are theirs, how one goes on, what came of it."""

import json

import streamlit as st

from core import jobs
from core.errors import ConvScopeError
from core.job_folder import KEY
from core.jobs import Job
from ui import figures
from ui.data_choice import display_names
from ui.words import Words, plain

ADDRESS = "run"  # the run in the page's address, so that a reload or a link finds it


def remember(key: str) -> None:
    """Count a run among the reader's, and put it into the address."""
    others = [run for run in st.session_state["runs"] if run != key]
    st.session_state["runs"] = [*others, key]
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
    return key if KEY.fullmatch(key) and jobs.attach(key) else None


def describe(words: Words, key: str) -> str:
    """Return the classes of a run, as far as they are known."""
    finished = jobs.attach(key).state == "finished"
    return plain(", ".join(class_names(key, words.language))) if finished else key[:8]


def finished() -> list[str]:
    """Return the reader's finished runs, the one seen last first."""
    found = {key: jobs.attach(key) for key in reversed(st.session_state["runs"])}
    return [key for key, job in found.items() if job and job.state == "finished"]


def class_names(key: str, language: str) -> list[str]:
    """Return the classes of a finished run, for showing."""
    return display_names(tuple(config(key)["class_names"]), language)


def name(words: Words, key: str) -> str:
    """Return what a finished run is called in a list: its method, accuracy and first digits."""
    method = words(f"method.{config(key)['method']}")
    return f"{method} · {result(key)['accuracy']:.0%} · {key[:4]}"


def config(key: str) -> dict:
    """Return the settings of a finished run, see `core.runs.save_run`."""
    return _read(key, "config.json")


def epochs(key: str) -> list[dict]:
    """Return the events of a run's epochs, see `core.fitting.fit`."""
    return [event for event in jobs.events(key) if event["kind"] == "epoch"]


def result(key: str) -> dict:
    """Return the figures of a finished run, see `core.training.train`."""
    return _read(key, "metrics.json")


def _read(key: str, name: str) -> dict:
    return json.loads((jobs.attach(key).folder / name).read_text(encoding="utf-8"))


def follow(words: Words, key: str, *, own: bool) -> None:
    """Draw a run; while it is live, once a second; only its owner can cancel it."""
    live = jobs.attach(key).live

    @st.fragment(run_every=1 if live else None)
    def progress() -> None:
        job = jobs.attach(key)
        if live and not job.live:
            st.rerun()
        _draw(words, job, own)

    progress()


def _draw(words: Words, job: Job, own: bool) -> None:
    events = jobs.events(job.key)
    _say_state(words, job, events)
    if job.live and own:
        st.button(
            words("run.cancel"), icon=":material/stop:", on_click=jobs.cancel, args=(job.key,)
        )
    epochs = [event for event in events if event["kind"] == "epoch"]
    if not epochs:
        return
    marks = _marks(words, events)
    places = {name: words(f"curve.{name}") for name in ("epoch", "train", "validation")}
    for column, quantity in zip(st.columns(2), ("accuracy", "loss"), strict=True):
        labels = {"title": words(f"curve.{quantity}"), **places}
        figure = figures.curves(epochs, quantity, epochs[0]["epochs"], labels, marks)
        last = (
            f"{labels['title']}: {epochs[-1][quantity]:.2f} / {epochs[-1][f'val_{quantity}']:.2f}"
        )
        column.plotly_chart(
            figure, key=f"curve_{quantity}", config={"displayModeBar": False}, alt=last
        )


def _marks(words: Words, events: list[dict]) -> dict[int, str]:
    """Return what to say of certain epochs: where the convolutions join, which weights stay."""
    said = {event["kind"]: event for event in events if event["kind"] in ("unfrozen", "best")}
    marks = {}
    if "unfrozen" in said and said["unfrozen"]["epoch"] > 1:
        marks[said["unfrozen"]["epoch"]] = words("curve.unfrozen")
    if "best" in said:
        marks[said["best"]["epoch"]] = words("curve.best", epoch=said["best"]["epoch"])
    return marks


def _say_state(words: Words, job: Job, events: list[dict]) -> None:
    if job.state == "queued":
        st.info(words("run.queued", ahead=job.ahead), icon=":material/hourglass_top:")
    elif job.state == "running":
        _say_progress(words, events)
    elif job.state == "failed":
        last = events[-1]
        error = ConvScopeError.restored(last["reason"], last["message"], last["values"])
        st.error(words("run.failed", why=words.error(error)), icon=":material/error:")
    elif job.state in ("cancelled", "interrupted"):
        st.warning(words(f"run.{job.state}"), icon=":material/info:")


def _say_progress(words: Words, events: list[dict]) -> None:
    device = next((event["device"] for event in events if event["kind"] == "device"), None)
    on = words("run.device", device=device) if device else words("run.starting")
    told = ("features", "unfrozen", "epoch")
    last = next((event for event in reversed(events) if event["kind"] in told), None)
    if last is None:
        st.progress(0.0, text=on)
    elif last["kind"] == "features":
        said = words("run.features", done=last["done"], total=last["total"], cached=last["cached"])
        st.progress(last["done"] / last["total"], text=f"{said} · {on}")
    elif last["kind"] == "unfrozen":
        st.progress(0.0, text=f"{words('run.unfrozen')} · {on}")
    else:
        said = words("run.epoch", epoch=last["epoch"], epochs=last["epochs"])
        st.progress(last["epoch"] / last["epochs"], text=f"{said} · {on}")
