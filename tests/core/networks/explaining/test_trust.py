"""The checks of a heat map: random weights, covering, insertion and deletion, rank correlation."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from core.grad_cam import grad_cam
from core.networks.classifier import Classifier
from core.networks.explaining import deletion, occlusion, randomised
from core.networks.explaining.rank_correlation import rank_correlation

SIZE = 32
FIRST = randomised.Explained(class_index=0)
integers = arrays(np.int64, 12, elements=st.integers(-3, 3))


def ranks(values):
    """Return how many are smaller, and half of those that are equal."""
    smaller = (values[:, None] > values).sum(axis=1)
    return smaller + (values[:, None] == values).sum(axis=1) / 2


@given(integers, integers)
def test_rank_correlation_is_that_of_the_ranks(first, second):
    expected = 0.0
    if np.ptp(first) and np.ptp(second):
        expected = np.corrcoef(ranks(first), ranks(second))[0, 1]
    assert rank_correlation(first, second) == pytest.approx(expected, abs=1e-12)


def test_a_rank_correlation_by_hand():
    """Of ranks 1 2 3 4 and 2 1 4 3 the squared differences sum to 4: 1 - 6 * 4 / (4 * 15)."""
    first, second = np.array([[1, 5], [6, 70]]), np.array([[2.0, 1.0], [9.0, 8.5]])
    assert rank_correlation(first, second) == pytest.approx(0.6)
    assert rank_correlation(first, -first) == pytest.approx(-1)
    assert rank_correlation(first, np.ones((2, 2))) == 0


@pytest.fixture(scope="module")
def red_or_not():
    """A network whose class 0 is the mean red of the photo, made by hand; class 1 is constant."""
    import keras

    inputs = keras.Input((SIZE, SIZE, 3))
    x = keras.layers.Conv2D(2, 1, name="first")(inputs)
    x = keras.layers.Conv2D(2, 1, name="second")(x)
    x = keras.layers.GlobalAveragePooling2D()(x)
    network = keras.Model(inputs, keras.layers.Dense(2, activation="softmax")(x))
    red = np.zeros((1, 1, 3, 2))
    red[0, 0, 0, 0] = 1 / 25.5
    network.set_weights(
        [red, np.zeros(2), np.eye(2).reshape(1, 1, 2, 2), np.zeros(2), np.eye(2), np.zeros(2)]
    )
    return Classifier.of(network)


@pytest.fixture
def red_corner():
    photo = np.zeros((SIZE, SIZE, 3), np.uint8)
    photo[:16, :16, 0] = 200
    return photo


@pytest.mark.tensorflow
def test_covering_the_red_lowers_its_score(red_or_not, red_corner):
    falls = occlusion.occlusion_map(red_or_not, red_corner, class_index=0, cells=4)
    assert falls.shape == (4, 4)
    assert np.unravel_index(falls.argmax(), falls.shape) in {(0, 0), (0, 1), (1, 0), (1, 1)}
    assert np.all(falls[2:, 2:] < falls[:2, :2].min())
    covered = occlusion.covered_at(red_corner, (4, 4), (1, 1))
    expected = (red_corner[..., 0].mean() - covered[..., 0].mean()) / 25.5
    assert falls[1, 1] == pytest.approx(expected, abs=1e-4)


@pytest.mark.tensorflow
def test_the_grid_follows_the_proportions(red_or_not):
    wide = np.zeros((20, 40, 3), np.uint8)
    assert occlusion.occlusion_map(red_or_not, wide, 0, cells=6).shape == (3, 6)


def test_what_is_replaced_first():
    photo, other = np.zeros((4, 4, 3), np.uint8), np.full((4, 4, 3), 9, np.uint8)
    heatmap = np.array([[1.0, 0.0], [0.5, 0.2]], np.float32)
    quarter = deletion.replaced(photo, other, heatmap, 0.25)
    assert (quarter == 9).all(axis=-1).sum() == 4
    assert quarter[0, 0, 0] == 9
    np.testing.assert_array_equal(deletion.replaced(photo, other, heatmap, 0), photo)
    np.testing.assert_array_equal(deletion.replaced(photo, other, heatmap, 1), other)


@pytest.mark.tensorflow
def test_the_right_map_has_the_better_areas(red_or_not, red_corner):
    right = np.zeros((4, 4), np.float32)
    right[:2, :2] = 1
    for change, sign in (("insertion", 1), ("deletion", -1)):
        areas = [
            deletion.CURVES[change](red_or_not, red_corner, 0, heatmap).area
            for heatmap in (right, 1 - right)
        ]
        assert sign * (areas[0] - areas[1]) > 0


@pytest.mark.tensorflow
def test_curves_start_and_end_at_whole_photos(red_or_not, red_corner):
    curve = deletion.deletion(red_or_not, red_corner, 0, np.eye(4, dtype=np.float32))
    assert curve.probabilities[0] == pytest.approx(red_or_not.predict(red_corner)[0], abs=1e-5)
    assert (curve.shares[0], curve.shares[-1]) == (0, 1)


def test_area_is_that_of_a_triangle():
    assert deletion.Curve(np.array([0, 0.5, 1]), np.array([1.0, 0.5, 0])).area == 0.5


@pytest.mark.tensorflow
def test_a_cascade_ends_with_all_layers_random(red_or_not, red_corner):
    stages = randomised.cascade(red_or_not, red_corner, FIRST, stages=3)
    assert [stage.layer for stage in stages] == ["output", "second", "first"]
    again = randomised.cascade(red_or_not, red_corner, FIRST, stages=3)
    for stage, other in zip(stages, again, strict=True):
        np.testing.assert_array_equal(stage.map, other.map)
        expected = rank_correlation(grad_cam(red_or_not, red_corner, 0), stage.map)
        assert stage.rank_correlation == pytest.approx(expected)


@pytest.mark.tensorflow
def test_the_network_itself_stays_trained(red_or_not, red_corner):
    before = red_or_not.network.get_weights()
    randomised.cascade(red_or_not, red_corner, FIRST, stages=2)
    for weights, kept in zip(red_or_not.network.get_weights(), before, strict=True):
        np.testing.assert_array_equal(weights, kept)


@pytest.mark.tensorflow
def test_random_weights_change_the_map_of_the_bundled_classifier():
    from core.host import assets
    from core.networks import imagenet
    from core.photos import images

    photo = images.decode(assets.samples()[1].path.read_bytes())
    classifier = imagenet.classifier()
    best = randomised.Explained(classifier.top(photo, 1)[0].index)
    stages = randomised.cascade(classifier, photo, best, stages=2)
    assert stages[-1].layer == "stem"
    assert all(stage.rank_correlation < 0.8 for stage in stages)
