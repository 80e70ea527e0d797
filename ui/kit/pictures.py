"""Pictures made from photos, maps and boxes. Arrays in, arrays out."""

import cv2
import numpy as np

from core.photos import resize, shrink


def outlined(photo: np.ndarray, box: tuple[float, float, float, float]) -> np.ndarray:
    """Return a copy of `photo` with a box; (top, left, bottom, right) are fractions of it.

    White on a black edge, so that it stands out from any photo.
    """
    height, width = photo.shape[:2]
    top, left, bottom, right = box
    first = round(left * (width - 1)), round(top * (height - 1))
    last = round(right * (width - 1)), round(bottom * (height - 1))
    drawn = photo.copy()
    for color, thickness in ((0, 5), (255, 2)):
        cv2.rectangle(drawn, first, last, (color,) * 3, thickness, cv2.LINE_AA)
    return drawn


def cut(photo: np.ndarray, box: tuple[float, float, float, float]) -> np.ndarray:
    """Return the part of `photo` in a box given in fractions of it, at least a pixel."""
    height, width = photo.shape[:2]
    top, left, bottom, right = box
    rows = slice(int(top * height), max(int(np.ceil(bottom * height)), int(top * height) + 1))
    columns = slice(int(left * width), max(int(np.ceil(right * width)), int(left * width) + 1))
    return photo[rows, columns]


def square(photo: np.ndarray, side: int) -> np.ndarray:
    """Return the middle of `photo` as a square of `side` pixels, for a thumbnail."""
    height, width = photo.shape[:2]
    length = min(height, width)
    top, left = (height - length) // 2, (width - length) // 2
    return resize(photo[top : top + length, left : left + length], side, side)


def in_proportion(picture: np.ndarray, photo: np.ndarray, side: int) -> np.ndarray:
    """Return a map's picture in the photo's proportions, long side `side`, pixels kept hard."""
    height, width = shrink(photo, side).shape[:2]
    return cv2.resize(picture, (width, height), interpolation=cv2.INTER_NEAREST_EXACT)


def in_square(picture: np.ndarray, side: int) -> np.ndarray:
    """Return a map's picture as a square of `side` pixels, its cells kept hard."""
    return cv2.resize(picture, (side, side), interpolation=cv2.INTER_NEAREST_EXACT)


def in_width(photo: np.ndarray, width: int) -> np.ndarray:
    """Return `photo` at `width` pixels, proportions kept."""
    height = round(photo.shape[0] * width / photo.shape[1])
    return resize(photo, max(1, height), width)
