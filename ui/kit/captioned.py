"""A picture with its caption, which is also its alternative for those who cannot see it."""

import numpy as np
from streamlit.delta_generator import DeltaGenerator

from core.photos import encode_png
from ui.words import unmarked


def photo(place: DeltaGenerator, picture: np.ndarray | bytes, caption: str) -> None:
    """Draw a photo, uint8 (H, W[, 3]) or the bytes of a file, as wide as `place`."""
    place.image(picture, width="stretch", alt=unmarked(caption))
    place.caption(caption)


def exact(place: DeltaGenerator, picture: np.ndarray, caption: str) -> None:
    """Draw a map as wide as `place`, without loss."""
    photo(place, encode_png(picture), caption)
