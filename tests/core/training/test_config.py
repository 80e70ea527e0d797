"""Settings come back from JSON by one way, as they were."""

import json
from dataclasses import asdict

import pytest

from core.training.config import AUGMENTATIONS, METHODS, TrainingConfig

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
