"""The only door from the web process to TensorFlow: one inference and one training worker.

The web process must not import Keras: Streamlit clears Keras' session after every rerun of
every browser session once it is loaded.
"""

import math
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

from core.host import settings
from core.jobs.call import Call
from core.jobs.turns import Keep, Turns
from core.jobs.worker_process import WorkerProcess, result

TRAINING_NICENESS = 10
PATIENCE = 120.0  # seconds that somebody waits for an answer, time in line included

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Pair:
    """The two workers, the same process where the host wants it so; answers are given in turn."""

    inference: Turns
    training: WorkerProcess


class Workers:
    """The workers of this server: none at first, made by the settings of the first call."""

    def __init__(self):
        self._lock = threading.Lock()
        self._pair: Pair | None = None

    def pair(self) -> Pair:
        """Return the workers, new ones if there are none."""
        with self._lock:
            if self._pair is None:
                self._pair = _as_set()
            return self._pair

    def shutdown(self) -> None:
        """Kill the workers, if there are any."""
        with self._lock:
            pair, self._pair = self._pair, None
        if pair is not None:
            pair.inference.shutdown()
            pair.training.shutdown()


_workers = Workers()


def call(asker: str, function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
    """Call a function of `core.inference` in the inference worker and wait `PATIENCE` for it.

    See `ask` for who else is served, and when it is withdrawn.

    Raises
    ------
    ConvScopeError
        What the function raised, or `WorkerError`. After ``worker.died`` the next call starts
        a fresh process.
    """
    return result(submit(asker, function, *args, **kwargs), PATIENCE)


def submit(asker: str, function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
    """Begin what `call` does and return at once; see `result` for the outcome."""
    return ask(asker, Call.of(function, *args, **kwargs))


def ask(asker: str, question: Call[R], keep: Keep | None = None) -> Future[R]:
    """Ask the inference worker, in turn by asker, a reader or `core.jobs.SERVER`.

    See `core.jobs.turns.Turns.ask`.
    """
    return _workers.pair().inference.ask(asker, question, keep)


def submit_training(function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
    """Call a function in the training worker, of lower priority; see `result` for its outcome."""
    return _workers.pair().training.submit(function, *args, **kwargs)


def shutdown() -> None:
    """Kill the workers; the next call starts fresh ones."""
    _workers.shutdown()


def _as_set() -> Pair:
    """Return the workers as the host set them, see `core.host.settings`."""
    memory = settings.training_bytes()
    if settings.shared_worker():
        both = WorkerProcess(memory=memory)
        return Pair(Turns(both, longest=math.inf), both)  # a training may take as long as it does
    return Pair(Turns(WorkerProcess()), WorkerProcess(niceness=TRAINING_NICENESS, memory=memory))
