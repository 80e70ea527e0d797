"""Heat maps over photos: colours, colour bar, and the outline of a map's upper part."""

from types import MappingProxyType

import cv2
import numpy as np

from core.errors import ConvScopeError
from core.photos import to_rgb

COLOUR_MAPS = MappingProxyType(
    {
        "inferno": cv2.COLORMAP_INFERNO,
        "viridis": cv2.COLORMAP_VIRIDIS,
        "cividis": cv2.COLORMAP_CIVIDIS,
    }
)
"""Perceptually uniform: equal steps of the value look equally large. From dark (0) to bright (1);
cividis looks the same to colour-blind eyes."""


class OverlayError(ConvScopeError):
    """A strength or a colour map that there is not."""


def colours(values: np.ndarray, colour_map: str = "inferno") -> np.ndarray:
    """Return values in 0..1, (h, w), as uint8 RGB (h, w, 3).

    Raises
    ------
    OverlayError
        ``overlay.colour_map``.
    """
    if colour_map not in COLOUR_MAPS:
        raise OverlayError(
            "overlay.colour_map",
            "“{colour_map}” is none of the colour maps {known}",
            colour_map=colour_map,
            known=", ".join(COLOUR_MAPS),
        )
    levels = np.rint(255 * np.asarray(values, np.float32)).astype(np.uint8)
    return cv2.applyColorMap(levels, COLOUR_MAPS[colour_map])[..., ::-1]  # OpenCV has BGR


def colour_bar(colour_map: str = "inferno", width: int = 256, height: int = 10) -> np.ndarray:
    """Return the colours from 0 (left) to 1 (right) as uint8 RGB (height, width, 3)."""
    return colours(np.tile(np.linspace(0, 1, width), (height, 1)), colour_map)


def enlarged(heatmap: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """Enlarge a map bilinearly to (height, width), its cells evenly over the whole of it.

    A cell's value stands at the cell's middle (half-pixel centres), so that a map of h x w cells
    lies where the network saw it.
    """
    height, width = shape
    return cv2.resize(np.asarray(heatmap, np.float32), (width, height))


def overlay(
    image: np.ndarray, heatmap: np.ndarray, opacity: float = 0.4, colour_map: str = "inferno"
) -> np.ndarray:
    """Lay a heat map over a photo.

    Parameters
    ----------
    image
        uint8, (H, W, 3) or (H, W).
    heatmap
        (h, w) in 0..1, see `enlarged`.
    opacity
        0 shows the photo alone, 1 the map alone.
    colour_map
        A key of `COLOUR_MAPS`.

    Returns
    -------
    uint8 (H, W, 3).

    Raises
    ------
    OverlayError
        ``overlay.opacity`` or ``overlay.colour_map``.
    """
    if not 0 <= opacity <= 1:  # NaN is not within
        raise OverlayError(
            "overlay.opacity", "an opacity is from 0 to 1, got {opacity}", opacity=opacity
        )
    photo = to_rgb(image)
    coloured = colours(enlarged(heatmap, photo.shape[:2]), colour_map)
    return np.rint((1 - opacity) * photo + opacity * coloured).astype(np.uint8)


def above(heatmap: np.ndarray, shape: tuple[int, int], threshold: float) -> np.ndarray:
    """Return where the enlarged map reaches a share of its largest value, bool (height, width)."""
    values = enlarged(heatmap, shape)
    return (values >= threshold * values.max()) & (values > 0)


def outlined_above(image: np.ndarray, heatmap: np.ndarray, threshold: float) -> np.ndarray:
    """Draw the outline of where a map reaches a share of its largest value.

    White on a black edge, so that it stands out from any photo.

    Parameters
    ----------
    image
        uint8 (H, W, 3), for example of `overlay`.
    heatmap
        (h, w) in 0..1.
    threshold
        Share of the largest value, 0..1.

    Returns
    -------
    uint8 (H, W, 3), a copy.
    """
    area = above(heatmap, image.shape[:2], threshold).astype(np.uint8)
    contours, _ = cv2.findContours(area, cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
    drawn = image.copy()
    for colour, thickness in ((0, 4), (255, 2)):
        cv2.drawContours(drawn, contours, -1, (colour,) * 3, thickness, cv2.LINE_AA)
    return drawn
