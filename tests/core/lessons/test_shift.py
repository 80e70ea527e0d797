"""Change under a shift: by hand, against SciPy, and what the pooling lesson claims."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy.spatial.distance import braycurtis

from core.host import assets
from core.lessons.shift import ShiftError, changes, pooled_pair, relative_change, shifted_pair
from core.networks.units.views import answer, first_view
from core.photos import images
from core.pooling import pool

maps = arrays.arrays(np.uint8, st.tuples(st.integers(4, 12), st.integers(12, 24)))


def test_by_hand():
    before, after = shifted_pair(np.array([[0, 3, 1, 0]]), 1)
    assert before.tolist() == [[3, 1, 0]]
    assert after.tolist() == [[0, 3, 1]]
    assert relative_change(before, after) == (3 + 2 + 1) / (4 + 4)


def test_a_dot_that_stays_in_its_window_changes_nothing_after_max_pooling():
    image = np.zeros((4, 9))
    image[0, 5] = 1  # moves from column 4 to 5 of what is compared: one window
    assert changes(image, 1)["none"] == 1
    assert changes(image, 1)["max"] == 0
    assert changes(np.roll(image, 1), 1)["max"] == 1  # from 5 to 6: the next window


@given(maps, maps)
def test_the_measure_is_bray_curtis(one, other):
    rows, columns = np.minimum(one.shape, other.shape)
    a, b = one[:rows, :columns].astype(float), other[:rows, :columns].astype(float)
    expected = braycurtis(a.ravel(), b.ravel()) if (a + b).any() else 0
    assert relative_change(a, b) == pytest.approx(expected)


@given(maps, st.integers(1, 4), st.integers(2, 3), st.sampled_from(["max", "average"]))
def test_a_shift_by_the_stride_moves_the_pooled_map_by_one_cell(image, stride, size, mode):
    before, after = (pool(half, size, stride, mode=mode) for half in shifted_pair(image, stride))
    np.testing.assert_allclose(before[:, :-1], after[:, 1:], rtol=1e-6)


def test_a_pooled_pair_by_hand():
    image = np.array([[1, 2, 3, 4, 9], [5, 6, 7, 8, 0]])
    before, after, difference = pooled_pair(image, 1)
    np.testing.assert_array_equal(before, [[7, 9]])
    np.testing.assert_array_equal(after, [[6, 8]])
    np.testing.assert_array_equal(difference, [[-1, -1]])
    means = pooled_pair(image, 1, size=2, stride=1, mode="average")
    np.testing.assert_array_equal(means[0], [[4.5, 5.5, 5.25]])
    np.testing.assert_array_equal(means[2], [[-1, -1, 0.25]])


@pytest.mark.parametrize("pixels", [-1, 3, 4])
def test_a_shift_that_leaves_nothing_is_refused(pixels):
    with pytest.raises(ShiftError) as refusal:
        shifted_pair(np.zeros((2, 3)), pixels)
    assert refusal.value.reason == "shift.too_far"


@pytest.mark.tensorflow
def test_what_the_lesson_says_holds_on_a_sample_photo():
    photo = images.decode(assets.samples()[0].path.read_bytes())
    layers = first_view(answer(images.shrink(photo, 512)))
    for layer in ("block1_conv2", "block2_conv2", "block3_conv3", "block4_conv3"):
        for channel in layers[layer].channels:
            change = changes(channel.map, 1)
            assert 0 < change["max"] < change["none"]
            assert 0 < change["average"] < change["none"]
            assert change["blur"] < change["none"] < change["edge"]
        kept, skipped = (
            np.mean([changes(channel.map, 1)[name] for channel in layers[layer].channels])
            for name in ("none", "identity")
        )
        assert skipped == pytest.approx(kept, rel=0.1)
