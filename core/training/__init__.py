"""Training a classifier on a data set, as a stream of events."""

from core.training import (
    config,
    data,
    fitting,
    judging,
    label_check,
    lecture,
    methods,
    planning,
    queue,
    stored,
)
from core.training.config import TrainingConfig, TrainingError
from core.training.lecture import Case, Comparison
from core.training.queue import Request
from core.training.run import run_key, train, work
from core.training.stored.runs import RunError, load_run

__all__ = [
    "Case",
    "Comparison",
    "Request",
    "RunError",
    "TrainingConfig",
    "TrainingError",
    "config",
    "data",
    "fitting",
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
