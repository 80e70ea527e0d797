"""The only door from the web process to TensorFlow: one inference and one training worker.

The web process must not import Keras: Streamlit clears Keras' session after every rerun of
every browser session once it is loaded.
"""

import functools
from collections.abc import Callable
from concurrent.futures import Future
from typing import ParamSpec, TypeVar

from core.host import settings
from core.jobs.worker_process import WorkerProcess, result

TRAINING_NICENESS = 10
PATIENCE = 120.0  # seconds that somebody waits for an answer, time in line included


P = ParamSpec("P")
R = TypeVar("R")


def call(function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
    """Call a function of `core.inference` in the inference worker and wait `PATIENCE` for it.

    Raises
    ------
    ConvScopeError
        What the function raised, or `WorkerError`. After ``worker.died`` the next call starts
        a fresh process.
    """
    return result(submit(function, *args, **kwargs), PATIENCE)


def submit(function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
    """Begin what `call` does and return at once; see `result` for the outcome."""
    return _workers()["inference"].submit(function, *args, **kwargs)


def submit_training(function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
    """Call a function in the training worker, of lower priority; see `result` for its outcome."""
    return _workers()["training"].submit(function, *args, **kwargs)


def pids() -> dict[str, int | None]:
    """Return the process ids of ``inference`` and ``training``, None where none lives."""
    return {name: worker.pid for name, worker in _workers().items()}


def shutdown() -> None:
    """Kill the workers; the next call starts fresh ones."""
    for worker in _workers().values():
        worker.shutdown()
    _workers.cache_clear()


@functools.lru_cache(maxsize=1)
def _workers() -> dict[str, WorkerProcess]:
    memory = settings.training_bytes()
    if settings.shared_worker():
        both = WorkerProcess(memory=memory)
        return {"inference": both, "training": both}
    training = WorkerProcess(niceness=TRAINING_NICENESS, memory=memory)
    inference = WorkerProcess()
    return {"inference": inference, "training": training}
