"""How much a map changes when what it shows moves by some pixels, before and after an operation."""

from collections.abc import Callable
from functools import partial

import numpy as np

from core.convolution import KERNELS, Padding, convolve
from core.errors import ConvScopeError
from core.pooling import MODES, Mode, pool

Operation = Callable[[np.ndarray], np.ndarray]
COMPARED_KERNELS = ("identity", "blur", "edge")


class ShiftError(ConvScopeError):
    """A shift that leaves nothing to compare."""


def shifted_pair(image: np.ndarray, pixels: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the same place before and after the content of `image` moves right by `pixels`.

    Only columns known in both are kept, so that no invented border is compared.

    Parameters
    ----------
    image
        ``(H, W)`` or ``(H, W, C)``; both results have ``W - pixels`` columns.

    Raises
    ------
    ShiftError
        ``shift.too_far`` when no column is left, or the shift is negative.

    >>> shifted_pair(np.array([[1, 2, 3]]), 1)
    (array([[2, 3]]), array([[1, 2]]))
    """
    width = image.shape[1]
    if not 0 <= pixels < width:
        raise ShiftError(
            "shift.too_far",
            "a shift of {pixels} pixels leaves nothing of {width} columns",
            pixels=pixels,
            width=width,
        )
    return image[:, pixels:], image[:, : width - pixels]


def pooled_pair(
    image: np.ndarray,
    pixels: int,
    size: int = 2,
    stride: int | None = None,
    padding: Padding = "valid",
    mode: Mode = "max",
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return `shifted_pair` after pooling, and by how much the second is above the first.

    The other parameters are those of `core.pooling.pool`.
    """
    before, after = (
        pool(half, size, stride, padding, mode) for half in shifted_pair(image, pixels)
    )
    return before, after, after - before


def relative_change(before: np.ndarray, after: np.ndarray) -> float:
    """Return ``sum |after - before| / (sum |after| + sum |before|)``: 0 equal, 1 nothing in common.

    On values without a sign this is the Bray-Curtis dissimilarity (Bray and Curtis 1957).
    """
    total = np.abs(before).sum(dtype=float) + np.abs(after).sum(dtype=float)
    difference = np.abs(np.subtract(after, before, dtype=float)).sum()
    return float(difference / total) if total else 0.0


def changes(
    image: np.ndarray, pixels: int, size: int = 2, stride: int | None = None
) -> dict[str, float]:
    """Return by how much a shift changes a map itself, its poolings and strided convolutions.

    Parameters
    ----------
    image
        ``(H, W)``, an activation map.
    size, stride
        Of the pooling window; the convolutions have the same stride.

    Returns
    -------
    dict[str, float]
        `relative_change` by name: ``"none"``, ``"max"``, ``"average"``, then each of
        `COMPARED_KERNELS`.
    """
    before, after = shifted_pair(np.asarray(image, float), pixels)
    return {
        name: relative_change(operation(before), operation(after))
        for name, operation in _operations(size, stride or size).items()
    }


def _operations(size: int, stride: int) -> dict[str, Operation]:
    operations: dict[str, Operation] = {"none": lambda image: image}
    for mode in MODES:
        operations[mode] = partial(pool, size=size, stride=stride, mode=mode)
    for name in COMPARED_KERNELS:
        operations[name] = partial(convolve, kernel=KERNELS[name], stride=stride)
    return operations
