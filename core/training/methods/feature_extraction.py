"""Feature extraction: a new head learns on what VGG16's frozen convolutions say of the photos."""

from collections.abc import Generator
from pathlib import Path

import numpy as np

from core.networks import vgg16
from core.training.config import TrainingConfig
from core.training.data.features import FeatureCache
from core.training.data.sets import PhotoSets, kept
from core.training.data.variants import Variant
from core.training.events import MethodEvent
from core.training.methods import head
from core.training.methods.fitting import Trained, fit

FROZEN = vgg16.LAYERS[-1]


def train(
    config: TrainingConfig, sets: PhotoSets, cache: Path
) -> Generator[MethodEvent, None, Trained]:
    """Train a head, on features that all runs share in the folder `cache`.

    Yields
    ------
    The events of `core.training.data.features.FeatureCache.fill` and of
    `core.training.methods.fitting.fit`.
    """
    store = FeatureCache(cache, FROZEN, config.image_size)
    cached = yield from store.fill(sets.variants, sets.store)
    inputs = kept({variant: _head_input(config, store, variant) for variant in sets.variants})
    model = head.build(config, sets.class_count, inputs(sets.learn_variants))
    yield from fit(model, config, sets, inputs)
    return Trained.of(model, FROZEN, sets, inputs, cached)


def _head_input(config: TrainingConfig, store: FeatureCache, variant: Variant) -> np.ndarray:
    maps = store.load([variant])[0]
    return maps if config.pooling == "flatten" else maps.mean(axis=(0, 1), dtype=np.float32)
