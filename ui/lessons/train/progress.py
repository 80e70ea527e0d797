"""How a training run goes on: its place in the queue, its stage, its curves and what they say."""

from collections.abc import Sequence

import streamlit as st

from core.jobs import Failed, Job
from core.training import (
    BestRestored,
    DeviceFound,
    EpochEnded,
    Event,
    FeaturesComputed,
    Unfrozen,
    events,
    queue,
)
from core.training.judging import curves
from ui.frame import frame
from ui.lessons.train import estimate, figures
from ui.runs import own_runs
from ui.words import Words


def follow(words: Words, key: str) -> None:
    """Draw a run; while it is live, once a second; who waits for it can withdraw."""
    at_first = queue.attach(key)
    live = at_first is not None and at_first.live

    @st.fragment(run_every=1 if live else None)
    def progress() -> None:
        job = queue.attach(key)
        if live and not (job and job.live):
            st.rerun()
        if job:
            _draw(words, job)

    progress()


def _draw(words: Words, job: Job) -> None:
    told = queue.events(job.key)
    _say_state(words, job, told)
    if job.live and own_runs.is_own(job.key):
        st.button(
            words("run.cancel"), icon=":material/stop:", on_click=own_runs.withdraw, args=(job.key,)
        )
    epochs = events.epochs_of(told)
    if not epochs:
        return
    marks = _marks(words, told)
    places = {name: words(f"curve.{name}") for name in ("epoch", "train", "validation")}
    for column, quantity in zip(st.columns(2), ("accuracy", "loss"), strict=True):
        labels = {"title": words(f"curve.{quantity}"), **places}
        figure = figures.curves(epochs, quantity, epochs[0].epochs, labels, marks)
        train, validation = (value(epochs[-1]) for value in figures.QUANTITIES[quantity])
        column.plotly_chart(
            figure,
            key=f"curve_{quantity}",
            config={"displayModeBar": False},
            alt=f"{labels['title']}: {train:.2f} / {validation:.2f}",
        )
    _name_gap(words, epochs)


def _name_gap(words: Words, epochs: Sequence[EpochEnded]) -> None:
    """Say from which epoch on the network learns the training photos by heart, if it does."""
    found = curves.gap([each.loss for each in epochs], [each.val_loss for each in epochs])
    if found.grows:
        st.info(words("curve.gap", since=found.best + 1, **vars(found)), icon=":material/insights:")


def _marks(words: Words, told: Sequence[Event]) -> dict[int, str]:
    """Return what to say of certain epochs: where the convolutions join, which weights stay."""
    marks = {}
    for event in told:
        if isinstance(event, Unfrozen) and event.epoch > 1:
            marks[event.epoch] = words("curve.unfrozen")
        elif isinstance(event, BestRestored):
            marks[event.epoch] = words("curve.best", epoch=event.epoch)
    return marks


def _say_state(words: Words, job: Job, told: Sequence[Event]) -> None:
    if job.state == "queued":
        said = words("run.queued", ahead=job.ahead)
        st.info(f"{said} {_until_end(words, job)}", icon=":material/hourglass_top:")
    elif job.state == "running":
        _say_progress(words, told)
        st.caption(_until_end(words, job))
    elif told and isinstance(told[-1], Failed):
        why = words.error(told[-1].error)
        st.error(words("run.failed", why=why), icon=":material/error:")
    elif job.state in ("cancelled", "interrupted"):
        st.warning(words(f"run.{job.state}"), icon=":material/info:")
        if job.state == "interrupted":
            _offer_again(words, job)


def _until_end(words: Words, job: Job) -> str:
    return words("estimate.until", time=estimate.until_end(words, job.key))


def _offer_again(words: Words, job: Job) -> None:
    """Draw the button that starts a run again which the server has lost."""
    request = queue.request_of(job.key)
    if request:
        st.button(
            words("run.again"),
            key="run_again",
            icon=":material/replay:",
            on_click=frame.attempt,
            args=(words, own_runs.start, request),
        )


def _say_progress(words: Words, told: Sequence[Event]) -> None:
    device = next((event.device for event in told if isinstance(event, DeviceFound)), None)
    on = words("run.device", device=device) if device else words("run.starting")
    done, said = _stage(words, told)
    st.progress(done, text=f"{said} · {on}" if said else on)


def _stage(words: Words, told: Sequence[Event]) -> tuple[float, str]:
    """Return how much of a run's stage is done, 0..1, and what it is called, if it is known."""
    for event in reversed(told):
        if isinstance(event, EpochEnded):
            said = words("run.epoch", epoch=event.epoch, epochs=event.epochs)
            return event.epoch / event.epochs, said
        if isinstance(event, Unfrozen):
            return 0.0, words("run.unfrozen")
        if isinstance(event, FeaturesComputed):
            said = words("run.features", **vars(event))
            return event.done / event.total, said
    return 0.0, ""
