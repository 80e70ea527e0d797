import pytest

from core.lessons.digits.digits import held_out
from core.lessons.digits.small_training import Experiment
from ui.lessons.overfitting.in_keras import overfitting


@pytest.fixture
def fitted(keras, monkeypatch):
    """Let Keras' MNIST be the bundled digits; return what `fit` was given, one epoch run."""
    digits = held_out()
    bundled = digits.images, digits.labels
    monkeypatch.setattr(keras.datasets.mnist, "load_data", lambda: (bundled, bundled))
    fit, given = keras.Sequential.fit, {}

    def fit_once(self, *arrays, **options):
        given.update(options, photos=len(arrays[0]))
        return fit(self, *arrays, **options | {"epochs": 1, "verbose": 0})

    monkeypatch.setattr(keras.Sequential, "fit", fit_once)
    return given


def ran(experiment):
    names = {}
    exec(compile(overfitting(experiment), "<lesson>", "exec"), names)
    return names["model"]


def test_without_remedies_it_is_the_lesson_network(fitted):
    model = ran(Experiment(20))
    assert model.count_params() == 784 * 64 + 64 + 64 * 64 + 64 + 64 * 10 + 10
    assert [type(layer).__name__ for layer in model.layers] == ["Flatten", *["Dense"] * 3]
    assert fitted["photos"] == 20
    assert fitted["epochs"] == 40
    assert len(fitted["validation_data"][0]) == 500
    assert "callbacks" not in fitted


def test_every_remedy_is_in_the_code(keras, fitted):
    model = ran(Experiment(50, dropout=0.3, augmented=True, patience=4, seed=2))
    rates = [layer.rate for layer in model.layers if isinstance(layer, keras.layers.Dropout)]
    assert rates == [0.3, 0.3]
    turn = next(layer for layer in model.layers if isinstance(layer, keras.layers.RandomRotation))
    assert turn.factor == pytest.approx((-15 / 360, 15 / 360), abs=1e-4)
    (callback,) = fitted["callbacks"]
    assert callback.patience == 4
    assert callback.restore_best_weights
