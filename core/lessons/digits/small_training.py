"""A small network trained on a few digits, with or without remedies against overfitting."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from core.augmentation import Augmentation, apply, draw
from core.lessons.digits.digits import SIDE, Digits, held_out
from core.lessons.digits.small_network import RATE, Weights, evaluate, initial, train_step
from core.networks import Adam
from core.training.judging import curves

PHOTOS = (20, 50, 100, 200, 500)  # training digits to choose from
PER_CLASS = 50  # of the 100 bundled digits of a class, for training; the others validate
SIZES = (SIDE * SIDE, 64, 64, 10)
EPOCHS = 40
BATCH = 20
AUGMENTATION = Augmentation(
    rotation_range=15, width_shift_range=0.1, height_shift_range=0.1, fill_mode="constant"
)
ORDER, WEIGHTS, DROPOUT, AUGMENT = range(4)  # each draws from a generator of its own


@dataclass(frozen=True)
class Experiment:
    """What a network is trained with.

    Attributes
    ----------
    photos
        Training digits, one of `PHOTOS`, as many of each class.
    dropout
        Share 0..0.9 of the hidden units dropped in each step.
    augmented
        Whether every digit is shifted and turned anew in every epoch, see `AUGMENTATION`.
    patience
        Epochs without a lower validation loss after which training stops and the best weights
        are restored; None trains all `EPOCHS`.
    seed
        Of the first weights, the order of the digits and all draws. What one remedy draws does
        not depend on another remedy.
    """

    photos: int = 50
    dropout: float = 0.0
    augmented: bool = False
    patience: int | None = None
    seed: int = 0

    def without_remedies(self) -> "Experiment":
        """Return the same digits and first weights, trained without any remedy."""
        return Experiment(self.photos, seed=self.seed)


@dataclass(frozen=True)
class Epoch:
    """What the network is after an epoch, measured with all units on digits as they are.

    Losses are mean cross-entropies in nats, accuracies 0..1.
    """

    number: int
    loss: float
    accuracy: float
    val_loss: float
    val_accuracy: float

    @property
    def gap(self) -> float:
        """Validation loss less training loss, nats."""
        return self.val_loss - self.loss


def training_digits(photos: int) -> Digits:
    """Return the first digits of each class, `photos` in all, class by class in turn."""
    digits = _by_class()[:, : photos // 10]
    labels = np.tile(np.arange(10), photos // 10)
    return Digits(digits.swapaxes(0, 1).reshape(photos, SIDE, SIDE), labels)


def validation_digits() -> Digits:
    """Return the 500 digits that are never trained on."""
    digits = _by_class()[:, PER_CLASS:]
    return Digits(digits.reshape(-1, SIDE, SIDE), np.repeat(np.arange(10), digits.shape[1]))


def best_epoch(epochs: Sequence[Epoch]) -> Epoch:
    """Return the epoch with the lowest validation loss, the first of equals."""
    return epochs[curves.lowest([epoch.val_loss for epoch in epochs])]


def kept_epoch(experiment: Experiment, epochs: Sequence[Epoch]) -> Epoch:
    """Return the epoch whose weights `train` returns: the last, with patience the best."""
    return epochs[-1] if experiment.patience is None else best_epoch(epochs)


def overfits(epochs: Sequence[Epoch]) -> bool:
    """Return whether validation loss ended above its lowest while training loss fell on."""
    losses = [epoch.loss for epoch in epochs]
    return curves.gap(losses, [epoch.val_loss for epoch in epochs]).grows


def train(experiment: Experiment) -> Generator[Epoch, None, Weights]:
    """Train and yield what the network is after each epoch; return the weights that are kept.

    These are the last ones, or with patience the ones of `best_epoch`, as Keras'
    ``EarlyStopping(patience, restore_best_weights=True)`` keeps them.
    """
    digits, validation = training_digits(experiment.photos), validation_digits()
    random = [np.random.default_rng((experiment.seed, stream)) for stream in range(4)]
    weights, optimizer = initial(SIZES, random[WEIGHTS]), Adam(RATE)
    history: list[Epoch] = []
    best = weights
    for number in range(1, EPOCHS + 1):
        images = augment(digits.images, random[AUGMENT]) if experiment.augmented else digits.images
        inputs = as_inputs(images)
        for batch in _batches(len(inputs), random[ORDER]):
            labels = digits.labels[batch]
            train_step(
                weights, optimizer, inputs[batch], labels, experiment.dropout, random[DROPOUT]
            )
        history.append(_measured(number, weights, digits, validation))
        yield history[-1]
        if experiment.patience is None:
            continue
        lowest = best_epoch(history).number
        if lowest == number:
            best = [array.copy() for array in weights]
        if number - lowest >= experiment.patience:
            break
    return weights if experiment.patience is None else best


def augment(images: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return every digit of (N, 28, 28) uint8 shifted and turned by a draw of its own."""
    return np.stack([apply(image, draw(AUGMENTATION, image.shape, rng)) for image in images])


def as_inputs(images: np.ndarray) -> np.ndarray:
    """Return images (N, H, W) uint8 as rows (N, H * W) of float32 in 0..1."""
    return images.reshape(len(images), -1).astype(np.float32) / 255


def _measured(number: int, weights: Weights, digits: Digits, validation: Digits) -> Epoch:
    trained = evaluate(weights, as_inputs(digits.images), digits.labels)
    validated = evaluate(weights, as_inputs(validation.images), validation.labels)
    return Epoch(number, *trained, *validated)


def _batches(count: int, rng: np.random.Generator) -> list[np.ndarray]:
    order = rng.permutation(count)
    return [order[start : start + BATCH] for start in range(0, count, BATCH)]


@cache
def _by_class() -> np.ndarray:
    """Return the bundled digits as (10 classes, 100, 28, 28)."""
    digits = held_out()
    return np.stack([digits.images[digits.labels == label] for label in range(10)])
