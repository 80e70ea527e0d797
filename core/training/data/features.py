"""What the frozen layers make of photos and their draws, computed once and kept on disk.

Kept as float16: what is trained on it does not tell the difference, and a photo takes 50 KB
after all of VGG16, 200 KB before its last block.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from core.host import files
from core.networks import vgg16
from core.training import device
from core.training.data.variants import Variant
from core.training.device import Device
from core.training.events import FeaturesComputed

VERSION = "vgg16-imagenet-1"  # of the weights and the preprocessing: change it when they change
MOST_BYTES = 8 * 2**30  # on disk, of all runs: twice what `core.training.planning.cost` allows one
BATCH = 8  # photos a forward pass; always as many, because another number is compiled anew


@dataclass(frozen=True)
class FeatureCache:
    """The outputs of one VGG16 layer for photos squeezed to squares of one size.

    Parameters
    ----------
    root
        Folder that all runs share.
    layer
        One of `core.networks.vgg16.LAYERS`.
    image_size
        Pixels, a multiple of 32.
    """

    root: Path
    layer: str
    image_size: int

    def fill(
        self, variants: Sequence[Variant], store: Path
    ) -> Generator[FeaturesComputed, None, int]:
        """Compute what is missing for photos of a photo store, and for draws of them.

        Features that no run has used for longest are deleted when all take more than `MOST_BYTES`.

        Yields
        ------
        An event at once and after each batch.

        Returns
        -------
        `cached`, the number of variants that were there already.

        Raises
        ------
        core.photos.store.PhotoMissingError
            When a photo that must be computed is gone.
        """
        missing = [variant for variant in variants if not self._is_whole(variant)]
        total = len(variants)
        cached = total - len(missing)
        yield FeaturesComputed(cached, total, cached)
        for start in range(0, len(missing), BATCH):
            batch = missing[start : start + BATCH]
            self._compute(batch, store)
            yield FeaturesComputed(cached + start + len(batch), total, cached)
        self._cache.trim(spare={self._name(variant) for variant in variants})
        return cached

    def missing(self, variants: Sequence[Variant]) -> list[Variant]:
        """Return those that `fill` would compute, as far as their names tell."""
        return [variant for variant in variants if not self._cache.has(self._name(variant))]

    def load(self, variants: Sequence[Variant]) -> np.ndarray:
        """Return what `fill` left of these, float16 (variants, h, w, C)."""
        return np.stack([np.load(self.path(variant)) for variant in variants])

    def path(self, variant: Variant) -> Path:
        """Return where a variant's features are once they have been computed."""
        return self.root / self._name(variant)

    @property
    def _cache(self) -> files.Cache:
        return files.Cache(self.root, MOST_BYTES)

    def _name(self, variant: Variant) -> str:
        return f"{VERSION}/{self.layer}-{self.image_size}/{variant.name}.npy"

    def _is_whole(self, variant: Variant) -> bool:
        """Whether a variant's features are there, used from now on; damaged ones are not."""
        shape = self._cache.read(self._name(variant), lambda path: np.load(path, "r").shape)
        return shape is not None

    def _compute(self, variants: list[Variant], store: Path) -> None:
        inputs = np.zeros((BATCH, self.image_size, self.image_size, 3), np.float32)
        for place, variant in enumerate(variants):
            inputs[place] = vgg16.preprocess(variant.image(store), self.image_size)[0]
        network = _network_to(self.layer, self.image_size, device.found())
        outputs = network.predict_on_batch(inputs)
        for variant, output in zip(variants, outputs, strict=False):
            kept = output.astype(np.float16)
            self._cache.write(self._name(variant), lambda path, kept=kept: np.save(path, kept))


@lru_cache(maxsize=1)
def _network_to(layer: str, image_size: int, on: Device):
    import keras

    network = vgg16.network("imagenet", image_size)
    to_layer = keras.Model(network.input, network.get_layer(layer).output)
    first = device.in_precision(to_layer, on.precision)
    first.jit_compile = on.compiled
    return first
