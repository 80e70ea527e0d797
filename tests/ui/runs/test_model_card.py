"""The model card says the figures of its run; a stored run's two files are all it needs."""

import json
from types import SimpleNamespace

import numpy as np
import pytest

from core.training.config import METHODS, TrainingConfig
from core.training.judging.calibration import Calibration
from core.training.judging.evaluation import evaluate
from ui.runs import model_card
from ui.runs import own_runs as runs
from ui.words import LANGUAGES, load

KEY = "0123456789abcdef"


def answers(right, wrong):
    """Return an evaluation of photos of two classes; the wrong ones are of the second."""
    labels = [0] * right + [1] * wrong
    photos = [
        SimpleNamespace(label=label, hash=f"{number:064x}") for number, label in enumerate(labels)
    ]
    return evaluate(photos, np.tile([0.9, 0.1], (right + wrong, 1)))


@pytest.fixture
def stored(monkeypatch, tmp_path):
    """Return a function that stores a run's figures."""

    def store(method, test=True):
        config = TrainingConfig(method, draws=1, dropout=0.2).relevant()
        says = {"class_names": ["cat", "dog"], "dataset": "0f", "frozen": None, **config}
        (tmp_path / "config.json").write_text(json.dumps(says))
        metrics = {
            "validation": answers(20, 5),
            "test": answers(9, 1) if test else None,
            "train_photos": 75,
            "validation_photos": 25,
            "test_photos": 10 if test else 0,
        }
        (tmp_path / "metrics.json").write_text(json.dumps(metrics))
        monkeypatch.setattr(runs.jobs, "attach", lambda key: SimpleNamespace(folder=tmp_path))
        return metrics

    return store


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("method", METHODS)
def test_it_says_the_figures_of_the_run(stored, language, method):
    metrics = stored(method)
    text = model_card.card(load(language, "train"), KEY, "convscope-012345")
    for said in ("cat, dog", "80%", "90%", "61%", "91%", "75", "convscope-012345.keras"):
        assert said in text
    calibration = Calibration.of(metrics["validation"]["predictions"])
    assert f"{calibration.temperature:.2f}" in text
    assert ("CC BY 4.0" in text) == (method != "scratch")
    assert "`rotation_range` 360" in text
    assert "{" not in text.split("```")[0]  # no placeholder is left


def test_without_test_photos_it_says_none(stored):
    stored("scratch", test=False)
    text = model_card.card(load("en", "train"), KEY, "model")
    assert text.count("95% interval") == 1
    assert "0 for the test" in text
