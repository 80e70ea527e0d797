"""What a process has one of, however many threads ask for it first at the same moment."""

import functools
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def made_once(make: Callable[[], T]) -> Callable[[], T]:
    """Return a function that calls `make` once, and gives everybody what that returned.

    `functools.lru_cache` holds no lock while it calls: each of the first callers would make one.
    """
    lock, made = threading.Lock(), []

    @functools.wraps(make)
    def get() -> T:
        with lock:
            if not made:
                made.append(make())
            return made[0]

    return get
