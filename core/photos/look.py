"""What a photo looks like at a glance: its size, its spread of colours and two hashes of it."""

from dataclasses import dataclass
from pathlib import Path

import cv2
import imagehash
import numpy as np
from PIL import Image

from core.host import ByteCache
from core.photos import images
from core.photos import store as photo_store

GLANCE = 128  # pixels of the long side that hashes and colours are taken from
FEW = 32  # pixels a side from which on only colours count, neither noise nor grain
TINY = 112  # pixels of the short side: half of what VGG16 takes in
BLANK = 12.0  # `Look.spread` below which nothing is to be seen
LOOK_BYTES = 250  # of one look in memory, about
CACHE_BYTES = 20_000 * LOOK_BYTES


@dataclass(frozen=True)
class Look:
    """A photo at a glance.

    Attributes
    ----------
    width, height
        Pixels.
    spread
        Standard deviation of the colours, root of the sum over red, green and blue; 0 is one
        colour, photos of animals have 30 and more.
    phash, dhash
        8 bytes each: which low frequencies are strong, and where brightness rises to the right
        (`imagehash`). Both change in few bits when a photo is resized or compressed again.
    """

    width: int
    height: int
    spread: float
    phash: bytes
    dhash: bytes

    @property
    def pixels(self) -> int:
        """Width times height."""
        return self.width * self.height


def look(image: np.ndarray) -> Look:
    """Return the look of a photo, uint8 RGB (H, W, 3)."""
    height, width = image.shape[:2]
    small = images.shrink(image, GLANCE)
    picture = Image.fromarray(small)
    colors = cv2.resize(small, (FEW, FEW), interpolation=cv2.INTER_AREA).reshape(-1, 3)
    return Look(
        width,
        height,
        float(np.sqrt(colors.astype(float).var(axis=0).sum())),
        _packed(imagehash.phash(picture)),
        _packed(imagehash.dhash(picture)),
    )


_looks = ByteCache(CACHE_BYTES)


def stored_look(photo_hash: str, store: Path) -> Look:
    """Return the look of a stored photo; found by its hash when it was asked for before.

    Raises
    ------
    core.photos.store.PhotoMissingError
        When `store` does not have the photo any more.
    """
    return _looks.get_or_make(
        photo_hash, lambda: look(photo_store.get(photo_hash, store)), lambda _: LOOK_BYTES
    )


def _packed(found: imagehash.ImageHash) -> bytes:
    return np.packbits(found.hash).tobytes()


def is_tiny(look: Look) -> bool:
    """Say whether a network would see more interpolated pixels than real ones."""
    return min(look.width, look.height) < TINY


def is_blank(look: Look) -> bool:
    """Say whether the photo is nearly of one colour."""
    return look.spread < BLANK
