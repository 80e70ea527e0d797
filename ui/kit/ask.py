"""What a reader asks the inference worker, in turn with the others; answers are kept for all."""

import pickle
from collections.abc import Callable
from concurrent.futures import Future
from typing import ParamSpec, TypeVar

from core.host import ByteCache
from core.jobs import Call, WithdrawnError, workers
from ui.session.reader import reader

KEPT_BYTES = 64 * 2**20

P = ParamSpec("P")
R = TypeVar("R")

_kept = ByteCache(KEPT_BYTES)


def ask(function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
    """Return ``core.jobs.workers.call(reader, function, ...)``; equal questions answer at once.

    The key is the content of a photo, so only who has a photo can meet what was computed of it.
    """
    question = Call.of(function, *args, **kwargs)
    kept = _kept.get(question.key)
    if kept is not None:
        return pickle.loads(kept)
    return answer(workers.ask(reader(), question, _keep))


def begin(function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
    """Ask for what is not kept, as a step of something long; see `answer` for the outcome."""
    return workers.submit(reader(), function, *args, **kwargs)


def answer(asked: Future[R], patience: float = workers.PATIENCE) -> R:
    """Wait for an answer; end quietly when another run of this session has taken over.

    Raises
    ------
    ConvScopeError
        See `core.jobs.workers.call`. ``worker.withdrawn`` means that the reader asks something
        else in another tab.
    """
    try:
        return workers.result(asked, patience)
    except WithdrawnError:
        reader()  # reading the session ends a run that a newer one has replaced
        raise


def _keep(key: bytes, answered: bytes) -> None:
    _kept.put(key, answered, len(answered))
