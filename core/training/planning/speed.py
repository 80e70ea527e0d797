"""How fast each stage of a training goes on this machine, and how long another one will take.

A stage's work is counted in what its time goes with: ``features`` (of the frozen layers), ``maps``
(of the others, for the warm-up), ``fine_tuning`` and ``scratch`` in multiply-adds, ``head`` in
steps, which are so short that their number is what counts, and ``start`` (weights, photos) as 1.
"""

import time
from collections.abc import Generator, Iterable, Mapping
from math import ceil
from pathlib import Path
from statistics import median
from typing import TypeVar

from core.training.config import TrainingConfig
from core.training.events import (
    EpochEnded,
    Event,
    FeaturesComputed,
    MapsComputed,
    MethodEvent,
    Unfrozen,
)
from core.training.planning.cost import BACKWARD, of_photo
from core.training.stored.runs import Run

T = TypeVar("T")

Workload = dict[str, float]
"""Of each stage how much there is to do."""

LATEST = 10  # finished runs that speeds are taken from
TYPICAL = {
    "start": 0.1,
    "features": 3e10,
    "maps": 3e10,
    "head": 50.0,
    "fine_tuning": 3e10,
    "scratch": 2e10,
}
"""Of one CPU core, until there are finished runs: work a second."""


def workload(config: TrainingConfig, train_photos: int, variants: int, missing: int) -> Workload:
    """Return what a run has to do.

    Parameters
    ----------
    train_photos
        Photos that it learns from.
    variants
        All its photos and their draws.
    missing
        How many of these have no features yet.
    """
    frozen, trained = of_photo(config)
    step_back_and_forth = (1 + BACKWARD) * trained * train_photos * config.epochs
    steps = ceil(train_photos / config.batch_size)
    if config.method == "scratch":
        return {"start": 1, "scratch": step_back_and_forth}
    if config.method == "feature_extraction":
        return {"start": 1, "features": frozen * missing, "head": steps * config.epochs}
    return {
        "start": 1,
        "features": frozen * missing,
        "maps": trained * variants,
        "head": steps * config.warm_up_epochs,
        "fine_tuning": step_back_and_forth,
    }


def seconds(amounts: Workload, speeds: Mapping[str, float]) -> float:
    """Return how long work takes, with `TYPICAL` speeds where none was measured."""
    known = TYPICAL | dict(speeds)
    return sum(amount / known[stage] for stage, amount in amounts.items())


def left(config: TrainingConfig, amounts: Workload, events: Iterable[Event]) -> Workload:
    """Return what is left of the work of a run after these events of it."""
    rest = dict(amounts)
    for event in events:
        if isinstance(event, FeaturesComputed):
            rest["start"] = 0
            missing = event.total - event.cached
            share = (event.total - event.done) / missing if missing else 0
            rest["features"] = amounts["features"] * share
        elif isinstance(event, EpochEnded):
            stage, done, epochs = _epoch(config, event.epoch)
            rest |= {"start": 0, stage: amounts[stage] * (1 - done / epochs)}
        elif isinstance(event, MapsComputed):
            rest["maps"] = 0
        elif isinstance(event, Unfrozen):
            rest["head"] = 0
    return rest


def computed(events: Iterable[Event]) -> int | None:
    """Return how many features a run computes, as far as its events tell it."""
    found = (event for event in events if isinstance(event, FeaturesComputed))
    first = next(found, None)
    return first.total - first.cached if first else None


class Clock:
    """Takes the time of each stage of a run."""

    def __init__(self, config: TrainingConfig, train_photos: int, variants: int):
        self._config = config
        self._photos = (train_photos, variants)
        self._events: list[MethodEvent] = []
        self._spent: dict[str, float] = {}
        self._begin = time.perf_counter()
        self.seconds = 0.0

    def follow(self, events: Generator[MethodEvent, None, T]) -> Generator[MethodEvent, None, T]:
        """Pass the events of a method on, and return what it returns."""
        before = self._begin
        while True:
            try:
                event = next(events)
            except StopIteration as end:
                self.seconds = time.perf_counter() - self._begin
                return end.value
            now = time.perf_counter()
            stage = self._stage(event)
            self._spent[stage] = self._spent.get(stage, 0.0) + now - before
            self._events.append(event)
            yield event
            before = time.perf_counter()

    def speeds(self) -> dict[str, float]:
        """Return the work a second of each stage that had some, and of ``start``."""
        missing = computed(self._events) or 0
        amounts = workload(self._config, *self._photos, missing)
        rest = left(self._config, amounts, self._events)
        done = {stage: amount - rest[stage] for stage, amount in amounts.items()}
        return {
            stage: done[stage] / self._spent[stage]
            for stage in amounts
            if done[stage] and self._spent.get(stage)
        }

    def _stage(self, event: MethodEvent) -> str:
        if isinstance(event, EpochEnded):
            return _epoch(self._config, event.epoch)[0]
        if isinstance(event, MapsComputed):
            return "maps"
        is_computing = isinstance(event, FeaturesComputed) and event.done > event.cached
        return "features" if is_computing else "start"


def measured(root: Path) -> dict[str, float]:
    """Return the median speeds of the runs that finished last in this folder."""
    speeds = [run.result.speeds for run in Run.latest(LATEST, root)]
    stages = {stage for each in speeds for stage in each}
    return {stage: median(each[stage] for each in speeds if stage in each) for stage in stages}


def _epoch(config: TrainingConfig, epoch: int) -> tuple[str, int, int]:
    """Return the stage of an epoch, and how many of the stage's epochs are done with it."""
    if config.method == "feature_extraction":
        return "head", epoch, config.epochs
    if config.method == "scratch":
        return "scratch", epoch, config.epochs
    if epoch <= config.warm_up_epochs:
        return "head", epoch, config.warm_up_epochs
    return "fine_tuning", epoch - config.warm_up_epochs, config.epochs
