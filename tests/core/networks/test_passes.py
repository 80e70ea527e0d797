"""Gradients layer by layer, beside one tape over the whole network; chains and branches."""

import numpy as np
import pytest

from core.host import ByteCache
from core.networks import passes as passes_module
from core.networks.classifier import Classifier
from core.networks.passes import Passes, following, passes_of

pytestmark = pytest.mark.tensorflow

SIZE = 12


@pytest.fixture(scope="module")
def branched():
    """Two convolutions in a chain, two in a branch that a shortcut passes by, one after."""
    import keras

    keras.utils.set_random_seed(3)
    convolution = keras.layers.Conv2D
    inputs = keras.Input((SIZE, SIZE, 3))
    x = convolution(4, 3, activation="relu", padding="same", name="first")(inputs)
    x = start = convolution(5, 3, activation="relu", padding="same", name="start")(x)
    x = convolution(6, 1, activation="relu", name="inside")(x)
    x = convolution(5, 3, padding="same", name="inside_too")(x)
    x = keras.layers.Add(name="meet")([start, x])
    x = convolution(7, 3, strides=2, activation="relu", name="last")(x)
    x = keras.layers.GlobalAveragePooling2D()(x)
    return keras.Model(inputs, keras.layers.Dense(4, activation="softmax")(x))


@pytest.fixture
def classifier(branched):
    return Classifier.of(branched)


@pytest.fixture
def x():
    return np.random.default_rng(5).uniform(0, 1, (1, SIZE, SIZE, 3)).astype(np.float32)


def by_one_tape(network, x, class_index, layer):
    import keras
    import tensorflow as tf

    without = keras.models.clone_model(network)
    without.set_weights(network.get_weights())
    without.layers[-1].activation = keras.activations.linear
    split = keras.Model(without.inputs, [without.get_layer(layer).output, without.output])
    with tf.GradientTape() as tape:
        variable = tf.Variable(x)
        activations, logits = split(variable)
        score = logits[0, class_index]
    return activations, tape.gradient(score, activations)


def test_what_follows_a_layer(branched):
    layers = ("first", "start", "inside", "inside_too", "last")
    assert following(branched, layers) == {
        "first": "start",
        "start": "last",
        "inside": "last",
        "inside_too": "last",
        "last": None,
    }


@pytest.mark.parametrize("layer", ["first", "start", "inside", "inside_too", "last"])
@pytest.mark.parametrize("class_index", [0, 3])
def test_gradients_equal_one_tape(classifier, x, layer, class_index):
    passes = passes_of(classifier)
    passed = passes.forward(x)
    activations, gradients = by_one_tape(classifier.network, x, class_index, layer)
    np.testing.assert_allclose(passed.activations[layer], activations, atol=1e-6)
    np.testing.assert_allclose(passes.gradient(passed, class_index, layer), gradients, atol=1e-6)


def test_probabilities_are_those_of_the_network(classifier, x):
    passed = passes_of(classifier).forward(x)
    np.testing.assert_allclose(
        passed.probabilities(), classifier.network.predict_on_batch(x)[0], atol=1e-6
    )
    both = passes_of(classifier).logits(np.concatenate([x, x]))
    np.testing.assert_allclose(both[1:], passed.logits, atol=1e-5)


@pytest.fixture
def made(monkeypatch):
    """Grows by one with each pass and each gradient that is computed."""
    made = []

    class Counting(ByteCache):
        def get_or_make(self, key, make, size_of):
            return super().get_or_make(key, lambda: made.append(key) or make(), size_of)

    monkeypatch.setattr(passes_module, "ByteCache", Counting)
    return made


def test_one_forward_pass_serves_every_class_and_layer(classifier, x, made):
    passes = Passes(classifier)
    first = passes.forward(x)
    for class_index in range(4):
        for layer in classifier.layers:
            passes.gradient(passes.forward(x.copy()), class_index, layer)
    assert passes.forward(x.copy()) is first
    assert len(made) == 1 + 4 * len(classifier.layers)


def test_no_gradient_is_computed_twice(classifier, x, made):
    passes = Passes(classifier)
    passed = passes.forward(x)
    made.clear()
    for layer in ("last", "first", "inside", "first"):
        passes.gradient(passed, 2, layer)
    assert len(made) == 4  # those of last, start, first and inside
