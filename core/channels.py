"""Colour as three channels, and grey as their weighted sum."""

import numpy as np

LUMA = np.array([0.299, 0.587, 0.114])  # ITU-R BT.601, what Pillow and OpenCV call grey


def split(image: np.ndarray) -> np.ndarray:
    """Return the planes ``(3, H, W)`` of an RGB image ``(H, W, 3)``."""
    return np.moveaxis(image, 2, 0)


def to_gray(image: np.ndarray) -> np.ndarray:
    """Return uint8 grey ``(H, W)``, 0 black to 255 white: ``0.299 R + 0.587 G + 0.114 B``.

    A grey image comes back as it is.

    >>> to_gray(np.array([[[255, 0, 0], [255, 255, 255]]], np.uint8))
    array([[ 76, 255]], dtype=uint8)
    """
    if image.ndim == 2:
        return image
    return (image @ LUMA).round().astype(np.uint8)
