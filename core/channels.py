"""Colour as three channels, and grey as their weighted sum."""

import numpy as np

from core.errors import ConvScopeError

LUMA = np.array([0.299, 0.587, 0.114])  # ITU-R BT.601, what Pillow and OpenCV call grey


class ColorError(ConvScopeError):
    """An image without the three channels of a colour image."""


def split(image: np.ndarray) -> np.ndarray:
    """Return the planes ``(3, H, W)`` of an RGB image ``(H, W, 3)``: a view, of its type.

    Raises
    ------
    ColorError
        ``color.not_rgb``.
    """
    _require_rgb(image)
    return np.moveaxis(image, 2, 0)


def to_gray(image: np.ndarray) -> np.ndarray:
    """Return uint8 grey ``(H, W)``, 0 black to 255 white: ``0.299 R + 0.587 G + 0.114 B``.

    A grey image ``(H, W)`` comes back as it is.

    Parameters
    ----------
    image
        ``(H, W, 3)`` in 0..255, or ``(H, W)``.

    Raises
    ------
    ColorError
        ``color.not_rgb``.

    >>> to_gray(np.array([[[255, 0, 0], [255, 255, 255]]], np.uint8))
    array([[ 76, 255]], dtype=uint8)
    """
    if image.ndim == 2:
        return image
    _require_rgb(image)
    return (image @ LUMA).round().astype(np.uint8)


def _require_rgb(image: np.ndarray) -> None:
    if image.ndim != 3 or image.shape[2] != len(LUMA):
        raise ColorError(
            "color.not_rgb", "a colour image is (H, W, 3), got {shape}", shape=image.shape
        )
