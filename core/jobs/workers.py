"""The only door from the web process to its workers: for answers, trainings, exports, pictures.

The web process must not import Keras: Streamlit clears Keras' session after every rerun of
every browser session once it is loaded. And it must not decode what people upload: a file of a few
kilobytes may ask a decoder for gigabytes and minutes.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import ParamSpec, TypeVar

from core.host import settings
from core.jobs.call import Call
from core.jobs.inside import Manners
from core.jobs.turns import Keep, Turns
from core.jobs.worker_outcome import result
from core.jobs.worker_process import WorkerProcess

NICENESS = 10  # of what nobody watches
ANSWERS_GO, JOBS_GO = 500, 800  # before the web process does, which has 0, and jobs first
EXPORT_IDLE = 10.0  # seconds after which the process of exports ends: its memory is only lent
DECODERS = 2  # pictures that are decoded at a time
DECODER = Manners(oom_score=JOBS_GO, address_space=1100 * 2**20)  # libraries have 450 MB of it
DECODING_SECONDS = 20.0  # for one picture, of which the largest needs two; and for the start
DECODER_IDLE = 600.0  # seconds after which a process for pictures ends; it takes two to start
PATIENCE = 120.0  # seconds that somebody waits for an answer, time in line included

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Crew:
    """The workers; answers and pictures are given in turn.

    All that need TensorFlow are one process where the host wants it so.
    """

    inference: Turns
    training: WorkerProcess
    exporting: WorkerProcess
    decoding: tuple[Turns, ...]


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
            for each in (crew.inference, crew.training, crew.exporting, *crew.decoding):
                each.shutdown()


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


def decode(
    asker: str, tab: str, function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs
) -> Future[R]:
    """Call a function of `core.photos` in a process for pictures; see `result` for its outcome.

    In turn by asker, who may have one call from each of several tabs. One that asks for too much
    memory ends with ``worker.memory``, one that takes longer than `DECODING_SECONDS` with
    ``worker.died``.
    """
    called = Call.of(function, *args, **kwargs)
    question = replace(called, kind=f"{called.kind} {tab}")
    return min(_workers.crew().decoding, key=len).ask(asker, question)


def shutdown() -> None:
    """Kill the workers; the next call starts fresh ones."""
    _workers.shutdown()


def _as_set() -> Crew:
    """Return the workers as the host set them, see `core.host.settings`."""
    jobs = Manners(NICENESS, settings.training_bytes(), JOBS_GO)
    if settings.shared_worker():
        one = WorkerProcess(Manners(memory=settings.training_bytes(), oom_score=ANSWERS_GO))
        return Crew(Turns(one), one, one, (_decoder(),))
    answers = Manners(memory=settings.inference_bytes(), oom_score=ANSWERS_GO)
    return Crew(
        Turns(WorkerProcess(answers)),
        WorkerProcess(jobs),
        WorkerProcess(jobs, idle=EXPORT_IDLE),
        tuple(_decoder() for _ in range(DECODERS)),
    )


def _decoder() -> Turns:
    return Turns(WorkerProcess(DECODER, idle=DECODER_IDLE), longest=DECODING_SECONDS)
