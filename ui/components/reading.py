"""Readers for what a browser sends, each for one kind of value: it is not to be trusted.

They return None for what does not fit, whatever that is, and look at no more of it than may be
right, so that a flood is as cheap as a message.
"""

from collections.abc import Callable, Collection
from typing import TypeVar

T = TypeVar("T")


def whole(value: object, first: int, last: int) -> int | None:
    """Return a whole number of `first` to `last`; True is none."""
    return value if type(value) is int and first <= value <= last else None


def real(value: object, largest: float) -> float | None:
    """Return a number of at most `largest` away from 0, which NaN is not."""
    fits = type(value) in (int, float) and abs(value) <= largest  # type: ignore[arg-type]
    return float(value) if fits else None  # type: ignore[arg-type]


def one_of(value: object, options: Collection[str]) -> str | None:
    """Return a text that is one of `options`."""
    return value if isinstance(value, str) and value in options else None


def text(value: object, most: int) -> str | None:
    """Return a text of at most so many characters."""
    return value if isinstance(value, str) and len(value) <= most else None


def record(value: object) -> dict[str, object]:
    """Return what has names; nothing where it is something else."""
    return value if isinstance(value, dict) else {}


def several(value: object, most: int, read: Callable[[object], T | None]) -> list[T]:
    """Return those of the first `most` entries of a list that `read` can read."""
    entries = value[:most] if isinstance(value, list) else []
    return [found for found in map(read, entries) if found is not None]


def pair(
    value: object, first: Callable[[object], T | None], second: Callable[[object], T | None]
) -> tuple[T, T] | None:
    """Return the two entries of a list, each read by its own reader."""
    if not isinstance(value, list) or len(value) != 2:
        return None
    one, other = first(value[0]), second(value[1])
    return None if one is None or other is None else (one, other)
