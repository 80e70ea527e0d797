"""The sizes of the boxes that a network is drawn as. Never imports Streamlit.

Sides grow with the square root of what they stand for, so that 7 x 7 beside 224 x 224 and one
channel beside 512 can still be seen.
"""

from collections.abc import Sequence
from math import sqrt

from core.architecture import Shape

HEIGHT = 120  # of the highest box, pixels
LEAST = 7  # of any side, pixels
DEPTH_PER_ROOT = 1.9  # pixels a square root of a channel
LIST_DEPTH = 9  # of a list of numbers, pixels
SLANT = 0.4  # of a side that goes backwards

Box = dict[str, float]


def boxes(shapes: Sequence[Shape]) -> list[Box]:
    """Return a box a shape: ``height`` and ``depth`` of its front, ``slant`` of its side, pixels.

    The height stands for a map's height or a list's length, the slant for the map's width, the
    depth for the channels. Maps are compared with the largest map, lists with the longest list.
    """
    largest = max((size for shape in shapes if len(shape) == 3 for size in shape[:2]), default=1)
    longest = max((shape[0] for shape in shapes if len(shape) == 1), default=1)
    return [
        _map_box(shape, largest) if len(shape) == 3 else _list_box(shape, longest)
        for shape in shapes
    ]


def _map_box(shape: Shape, largest: int) -> Box:
    height, width, channels = shape
    return {
        "height": _side(height, largest),
        "slant": round(SLANT * _side(width, largest), 1),
        "depth": round(3 + DEPTH_PER_ROOT * sqrt(channels), 1),
    }


def _list_box(shape: Shape, longest: int) -> Box:
    return {"height": _side(shape[0], longest), "slant": SLANT * LEAST, "depth": LIST_DEPTH}


def _side(size: int, largest: int) -> float:
    return round(LEAST + (HEIGHT - LEAST) * sqrt(size / largest), 1)
