"""A cache that is bounded in bytes and forgets what was used longest ago."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

V = TypeVar("V")


class ByteCache:
    """Keep values, none of them None, until they exceed `limit` bytes; safe between threads.

    >>> cache = ByteCache(limit=10)
    >>> cache.get_or_make("a", lambda: "0123456", len)
    '0123456'
    >>> cache.get_or_make("b", lambda: "01234", len)
    '01234'
    >>> "a" in cache, "b" in cache, cache.size
    (False, True, 5)
    """

    def __init__(self, limit: int):
        self.limit = limit
        self.size = 0
        self._entries: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()  # value and its bytes
        self._lock = Lock()

    def __contains__(self, key: Hashable) -> bool:
        return key in self._entries

    def get(self, key: Hashable) -> Any | None:
        """Return the value of `key`, None where there is none."""
        with self._lock:
            if key not in self._entries:
                return None
            self._entries.move_to_end(key)
            return self._entries[key][0]

    def put(self, key: Hashable, value: object, size: int) -> None:
        """Keep a value of `size` bytes, instead of the one that was there."""
        with self._lock:
            _, replaced = self._entries.pop(key, (None, 0))
            self._entries[key] = (value, size)
            self.size += size - replaced
            while self.size > self.limit:
                _, (_, freed) = self._entries.popitem(last=False)
                self.size -= freed

    def get_or_make(self, key: Hashable, make: Callable[[], V], size_of: Callable[[V], int]) -> V:
        """Return the value of `key`, of whatever type `make` gives; make it where it is missing.

        Two threads that miss at the same time both make it: nobody waits for another's value.
        """
        kept = self.get(key)
        if kept is not None:
            return kept
        value = make()
        self.put(key, value, size_of(value))
        return value
