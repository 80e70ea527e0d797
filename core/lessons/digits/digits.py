"""Handwritten digits (MNIST) on a sheet: moved, scaled and turned, or drawn by hand."""

import math
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from safetensors.numpy import load_file

from core.errors import ConvScopeError
from core.host import assets

SIDE = 28  # of a digit, pixels
REACH = 10  # the farthest shift, pixels
SHEET = SIDE + 2 * REACH  # so that no ink is lost, however far a digit is shifted
PER_CLASS = 20  # digits of a class to choose from; tolerance is measured on these
BOX = 20  # MNIST fits the ink into a square of this side
INK = 26  # least grey value of a pixel that counts as drawn
SEVEN = 9  # which of the bundled 7s makes the three 7s of the lecture
# one 7, three patterns: pixels down and right, percent of its size
SEVENS = {"middle": (0, 0, 100), "moved": (-3, 5, 100), "small": (0, 0, 60)}
SCALES = range(50, 151, 10)  # percent
TURNS = range(-180, 181, 15)  # degrees


class DigitError(ConvScopeError):
    """What came is no digit, or cannot be set on the sheet."""


@dataclass(frozen=True)
class Digits:
    """Digits that no network was trained on: images (N, 28, 28) uint8, labels (N,) 0..9."""

    images: np.ndarray
    labels: np.ndarray

    def of_class(self, label: int) -> np.ndarray:
        """Return the first `PER_CLASS` images of a class, (PER_CLASS, 28, 28)."""
        return self.images[self.labels == label][:PER_CLASS]


@cache
def held_out() -> Digits:
    """Return the 1,000 bundled test digits, 100 a class.

    Raises
    ------
    core.host.assets.AssetError
        When the file is missing or damaged.
    """
    arrays = load_file(assets.verified("models/digits.safetensors"))
    return Digits(arrays["images"], arrays["labels"])


def for_maps() -> Digits:
    """Return the digits on which tolerance is measured: `PER_CLASS` of each class."""
    digits = held_out()
    images = np.concatenate([digits.of_class(label) for label in range(10)])
    return Digits(images, np.repeat(np.arange(10), PER_CLASS))


def place(
    digit: np.ndarray,
    shift: tuple[int, int] = (0, 0),
    scale: float = 1.0,
    turn: float = 0.0,
    side: int = SHEET,
) -> np.ndarray:
    """Scale and turn a digit within its 28 x 28 pixels, then set these on a black sheet.

    Parameters
    ----------
    digit
        uint8 (28, 28), white on black.
    shift
        Whole pixels (down, right) from the middle, at most half of what the sheet's side has more
        than the digit's: `REACH` each on a sheet.
    scale
        Size against the original, above 0, about the middle; what leaves the 28 x 28 pixels is cut
        off.
    turn
        Degrees, clockwise.
    side
        Of the square sheet, pixels, even, at least 28.

    Returns
    -------
    np.ndarray
        uint8 (side, side). Without scale and turn the pixels are the digit's own.

    Raises
    ------
    DigitError
        ``digit.shape`` when the digit is not (28, 28) uint8, ``digit.shift``, ``digit.scale`` or
        ``digit.sheet``.
    """
    _require_digit(digit)
    _require_placeable(shift, scale, side)
    middle = (SIDE - 1) / 2
    matrix = cv2.getRotationMatrix2D((middle, middle), -turn, scale)
    border = (side - SIDE) // 2
    top, left = border + shift[0], border + shift[1]
    sheet = np.zeros((side, side), np.uint8)
    sheet[top : top + SIDE, left : left + SIDE] = cv2.warpAffine(
        digit, matrix, (SIDE, SIDE), flags=cv2.INTER_LINEAR
    )
    return sheet


def fitted(drawing: np.ndarray) -> np.ndarray:
    """Return a drawing as MNIST prepares digits: fitted in 20 x 20, centre of mass in the middle.

    Parameters
    ----------
    drawing
        uint8 (28, 28), white on black.

    Raises
    ------
    DigitError
        ``digit.shape`` for another shape or type, ``digit.empty`` when there is no ink.

    LeCun, Cortes, Burges: The MNIST database of handwritten digits (1998).
    """
    _require_digit(drawing)
    rows, columns = np.nonzero(drawing >= INK)
    if not rows.size:
        raise DigitError("digit.empty", "the drawing has no ink")
    ink = drawing[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    ratio = BOX / max(ink.shape)
    height, width = (max(1, round(length * ratio)) for length in ink.shape)
    shrunk = cv2.resize(ink, (width, height), interpolation=cv2.INTER_AREA)
    return _centred(shrunk)


def _centred(ink: np.ndarray) -> np.ndarray:
    """Return `ink` on a digit's square, its centre of mass on pixel 14, where MNIST has it."""
    paper = np.zeros((SIDE, SIDE), np.uint8)
    start = []
    for axis, length in enumerate(ink.shape):
        mass = ink.sum(axis=1 - axis, dtype=float)
        centre = mass @ np.arange(length) / mass.sum()
        start.append(int(np.clip(round(SIDE / 2 - centre), 0, SIDE - length)))
    top, left = start
    paper[top : top + ink.shape[0], left : left + ink.shape[1]] = ink
    return paper


def _require_digit(image: np.ndarray) -> None:
    if image.shape != (SIDE, SIDE) or image.dtype != np.uint8:
        raise DigitError(
            "digit.shape",
            "a digit is uint8 ({side}, {side}), got {dtype} {shape}",
            side=SIDE,
            dtype=str(image.dtype),
            shape=image.shape,
        )


def _require_placeable(shift: tuple[int, int], scale: float, side: int) -> None:
    """Refuse a sheet or a shift with which the digit would not lie on the sheet, or no digit."""
    if side < SIDE or side % 2:
        raise DigitError(
            "digit.sheet",
            "a sheet has an even number of pixels from {least} a side, got {side}",
            least=SIDE,
            side=side,
        )
    most = (side - SIDE) // 2
    if not all(isinstance(way, int | np.integer) and abs(way) <= most for way in shift):
        raise DigitError(
            "digit.shift",
            "a shift is (down, right) by at most {most} whole pixels, got {shift}",
            most=most,
            shift=shift,
        )
    if not 0 < scale < math.inf:  # NaN is not within
        raise DigitError("digit.scale", "a scale is above 0, got {scale}", scale=scale)
