"""What readers upload is decoded in processes with limits of memory and time, never in this one."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import numpy as np

from core.jobs import WithdrawnError, WorkerError, workers
from core.photos import Taken, decode_small, too_costly
from core.photos import store as photo_store
from ui.session.reader import Roomy, reader, tab

P = ParamSpec("P")
R = TypeVar("R")

TOO_COSTLY = ("worker.died", "worker.memory")


def small(data: bytes, side: int) -> np.ndarray:
    """Return the photo in a file, uint8 (H, W, 3), with its long side at most `side` pixels.

    Raises
    ------
    ConvScopeError
        See `core.photos.decode`; ``image.too_costly`` where a limit ended the process.
    """
    return _decoded(decode_small, data, side)


def put(data: bytes, store: Roomy) -> Taken:
    """Store the photo in a file, see `core.photos.store.take`.

    Raises
    ------
    ConvScopeError
        As `small` does.
    """
    return _decoded(photo_store.take, data, store)


def _decoded(function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
    asked = workers.decode(reader(), tab(), function, *args, **kwargs)
    try:
        return workers.result(asked, workers.PATIENCE)
    except WithdrawnError:
        reader()  # reading the session ends a run that a newer one has replaced
        raise
    except WorkerError as error:
        if error.reason in TOO_COSTLY:
            raise too_costly() from error
        raise
