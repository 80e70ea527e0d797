"""The loop of all methods: epochs of batches, one event an epoch, early stopping."""

from collections import Counter
from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from core.datasets import Photo
from core.training import device
from core.training.config import TrainingConfig
from core.training.data.sets import Inputs, PhotoSets, check_batches
from core.training.events import BestRestored, EpochEnded
from core.training.judging.familiarity import Familiarity, measure

if TYPE_CHECKING:
    import keras

MOMENTUM = 0.9  # of "sgd"


@dataclass(frozen=True)
class Trained:
    """What came of a training.

    Attributes
    ----------
    model
        Only what was trained, from the output of `frozen` to the class probabilities.
    frozen
        The layer of VGG16 that it goes on from (a head: from the means of its maps), or None.
    validation, test
        Its probabilities for these photos, (photos, classes).
    familiarity
        What it knows of the photos that it learnt from.
    cached
        Variants of photos whose features were there before.
    weight_change
        See `core.training.methods.fine_tuning.weight_change`; None for the other methods.
    """

    model: "keras.Model"
    frozen: str | None
    validation: np.ndarray
    test: np.ndarray
    familiarity: Familiarity
    cached: int = 0
    weight_change: dict[str, float] | None = None

    @classmethod
    def of(
        cls,
        model: "keras.Model",
        frozen: str | None,
        sets: PhotoSets,
        inputs: Inputs,
        cached: int = 0,
        weight_change: dict[str, float] | None = None,
    ) -> "Trained":
        """Ask a model that has learnt about the photos that it did not learn from.

        Parameters
        ----------
        inputs
            What `model` takes of variants of photos.
        """
        validation, test = (
            _probabilities(model, photos, inputs) for photos in (sets.validation, sets.test)
        )
        known = measure(model, sets, inputs, validation)
        return cls(model, frozen, validation, test, known, cached, weight_change)


def fit(
    model: "keras.Model",
    config: TrainingConfig,
    sets: PhotoSets,
    inputs: Inputs,
    phase: range | None = None,
) -> Generator[EpochEnded | BestRestored, None, None]:
    """Train a compiled model, one event an epoch.

    Batches are fed by hand because each ``model.fit`` call costs 0.1 s, ten times the training
    of a head for an epoch, and a single call could not be followed.

    Parameters
    ----------
    inputs
        What `model` takes of variants of photos.
    phase
        The epochs of this part of the training; 1..``config.epochs`` when not given.

    Yields
    ------
    An event an epoch. With ``config.patience`` at last the epoch whose weights the model has now.
    """
    phase = range(1, config.epochs + 1) if phase is None else phase
    rng = np.random.default_rng(config.seed)
    stopping = _early_stopping(model, config.patience)
    last = phase.start - 1
    for last in phase:
        figures = _epoch(model, config, sets, inputs, rng)
        yield EpochEnded(last, config.all_epochs, **figures)
        if stopping:
            stopping.on_epoch_end(last, figures)
            if model.stop_training:
                break
    if stopping:
        stopping.on_train_end()
        yield BestRestored(stopping.best_epoch, last)


def _probabilities(model: "keras.Model", photos: Sequence[Photo], inputs: Inputs) -> np.ndarray:
    batches = [model.predict_on_batch(inputs(variants)) for variants, _ in check_batches(photos)]
    return np.concatenate([np.zeros((0, model.output_shape[-1]), np.float32), *batches])


def _epoch(
    model: "keras.Model",
    config: TrainingConfig,
    sets: PhotoSets,
    inputs: Inputs,
    rng: np.random.Generator,
) -> dict[str, float]:
    """Learn from each training photo once; return the figures of `EpochEnded`."""
    options: dict[str, Any] = {"return_dict": True}
    if config.class_weights:
        options["class_weight"] = sets.class_weights
    learned = _mean(
        (len(labels), model.train_on_batch(inputs(variants), labels, **options))
        for variants, labels in sets.batches(config.batch_size, rng)
    )
    checked = _mean(
        (len(labels), model.test_on_batch(inputs(variants), labels, return_dict=True))
        for variants, labels in check_batches(sets.validation)
    )
    return learned | {f"val_{name}": value for name, value in checked.items()}


def _mean(batches: Iterable[tuple[int, dict]]) -> dict[str, float]:
    """Return the figures of all photos; Keras gives those of each batch, by its photos."""
    sums, count = Counter(), 0
    for photos, figures in batches:
        sums.update({name: photos * float(value) for name, value in figures.items()})
        count += photos
    return {name: value / count for name, value in sums.items()}


def _early_stopping(model: "keras.Model", patience: int) -> "keras.callbacks.EarlyStopping | None":
    """Return Keras' own early stopping, begun, or None without patience."""
    if patience == 0:
        return None
    import keras

    stopping = keras.callbacks.EarlyStopping(
        monitor="val_loss", mode="min", patience=patience, restore_best_weights=True
    )
    stopping.set_model(model)
    stopping.on_train_begin()
    model.stop_training = False
    return stopping


def compile_for(
    model: "keras.Model", config: TrainingConfig, learning_rate: float
) -> "keras.Model":
    """Compile a model that ends in softmax for the device of this process, and return it."""
    options: dict[str, Any] = {"jit_compile": device.found().compiled}
    model.compile(
        _optimizer(config.optimizer, learning_rate),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
        **options,
    )
    return model


def _optimizer(name: str, learning_rate: float) -> "keras.optimizers.Optimizer":
    from keras import optimizers

    if name == "sgd":
        return optimizers.SGD(learning_rate, momentum=MOMENTUM)
    kinds = {"adam": optimizers.Adam, "rmsprop": optimizers.RMSprop}
    return kinds[name](learning_rate)
