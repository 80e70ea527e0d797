"""The kernels of a network's first layer as small colour pictures."""

import numpy as np

ENLARGED = 12  # pixels a weight


def kernel_patch(kernel: np.ndarray, side: int = ENLARGED) -> np.ndarray:
    """Return a kernel (3, 3, 3), channels R, G, B, as uint8 RGB (3 * side, 3 * side, 3).

    Grey stands for zero; the largest weight, whatever its sign, reaches the end of the scale, so
    the patch looks like what the kernel answers to most.
    """
    largest = float(np.abs(kernel).max()) or 1.0
    levels = np.rint(127.5 + 127.5 * kernel / largest).astype(np.uint8)
    return levels.repeat(side, axis=0).repeat(side, axis=1)
