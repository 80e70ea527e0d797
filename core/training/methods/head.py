"""The new part of a classifier: dense layers on top of VGG16's last maps."""

from typing import TYPE_CHECKING, Any

import numpy as np

from core.architecture import (
    Dense,
    Dropout,
    Flatten,
    GlobalAveragePooling2D,
    Layer,
    Shape,
    summarize,
)
from core.networks import vgg16
from core.training.config import TrainingConfig
from core.training.methods.fitting import compile_for

if TYPE_CHECKING:
    import keras


def input_shape(config: TrainingConfig) -> Shape:
    """Return the shape of what the head takes of a photo: the maps, or the means of them."""
    maps = vgg16.summaries(config.image_size)[vgg16.LAYERS[-1]].output_shape
    return maps[-1:] if config.pooling == "average" else maps


def layers_after_vgg16(config: TrainingConfig, class_count: int) -> tuple[Layer, ...]:
    """Return the records of the layers from VGG16's last maps to the class probabilities."""
    list_of_numbers = GlobalAveragePooling2D() if config.pooling == "average" else Flatten()
    hidden = Dense(config.head_units), Dropout(config.dropout)
    return (list_of_numbers, *hidden, Dense(class_count, "softmax"))


def parameter_count(config: TrainingConfig, class_count: int) -> int:
    """Return the number of weights and biases that are trained: two dense layers."""
    whole = (*vgg16.EXTRACTOR, *layers_after_vgg16(config, class_count))
    summaries = summarize(whole, (config.image_size, config.image_size, 3))
    return sum(summary.parameters for summary in summaries[len(vgg16.EXTRACTOR) :])


def build(config: TrainingConfig, class_count: int, features: np.ndarray) -> "keras.Model":
    """Return a compiled Keras model from VGG16's last maps to class probabilities.

    They are standardised first, all channels by one mean and one variance over the training
    photos, kept in the model. To scale each channel by its own variance is worse on few photos: it
    makes as much of channels that hardly answer as of those that do.

    Parameters
    ----------
    features
        Float (photos, ...) of the training photos, as `input_shape` says.

    Returns
    -------
    keras.Model, (n, ...) -> (n, class_count), softmax.
    """
    import keras
    from keras import layers

    keras.utils.set_random_seed(config.seed)
    inputs = keras.Input(features.shape[1:])
    mean, variance = features.mean(dtype=np.float64), features.var(dtype=np.float64)
    together: Any = None  # axis of the statistics; Keras' own source says int of it
    x = layers.Normalization(together, mean=mean, variance=variance, name="standardize")(inputs)
    if features.ndim > 2:
        x = layers.Flatten(name="flatten")(x)
    x = layers.Dense(config.head_units, activation="relu", name="hidden")(x)
    x = layers.Dropout(config.dropout, name="dropout")(x)
    outputs = layers.Dense(class_count, activation="softmax", dtype="float32", name="classes")(x)
    return compile_for(keras.Model(inputs, outputs, name="head"), config, config.learning_rate)
