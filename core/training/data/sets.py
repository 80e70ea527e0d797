"""The photos of a run, divided, and the batches in which training goes through them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.datasets import Dataset, Photo, split
from core.training.config import TrainingConfig
from core.training.data.variants import Variant, variants_of

Inputs = Callable[[Sequence[Variant]], np.ndarray]
"""From variants to what a network takes of them, float (variants, ...)."""

CHECK_BATCH = 32

Batch = tuple[list[Variant], np.ndarray]
"""Variants and their labels, int (variants,)."""


@dataclass(frozen=True)
class PhotoSets:
    """What a run learns from, what it is steered by and what it is judged by.

    Attributes
    ----------
    learn
        Of each training photo its variants, the photo as it is first.
    learn_labels
        int, one a training photo.
    validation
        Photos that every epoch ends with, never augmented.
    test
        Photos for the end, never augmented; may be none.
    class_count
        Number of classes.
    store
        The photo store that has them.
    """

    learn: tuple[Sequence[Variant], ...]
    learn_labels: np.ndarray
    validation: tuple[Photo, ...]
    test: tuple[Photo, ...]
    class_count: int
    store: Path

    @property
    def learn_variants(self) -> list[Variant]:
        """All that may be learnt from."""
        return [variant for variants in self.learn for variant in variants]

    @property
    def class_weights(self) -> dict[int, float]:
        """What an error on a photo of each class counts: ``photos / (classes * photos of it)``.

        The classes then weigh alike, and the mean over all training photos is 1.
        """
        counts = np.bincount(self.learn_labels, minlength=self.class_count)
        return dict(enumerate((len(self.learn_labels) / (self.class_count * counts)).tolist()))

    @property
    def variants(self) -> list[Variant]:
        """All that a run needs."""
        return self.learn_variants + as_they_are(self.validation + self.test)

    def batches(self, size: int, rng: np.random.Generator) -> Iterator[Batch]:
        """Yield one epoch: each training photo once, in random order, in a random variant."""
        shuffled = rng.permutation(len(self.learn))
        for start in range(0, len(shuffled), size):
            places = shuffled[start : start + size]
            yield [_any(self.learn[place], rng) for place in places], self.learn_labels[places]


def check_batches(photos: Sequence[Photo]) -> Iterator[Batch]:
    """Yield photos that nothing is learnt from, as they are and in order."""
    for start in range(0, len(photos), CHECK_BATCH):
        batch = photos[start : start + CHECK_BATCH]
        yield as_they_are(batch), np.array([photo.label for photo in batch])


def as_they_are(photos: Sequence[Photo]) -> list[Variant]:
    """Return the variants that are no draws."""
    return [Variant(photo.hash) for photo in photos]


def divide(config: TrainingConfig, dataset: Dataset) -> PhotoSets:
    """Return the photos of a run.

    Raises
    ------
    core.datasets.gathering.DatasetError
        ``dataset.all_alike``, see `core.datasets.splitting.split`.
    """
    parts = split(dataset, config.seed)
    photos = [dataset.photos[i] for i in parts.train]
    return PhotoSets(
        learn=tuple(variants_of(photo, config.draws, config.augmentation) for photo in photos),
        learn_labels=np.array([photo.label for photo in photos]),
        validation=tuple(dataset.photos[i] for i in parts.validation),
        test=tuple(dataset.photos[i] for i in parts.test),
        class_count=len(dataset.class_names),
        store=dataset.folder,
    )


def kept(values: dict[Variant, np.ndarray]) -> Inputs:
    """Return the inputs of a network that takes these values of variants."""

    def inputs(variants: Sequence[Variant]) -> np.ndarray:
        return np.stack([values[variant] for variant in variants])

    return inputs


def _any(variants: Sequence[Variant], rng: np.random.Generator) -> Variant:
    return variants[int(rng.integers(len(variants)))] if len(variants) > 1 else variants[0]
