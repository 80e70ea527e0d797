"""Every number of a sliding window, stop by stop: what is under it, what becomes of that."""

from dataclasses import dataclass

import numpy as np

from core.convolution import Padding, convolve, pad, padding_amounts, windows
from core.lessons.border import coverage
from core.pooling import Mode, pool


@dataclass(frozen=True)
class Stops:
    """A window's way over an image of one or more channels C.

    Attributes
    ----------
    added
        Pixels of padding: (top, bottom, left, right).
    padded
        Float (pH, pW) or (pH, pW, C), the image with them.
    terms
        Float (oH, oW, C, kH, kW), what the window makes of each cell under it: its product with
        the kernel, or in pooling the cell itself.
    output
        Float (oH, oW), what comes out at every stop.
    unused
        Cells of the padded image that no window reaches, counted row by row.
    """

    added: tuple[int, int, int, int]
    padded: np.ndarray
    terms: np.ndarray
    output: np.ndarray
    unused: tuple[int, ...]


@dataclass(frozen=True)
class ConvolutionStops(Stops):
    """A kernel's way; the output is the sum of `sums` over the channels, and the bias.

    Attributes
    ----------
    sums
        Float (oH, oW, C), the sum of each channel's terms.
    """

    sums: np.ndarray


def convolution_stops(
    image: np.ndarray,
    kernel: np.ndarray,
    stride: int = 1,
    padding: Padding = "valid",
    bias: float = 0.0,
) -> ConvolutionStops:
    """Return every number of the convolution of an image by one filter.

    Parameters
    ----------
    image
        ``(H, W)`` or ``(H, W, C)``.
    kernel
        ``(kH, kW)`` or ``(kH, kW, C)``.

    Raises
    ------
    ConvolutionError
        As `core.convolution.convolve`.
    """
    size = kernel.shape[:2]
    padded = pad(np.asarray(image, float), size, stride, padding)
    output = convolve(padded, kernel, stride, bias=bias)
    patches = windows(_with_channels(padded), size, stride)
    terms = np.moveaxis(patches * _with_channels(kernel), -1, 2)
    return ConvolutionStops(
        added=_added(image, size, stride, padding),
        padded=padded,
        terms=terms,
        sums=terms.sum(axis=(3, 4)),
        output=output,
        unused=_unused(padded, size, stride),
    )


def pooling_stops(
    image: np.ndarray,
    size: int = 2,
    stride: int | None = None,
    padding: Padding = "valid",
    mode: Mode = "max",
) -> Stops:
    """Return every number of the pooling of one plane ``(H, W)``.

    Padding cells are NaN, since they never count.

    Raises
    ------
    ConvolutionError
        As `core.pooling.pool`.
    """
    output = pool(image, size, stride, padding, mode)
    shape, stride = (size, size), size if stride is None else stride
    padded = pad(np.asarray(image, float), shape, stride, padding, np.nan)
    return Stops(
        added=_added(image, shape, stride, padding),
        padded=padded,
        terms=windows(padded, shape, stride)[:, :, np.newaxis],
        output=output,
        unused=_unused(padded, shape, stride),
    )


def _added(
    image: np.ndarray, size: tuple[int, ...], stride: int, padding: Padding
) -> tuple[int, int, int, int]:
    height, width = image.shape[:2]
    return (
        *padding_amounts(height, size[0], stride, padding),
        *padding_amounts(width, size[1], stride, padding),
    )


def _unused(padded: np.ndarray, size: tuple[int, int], stride: int) -> tuple[int, ...]:
    height, width = padded.shape[:2]
    return tuple(np.flatnonzero(coverage((height, width), size, stride) == 0).tolist())


def _with_channels(array: np.ndarray) -> np.ndarray:
    return array.reshape(*array.shape[:2], -1)
