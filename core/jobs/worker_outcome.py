"""What comes of a call in another process: its result, or an error that has a name."""

import logging
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from typing import ParamSpec, TypeVar

from loky.process_executor import BrokenProcessPool, ShutdownExecutorError

from core.errors import ConvScopeError
from core.jobs.inside import MEMORY_EXIT

log = logging.getLogger(__name__)

P = ParamSpec("P")
R = TypeVar("R")


class WorkerError(ConvScopeError):
    """A worker process could not answer.

    `reason` is ``worker.died``, ``worker.memory``, ``worker.busy``, ``worker.failed``,
    ``worker.silent``, ``worker.stopped`` or ``worker.withdrawn``.
    """


class WorkerStoppedError(WorkerError):
    """The process was stopped on purpose (``worker.stopped``), as at the end of the server."""


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
        raise stopped() from error
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


def _has_exited(error: BrokenProcessPool, code: int) -> bool:
    """Say whether a process ended with this exit code, which loky tells in its message only."""
    return f"EXIT({code})" in str(error)


def _out_of_memory() -> WorkerError:
    return WorkerError("worker.memory", "the worker process ran out of memory")


def failed(error: Exception) -> WorkerError:
    """Return the refusal (``worker.failed``) for an error that has no name."""
    detail = f"{type(error).__name__}: {error}"
    return WorkerError("worker.failed", "the computation failed: {detail}", detail=detail)


def stopped() -> WorkerStoppedError:
    """Return the refusal (``worker.stopped``) of what a process was stopped over."""
    return WorkerStoppedError("worker.stopped", "the worker process was stopped")


def given_up() -> WorkerError:
    """Return the refusal (``worker.died``) of a call that was ended with its process."""
    return WorkerError("worker.died", "the process took too long for this and was replaced")
