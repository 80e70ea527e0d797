"""The Keras code of the training lesson runs, and trains what the app trains."""

import numpy as np
import pytest
from PIL import Image

from core.training.config import TrainingConfig
from core.training.planning.cost import trained_parameters
from ui.keras_code.fit import training

SMALL = {"epochs": 1, "head_units": 8, "image_size": 96}


@pytest.fixture
def folder(keras, monkeypatch, tmp_path):
    """Stand in a folder with two animals; VGG16 starts from random weights, without internet."""
    rng = np.random.default_rng(0)
    for name in ("cat", "dog"):
        (tmp_path / "animals" / name).mkdir(parents=True)
        for number in range(5):
            photo = Image.fromarray(rng.integers(0, 255, (40, 40, 3), np.uint8))
            photo.save(tmp_path / "animals" / name / f"{number}.jpg")
    build = keras.applications.VGG16
    monkeypatch.setattr(
        keras.applications, "VGG16", lambda **options: build(weights=None, **options)
    )
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    "settings",
    [
        {"method": "feature_extraction"},
        {"method": "feature_extraction", "draws": 2, "patience": 3, "pooling": "flatten"},
        {"method": "feature_extraction", "optimizer": "sgd", "class_weights": True},
        {"method": "fine_tuning", "trainable_convolutions": 3, "warm_up_epochs": 1},
        {"method": "fine_tuning", "trainable_convolutions": 13, "warm_up_epochs": 0},
        {"method": "scratch", "optimizer": "rmsprop", "batch_size": 4},
    ],
)
def test_the_code_trains_as_many_parameters_as_the_app(capsys, folder, settings):
    config = TrainingConfig(**(SMALL | settings))
    names: dict = {}
    exec(compile(training(config), "<lesson>", "exec"), names)
    printed = capsys.readouterr().out
    assert "val_accuracy" in printed
    trained = sum(int(np.prod(weight.shape)) for weight in names["model"].trainable_weights)
    assert trained == trained_parameters(config, 2)
    used = names["model"].optimizer
    assert type(used).__name__.lower() == config.optimizer
    rate = config.fine_tuning_rate if config.method == "fine_tuning" else config.learning_rate
    assert float(used.learning_rate) == pytest.approx(rate)
    assert config.optimizer != "sgd" or used.momentum == 0.9
    parts = [sum(len(labels) for _, labels in names[part]) for part in ("train", "test")]
    assert parts == [6, 2]
    assert names.get("class_weights", {0: 1, 1: 1}) == pytest.approx(expected_weights(names))


def expected_weights(names):
    """Return ``photos / (classes * photos of the class)``, counted anew."""
    labels = np.concatenate([np.asarray(labels) for _, labels in names["train"]])
    if "class_weights" not in names:
        return {0: 1, 1: 1}
    return {k: len(labels) / (2 * count) for k, count in enumerate(np.bincount(labels))}
