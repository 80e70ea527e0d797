"""Adam, the optimizer of everything here that is not trained by Keras."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np


@dataclass
class Adam:
    """Steps whose size follows the mean slope over the root of the mean squared slope.

    Kingma and Ba, "Adam: a method for stochastic optimization" (2015), with Keras' placing of
    epsilon.

    Attributes
    ----------
    rate
        Learning rate: about how far a weight moves in a step.
    decays
        0..1, of the running means of the slopes and of their squares: the share that is kept.
    epsilon
        Added to the root, so that nothing is divided by 0.
    step
        Steps taken.
    means, squares
        The running means, one array a weight array; empty before the first step.
    """

    rate: float
    decays: tuple[float, float] = (0.9, 0.999)
    epsilon: float = 1e-7
    step: int = 0
    means: list[np.ndarray] = field(default_factory=list)
    squares: list[np.ndarray] = field(default_factory=list)

    def update(self, weights: Sequence[np.ndarray], gradients: Sequence[np.ndarray]) -> None:
        """Change `weights` in place by one step against `gradients`, arrays of equal shapes."""
        if not self.step:
            self.means = [np.zeros_like(array) for array in weights]
            self.squares = [np.zeros_like(array) for array in weights]
        self.step += 1
        first, second = self.decays
        rate = self.rate * np.sqrt(1 - second**self.step) / (1 - first**self.step)
        for array, gradient, mean, square in zip(
            weights, gradients, self.means, self.squares, strict=True
        ):
            mean += (1 - first) * (gradient - mean)
            square += (1 - second) * (gradient**2 - square)
            array -= rate * mean / (np.sqrt(square) + self.epsilon)
