import numpy as np
import pytest

from core.host import assets
from core.networks import imagenet
from core.photos import images


def test_a_thousand_names():
    assert len(imagenet.labels()) == 1000
    assert len(set(imagenet.labels())) > 990  # ImageNet has two cranes and two maillots
    assert imagenet.label(0) == "tench"


def test_names_fall_back_to_english():
    assert imagenet.label(1, "ko") == "금붕어"
    assert imagenet.label(60, "ko") == "night snake"  # has no name in Korean
    assert imagenet.labels("fr") == imagenet.labels()


@pytest.mark.tensorflow
def test_predictions_come_best_first():
    blank = np.zeros((20, 30, 3), np.uint8)
    predictions = imagenet.predict(blank, top=3)
    probabilities = [prediction.probability for prediction in predictions]
    assert probabilities == sorted(probabilities, reverse=True)
    assert 0 < sum(probabilities) <= 1
    assert all(imagenet.label(p.index) == p.label for p in predictions)


@pytest.mark.tensorflow
@pytest.mark.parametrize(
    ("sample", "label"), [("coffee", "espresso"), ("koala", "koala"), ("panda", "giant panda")]
)
def test_recognises_the_sample_photos(sample, label):
    (path,) = [photo.path for photo in assets.samples() if photo.name == sample]
    assert imagenet.predict(images.decode(path.read_bytes()))[0].label == label
