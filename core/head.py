"""The new part of a classifier: dense layers on top of VGG16's features."""

from typing import TYPE_CHECKING

import numpy as np

from core.training_config import TrainingConfig

if TYPE_CHECKING:
    import keras


def parameter_count(config: TrainingConfig, class_count: int, features: int = 512) -> int:
    """Return the number of weights and biases that are trained: two dense layers."""
    return (features + 1) * config.head_units + (config.head_units + 1) * class_count


def build(config: TrainingConfig, class_count: int, features: np.ndarray) -> "keras.Model":
    """Return a compiled Keras model from pooled features to class probabilities.

    Features are standardised first (their means differ by a factor of hundreds between
    channels), with the statistics of the training photos, kept in the model.

    Parameters
    ----------
    features
        Float (photos, C), of the training photos.

    Returns
    -------
    keras.Model, (n, C) -> (n, class_count), softmax.
    """
    import keras
    from keras import layers

    keras.utils.set_random_seed(config.seed)
    inputs = keras.Input((features.shape[-1],))
    mean, variance = features.mean(axis=0), features.var(axis=0) + 1e-3
    x = layers.Normalization(mean=mean, variance=variance, name="standardize")(inputs)
    x = layers.Dense(config.head_units, activation="relu", name="hidden")(x)
    x = layers.Dropout(config.dropout, name="dropout")(x)
    outputs = layers.Dense(class_count, activation="softmax", name="classes")(x)
    model = keras.Model(inputs, outputs, name="head")
    model.compile(
        keras.optimizers.Adam(config.learning_rate),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model
