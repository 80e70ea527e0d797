"""Training a classifier on a data set, as a stream of events."""

from core.training import (
    config,
    data,
    events,
    judging,
    label_check,
    lecture,
    methods,
    planning,
    queue,
    stored,
)
from core.training.config import TrainingConfig, TrainingError
from core.training.events import (
    Answer,
    BestRestored,
    ClassFigures,
    DeviceFound,
    EpochEnded,
    Evaluation,
    Event,
    FeaturesComputed,
    Result,
    Unfrozen,
)
from core.training.lecture import Case, Comparison
from core.training.methods.fitting import Trained
from core.training.queue import Request
from core.training.run import run_key, train, work
from core.training.stored.runs import Run, RunError, load_run

__all__ = [
    "Answer",
    "BestRestored",
    "Case",
    "ClassFigures",
    "Comparison",
    "DeviceFound",
    "EpochEnded",
    "Evaluation",
    "Event",
    "FeaturesComputed",
    "Request",
    "Result",
    "Run",
    "RunError",
    "Trained",
    "TrainingConfig",
    "TrainingError",
    "Unfrozen",
    "config",
    "data",
    "events",
    "judging",
    "label_check",
    "lecture",
    "load_run",
    "methods",
    "planning",
    "queue",
    "run_key",
    "stored",
    "train",
    "work",
]
