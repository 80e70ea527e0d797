"""The only door from the web process to TensorFlow: workers for answers, trainings and exports.

The web process must not import Keras: Streamlit clears Keras' session after every rerun of
every browser session once it is loaded.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

from core.host import settings
from core.jobs.call import Call
from core.jobs.inside import Manners
from core.jobs.turns import Keep, Turns
from core.jobs.worker_process import WorkerProcess, result

NICENESS = 10  # of what nobody watches
ANSWERS_GO, JOBS_GO = 500, 800  # before the web process does, which has 0, and jobs first
EXPORT_IDLE = 10.0  # seconds after which the process of exports ends: its memory is only lent
PATIENCE = 120.0  # seconds that somebody waits for an answer, time in line included

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Crew:
    """The workers, all one process where the host wants it so; answers are given in turn."""

    inference: Turns
    training: WorkerProcess
    exporting: WorkerProcess


class Workers:
    """The workers of this server: none at first, made by the settings of the first call."""

    def __init__(self):
        self._lock = threading.Lock()
        self._crew: Crew | None = None

    def crew(self) -> Crew:
        """Return the workers, new ones if there are none."""
        with self._lock:
            if self._crew is None:
                self._crew = _as_set()
            return self._crew

    def shutdown(self) -> None:
        """Kill the workers, if there are any."""
        with self._lock:
            crew, self._crew = self._crew, None
        if crew is not None:
            crew.inference.shutdown()
            crew.training.shutdown()
            crew.exporting.shutdown()


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
    return _workers.crew().inference.ask(asker, question, keep)


def training() -> WorkerProcess:
    """Return the training worker, of lower priority."""
    return _workers.crew().training


def exporting() -> WorkerProcess:
    """Return the worker that makes files of models, of lower priority; it stays for a moment."""
    return _workers.crew().exporting


def shutdown() -> None:
    """Kill the workers; the next call starts fresh ones."""
    _workers.shutdown()


def _as_set() -> Crew:
    """Return the workers as the host set them, see `core.host.settings`."""
    jobs = Manners(NICENESS, settings.training_bytes(), JOBS_GO)
    if settings.shared_worker():
        one = WorkerProcess(Manners(memory=settings.training_bytes(), oom_score=ANSWERS_GO))
        return Crew(Turns(one), one, one)
    answers = Manners(memory=settings.inference_bytes(), oom_score=ANSWERS_GO)
    return Crew(
        Turns(WorkerProcess(answers)), WorkerProcess(jobs), WorkerProcess(jobs, idle=EXPORT_IDLE)
    )
