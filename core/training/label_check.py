"""Judging the labels of stored photos by VGG16's features, the ones that training uses too."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from core.datasets import Dataset, LabelVerdict, label_doubts
from core.host import settings
from core.training.config import TrainingConfig
from core.training.data.features import FeatureCache
from core.training.data.variants import Variant
from core.training.methods.feature_extraction import FROZEN


def prepare(photo_hashes: Sequence[str], store: Path) -> None:
    """Compute the features of stored photos where they are missing.

    Raises
    ------
    core.photos.store.PhotoMissingError
        When a photo that must be computed is gone.
    """
    for _ in _features().fill([Variant(photo) for photo in photo_hashes], store):
        pass


def judge(dataset: Dataset, seed: int) -> dict[str, LabelVerdict]:
    """Return the verdict on each photo's label by the photo's hash.

    Features that are missing are computed; see `prepare` and `core.datasets.label_doubts.judge`
    for errors.
    """
    hashes = [photo.hash for photo in dataset.photos]
    prepare(hashes, dataset.folder)
    maps = _features().load([Variant(photo) for photo in hashes])
    means = maps.mean(axis=(1, 2), dtype=np.float32)
    length = np.linalg.norm(means, axis=1, keepdims=True)  # it says how rich in contrast, not what
    verdicts = label_doubts.judge(
        means / np.maximum(length, np.finfo(np.float32).tiny),
        [photo.label for photo in dataset.photos],
        [photo.group for photo in dataset.photos],
        seed,
    )
    return dict(zip(hashes, verdicts, strict=True))


def _features() -> FeatureCache:
    """Return the cache that a run of the usual settings fills and reads."""
    usual = TrainingConfig()
    return FeatureCache(settings.data_folder() / "features", FROZEN, usual.image_size)
