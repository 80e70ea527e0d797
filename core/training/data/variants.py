"""A photo as it is, or one augmented draw of it: what a network is shown in training."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from core.augmentation import Augmentation, apply, draw
from core.datasets import Photo
from core.photos import store as photo_store


@dataclass(frozen=True)
class Variant:
    """A stored photo under its hash, augmented unless `augmentation` is None.

    The draw is made from the photo's hash and `number` alone, so that runs and people share it.
    """

    photo_hash: str
    number: int = 0
    augmentation: Augmentation | None = None

    @property
    def name(self) -> str:
        """A file name that no other variant has: the hash, and for a draw all that made it."""
        if self.augmentation is None:
            return self.photo_hash
        return f"{self.photo_hash}-{_digest(self.augmentation)}-{self.number}"

    def image(self, store: Path) -> np.ndarray:
        """Return the picture, uint8 RGB (H, W, 3).

        Raises
        ------
        core.photos.store.PhotoMissingError
            When `store` does not have the photo any more.
        """
        photo = photo_store.get(self.photo_hash, store)
        if self.augmentation is None:
            return photo
        rng = np.random.default_rng([int(self.photo_hash[:16], 16), self.number])
        return apply(photo, draw(self.augmentation, photo.shape, rng))


@lru_cache(maxsize=64)
def _digest(augmentation: Augmentation) -> str:
    settings = json.dumps(asdict(augmentation)).encode()
    return hashlib.sha256(settings).hexdigest()[:16]


def variants_of(photo: Photo, draws: int, augmentation: Augmentation) -> Sequence[Variant]:
    """Return the photo as it is, then `draws` augmented draws of it."""
    drawn = (Variant(photo.hash, number, augmentation) for number in range(draws))
    return (Variant(photo.hash), *drawn)
