"""The lecture's experiment on the photos of the page: six runs queued by one button."""

from collections.abc import Mapping, Sequence

import streamlit as st

from core.datasets import Dataset
from core.jobs import Job
from core.training import (
    Case,
    EpochEnded,
    Event,
    FeaturesComputed,
    Request,
    Run,
    TrainingError,
    lecture,
    queue,
)
from core.training.judging import Score
from core.training.planning import require_feasible
from ui.frame import frame
from ui.kit.table import table
from ui.lessons.train import estimate, lecture_answer
from ui.runs import own_runs
from ui.words import Words

ENDED = ("finished", "failed", "cancelled", "interrupted")


def show(words: Words, dataset: Dataset) -> None:
    """Draw the button that queues all runs, how far each is, and what they say together."""
    st.header(words("lecture"), anchor=False)
    st.markdown(words.section("lecture"))
    requests = {case: Request(lecture.configuration(case), dataset) for case in lecture.CASES}
    try:
        for request in requests.values():
            require_feasible(request.config, request.dataset)
    except TrainingError as refusal:
        frame.say(words, refusal)
        return
    keys = {case: request.key for case, request in requests.items()}
    found = {case: queue.attach(key) for case, key in keys.items()}
    _draw_buttons(words, requests, found)
    if any(found.values()):
        _follow(words, keys, found)
    finished = _in_state(found, "finished")
    if finished:
        lecture_answer.show(words, {case: Run.read(keys[case]) for case in finished})


def _draw_buttons(
    words: Words, requests: Mapping[Case, Request], found: Mapping[Case, Job | None]
) -> None:
    under_way = _in_state(found, "queued", "running", "finished")
    missing = [request for case, request in requests.items() if case not in under_way]
    own = [job.key for job in found.values() if job and job.live and own_runs.is_own(job.key)]
    with st.container(horizontal=True):
        if missing:
            st.button(
                words("lecture.start"),
                key="lecture_start",
                icon=":material/playlist_play:",
                on_click=frame.attempt,
                args=(words, _start, [*requests.values()]),
            )
        if own:
            st.button(
                words("lecture.cancel"),
                key="lecture_cancel",
                icon=":material/stop:",
                on_click=_cancel,
                args=(own,),
            )
    if missing:
        estimate.show_together(words, missing)


def _start(requests: Sequence[Request]) -> None:
    for request in requests:
        own_runs.start(request)


def _cancel(keys: list[str]) -> None:
    for key in reversed(keys):  # the last first: none starts because another has ended
        own_runs.withdraw(key)


def _follow(words: Words, keys: Mapping[Case, str], found: Mapping[Case, Job | None]) -> None:
    """Draw how far the runs are; while one is live, once a second, all anew when one has ended."""
    ended = _in_state(found, *ENDED)
    live = any(job and job.live for job in found.values())

    @st.fragment(run_every=1 if live else None)
    def progress() -> None:
        now = {case: queue.attach(key) for case, key in keys.items()}
        if _in_state(now, *ENDED) != ended:
            st.rerun()
        _draw_states(words, now)

    progress()


def _in_state(found: Mapping[Case, Job | None], *states: str) -> list[Case]:
    return [case for case, job in found.items() if job and job.state in states]


def _draw_states(words: Words, found: Mapping[Case, Job | None]) -> None:
    rows = [(lecture_answer.name(words, case), _state(words, job)) for case, job in found.items()]
    table([words("lecture.run"), words("lecture.state")], rows)


def _state(words: Words, job: Job | None) -> str:
    if job is None:
        return words("lecture.absent")
    if job.state == "queued":
        return words("lecture.queued", ahead=job.ahead)
    if job.state == "running":
        return _stage(words, queue.events(job.key))
    if job.state == "finished":
        result = Run.read(job.key).result
        score = Score.of(result.evaluation(result.parts[0]))
        return words("lecture.finished", **vars(score), seconds=result.seconds)
    return words(f"lecture.{job.state}")


def _stage(words: Words, events: Sequence[Event]) -> str:
    for event in reversed(events):
        if isinstance(event, EpochEnded):
            return words("lecture.epoch", epoch=event.epoch, epochs=event.epochs)
        if isinstance(event, FeaturesComputed):
            return words("lecture.features", done=event.done, total=event.total)
    return words("lecture.running")
