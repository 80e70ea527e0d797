"""How a training run goes on: its place in the queue, its stage, its curves and what they say."""

import streamlit as st

from core import jobs
from core.errors import ConvScopeError
from core.jobs import Job
from core.training import queue as training_queue
from core.training.judging import curves as judged_curves
from ui.lessons.train import estimate, figures
from ui.runs import own_runs as runs
from ui.words import Words


def follow(words: Words, key: str) -> None:
    """Draw a run; while it is live, once a second; only who started it can cancel it."""
    live = jobs.attach(key).live

    @st.fragment(run_every=1 if live else None)
    def progress() -> None:
        job = jobs.attach(key)
        if live and not job.live:
            st.rerun()
        _draw(words, job)

    progress()


def _draw(words: Words, job: Job) -> None:
    events = jobs.events(job.key)
    _say_state(words, job, events)
    if job.live and runs.is_own(job.key):
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
    _name_gap(words, epochs)


def _name_gap(words: Words, epochs: list[dict]) -> None:
    """Say from which epoch on the network learns the training photos by heart, if it does."""
    found = judged_curves.gap(
        [event["loss"] for event in epochs], [event["val_loss"] for event in epochs]
    )
    if found.grows:
        st.info(words("curve.gap", since=found.best + 1, **vars(found)), icon=":material/insights:")


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
        said = words("run.queued", ahead=job.ahead)
        st.info(f"{said} {_until_end(words, job)}", icon=":material/hourglass_top:")
    elif job.state == "running":
        _say_progress(words, events)
        st.caption(_until_end(words, job))
    elif job.state == "failed":
        last = events[-1]
        error = ConvScopeError.restored(last["reason"], last["message"], last["values"])
        st.error(words("run.failed", why=words.error(error)), icon=":material/error:")
    elif job.state in ("cancelled", "interrupted"):
        st.warning(words(f"run.{job.state}"), icon=":material/info:")
        _offer_again(words, job)


def _until_end(words: Words, job: Job) -> str:
    return words("estimate.until", time=estimate.until_end(words, job.key))


def _offer_again(words: Words, job: Job) -> None:
    """Draw the button that starts a run again which the server has lost, or somebody cancelled."""
    request = training_queue.request_of(job.key)
    if request:
        st.button(
            words("run.again"),
            key="run_again",
            icon=":material/replay:",
            on_click=runs.start,
            args=(request.config, request.dataset),
        )


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
