"""A multilayer perceptron in plain NumPy: small enough to be trained while one waits."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from scipy.special import log_softmax, softmax

from core.lessons.dropout import draw_factors
from core.networks import Adam

RATE = 0.003  # learning rate
Weights = list[np.ndarray]  # kernel, bias, kernel, bias, ... from the input to the output


def initial(sizes: tuple[int, ...], rng: np.random.Generator) -> Weights:
    """Return weights for layers of `sizes`: Glorot uniform kernels, zero biases, as Keras begins.

    Parameters
    ----------
    sizes
        Units a layer, the input first.

    Returns
    -------
    list of np.ndarray
        float32, kernels (inputs, units) and biases (units,) in turn.

    Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural
    networks" (2010).
    """
    weights = []
    for inputs, units in pairwise(sizes):
        limit = np.sqrt(6 / (inputs + units))
        weights.append(rng.uniform(-limit, limit, (inputs, units)).astype(np.float32))
        weights.append(np.zeros(units, np.float32))
    return weights


def log_probabilities(weights: Weights, inputs: np.ndarray) -> np.ndarray:
    """Predict with all units: return log probabilities (N, classes) for inputs (N, features)."""
    return log_softmax(_layers(weights, inputs, factors=None)[-1], axis=1)


def evaluate(weights: Weights, inputs: np.ndarray, labels: np.ndarray) -> tuple[float, float]:
    """Return mean cross-entropy in nats and accuracy 0..1, with all units.

    Parameters
    ----------
    inputs, labels
        (N, features) and class indices (N,).
    """
    logs = log_probabilities(weights, inputs)
    loss = -logs[np.arange(len(labels)), labels].mean()
    return float(loss), float((logs.argmax(axis=1) == labels).mean())


def gradients(
    weights: Weights,
    inputs: np.ndarray,
    labels: np.ndarray,
    factors: Sequence[np.ndarray] | None = None,
) -> Weights:
    """Return the gradient of the mean cross-entropy by each array of `weights`.

    Parameters
    ----------
    inputs, labels
        (N, features) and class indices (N,).
    factors
        Of `core.lessons.dropout.draw_factors`, one (N, units) a hidden layer; none without dropout.

    Rumelhart, Hinton, Williams, "Learning representations by back-propagating errors" (1986).
    """
    layers = _layers(weights, inputs, factors)
    slope = softmax(layers[-1], axis=1)
    slope[np.arange(len(labels)), labels] -= 1
    slope /= len(labels)
    found: Weights = []
    for layer in range(len(weights) // 2 - 1, -1, -1):
        found = [layers[layer].T @ slope, slope.sum(axis=0), *found]
        if layer:
            slope = slope @ weights[2 * layer].T
            slope *= layers[layer] > 0  # a dropped unit is 0, like one that ReLU cut
            slope = slope if factors is None else slope * factors[layer - 1]
    return found


def train_step(
    weights: Weights,
    optimizer: Adam,
    inputs: np.ndarray,
    labels: np.ndarray,
    dropout: float,
    rng: np.random.Generator,
) -> None:
    """Change `weights` in place by one step on one batch, other hidden units dropped each time.

    Parameters
    ----------
    inputs, labels
        (N, features) and class indices (N,).
    dropout
        Share 0..1 of the hidden units to drop.
    """
    shapes = [(len(inputs), bias.size) for bias in weights[1:-1:2]]
    factors = [draw_factors(shape, dropout, rng) for shape in shapes] if dropout else None
    optimizer.update(weights, gradients(weights, inputs, labels, factors))


def _layers(
    weights: Weights, inputs: np.ndarray, factors: Sequence[np.ndarray] | None
) -> list[np.ndarray]:
    """Return the values of every layer: inputs, hidden layers after ReLU and dropout, logits."""
    values = [inputs]
    last = len(weights) // 2 - 1
    for layer in range(last + 1):
        sums = values[-1] @ weights[2 * layer] + weights[2 * layer + 1]
        if layer < last:
            sums = np.maximum(sums, 0)
            sums = sums if factors is None else sums * factors[layer]
        values.append(sums)
    return values
