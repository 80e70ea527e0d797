"""What Python and a browser component tell each other: scenes there, places in a picture back."""

from typing import Any

from ui.components import reading

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
    rows, columns = size
    return reading.pair(
        value,
        lambda row: reading.whole(row, 0, rows - 1),
        lambda column: reading.whole(column, 0, columns - 1),
    )
