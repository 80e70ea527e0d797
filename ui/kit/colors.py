"""One scale for values: negative blue, zero neutral, positive orange, safe for colour-blind eyes.

Grids of numbers take it from ``ui/components/matrix/matrix.css`` (zero is the colour of the paper);
pictures take it from here: zero is near black in both themes, so that what answers glows.
"""

import numpy as np

_STOPS = np.array([-1.0, -0.5, 0.0, 0.5, 1.0])
_COLORS = np.array(
    [[190, 222, 246], [52, 120, 186], [20, 23, 27], [217, 95, 2], [255, 232, 196]], float
)


def picture_of(values: np.ndarray, top: float | None = None) -> np.ndarray:
    """Colour signed `values` ``(h, w)``: blue below zero, near black at zero, orange above.

    `top` is the absolute value that gets the brightest colour, the largest one when not given.
    Returns uint8 RGB ``(h, w, 3)``.
    """
    if top is None:
        top = float(np.abs(values).max(initial=0))
    scaled = np.clip(values / (top or 1), -1, 1)
    channels = [np.interp(scaled, _STOPS, channel) for channel in _COLORS.T]
    return np.stack(channels, -1).round().astype(np.uint8)


def picture_of_levels(levels: np.ndarray) -> np.ndarray:
    """Colour uint8 `levels` ``(h, w)`` as `picture_of` would with ``top=255``, by a table."""
    return _LEVELS[levels]


def scale_of(top: float, width: int = 256, height: int = 10) -> np.ndarray:
    """Return a strip with the colours from ``-top`` to ``top``, as `picture_of` gives them."""
    return picture_of(np.tile(np.linspace(-top, top, width), (height, 1)), top)


_LEVELS = picture_of(np.arange(256)[np.newaxis], 255)[0]
