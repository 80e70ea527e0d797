import numpy as np
import pytest

from core.networks.classifier import Classifier, Prediction

pytestmark = pytest.mark.tensorflow


@pytest.fixture(scope="module")
def brightness():
    """Two classes, dark and bright: logits (-m, m) of the mean pixel m / 255."""
    import keras

    inputs = keras.Input((4, 4, 3))
    x = keras.layers.Conv2D(1, 1, use_bias=False, name="mean")(inputs)
    x = keras.layers.GlobalAveragePooling2D()(x)
    outputs = keras.layers.Dense(2, activation="softmax", use_bias=False)(x)
    model = keras.Model(inputs, outputs)
    kernel = np.full((1, 1, 3, 1), 1 / 3 / 255, np.float32)
    model.set_weights([kernel, np.array([[-1.0, 1.0]], np.float32)])
    return model


def test_probabilities_by_hand(brightness):
    white = np.full((9, 5, 3), 255, np.uint8)
    probabilities = Classifier.of(brightness).predict(white)
    assert probabilities.dtype == np.float64
    assert probabilities.sum() == pytest.approx(1, abs=1e-12)
    assert probabilities[1] == pytest.approx(1 / (1 + np.exp(-2)), rel=1e-5)


def test_top_names_the_classes(brightness):
    classifier = Classifier(
        network=brightness,
        preprocess=Classifier.of(brightness).preprocess,
        class_names=("dark", "bright"),
        layers=("mean",),
    )
    best, second = classifier.top(np.full((4, 4), 255, np.uint8))
    assert best == Prediction(1, "bright", pytest.approx(0.8808, abs=1e-4))
    assert second.label == "dark"
    assert len(classifier.top(np.zeros((4, 4), np.uint8), count=1)) == 1


def test_of_finds_the_convolutions(brightness):
    assert Classifier.of(brightness).layers == ("mean",)
    assert Classifier.of(brightness).class_names == ("0", "1")
