"""Photos as networks take them: the whole photo, in colour, at a size that the network knows."""

import numpy as np

from core.photos import images


def to_rgb(image: np.ndarray) -> np.ndarray:
    """Return uint8 (H, W, 3); a grey image (H, W) gets three equal channels."""
    return image if image.ndim == 3 else np.repeat(image[..., np.newaxis], 3, axis=-1)


def to_square(image: np.ndarray, size: int) -> np.ndarray:
    """Squeeze the whole photo into a square, without cropping.

    Every pixel takes part and a map of the network covers the whole photo, at the price of the
    proportions (`benchmarks/imagenet.py` measures that price).

    Parameters
    ----------
    image
        uint8, (H, W, 3) or (H, W).

    Returns
    -------
    uint8 (size, size, 3); a photo that already has this size comes back as it is.
    """
    return images.resize(to_rgb(image), size, size)


def to_short_side(image: np.ndarray, size: int, step: int) -> np.ndarray:
    """Bring the whole photo to a short side of `size` pixels, without cropping.

    The long side is rounded to a multiple of `step`, the stride of the network's last layer, so
    that the cells of its maps divide the photo evenly; it is at most twice the short one, and a
    longer photo is squeezed.

    Parameters
    ----------
    image
        uint8, (H, W, 3) or (H, W).
    size
        A multiple of `step`.

    Returns
    -------
    uint8, (size, n * step, 3) or (n * step, size, 3).
    """
    short = min(image.shape[:2])
    sides = (min(round(side * size / short / step) * step, 2 * size) for side in image.shape[:2])
    return images.resize(to_rgb(image), *sides)
