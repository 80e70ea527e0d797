import json

import pytest

from core.training.config import AUGMENTATIONS, METHODS, TrainingConfig
from core.training.stored.runs import restored


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("draws", [0, 2])
@pytest.mark.parametrize("augmentation", AUGMENTATIONS.values())
def test_what_mattered_comes_back(method, draws, augmentation):
    config = TrainingConfig(method, epochs=7, draws=draws, augmentation=augmentation, dropout=0.1)
    stored = {"class_names": ["a", "b"], "dataset": "0f", "frozen": None, **config.relevant()}
    again = restored(json.loads(json.dumps(stored)))
    assert again.relevant() == config.relevant()
    assert draws == 0 or again.augmentation == augmentation
