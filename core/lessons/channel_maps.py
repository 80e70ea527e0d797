"""Convolution of a colour image, channel by channel."""

import numpy as np

from core.convolution import convolve


def partial_maps(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """Return what each channel contributes to the convolution of `image` with `kernel`.

    Their sum plus the bias is the output, for convolution is linear.

    Parameters
    ----------
    image
        ``(H, W, C)``.
    kernel
        ``(kH, kW, C)``.

    Returns
    -------
    np.ndarray
        Float ``(oH, oW, C)``, stride 1 without padding.
    """
    channels = range(image.shape[2])
    return np.stack([convolve(image[..., c], kernel[..., c]) for c in channels], axis=-1)


def sum_of_maps(maps: np.ndarray, bias: float = 0.0) -> np.ndarray:
    """Return the one map ``(oH, oW)`` that `partial_maps` ``(oH, oW, C)`` and a bias make.

    >>> sum_of_maps(np.array([[[1.0, 2.0, 3.0]]]), bias=0.5)
    array([[6.5]])
    """
    return maps.sum(axis=-1) + bias
