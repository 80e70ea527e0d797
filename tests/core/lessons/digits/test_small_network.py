"""The NumPy network against finite differences and against Keras."""

import numpy as np
import pytest

from core.lessons.digits.small_network import (
    RATE,
    evaluate,
    gradients,
    initial,
    log_probabilities,
    train_step,
)
from core.lessons.dropout import draw_factors
from core.networks import Adam

SIZES = (5, 7, 6, 3)
BATCH = 8


@pytest.fixture
def example():
    rng = np.random.default_rng(1)
    weights = [array.astype(float) for array in initial(SIZES, rng)]
    for bias in weights[1::2]:
        bias += rng.normal(size=bias.shape) / 5
    return weights, rng.normal(size=(BATCH, SIZES[0])), rng.integers(0, SIZES[-1], BATCH)


def with_dropout(weights, inputs, factors):
    """Return logits, written out layer by layer."""
    first, first_bias, second, second_bias, last, last_bias = weights
    hidden = np.maximum(inputs @ first + first_bias, 0) * factors[0]
    hidden = np.maximum(hidden @ second + second_bias, 0) * factors[1]
    return hidden @ last + last_bias


def loss(weights, inputs, labels, factors):
    logits = with_dropout(weights, inputs, factors)
    chosen = logits[np.arange(len(labels)), labels]
    return (np.log(np.exp(logits).sum(axis=1)) - chosen).mean()


@pytest.mark.parametrize("rate", [0.0, 0.5])
def test_gradients_are_the_finite_differences(example, rate):
    weights, inputs, labels = example
    rng = np.random.default_rng(2)
    factors = [draw_factors((BATCH, units), rate, rng) for units in SIZES[1:-1]]
    found = gradients(weights, inputs, labels, factors)
    step = 1e-6
    for array, gradient in zip(weights, found, strict=True):
        for place in np.ndindex(array.shape):
            middle = array[place]
            array[place] = middle + step
            above = loss(weights, inputs, labels, factors)
            array[place] = middle - step
            below = loss(weights, inputs, labels, factors)
            array[place] = middle
            assert gradient[place] == pytest.approx((above - below) / (2 * step), abs=1e-7)


def test_loss_and_accuracy_by_hand():
    weights = [np.eye(2, dtype=np.float32), np.zeros(2, np.float32)]
    inputs = np.array([[np.log(3), 0], [0, np.log(3)], [np.log(3), 0]])  # probabilities 3/4, 1/4
    found = evaluate(weights, inputs, np.array([0, 1, 1]))
    assert found == pytest.approx(((2 * np.log(4 / 3) + np.log(4)) / 3, 2 / 3))
    assert np.exp(log_probabilities(weights, inputs)).sum(axis=1) == pytest.approx(1)


@pytest.mark.tensorflow
def test_steps_are_those_of_keras(example):
    keras = pytest.importorskip("keras")
    weights, inputs, labels = example
    weights = [array.astype(np.float32) for array in weights]
    layers = [keras.layers.Dense(units, activation="relu") for units in SIZES[1:-1]]
    model = keras.Sequential(
        [keras.Input(SIZES[:1]), *layers, keras.layers.Dense(SIZES[-1], activation="softmax")]
    )
    model.set_weights(weights)
    optimizer = Adam(RATE)
    model.compile(keras.optimizers.Adam(optimizer.rate), "sparse_categorical_crossentropy")
    for _ in range(3):
        model.train_on_batch(inputs, labels)
        train_step(weights, optimizer, inputs, labels, 0.0, np.random.default_rng())
    for ours, theirs in zip(weights, model.get_weights(), strict=True):
        np.testing.assert_allclose(ours, theirs, atol=2e-5)


def test_first_weights_are_glorot_uniform():
    kernel, bias, *_ = initial((200, 100, 10), np.random.default_rng(0))
    limit = np.sqrt(6 / 300)
    assert kernel.shape == (200, 100)
    assert np.abs(kernel).max() <= limit
    assert kernel.std() == pytest.approx(limit / np.sqrt(3), rel=0.02)
    assert not bias.any()
