"""What the frozen layers make of photos, computed once a photo and kept on disk.

Kept as float16: the head trained on it does not tell the difference, and a photo takes 50 KB.
"""

import io
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from core import photo_store, vgg16
from core.dataset import Dataset

VERSION = "vgg16-imagenet-1"  # of the weights and the preprocessing: change it when they change
BATCH = 8  # photos a forward pass; always as many, because another number is compiled anew


@dataclass(frozen=True)
class FeatureCache:
    """The outputs of one VGG16 layer for photos squeezed to squares of one size.

    Parameters
    ----------
    root
        Folder that all runs share.
    layer
        One of `core.vgg16.LAYERS`.
    image_size
        Pixels, a multiple of 32.
    """

    root: Path
    layer: str
    image_size: int

    def fill(self, dataset: Dataset) -> Generator[dict, None, int]:
        """Compute what is missing for the photos of a data set.

        Yields
        ------
        ``{"kind": "features", "done": int, "total": int, "cached": int}``, at once and after each
        batch.

        Returns
        -------
        `cached`, the number of photos that were there already.

        Raises
        ------
        core.photo_store.PhotoMissingError
            When a photo that must be computed is gone.
        """
        missing = [photo.hash for photo in dataset.photos if not self._file(photo.hash).exists()]
        total = len(dataset.photos)
        cached = total - len(missing)
        yield {"kind": "features", "done": cached, "total": total, "cached": cached}
        for start in range(0, len(missing), BATCH):
            batch = missing[start : start + BATCH]
            self._compute(batch, dataset.folder)
            done = cached + start + len(batch)
            yield {"kind": "features", "done": done, "total": total, "cached": cached}
        return cached

    def load(self, photo_hashes: Sequence[str]) -> np.ndarray:
        """Return what `fill` left of these photos, float16 (photos, h, w, C)."""
        return np.stack([np.load(self._file(photo_hash)) for photo_hash in photo_hashes])

    def _file(self, photo_hash: str) -> Path:
        return self.root / VERSION / f"{self.layer}-{self.image_size}" / f"{photo_hash}.npy"

    def _compute(self, photo_hashes: list[str], store: Path) -> None:
        inputs = np.zeros((BATCH, self.image_size, self.image_size, 3), np.float32)
        for place, photo_hash in enumerate(photo_hashes):
            inputs[place] = vgg16.preprocess(photo_store.get(photo_hash, store), self.image_size)[0]
        outputs = _network_to(self.layer, self.image_size).predict_on_batch(inputs)
        for photo_hash, output in zip(photo_hashes, outputs, strict=False):
            buffer = io.BytesIO()
            np.save(buffer, output.astype(np.float16))
            photo_store.write_whole(self._file(photo_hash), buffer.getvalue())


@lru_cache(maxsize=1)
def _network_to(layer: str, image_size: int):
    import keras

    network = vgg16.network("imagenet", image_size)
    return keras.Model(network.input, network.get_layer(layer).output)
