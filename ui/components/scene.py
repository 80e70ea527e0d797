"""What Python and a browser component tell each other: scenes there, places in a picture back."""

from typing import Any

Scene = dict[str, Any]  # all that a component shows, as JSON can hold it
Place = tuple[int, int]  # in a picture: row, column


def read_place(value: object, size: Place) -> Place | None:
    """Return the place that a browser's message names, or None; the browser is not trusted.

    Parameters
    ----------
    value
        The message: a list of row and column.
    size
        How many rows and columns there are to choose from.
    """
    if not isinstance(value, list) or len(value) != 2:
        return None
    row, column = value
    inside = all(type(n) is int and 0 <= n < most for n, most in zip(value, size, strict=True))
    return (row, column) if inside else None
