"""A photo on which the reader puts a square, to look at the pixels in it."""

from collections.abc import Callable

import numpy as np

from ui.components.component import component
from ui.components.scene import Place, read_place
from ui.kit import picture_addresses
from ui.session.state import Maybe, sent

_COMPONENT = component(__file__)


def place_of(photo: np.ndarray, cells: int, key: str) -> Place:
    """Return where the square lies, (row, column) of its first pixel; at first the middle."""
    height, width = photo.shape[:2]
    row, column = _place(key).get() or (height // 2, width // 2)
    return min(row, height - cells), min(column, width - cells)


def spot(
    label: str,
    position: str,
    photo: np.ndarray,
    cells: int,
    key: str,
    on_move: Callable[[], None] = lambda: None,
) -> None:
    """Draw `photo` with the square of `cells` pixels; moving it reruns the page.

    Parameters
    ----------
    label, position
        What the square is for, and where it is with ``{row}`` and ``{column}``; for screen readers.
    key
        The place stays in the session under ``<key>_place``; `place_of` reads it.
    on_move
        Called before the rerun that a move causes.
    """
    height, width = photo.shape[:2]

    def remember() -> None:
        place = read_place(sent(key, "move"), (height - cells + 1, width - cells + 1))
        if place is not None:
            _place(key).set(place)
            on_move()

    data = {
        "label": label,
        "position": position,
        "source": picture_addresses.of_photo(photo),
        "height": height,
        "width": width,
        "cells": cells,
        "place": list(place_of(photo, cells, key)),
    }
    _COMPONENT(key=key, data=data, on_move_change=remember)


def _place(key: str) -> Maybe[Place]:
    """Return where the square was put."""
    return Maybe(f"{key}_place")
