"""The model card says the figures of its run, and nothing else is needed for it."""

import numpy as np
import pytest

from core.datasets.dataset import Dataset, Photo
from core.training.config import METHODS, TrainingConfig
from core.training.events import Result
from core.training.judging.calibration import Calibration
from core.training.judging.evaluation import evaluate
from core.training.stored.runs import Run
from tests.support import stored_runs
from ui.runs.model_card import card
from ui.words import LANGUAGES, load, portable

KEY = "0123456789abcdef"
NAMES = ("cat", "dog")


def answers(right, wrong):
    """Return an evaluation of photos of two classes; the wrong ones are of the second."""
    labels = [0] * right + [1] * wrong
    photos = [Photo(label, f"{number:064x}", "") for number, label in enumerate(labels)]
    return evaluate(photos, np.tile([0.9, 0.1], (right + wrong, 1)))


@pytest.fixture
def stored(tmp_path):
    """Return a function that stores a run's figures, and reads them."""

    def store(method, test=True):
        result = Result(
            validation=answers(20, 5),
            test=answers(9, 1) if test else None,
            train_photos=75,
            validation_photos=25,
            test_photos=10 if test else 0,
            variants=185,
            cached=0,
            seconds=12.0,
            device="CPU",
        )
        config = TrainingConfig(method, draws=1, dropout=0.2)
        stored_runs.save(tmp_path, KEY, config, Dataset(NAMES, (), tmp_path), result)
        return Run.read(KEY, tmp_path)

    return store


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("method", METHODS)
def test_it_says_the_figures_of_the_run(stored, language, method):
    run = stored(method)
    text = card(load(language, "train"), run, NAMES, "convscope-012345")
    for said in ("cat, dog", "80%", "90%", "61%", "91%", "75", "convscope-012345.keras"):
        assert said in text
    calibration = Calibration.of(run.result.validation.predictions)
    assert f"{calibration.temperature:.2f}" in text
    assert ("CC BY 4.0" in text) == (method != "scratch")
    assert "`rotation_range` 360" in text
    assert "`zoom_range` [0.7, 1.3]" in text
    assert "{" not in text.split("```")[0]  # no placeholder is left


def test_without_test_photos_it_says_none(stored):
    text = card(load("en", "train"), stored("scratch", test=False), NAMES, "model")
    assert text.count("95% interval") == 1
    assert "0 for the test" in text


def test_names_are_text_in_it(stored):
    names = ("<img src=x onerror=alert(1)>", "[b](http://evil.example) $x$")
    text = card(load("en", "train"), stored("scratch"), names, "model")
    assert "<img" not in text
    assert "http:" not in text
    assert "$x" not in text
    assert portable(", ".join(names)) in text
