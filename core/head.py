"""The new part of a classifier: dense layers on top of VGG16's features."""

from collections.abc import Generator

import numpy as np

from core.training_config import TrainingConfig


def parameter_count(config: TrainingConfig, class_count: int, features: int = 512) -> int:
    """Return the number of weights and biases that are trained: two dense layers."""
    return (features + 1) * config.head_units + (config.head_units + 1) * class_count


def build(config: TrainingConfig, class_count: int, features: np.ndarray):
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


def fit(model, config: TrainingConfig, train, validation) -> Generator[dict, None, None]:
    """Train, one event an epoch.

    Batches are fed by hand because each ``model.fit`` call costs 0.1 s, ten times the training
    of such an epoch, and a single call could not be followed.

    Parameters
    ----------
    train, validation
        Pairs of features, float (photos, C), and labels, int (photos,).

    Yields
    ------
    ``{"kind": "epoch", "epoch": 1.., "epochs": int}`` with ``loss``, ``accuracy`` (means over the
    epoch, dropout on), ``val_loss`` and ``val_accuracy`` (at its end, dropout off).
    """
    features, labels = train
    order = np.random.default_rng(config.seed)
    for epoch in range(1, config.epochs + 1):
        model.reset_metrics()
        shuffled = order.permutation(len(labels))
        for start in range(0, len(labels), config.batch_size):
            batch = shuffled[start : start + config.batch_size]
            learned = model.train_on_batch(features[batch], labels[batch], return_dict=True)
        model.reset_metrics()
        checked = model.test_on_batch(*validation, return_dict=True)
        yield {
            "kind": "epoch",
            "epoch": epoch,
            "epochs": config.epochs,
            **{name: float(value) for name, value in learned.items()},
            **{f"val_{name}": float(value) for name, value in checked.items()},
        }
