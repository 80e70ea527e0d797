"""What a sliding window costs at the border: cells it seldom or never uses, and size."""

from dataclasses import dataclass

import numpy as np

from core.convolution import ConvolutionError, Padding, output_size, padding_amounts


def coverage(
    shape: tuple[int, int],
    kernel_shape: tuple[int, int],
    stride: int = 1,
    padding: Padding = "valid",
) -> np.ndarray:
    """Count, for each cell of an image, the stops of the window that include it.

    Parameters
    ----------
    shape, kernel_shape
        (H, W) of the image and of the window.

    Returns
    -------
    np.ndarray
        int (H, W); 0 where no window ever comes.

    Raises
    ------
    ConvolutionError
        As `core.convolution.output_size`.

    >>> coverage((1, 5), (1, 3))
    array([[1, 2, 3, 2, 1]])
    """
    rows, columns = (
        _axis_coverage(size, kernel_size, stride, padding)
        for size, kernel_size in zip(shape, kernel_shape, strict=True)
    )
    return np.outer(rows, columns)


@dataclass(frozen=True)
class Usage:
    """How many stops include a cell in the corner and in the middle; how many cells no stop does.

    `cells` is how many there are in all.
    """

    corner: int
    middle: int
    never: int
    cells: int


def usage(uses: np.ndarray) -> Usage:
    """Return what stands out in the `coverage` of an image."""
    height, width = uses.shape
    return Usage(
        corner=int(uses[0, 0]),
        middle=int(uses[height // 2, width // 2]),
        never=int((uses == 0).sum()),
        cells=uses.size,
    )


def stop_count(size: int, kernel_size: int, stride: int = 1, padding: Padding = "valid") -> int:
    """Count the stops of a square window on a square image, which are the cells of the output.

    Raises
    ------
    ConvolutionError
        As `core.convolution.output_size`.

    >>> stop_count(7, kernel_size=3, stride=2)
    9
    """
    return output_size(size, kernel_size, stride, padding) ** 2


def kept_share(size: int, kernel_size: int, stride: int, padding: Padding = "valid") -> float:
    """Return which share of the stops at stride 1 is left at `stride`, 0..1.

    >>> kept_share(7, kernel_size=3, stride=2)
    0.36
    """
    return stop_count(size, kernel_size, stride, padding) / stop_count(
        size, kernel_size, 1, padding
    )


def layer_sizes(
    size: int, kernel_size: int, layers: int, stride: int = 1, padding: Padding = "valid"
) -> list[int]:
    """Return an image's size before the first of equal layers and after each of them.

    The list ends early at the layer whose window no longer fits.

    >>> layer_sizes(7, kernel_size=3, layers=5)
    [7, 5, 3, 1]
    """
    sizes = [size]
    for _ in range(layers):
        try:
            sizes.append(output_size(sizes[-1], kernel_size, stride, padding))
        except ConvolutionError as refusal:
            if refusal.reason != "convolution.does_not_fit":
                raise
            break
    return sizes


def _axis_coverage(size: int, kernel_size: int, stride: int, padding: Padding) -> np.ndarray:
    before, after = padding_amounts(size, kernel_size, stride, padding)
    counts = np.zeros(before + size + after, int)
    for stop in range(output_size(size, kernel_size, stride, padding)):
        counts[stop * stride : stop * stride + kernel_size] += 1
    return counts[before : before + size]
