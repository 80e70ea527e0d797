"""Fine-tuning: VGG16's last convolutions learn on, together with a head that has learnt first.

A head with random weights makes large errors, whose gradients can destroy what ImageNet taught
the convolutions: so the head learns alone at first, and then all at a small learning rate.
"""

from collections.abc import Generator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from core import head, vgg16
from core.features import FeatureCache
from core.fitting import Trained, answers, fit
from core.photo_sets import Inputs, PhotoSets, kept
from core.training_config import TrainingConfig
from core.variants import Variant

if TYPE_CHECKING:
    import keras

BATCH = 16  # photos a forward pass through the layers that will be trained


def trainable(config: TrainingConfig) -> tuple[str, ...]:
    """Return the names of the convolutions that are trained."""
    return vgg16.CONVOLUTIONS[-config.trainable_convolutions :]


def boundary(config: TrainingConfig) -> str:
    """Return the last frozen layer, whose output is kept."""
    return vgg16.LAYERS[vgg16.LAYERS.index(trainable(config)[0]) - 1]


def train(config: TrainingConfig, sets: PhotoSets, cache: Path) -> Generator[dict, None, Trained]:
    """Train the head, then the last convolutions with it, on what the frozen layers say.

    Early stopping watches the second part alone.

    Yields
    ------
    The events of `core.features.FeatureCache.fill` and of `core.fitting.fit`; between warm-up
    and fine-tuning ``{"kind": "unfrozen", "epoch": int}``, the first epoch that trains all.
    """
    store = FeatureCache(cache, boundary(config), config.image_size)
    cached = yield from store.fill(sets.variants, sets.store)

    def activations(variants: Sequence[Variant]) -> np.ndarray:
        return store.load(variants).astype(np.float32)

    last = last_layers(config)
    pooled = kept(_outputs(last, activations, sets.variants))
    top = head.build(config, sets.class_count, pooled(sets.learn_variants))
    warm_up = range(1, config.warm_up_epochs + 1)
    if warm_up:
        yield from fit(top, replace(config, patience=0), sets, pooled, warm_up)
    yield {"kind": "unfrozen", "epoch": warm_up.stop}
    model = joined(config, last, top)
    yield from fit(model, config, sets, activations, range(warm_up.stop, config.all_epochs + 1))
    return Trained(
        model,
        boundary(config),
        **answers(model, sets, activations),
        cached=cached,
        figures={"weight_change": weight_change(config, model)},
    )


def last_layers(config: TrainingConfig) -> "keras.Model":
    """Return new layers after the boundary, with ImageNet's weights, to pooled features."""
    import keras

    whole = vgg16.network("imagenet", config.image_size)
    frozen = vgg16.LAYERS.index(boundary(config)) + 1
    x = inputs = keras.Input(whole.get_layer(boundary(config)).output.shape[1:])
    for name in vgg16.LAYERS[frozen:]:
        layer = whole.get_layer(name)
        copy = type(layer).from_config(layer.get_config())
        x = copy(x)
        copy.set_weights(layer.get_weights())
    x = keras.layers.GlobalAveragePooling2D(name="global_pooling")(x)
    return keras.Model(inputs, x)


def joined(config: TrainingConfig, last: "keras.Model", top: "keras.Model") -> "keras.Model":
    """Return the last layers and the head, which keep their weights, as one compiled model."""
    import keras

    x = last.output
    for layer in top.layers[1:]:
        x = layer(x)
    model = keras.Model(last.input, x, name="fine_tuned")
    model.compile(
        keras.optimizers.Adam(config.fine_tuning_rate),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model


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
