"""Small colour images, and filters with a slice for each of R, G and B."""

import numpy as np

from core.channels import LUMA
from core.convolution import KERNELS

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
