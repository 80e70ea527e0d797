"""One random transform of a photo: its values, and the single warp that applies it."""

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import ArrayLike

from core.errors import ConvScopeError

BORDERS = {  # fill mode: what OpenCV calls it
    "nearest": cv2.BORDER_REPLICATE,  # a a a | a b c | c c c
    "reflect": cv2.BORDER_REFLECT,  #   c b a | a b c | c b a
    "wrap": cv2.BORDER_WRAP,  #         a b c | a b c | a b c
    "constant": cv2.BORDER_CONSTANT,  # k k k | a b c | k k k
}


class AugmentationError(ConvScopeError):
    """A setting that no photo can be augmented with, or an image that is no photo."""


@dataclass(frozen=True)
class Transform:
    """What is done to one photo, in this order, about its centre.

    Attributes
    ----------
    rotation
        Degrees, counter-clockwise.
    shift_right, shift_down
        Pixels by which the content moves.
    shear
        Degrees; the lower part goes to the right. Rows also become ``1 / cos`` as high, as in
        Keras.
    zoom_width, zoom_height
        Share of the photo that is seen, as in Keras: below 1 enlarges, above 1 shrinks.
    flip_horizontal, flip_vertical
        Left with right, top with bottom.
    brightness
        Factor of every value.
    fill_mode, cval
        What lies outside the photo, one of `BORDERS`, and the grey value for ``"constant"``.
    """

    rotation: float = 0.0
    shift_right: float = 0.0
    shift_down: float = 0.0
    shear: float = 0.0
    zoom_width: float = 1.0
    zoom_height: float = 1.0
    flip_horizontal: bool = False
    flip_vertical: bool = False
    brightness: float = 1.0
    fill_mode: str = "nearest"
    cval: float = 0.0

    def steps(self) -> dict[str, "Transform"]:
        """Return the transform as it grows: rotation alone, with the shift, ... with all."""
        groups = {
            "rotation": ("rotation",),
            "shift": ("shift_right", "shift_down"),
            "shear": ("shear",),
            "zoom": ("zoom_width", "zoom_height"),
            "flip": ("flip_horizontal", "flip_vertical"),
            "brightness": ("brightness",),
        }
        grown, steps = Transform(fill_mode=self.fill_mode, cval=self.cval), {}
        for name, fields in groups.items():
            grown = replace(grown, **{field: getattr(self, field) for field in fields})
            steps[name] = grown
        return steps


def apply(image: np.ndarray, transform: Transform) -> np.ndarray:
    """Return `image` transformed by one bilinear warp, so that it is interpolated only once.

    Parameters
    ----------
    image
        uint8 (H, W) or (H, W, 3).

    Returns
    -------
    np.ndarray
        uint8, the shape of `image`.

    Raises
    ------
    AugmentationError
        ``augmentation.image`` for another shape or type, or an image without pixels.
    """
    colours_fit = image.ndim in (2, 3) and image.shape[2:] in ((), (3,))
    if image.dtype != np.uint8 or not colours_fit or not image.size:
        raise AugmentationError(
            "augmentation.image",
            "a photo is uint8 (H, W) or (H, W, 3), got {dtype} {shape}",
            dtype=str(image.dtype),
            shape=image.shape,
        )
    warped = _warp(image, transform, cv2.INTER_LINEAR, transform.fill_mode, transform.cval)
    if transform.brightness == 1:
        return warped
    return cv2.convertScaleAbs(warped, alpha=transform.brightness)


def sampling_matrix(transform: Transform, shape: tuple[int, ...]) -> np.ndarray:
    """Return the (2, 3) matrix from a pixel (x, y, 1) of the result to its place in the photo.

    ``rotation @ shift @ shear @ zoom`` about the centre, after the flips, in the order of
    ``apply_affine_transform`` in ``keras.src.legacy.preprocessing.image``. Two things differ from
    Keras 3.15, whose matrix swaps the axes once too often: there the width shift moves photos
    down, and photos that are not square turn about another point than their centre.
    """
    angle, slant = np.deg2rad((transform.rotation, transform.shear))
    rotation = _affine(((np.cos(angle), -np.sin(angle)), (np.sin(angle), np.cos(angle))))
    shift = _affine(np.eye(2), (-transform.shift_right, -transform.shift_down))
    shear = _affine(((1, -np.sin(slant)), (0, np.cos(slant))))
    zoom = _affine(np.diag((transform.zoom_width, transform.zoom_height)))
    flips = np.array((transform.flip_horizontal, transform.flip_vertical))
    flip = _affine(np.diag(np.where(flips, -1, 1)))
    centre = (np.array(shape[1::-1]) - 1) / 2
    to_centre, back = _affine(np.eye(2), -centre), _affine(np.eye(2), centre)
    return (back @ rotation @ shift @ shear @ zoom @ flip @ to_centre)[:2]


def filled_share(transform: Transform, shape: tuple[int, ...]) -> float:
    """Return the share 0..1 of the result that lies outside the photo and is made up."""
    inside = np.full(shape[:2], 255, np.uint8)
    return 1 - _warp(inside, transform, cv2.INTER_NEAREST, "constant", 0).mean() / 255


def is_upside_down(transform: Transform) -> bool:
    """Return whether what was up in the photo points down, give or take 45 degrees."""
    linear = sampling_matrix(transform, (1, 1))[:, :2]
    right, down = np.linalg.solve(linear, (0, -1))
    return bool(down > abs(right))


def _warp(
    image: np.ndarray, transform: Transform, interpolation: int, fill_mode: str, cval: float
) -> np.ndarray:
    return cv2.warpAffine(
        image,
        sampling_matrix(transform, image.shape),
        image.shape[1::-1],
        flags=interpolation | cv2.WARP_INVERSE_MAP,
        borderMode=BORDERS[fill_mode],
        borderValue=(cval,) * 3,
    )


def _affine(linear: ArrayLike, offset: ArrayLike = (0, 0)) -> np.ndarray:
    matrix = np.eye(3)
    matrix[:2, :2], matrix[:2, 2] = linear, offset
    return matrix
