"""Fine-tuning: VGG16's last convolutions learn on, together with a head that has learnt first.

A head with random weights makes large errors, whose gradients can destroy what ImageNet taught
the convolutions: so the head learns alone at first, and then all at a small learning rate.
"""

from collections.abc import Generator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from core.networks import vgg16
from core.training.config import TrainingConfig
from core.training.data.features import FeatureCache
from core.training.data.sets import Inputs, PhotoSets, kept
from core.training.data.variants import Variant
from core.training.events import FeaturesComputed, MapsComputed, MethodEvent, Unfrozen
from core.training.methods import head
from core.training.methods.fitting import Trained, compile_for, fit

if TYPE_CHECKING:
    import keras

BATCH = 16  # photos a forward pass through the layers that will be trained


def trainable(config: TrainingConfig) -> tuple[str, ...]:
    """Return the names of the convolutions that are trained."""
    return vgg16.CONVOLUTIONS[-config.trainable_convolutions :]


def boundary(config: TrainingConfig) -> str | None:
    """Return the last frozen layer, whose output is kept, or None when all are trained."""
    first = vgg16.LAYERS.index(trainable(config)[0])
    return vgg16.LAYERS[first - 1] if first else None


def train(
    config: TrainingConfig, sets: PhotoSets, cache: Path
) -> Generator[MethodEvent, None, Trained]:
    """Train the head, then the last convolutions with it, on what the frozen layers say.

    Early stopping watches the second part alone.

    Yields
    ------
    The events of `core.training.data.features.FeatureCache.fill` and of
    `core.training.methods.fitting.fit`; `MapsComputed` before the warm-up, and `Unfrozen` after it.
    """
    activations, cached = yield from _boundary_outputs(config, sets, cache)
    last = last_layers(config)
    maps = kept(_outputs(last, activations, sets.variants))
    yield MapsComputed()
    top = head.build(config, sets.class_count, maps(sets.learn_variants))
    warm_up = range(1, config.warm_up_epochs + 1)
    if warm_up:
        yield from fit(top, replace(config, patience=0), sets, maps, warm_up)
    yield Unfrozen(warm_up.stop)
    model = joined(config, last, top)
    yield from fit(model, config, sets, activations, range(warm_up.stop, config.all_epochs + 1))
    changes = weight_change(config, model)
    return Trained.of(model, boundary(config), sets, activations, cached, changes)


def _boundary_outputs(
    config: TrainingConfig, sets: PhotoSets, cache: Path
) -> Generator[FeaturesComputed, None, tuple[Inputs, int]]:
    """Return what the frozen layers say of variants, and how many were cached."""
    frozen = boundary(config)
    if frozen is None:
        return lambda variants: _pixels(config, sets, variants), 0
    store = FeatureCache(cache, frozen, config.image_size)
    cached = yield from store.fill(sets.variants, sets.store)
    return lambda variants: store.load(variants).astype(np.float32), cached


def _pixels(config: TrainingConfig, sets: PhotoSets, variants: Sequence[Variant]) -> np.ndarray:
    images = [variant.image(sets.store) for variant in variants]
    return np.concatenate([vgg16.preprocess(image, config.image_size) for image in images])


def last_layers(config: TrainingConfig) -> "keras.Model":
    """Return new layers after the boundary, with ImageNet's weights, to what the head takes."""
    import keras

    whole = vgg16.network("imagenet", config.image_size)
    first = whole.get_layer(trainable(config)[0])
    x = inputs = keras.Input(first.input.shape[1:])
    for name in vgg16.LAYERS[vgg16.LAYERS.index(first.name) :]:
        layer = whole.get_layer(name)
        precision = {"dtype": keras.config.dtype_policy().name}
        copy = type(layer).from_config(layer.get_config() | precision)
        x = copy(x)
        copy.set_weights(layer.get_weights())
    if config.pooling == "average":
        x = keras.layers.GlobalAveragePooling2D(name="global_pooling")(x)
    return keras.Model(inputs, x)


def joined(config: TrainingConfig, last: "keras.Model", top: "keras.Model") -> "keras.Model":
    """Return the last layers and the head, which keep their weights, as one compiled model."""
    import keras

    x = last.output
    for layer in top.layers[1:]:
        x = layer(x)
    model = keras.Model(last.input, x, name="fine_tuned")
    return compile_for(model, config, config.fine_tuning_rate)


def weight_change(config: TrainingConfig, model: "keras.Model") -> dict[str, float]:
    """Return how far each trained convolution went from ImageNet's weights.

    The Euclidean norm of the difference of the kernels over that of ImageNet's kernel.
    """
    whole = vgg16.network("imagenet", config.image_size)
    changes = {}
    for name in trainable(config):
        before, after = (network.get_layer(name).get_weights()[0] for network in (whole, model))
        changes[name] = float(np.linalg.norm(after - before) / np.linalg.norm(before))
    return changes


def _outputs(model: "keras.Model", inputs: Inputs, variants: list[Variant]) -> dict:
    outputs = {}
    for start in range(0, len(variants), BATCH):
        batch = variants[start : start + BATCH]
        outputs |= zip(batch, model.predict_on_batch(inputs(batch)), strict=True)
    return outputs
