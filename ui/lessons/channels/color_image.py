"""A small colour image in numbers: a preset, or the pixels around a place of the photo."""

import numpy as np

from core.lessons import examples
from ui.components.scene import Place
from ui.lessons.channels.controls import EDITS, IMAGE, PHOTO
from ui.lessons.channels.pixels.pixels import around
from ui.session.state import Maybe

PATCH = 6  # pixels a side

_PLACE = Maybe[Place]("channels_place")


def look_at(place: Place) -> None:
    """Put the pixels around a place of the photo into the matrix."""
    _PLACE.set(place)
    IMAGE.set(PHOTO)
    EDITS.forget("input", PHOTO)


def place_in(photo: np.ndarray) -> Place:
    """Return the pixel that was chosen, or the middle; another photo may be smaller."""
    height, width = photo.shape[:2]
    row, column = _PLACE.get() or (height // 2, width // 2)
    return min(row, height - 1), min(column, width - 1)


def chosen_image(photo: np.ndarray) -> np.ndarray:
    """Return the numbers of the chosen image (H, W, 3), with those that were typed."""
    name = IMAGE.get()
    start = around(photo, place_in(photo), PATCH) if name == PHOTO else examples.COLOR_IMAGES[name]
    return EDITS.applied_to("input", name, start)
