"""Pooling: one number stands for a window, the largest or the mean."""

from typing import Literal

import numpy as np

from core.convolution import ConvolutionError, Padding, pad, windows

Mode = Literal["max", "average"]
MODES: tuple[Mode, ...] = ("max", "average")


def pool(
    image: np.ndarray,
    size: int = 2,
    stride: int | None = None,
    padding: Padding = "valid",
    mode: Mode = "max",
) -> np.ndarray:
    """Summarise every window of `size` x `size` pixels by one number a channel.

    Parameters
    ----------
    image
        ``(H, W)`` or ``(H, W, C)``, any numeric type.
    size, stride
        Pixels; the stride is the size when not given, so that windows do not overlap.
    padding
        Padding pixels never count: they are no candidate for the maximum and not part of the
        mean, as in TensorFlow.
    mode
        ``"max"`` or ``"average"``.

    Returns
    -------
    np.ndarray
        ``(oH, oW)`` or ``(oH, oW, C)``; float32 for float32 or small whole numbers such as uint8,
        else float64.

    Raises
    ------
    ConvolutionError
        ``pooling.mode``, ``pooling.padding`` when a whole window would lie in the padding, and
        those of `core.convolution.pad`.

    >>> pool(np.arange(16.0).reshape(4, 4))
    array([[ 5.,  7.],
           [13., 15.]])
    """
    if mode not in MODES:
        raise ConvolutionError(
            "pooling.mode", "mode must be 'max' or 'average', got {mode!r}", mode=mode
        )
    if isinstance(padding, int | np.integer) and padding >= size:
        raise ConvolutionError(
            "pooling.padding",
            "a padding of {padding} hides whole windows of {size}",
            padding=padding,
            size=size,
        )
    values = np.asarray(image, np.result_type(image, np.float32))
    shape, stride = (size, size), size if stride is None else stride
    nothing = -np.inf if mode == "max" else 0
    patches = windows(pad(values, shape, stride, padding, nothing), shape, stride)
    if mode == "max":
        return patches.max(axis=(2, 3))
    pixels = windows(np.ones(image.shape[:2]), shape, stride, padding).sum(axis=(2, 3))
    return patches.sum(axis=(2, 3)) / pixels.reshape(*pixels.shape, *[1] * (image.ndim - 2))


def pool_again(
    image: np.ndarray,
    times: int,
    size: int = 2,
    stride: int | None = None,
    padding: Padding = "valid",
    mode: Mode = "max",
) -> np.ndarray:
    """Return what is left of an image after pooling it `times` times, see `pool`.

    >>> pool_again(np.arange(16.0).reshape(4, 4), times=2)
    array([[15.]])
    """
    for _ in range(times):
        image = pool(image, size, stride, padding, mode)
    return image
