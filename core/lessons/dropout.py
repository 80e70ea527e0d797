"""Dropout: units switched off at random in a training step, all of them there in prediction."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.errors import ConvScopeError

STEPS = 100  # training steps drawn for the demonstration
# The network that is drawn: 4 inputs, 6 hidden units (ReLU), 3 outputs, with round numbers.
INPUTS = np.array([0.8, 0.2, 0.6, 0.4])
TO_HIDDEN = np.array(
    [
        [0.5, 0.9, -0.2, 0.1, 0.7, 0.3],
        [-0.4, 0.6, 0.8, -0.3, 0.2, 0.9],
        [0.3, -0.5, 0.9, 0.8, -0.1, 0.4],
        [0.6, 0.2, -0.3, 0.5, 0.4, -0.7],
    ]
)
TO_OUTPUT = np.array(
    [
        [0.7, -0.4, 0.2],
        [0.3, 0.8, -0.6],
        [-0.5, 0.6, 0.4],
        [0.9, -0.2, 0.5],
        [0.4, 0.5, -0.7],
        [-0.6, 0.3, 0.8],
    ]
)


class DropoutError(ConvScopeError):
    """A share of units that cannot be dropped."""


@dataclass(frozen=True)
class Step:
    """One look at the drawn network: a training step or a prediction.

    Attributes
    ----------
    factors
        (6,) what each hidden unit is multiplied by: 0 dropped, ``1 / (1 - rate)`` kept, 1 in
        prediction.
    """

    factors: np.ndarray

    @cached_property
    def scaled(self) -> np.ndarray:
        """Hidden values (6,) after dropout."""
        return hidden_values() * self.factors

    @cached_property
    def products(self) -> np.ndarray:
        """Scaled hidden values times weights, (6 hidden, 3 outputs)."""
        return self.scaled[:, None] * TO_OUTPUT

    @cached_property
    def sums(self) -> np.ndarray:
        """Sums of the outputs (3,), before softmax."""
        return self.products.sum(axis=0)


def draw_factors(shape: tuple[int, ...], rate: float, rng: np.random.Generator) -> np.ndarray:
    """Return what values of `shape` are multiplied by in one training step, float32.

    Each is 0 with probability `rate` and ``1 / (1 - rate)`` otherwise, so that the expected value
    stays what it is and prediction needs no scaling ("inverted" dropout, as Keras has it).

    Parameters
    ----------
    rate
        Share 0 <= rate < 1 to drop.

    Raises
    ------
    DropoutError
        ``dropout.rate``.

    Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting" (2014).
    """
    kept = rng.random(shape) >= rate
    return kept.astype(np.float32) * np.float32(kept_factor(rate))


def kept_factor(rate: float) -> float:
    """Return what a value that is kept is multiplied by in training, ``1 / (1 - rate)``.

    Raises
    ------
    DropoutError
        ``dropout.rate`` unless ``0 <= rate < 1``.

    >>> kept_factor(0.2)
    1.25
    """
    if not 0 <= rate < 1:  # NaN is not within
        raise DropoutError(
            "dropout.rate", "a dropout rate is from 0 to less than 1, got {rate}", rate=rate
        )
    return 1 / (1 - rate)


def hidden_values() -> np.ndarray:
    """Return the hidden values (6,) of the drawn network before dropout."""
    return np.maximum(INPUTS @ TO_HIDDEN, 0)


def training_steps(rate: float, seed: int = 0) -> list[Step]:
    """Return `STEPS` training steps of the drawn network with the same input and weights."""
    rng = np.random.default_rng(seed)
    return [Step(draw_factors((len(TO_OUTPUT),), rate, rng)) for _ in range(STEPS)]


def mean_sums(steps: list[Step]) -> np.ndarray:
    """Return the means of the output sums over the steps so far, (steps, 3).

    They come close to those in prediction: each factor has the expected value 1.
    """
    counts = np.arange(1, len(steps) + 1)[:, None]
    return np.cumsum([step.sums for step in steps], axis=0) / counts


def prediction() -> Step:
    """Return the drawn network in prediction: every unit there, nothing scaled."""
    return Step(np.ones(len(TO_OUTPUT)))
