"""Small images of numbers that lessons start from."""

import numpy as np

from core.channels import LUMA
from core.convolution import KERNELS

IMAGES: dict[str, np.ndarray] = {
    "lecture": np.array([[1, 0, 1, 0], [1, 0, 1, 0], [1, 1, 1, 1], [0, 0, 1, 0]], float),
    "plus": np.array(
        [[0, 0, 1, 0, 0], [0, 0, 1, 0, 0], [1, 1, 1, 1, 1], [0, 0, 1, 0, 0], [0, 0, 1, 0, 0]], float
    ),
    "edge": np.repeat([[0.0, 0, 0, 9, 9, 9]], 6, axis=0),
    "ramp": np.add.outer(np.arange(6.0), np.arange(6.0)),
    "noise": np.random.default_rng(7).integers(0, 10, (8, 8)).astype(float),
}


def lecture_steps(size: int = 7) -> np.ndarray:
    """Return the lecture's pattern 1 2 3 0 that moves right by one each row, ``(size, size)``.

    Its own matrix is 7x7; other sizes continue or cut the pattern.
    """
    column, row = np.meshgrid(np.arange(size), np.arange(size))
    return ((column - row + 1) % 4).astype(float)


def checkerboard(size: int) -> np.ndarray:
    """Return a kernel of ones and zeros, ``(size, size)``; 3 is the lecture's diagonal kernel."""
    return (np.indices((size, size)).sum(axis=0) % 2 == 0).astype(float)


POOLING_IMAGES: dict[str, np.ndarray] = {
    "four": np.array([[2, 1, 0, 3], [4, 8, 1, 2], [0, 1, 6, 5], [3, 2, 7, 1]], float),
    "lecture": lecture_steps(),
    "noise": IMAGES["noise"],
}


_CENTRE, _BLUR = KERNELS["identity"], KERNELS["blur"]
_ACROSS, _DOWN = KERNELS["sobel_x"], KERNELS["sobel_y"]


def _colored(plane: np.ndarray, weights: tuple[float, float, float]) -> np.ndarray:
    """Return `plane` (H, W) times a weight for each of R, G and B, ``(H, W, 3)``."""
    return plane[..., None] * np.array(weights, float)


COLOR_KERNELS: dict[str, np.ndarray] = {
    "gray": _colored(_CENTRE, tuple(LUMA)),
    "red": _colored(_BLUR, (2, -1, -1)),
    "blue": _colored(_BLUR, (-1, -1, 2)),
    "edge_x": _colored(_ACROSS, (1, 1, 1)),
    "edge_y": _colored(_DOWN, (1, 1, 1)),
    "red_green_edge": _colored(_ACROSS, (1, -1, 0)),
}

_LEFT = np.repeat([[9.0, 9, 9, 0, 0, 0]], 5, axis=0)
COLOR_IMAGES: dict[str, np.ndarray] = {
    "red_green": _colored(_LEFT, (1, 0, 0)) + _colored(9 - _LEFT, (0, 1, 0)),
    "white_black": _colored(_LEFT, (1, 1, 1)),
    "noise": np.random.default_rng(3).integers(0, 10, (5, 6, 3)).astype(float),
}
