"""From scratch: a small CNN that starts from random weights and has seen no photo before."""

from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

from core.architecture import (
    Conv2D,
    Dense,
    Dropout,
    GlobalAveragePooling2D,
    Layer,
    LayerSummary,
    MaxPooling2D,
    summarize,
)
from core.photos import to_square
from core.training.config import TrainingConfig
from core.training.data.sets import PhotoSets, kept
from core.training.events import MethodEvent
from core.training.methods.fitting import Trained, compile_for, fit

if TYPE_CHECKING:
    import keras

FILTERS = (16, 32, 64, 64)  # of the convolutions; after each a pooling halves the map


def records(config: TrainingConfig, class_count: int) -> tuple[Layer, ...]:
    """Return the records of the layers from pixels to class probabilities."""
    convolutional = [layer for filters in FILTERS for layer in (Conv2D(filters), MaxPooling2D())]
    dropout = Dropout(config.dropout)
    return (*convolutional, GlobalAveragePooling2D(), dropout, Dense(class_count, "softmax"))


def summaries(config: TrainingConfig, class_count: int) -> list[LayerSummary]:
    """Return shapes, parameters and multiply-adds of these layers."""
    return summarize(records(config, class_count), (config.image_size, config.image_size, 3))


def parameter_count(config: TrainingConfig, class_count: int) -> int:
    """Return the number of weights and biases, all of which are trained."""
    return sum(summary.parameters for summary in summaries(config, class_count))


def build(config: TrainingConfig, class_count: int) -> "keras.Model":
    """Return a compiled Keras model from pixels to class probabilities.

    Returns
    -------
    keras.Model, (n, size, size, 3) with values 0..255 -> (n, class_count), softmax.
    """
    import keras
    from keras import layers

    keras.utils.set_random_seed(config.seed)
    inputs = keras.Input((config.image_size, config.image_size, 3))
    x = layers.Rescaling(1 / 127.5, offset=-1, name="rescale")(inputs)
    for number, filters in enumerate(FILTERS, start=1):
        x = layers.Conv2D(
            filters,
            3,
            padding="same",
            activation="relu",
            kernel_initializer="he_normal",
            name=f"conv{number}",
        )(x)
        x = layers.MaxPooling2D(2, name=f"pool{number}")(x)
    x = layers.GlobalAveragePooling2D(name="global_pooling")(x)
    x = layers.Dropout(config.dropout, name="dropout")(x)
    outputs = layers.Dense(class_count, activation="softmax", dtype="float32", name="classes")(x)
    return compile_for(keras.Model(inputs, outputs, name="scratch"), config, config.learning_rate)


def train(
    config: TrainingConfig, sets: PhotoSets, cache: Path
) -> Generator[MethodEvent, None, Trained]:
    """Train the whole network; nothing is frozen, so nothing is kept in `cache`.

    Yields
    ------
    The events of `core.training.methods.fitting.fit`.
    """
    size = config.image_size
    pixels = kept(
        {variant: to_square(variant.image(sets.store), size) for variant in sets.variants}
    )
    model = build(config, sets.class_count)
    yield from fit(model, config, sets, pixels)
    return Trained.of(model, None, sets, pixels)
