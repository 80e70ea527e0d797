"""Photos as networks take them: the whole photo, in colour, on a square of fixed size."""

import numpy as np

from core import images


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
