"""A bar of light before model simple cells: the experiment of Hubel and Wiesel.

A cell is a Gabor filter at one place, and its answer the rectified sum of products: one output of
a convolution with ReLU. D. H. Hubel and T. N. Wiesel, "Receptive fields, binocular interaction and
functional architecture in the cat's visual cortex", J. Physiol. 160 (1962).
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from core.convolution import convolve
from core.lessons.gabor_filter import gabor, rotated_axes

FIELD = 41  # side of the receptive field, pixels
PREFERRED = (0, 30, 60, 90, 120, 150)  # angles of the cells' filters, degrees
ANGLES = tuple(range(0, 180, 2))  # of the bar, degrees: half a turn brings it back
OFFSETS = tuple(range(-16, 17))  # of the bar from the middle, across itself, pixels
PHASES = {"line": 0, "edge": 90}


def bank(phase: float = 0.0, size: int = FIELD) -> np.ndarray:
    """Return the filters of all cells, ``(size, size, cells)``; `phase` as in `gabor`."""
    return np.stack([gabor(angle, size, phase=phase) for angle in PREFERRED], axis=-1)


def bar(angle: float, offset: float, width: float, length: float, size: int = FIELD) -> np.ndarray:
    """Return a bright bar on a dark screen, 0..1, ``(size, size)``, edges smoothed over a pixel.

    Parameters
    ----------
    angle
        Degrees counter-clockwise: 0 lies, 90 stands.
    offset
        Distance of the bar's middle from the screen's, across the bar, pixels: upwards at 0.
    """
    return _bars(angle, [offset], width, length, size)[0]


def sums(
    angle: float, offset: float, width: float, length: float, phase: float = 0.0
) -> np.ndarray:
    """Return every cell's sum of bar times filter, float ``(cells,)``, negative ones included.

    The parameters are those of `bar` and `bank`; the answer is what is above 0, see `responses`.
    """
    return np.tensordot(bar(angle, offset, width, length), bank(phase), axes=2)


def answers_on(image: np.ndarray, angle: float, size: int, phase: float = 0.0) -> np.ndarray:
    """Return what the cell that prefers `angle` answers everywhere on a grey image ``(H, W)``.

    Float ``(oH, oW)``, 0 where it is silent: a convolution with the cell's filter, then ReLU.

    Parameters
    ----------
    size
        Side of the filter, an odd number of pixels.
    phase
        As in `bank`.
    """
    return np.maximum(convolve(image, gabor(angle, size, phase=phase)), 0)


def angle_between(one: int, other: int) -> int:
    """Return the degrees 0..90 between two bars: half a turn brings a bar back.

    >>> angle_between(170, 0), angle_between(30, 120)
    (10, 90)
    """
    return abs((one - other + 90) % 180 - 90)


@lru_cache(maxsize=64)
def responses(width: float, length: float, phase: float = 0.0) -> np.ndarray:
    """Return every cell's answer to a bar at every angle and offset.

    ``max(0, sum(bar * filter))``; 1 is the most that any picture could give.

    Returns
    -------
    np.ndarray
        Float ``(ANGLES, OFFSETS, cells)``, read-only.
    """
    cells = bank(phase).reshape(-1, len(PREFERRED))
    answers = [
        _bars(angle, OFFSETS, width, length, FIELD).reshape(len(OFFSETS), -1) @ cells
        for angle in ANGLES
    ]
    rectified = np.maximum(answers, 0)
    rectified.flags.writeable = False
    return rectified


def _bars(
    angle: float, offsets: Sequence[float], width: float, length: float, size: int
) -> np.ndarray:
    """Return the bar at every offset, ``(offsets, size, size)``."""
    along, across = rotated_axes(size, angle)
    covered = np.clip(length / 2 - np.abs(along) + 0.5, 0, 1)
    distance = np.abs(across - np.reshape(offsets, (-1, 1, 1)))
    return covered * np.clip(width / 2 - distance + 0.5, 0, 1)
