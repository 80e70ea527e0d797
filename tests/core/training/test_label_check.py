"""Labels of real photos judged by VGG16's features: a planted wrong one comes first."""

from dataclasses import replace
from itertools import chain

import pytest

from core import inference
from core.datasets import dataset as datasets
from core.datasets.dataset import Dataset
from core.networks import vgg16
from core.training import label_check
from core.training.config import TrainingConfig

pytestmark = pytest.mark.tensorflow

EACH = 8
SMALL = TrainingConfig(image_size=96)
FISH, HOOFED = 1, 2


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    """A few animals of each class, one of the hoofed among the fish."""
    store = tmp_path_factory.mktemp("store")
    bundled = datasets.bundled(store)
    photos = [
        [photo for photo in bundled.photos if photo.label == label][:EACH] for label in range(3)
    ]
    planted = photos[HOOFED][6]
    photos[HOOFED][6] = replace(planted, label=FISH)
    return Dataset(bundled.class_names, tuple(chain.from_iterable(photos)), store), planted.hash


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    monkeypatch.setattr(label_check, "TrainingConfig", lambda: SMALL)


def test_a_planted_wrong_label_comes_first(few):
    dataset, planted = few
    inference.prepare_features([photo.hash for photo in dataset.photos[:3]], dataset.folder)
    verdicts = inference.judge_labels(dataset, seed=0)
    assert list(verdicts) == [photo.hash for photo in dataset.photos]
    assert max(verdicts, key=lambda photo: verdicts[photo].loss) == planted
    assert verdicts[planted].preferred == HOOFED


def test_features_are_computed_once(few, monkeypatch):
    dataset, _ = few
    before = inference.judge_labels(dataset, seed=0)
    monkeypatch.setattr(vgg16, "preprocess", None)
    assert inference.judge_labels(dataset, seed=0) == before


def test_the_1000_class_model_guesses_stored_photos(few):
    dataset, planted = few
    guesses = inference.first_guesses([planted], dataset.folder)
    assert guesses.keys() == {planted}
    assert 0 < guesses[planted].probability <= 1
