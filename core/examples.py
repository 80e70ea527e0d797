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
