"""Settings come back from JSON by one way, as they were."""

import json
from dataclasses import asdict

import numpy as np
import pytest

from core.training.config import AUGMENTATIONS, LIMITS, METHODS, TrainingConfig, TrainingError

OTHER = {
    "epochs": 7,
    "trainable_convolutions": 5,
    "warm_up_epochs": 3,
    "pooling": "flatten",
    "head_units": 16,
    "dropout": 0.1,
    "optimizer": "sgd",
    "learning_rate": 0.02,
    "fine_tuning_rate": 1e-4,
    "class_weights": True,
    "patience": 2,
    "batch_size": 8,
    "image_size": 96,
    "seed": 5,
}


def written(settings):
    return json.loads(json.dumps(settings))


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("draws", [0, 2])
@pytest.mark.parametrize("augmentation", AUGMENTATIONS.values())
def test_what_mattered_comes_back(method, draws, augmentation):
    config = TrainingConfig(method, draws=draws, augmentation=augmentation, **OTHER)
    beside = {"class_names": ["a", "b"], "dataset": "0f", "frozen": None}
    again = TrainingConfig.of(written(beside | config.relevant()))
    assert again.relevant() == config.relevant()
    assert draws == 0 or again.augmentation == augmentation


def test_all_comes_back_when_all_was_written():
    usual = TrainingConfig()
    config = TrainingConfig("fine_tuning", draws=1, augmentation=AUGMENTATIONS["mild"], **OTHER)
    assert all(getattr(config, name) != getattr(usual, name) for name in vars(usual))
    again = TrainingConfig.of(written(asdict(config)))
    assert again == config
    assert {name: type(value) for name, value in vars(again.augmentation).items()} == {
        name: type(value) for name, value in vars(config.augmentation).items()
    }  # an int of a shift means pixels


@pytest.mark.parametrize(
    "stored",
    [
        {"epochs": "5"},
        {"epochs": 5.5},
        {"epochs": True},
        {"epochs": 0},
        {"dropout": None},
        {"class_weights": 1},
        {"method": "magic"},
        {"augmentation": []},
        {"augmentation": {"zoom_range": [1]}},
        {"augmentation": {"fill_mode": "mirror"}},
    ],
)
def test_what_is_no_setting_is_refused(stored):
    with pytest.raises(ValueError, match=r"."):
        TrainingConfig.of(stored)


@pytest.mark.parametrize("name", LIMITS)
@pytest.mark.parametrize("value", ["x", None, True, [1], {}, float("nan"), float("inf"), 1 + 0j])
def test_what_is_no_number_is_refused_in_words(name, value):
    with pytest.raises(TrainingError) as refused:
        TrainingConfig(**{name: value})
    assert refused.value.reason == "training.out_of_range"
    assert refused.value.values["name"] == name


@pytest.mark.parametrize("name", [name for name, (kind, *_) in LIMITS.items() if kind is int])
def test_a_float_is_no_count(name):
    with pytest.raises(TrainingError):
        TrainingConfig(**{name: 8.5})


def test_numbers_of_numpy_are_numbers_and_become_those_of_python():
    config = TrainingConfig(epochs=np.int64(7), learning_rate=np.float32(0.5) / 8, dropout=0)
    assert [type(each) for each in (config.epochs, config.learning_rate, config.dropout)] == [
        *(int, float, float)
    ]


@pytest.mark.parametrize("name", ["method", "pooling", "optimizer", "class_weights", "image_size"])
@pytest.mark.parametrize("value", [None, 1, 96.0, "x", [], {}])
def test_what_is_no_choice_is_refused_in_words(name, value):
    with pytest.raises(TrainingError):
        TrainingConfig(**{name: value})


@pytest.mark.parametrize("value", [None, "mild", {}])
def test_what_draws_no_photos_is_refused_in_words(value):
    with pytest.raises(TrainingError, match="lecture, mild"):
        TrainingConfig(augmentation=value)
