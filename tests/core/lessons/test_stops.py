"""Every number of a sliding window: by hand, and that they add up to what core computes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.convolution import ConvolutionError, convolve
from core.lessons.stops import convolution_stops, pooling_stops
from core.pooling import pool

paddings = st.sampled_from(["valid", "same", 0, 1, 2])


def test_a_convolution_by_hand():
    image = np.array([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    found = convolution_stops(image, np.array([[1, 0], [0, -2]]), stride=2, padding=1, bias=0.5)
    assert found.added == (1, 1, 1, 1)
    np.testing.assert_array_equal(found.padded, np.pad(image, 1))
    np.testing.assert_array_equal(found.terms[0, 0, 0], [[0, 0], [0, -2]])
    np.testing.assert_array_equal(found.terms[1, 1, 0], [[5, 0], [0, -18]])
    np.testing.assert_array_equal(found.sums[..., 0], [[-2, -6], [-14, -13]])
    np.testing.assert_array_equal(found.output, [[-1.5, -5.5], [-13.5, -12.5]])
    assert found.unused == (4, 9, 14, 19, 20, 21, 22, 23, 24)


def test_channels_are_summed_one_by_one():
    image = np.stack([np.ones((2, 2)), np.full((2, 2), 3.0)], axis=-1)
    kernel = np.stack([np.eye(2), -np.eye(2)], axis=-1)
    found = convolution_stops(image, kernel, bias=1)
    np.testing.assert_array_equal(found.sums, [[[2, -6]]])
    np.testing.assert_array_equal(found.output, [[-3]])


@given(
    seed=st.integers(0, 2**16),
    shape=st.tuples(st.integers(3, 7), st.integers(3, 7), st.integers(1, 3)),
    size=st.integers(1, 3),
    stride=st.integers(1, 3),
    padding=paddings,
)
def test_the_sums_and_the_bias_are_the_convolution(seed, shape, size, stride, padding):
    rng = np.random.default_rng(seed)
    image, kernel = rng.normal(size=shape), rng.normal(size=(size, size, shape[2]))
    found = convolution_stops(image, kernel, stride, padding, bias=2)
    output = convolve(image, kernel, stride, padding, bias=2)
    np.testing.assert_allclose(found.output, output)
    np.testing.assert_allclose(found.sums.sum(axis=-1) + 2, output)
    np.testing.assert_allclose(found.terms.sum(axis=(3, 4)), found.sums)


@given(
    seed=st.integers(0, 2**16),
    size=st.integers(2, 3),
    stride=st.one_of(st.none(), st.integers(1, 3)),
    padding=st.sampled_from(["valid", "same", 1]),
    mode=st.sampled_from(["max", "average"]),
)
def test_pooled_windows_hold_what_is_pooled(seed, size, stride, padding, mode):
    image = np.random.default_rng(seed).normal(size=(6, 5))
    found = pooling_stops(image, size, stride, padding, mode)
    reduce = np.nanmax if mode == "max" else np.nanmean
    np.testing.assert_allclose(reduce(found.terms[:, :, 0], axis=(2, 3)), found.output)
    np.testing.assert_allclose(found.output, pool(image, size, stride, padding, mode))
    top, bottom, left, right = found.added
    assert found.padded.shape == (6 + top + bottom, 5 + left + right)


def test_cells_no_window_reaches():
    assert pooling_stops(np.zeros((3, 3))).unused == (2, 5, 6, 7, 8)
    assert pooling_stops(np.zeros((3, 3)), padding="same").unused == ()


def test_what_does_not_fit_is_refused():
    with pytest.raises(ConvolutionError):
        convolution_stops(np.zeros((2, 2)), np.zeros((3, 3)))
    with pytest.raises(ConvolutionError):
        pooling_stops(np.zeros((2, 2)), size=3)
