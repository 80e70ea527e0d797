"""Small images of numbers that lessons start from."""

import numpy as np

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
