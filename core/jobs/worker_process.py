"""One process that computes for this one, and is replaced when it dies."""

import contextlib
import functools
import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from pathlib import Path
from typing import ParamSpec, TypeVar

from loky import ProcessPoolExecutor, cpu_count
from loky.process_executor import BrokenProcessPool, ShutdownExecutorError

from core.errors import ConvScopeError

_STATM = Path("/proc/self/statm")

log = logging.getLogger(__name__)

P = ParamSpec("P")
R = TypeVar("R")

MEMORY_EXIT = 77  # exit code of a process that took more memory than it may
WATCH_SECONDS = 0.5
RECYCLE_BYTES = 1_500_000_000  # loky renews a process that grew by this much since its first call


class WorkerError(ConvScopeError):
    """A worker process could not answer.

    `reason` is ``worker.died``, ``worker.memory``, ``worker.busy``, ``worker.failed``,
    ``worker.stopped`` or ``worker.withdrawn``.
    """


class WorkerStoppedError(WorkerError):
    """The process was stopped on purpose (``worker.stopped``), as at the end of the server."""


class WorkerProcess:
    """A process started on first need; calls wait in line; safe to share between threads.

    Parameters
    ----------
    niceness
        Added to the process's niceness (0..19): higher gives way to others.
    memory
        Bytes of which it may not take more, where the system tells how many it has (Linux); what
        it was doing then ends with ``worker.memory``.
    """

    def __init__(self, niceness: int = 0, memory: int | None = None):
        self._niceness = niceness
        self._memory = memory
        self._executor: ProcessPoolExecutor | None = None
        self._lock = threading.Lock()
        self._ends_with_interpreter = False

    def submit(self, function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """Call `function` in the process, in a fresh one if the last has died.

        Arguments and results must pickle. Ask `result` for the outcome.
        """
        call = functools.partial(named, function, *args, **kwargs)
        with self._lock:
            if self._executor is not None:
                with contextlib.suppress(BrokenProcessPool, ShutdownExecutorError):
                    return self._executor.submit(call)
            self._executor = _start(self._niceness, self._memory)
            future = self._executor.submit(call)
            if not self._ends_with_interpreter:
                _before_calls_are_waited_for(self.shutdown)
                self._ends_with_interpreter = True
            return future

    def shutdown(self) -> None:
        """Kill the process; what it was doing ends with ``worker.stopped``."""
        with self._lock:
            executor, self._executor = self._executor, None
        if executor is not None:
            executor.shutdown(wait=True, kill_workers=True)


def result(future: Future[R], timeout: float | None = None) -> R:
    """Wait for a call and return its result.

    Raises
    ------
    ConvScopeError
        The one the function raised, unchanged; `WorkerError` for everything else. After
        `timeout` seconds it is ``worker.busy``, and a call still in line is withdrawn.
    """
    try:
        return future.result(timeout)
    except ConvScopeError:
        raise
    except (ShutdownExecutorError, CancelledError) as error:
        raise WorkerStoppedError("worker.stopped", "the worker process was stopped") from error
    except BrokenProcessPool as error:
        if _has_exited(error, MEMORY_EXIT):
            raise _out_of_memory() from error
        raise WorkerError(
            "worker.died", "the process that computed this has died; a fresh one will start"
        ) from error
    except TimeoutError as error:
        future.cancel()
        raise WorkerError(
            "worker.busy", "the worker process did not answer in {seconds:.0f} s", seconds=timeout
        ) from error
    except Exception as error:  # what does not pickle never got to `named`
        raise failed(error) from error


def named(function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
    """Call `function`; let only errors out that have a name and can be read without TensorFlow.

    Raises
    ------
    ConvScopeError
        The one the function raised, unchanged; ``worker.memory`` or ``worker.failed`` of
        `WorkerError` for everything else, which is logged.
    """
    try:
        return function(*args, **kwargs)
    except ConvScopeError:
        raise
    except Exception as error:
        log.exception("%s failed", getattr(function, "__name__", function))
        if isinstance(error, MemoryError) or type(error).__name__ == "ResourceExhaustedError":
            raise _out_of_memory() from None
        raise failed(error) from None


def _before_calls_are_waited_for(end: Callable[[], object]) -> None:
    """Call `end` when the interpreter ends, before it waits for calls that still run.

    loky and `concurrent.futures` wait in hooks that threading keeps to itself, which run last in,
    first out: this one must come after theirs, so after the first submit. ``atexit`` is too late,
    for its hooks run when all of these have.
    """
    threading._register_atexit(end)  # pyright: ignore[reportAttributeAccessIssue]


def _has_exited(error: BrokenProcessPool, code: int) -> bool:
    """Say whether a process ended with this exit code, which loky tells in its message only."""
    return f"EXIT({code})" in str(error)


def _start(niceness: int, memory: int | None) -> ProcessPoolExecutor:
    threads = str(_threads(niceness))
    return ProcessPoolExecutor(
        max_workers=1,
        timeout=None,  # a warm process stays
        initializer=_prepare,
        initargs=(os.getpid(), niceness, memory),
        env={
            "TF_CPP_MIN_LOG_LEVEL": "3",
            "TF_FORCE_GPU_ALLOW_GROWTH": "true",
            "TF_NUM_INTRAOP_THREADS": threads,
            "OMP_NUM_THREADS": threads,
            "LOKY_MAX_MEMORY_LEAK_SIZE": str(RECYCLE_BYTES),
        },
    )


def _threads(niceness: int) -> int:
    """Return the cores to use: with a lower priority all but one, which the web server has then."""
    cores = cpu_count()  # respects container quotas, which TensorFlow does not
    return max(1, cores - 1) if niceness else cores


def _prepare(parent: int, niceness: int, memory: int | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the group; the parent decides
    if niceness:
        _step_back(niceness)
    threading.Thread(target=_die_with, args=(parent,), daemon=True).start()
    if memory is not None and _STATM.exists():
        threading.Thread(target=_die_above, args=(memory,), daemon=True).start()


def _step_back(niceness: int) -> None:
    """Give way to others: by SCHED_IDLE (Linux: run only on cores that are idle), and niceness."""
    if hasattr(os, "SCHED_IDLE"):
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    os.nice(niceness)


def _die_with(parent: int) -> None:
    """End this process when its parent was killed: loky's processes would wait for ever."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _die_above(memory: int) -> None:
    """End this process when it has taken more memory than it may.

    Limits that the system keeps count address space, of which TensorFlow reserves a multiple of
    what it takes.
    """
    while _taken() <= memory:
        time.sleep(WATCH_SECONDS)
    os._exit(MEMORY_EXIT)


def _taken() -> int:
    """Return the bytes of this process that are in memory."""
    return int(_STATM.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _out_of_memory() -> WorkerError:
    return WorkerError("worker.memory", "the worker process ran out of memory")


def failed(error: Exception) -> WorkerError:
    """Return the refusal (``worker.failed``) for an error that has no name."""
    detail = f"{type(error).__name__}: {error}"
    return WorkerError("worker.failed", "the computation failed: {detail}", detail=detail)
