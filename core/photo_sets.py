"""The photos of a run, divided, and the batches in which training goes through them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.dataset import Dataset, Photo
from core.splitting import split
from core.training_config import TrainingConfig
from core.variants import Variant, variants_of

Inputs = Callable[[Sequence[Variant]], np.ndarray]
"""From variants to what a network takes of them, float (variants, ...)."""

CHECK_BATCH = 32

Batch = tuple[list[Variant], np.ndarray]
"""Variants and their labels, int (variants,)."""


@dataclass(frozen=True)
class PhotoSets:
    """What a run learns from and what it is checked with.

    Attributes
    ----------
    learn
        Of each training photo its variants, the photo as it is first.
    learn_labels
        int, one a training photo.
    check
        Validation photos, never augmented.
    class_count
        Number of classes.
    store
        The photo store that has them.
    """

    learn: tuple[Sequence[Variant], ...]
    learn_labels: np.ndarray
    check: tuple[Photo, ...]
    class_count: int
    store: Path

    @property
    def learn_variants(self) -> list[Variant]:
        """All that may be learnt from."""
        return [variant for variants in self.learn for variant in variants]

    @property
    def check_variants(self) -> list[Variant]:
        """The validation photos as they are."""
        return [Variant(photo.hash) for photo in self.check]

    def batches(self, size: int, rng: np.random.Generator) -> Iterator[Batch]:
        """Yield one epoch: each training photo once, in random order, in a random variant."""
        shuffled = rng.permutation(len(self.learn))
        for start in range(0, len(shuffled), size):
            places = shuffled[start : start + size]
            yield [_any(self.learn[place], rng) for place in places], self.learn_labels[places]

    def check_batches(self) -> Iterator[Batch]:
        """Yield the validation photos in order."""
        labels = np.array([photo.label for photo in self.check])
        for start in range(0, len(labels), CHECK_BATCH):
            end = start + CHECK_BATCH
            yield self.check_variants[start:end], labels[start:end]


def divide(config: TrainingConfig, dataset: Dataset) -> PhotoSets:
    """Return the photos of a run.

    Raises
    ------
    core.gathering.DatasetError
        ``dataset.all_alike``, see `core.splitting.split`.
    """
    learn, check = split(dataset, config.seed)
    photos = [dataset.photos[i] for i in learn]
    return PhotoSets(
        learn=tuple(variants_of(photo, config.draws, config.augmentation) for photo in photos),
        learn_labels=np.array([photo.label for photo in photos]),
        check=tuple(dataset.photos[i] for i in check),
        class_count=len(dataset.class_names),
        store=dataset.folder,
    )


def kept(values: dict[Variant, np.ndarray]) -> Inputs:
    """Return the inputs of a network that takes these values of variants."""

    def inputs(variants: Sequence[Variant]) -> np.ndarray:
        return np.stack([values[variant] for variant in variants])

    return inputs


def _any(variants: Sequence[Variant], rng: np.random.Generator) -> Variant:
    return variants[rng.integers(len(variants))] if len(variants) > 1 else variants[0]
