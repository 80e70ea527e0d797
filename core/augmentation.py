"""Data augmentation: ranges from which a random transform of a photo is drawn.

The meanings are those of Keras' ``ImageDataGenerator``; `core.photos.transform` says what a draw
does.
"""

import math
from dataclasses import dataclass
from numbers import Real

import numpy as np

from core.photos import BORDERS, AugmentationError, Transform, apply

__all__ = ["LECTURE", "Augmentation", "AugmentationError", "Transform", "apply", "draw", "draws"]

LIMITS = {  # name: (smallest, largest)
    "rotation_range": (0, 360),
    "width_shift_range": (0, 4096),
    "height_shift_range": (0, 4096),
    "shear_range": (0, 85),  # at 90 degrees a row would be infinitely high
    "cval": (0, 255),
}
PAIR_LIMITS = {"zoom_range": (0.05, 20), "brightness_range": (0, 10)}


@dataclass(frozen=True)
class Augmentation:
    """How far photos may be transformed at random; nothing by default.

    Attributes
    ----------
    rotation_range
        Degrees 0..360, drawn from ``-rotation_range..rotation_range``.
    width_shift_range, height_shift_range
        Below 1 a fraction of the width or height, else pixels (whole ones for an int); drawn
        from both directions.
    shear_range
        Degrees 0..85, drawn from both directions. Keras 1 counted radians.
    zoom_range
        ``(low, high)``, or z for ``(1 - z, 1 + z)``: the share of the photo that is seen, drawn
        for width and height on their own.
    horizontal_flip, vertical_flip
        Flip with probability 1/2.
    fill_mode, cval
        What fills the places outside the photo: ``"nearest"``, ``"reflect"``, ``"wrap"``, or
        ``"constant"`` with the grey value `cval` 0..255.
    brightness_range
        ``(low, high)`` of a factor, 0..10, or None.

    Raises
    ------
    AugmentationError
        ``augmentation.out_of_range``, ``augmentation.pair``, ``augmentation.fill_mode``.
    """

    rotation_range: float = 0
    width_shift_range: float = 0
    height_shift_range: float = 0
    shear_range: float = 0
    zoom_range: float | tuple[float, float] = 0
    horizontal_flip: bool = False
    vertical_flip: bool = False
    fill_mode: str = "nearest"
    cval: float = 0
    brightness_range: tuple[float, float] | None = None

    def __post_init__(self):
        for name, limits in LIMITS.items():
            _require_within(name, getattr(self, name), limits)
        zoom = self.zoom_range
        if isinstance(zoom, Real):
            zoom = (1 - float(zoom), 1 + float(zoom))
        object.__setattr__(self, "zoom_range", _pair("zoom_range", zoom))
        if self.brightness_range is not None:
            pair = _pair("brightness_range", self.brightness_range)
            object.__setattr__(self, "brightness_range", pair)
        if self.fill_mode not in BORDERS:
            raise AugmentationError(
                "augmentation.fill_mode",
                "“{mode}” is none of the fill modes {modes}",
                mode=self.fill_mode,
                modes=", ".join(BORDERS),
            )

    @property
    def zoom(self) -> tuple[float, float]:
        """`zoom_range` as (low, high)."""
        zoom = self.zoom_range  # a pair since it was checked
        return zoom if isinstance(zoom, tuple) else _pair("zoom_range", zoom)


def draw(augmentation: Augmentation, shape: tuple[int, ...], rng: np.random.Generator) -> Transform:
    """Draw a transform for a photo of `shape` (H, W) or (H, W, C).

    Every draw takes the same count of numbers from `rng`: from equal seeds another range of one
    parameter changes the values of that parameter alone.
    """
    rotation, right, down, shear = rng.uniform(-1, 1, 4)
    zoom_width, zoom_height, mirror, upend, light = rng.random(5)
    height, width = shape[:2]
    return Transform(
        rotation=rotation * augmentation.rotation_range,
        shift_right=_shift(right, augmentation.width_shift_range, width),
        shift_down=_shift(down, augmentation.height_shift_range, height),
        shear=shear * augmentation.shear_range,
        zoom_width=_between(augmentation.zoom, zoom_width),
        zoom_height=_between(augmentation.zoom, zoom_height),
        flip_horizontal=bool(augmentation.horizontal_flip and mirror < 0.5),
        flip_vertical=bool(augmentation.vertical_flip and upend < 0.5),
        brightness=_between(augmentation.brightness_range or (1, 1), light),
        fill_mode=augmentation.fill_mode,
        cval=augmentation.cval,
    )


def draws(
    augmentation: Augmentation, shape: tuple[int, ...], count: int, seed: int
) -> list[Transform]:
    """Return the first `count` transforms that `seed` draws for a photo of `shape`, see `draw`."""
    rng = np.random.default_rng(seed)
    return [draw(augmentation, shape, rng) for _ in range(count)]


def _shift(position: float, limit: float, size: int) -> float:
    """Return pixels; `position` -1..1 says where between the limits."""
    if limit < 1:
        return position * limit * size
    return float(math.trunc(position * limit)) if isinstance(limit, int) else position * limit


def _between(pair: tuple[float, float], position: float) -> float:
    low, high = pair
    return low + position * (high - low)


def _pair(name: str, value) -> tuple[float, float]:
    if not isinstance(value, tuple | list) or len(value) != 2:
        raise AugmentationError(
            "augmentation.pair", "{name} must be two numbers, got {value}", name=name, value=value
        )
    low, high = value
    _require_within(name, low, PAIR_LIMITS[name])
    _require_within(name, high, (low, PAIR_LIMITS[name][1]))
    return low, high


def _require_within(name: str, value, limits: tuple[float, float]) -> None:
    low, high = limits
    if not isinstance(value, Real) or not low <= float(value) <= high:  # NaN is not within
        raise AugmentationError(
            "augmentation.out_of_range",
            "{name} must be from {low} to {high}, got {value}",
            name=name,
            value=value,
            low=low,
            high=high,
        )


LECTURE = Augmentation(
    rotation_range=360,
    width_shift_range=0.1,
    height_shift_range=0.1,
    shear_range=math.degrees(0.5),
    zoom_range=0.3,
    horizontal_flip=True,
    vertical_flip=True,
)
