"""A call that is told from others by its content, so that equal ones are made once."""

import hashlib
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, ParamSpec, TypeVar

from core.jobs.worker_outcome import failed

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Call(Generic[R]):
    """A function and its arguments.

    Attributes
    ----------
    kind
        The name of the function.
    key
        32 bytes, equal for equal functions and arguments.
    pickled
        The function and its arguments.
    """

    kind: str
    key: bytes
    pickled: bytes

    @classmethod
    def of(cls, function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> "Call[R]":
        """Return the call ``function(*args, **kwargs)``, which is not made.

        Raises
        ------
        core.jobs.worker_outcome.WorkerError
            ``worker.failed``, when it does not pickle.
        """
        try:
            pickled = pickle.dumps((function, args, kwargs), pickle.HIGHEST_PROTOCOL)
        except Exception as error:  # whatever the code of the arguments raises
            raise failed(error) from error
        name = f"{function.__module__}.{function.__qualname__}"
        return cls(name, hashlib.sha256(pickled).digest(), pickled)


def make(pickled: bytes) -> bytes:
    """Make the call that `Call.of` pickled; return what it returned, pickled."""
    function, args, kwargs = pickle.loads(pickled)
    return pickle.dumps(function(*args, **kwargs), pickle.HIGHEST_PROTOCOL)
