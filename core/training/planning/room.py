"""What a training will write, so that it is refused before the disk is full."""

from collections.abc import Sequence

from core.datasets import Dataset
from core.host import disk, settings
from core.training.config import TrainingConfig
from core.training.data.features import FeatureCache
from core.training.data.sets import divide
from core.training.data.variants import Variant
from core.training.planning.cost import feature_bytes, frozen_layer, run_bytes


def require_room(config: TrainingConfig, dataset: Dataset) -> None:
    """Refuse a training whose features and run do not fit on the disk.

    Raises
    ------
    core.host.disk.SpaceError
        ``disk.full`` or ``disk.needed``.
    core.datasets.gathering.DatasetError
        See `core.training.data.sets.divide`.
    """
    disk.require_free(settings.data_folder() / "runs", needed_bytes(config, dataset))


def needed_bytes(config: TrainingConfig, dataset: Dataset) -> int:
    """Return about how much a run writes here: the features that are missing, and itself."""
    missing = missing_features(config, divide(config, dataset).variants)
    features = feature_bytes(config) * len(missing)
    return features + run_bytes(config, len(dataset.class_names))


def missing_features(config: TrainingConfig, variants: Sequence[Variant]) -> list[Variant]:
    """Return the variants whose frozen features are not on the disk yet."""
    layer = frozen_layer(config)
    if layer is None:
        return []
    cache = FeatureCache(settings.data_folder() / "features", layer, config.image_size)
    return cache.missing(variants)
