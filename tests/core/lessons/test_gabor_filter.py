"""Gabor filters: balance, symmetry, orientation, phase, and scikit-image as the oracle."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from skimage.filters import gabor_kernel

from core.lessons.gabor_filter import GaborError, gabor

ANGLES = st.floats(-360, 360)
SIZES = st.sampled_from([3, 5, 7, 9, 15])


@given(angle=ANGLES, size=SIZES, phase=st.floats(-180, 180))
def test_even_light_is_answered_with_zero_and_positive_weights_sum_to_one(angle, size, phase):
    weights = gabor(angle, size, phase=phase)
    assert weights.shape == (size, size)
    np.testing.assert_allclose(weights.sum(), 0, atol=1e-9)
    np.testing.assert_allclose(weights[weights > 0].sum(), 1)


@given(angle=ANGLES, size=SIZES)
def test_half_a_turn_brings_a_line_back_and_swaps_the_sides_of_an_edge(angle, size):
    np.testing.assert_allclose(gabor(angle + 180, size), gabor(angle, size), atol=1e-7)
    edge = gabor(angle, size, phase=90)
    np.testing.assert_allclose(gabor(angle + 180, size, phase=90), -edge, atol=1e-7)


@given(angle=ANGLES, size=SIZES, phase=st.floats(-180, 180))
def test_a_quarter_turn_of_the_angle_turns_the_filter_counter_clockwise(angle, size, phase):
    turned = gabor(angle + 90, size, phase=phase)
    np.testing.assert_allclose(turned, np.rot90(gabor(angle, size, phase=phase)), atol=1e-7)


def test_angles_and_phases_mean_what_they_say():
    lying = gabor(0)
    assert lying[3].min() > 0  # the middle row, bright along the bar
    assert lying[2].max() < 0  # and dark beside it
    rising = gabor(45)
    assert rising[4, 2] > 0 > rising[2, 2]  # bright towards the lower left and upper right
    edge = gabor(0, phase=90)
    assert edge[4].min() > 0 > edge[2].max()  # bright below


@pytest.mark.parametrize("angle", [0, 30, 90, 135])
def test_scikit_image_has_the_same_filter_before_balancing(angle):
    theirs = gabor_kernel(1 / 10, np.radians(90 - angle), sigma_x=4, sigma_y=8, n_stds=10).real
    rows, columns = (slice(side // 2 - 10, side // 2 + 11) for side in theirs.shape)
    theirs = theirs[rows, columns]
    ours = gabor(angle, 21, wavelength=10, sigma=4)
    correlation = np.corrcoef(ours.ravel(), (theirs - theirs.mean()).ravel())[0, 1]
    assert correlation > 0.99


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"size": 4}, "gabor.size"),
        ({"size": 1}, "gabor.size"),
        ({"wavelength": 0}, "gabor.not_positive"),
        ({"sigma": -1.0}, "gabor.not_positive"),
        ({"aspect": float("nan")}, "gabor.not_positive"),
    ],
)
def test_wrong_numbers_are_refused(options, reason):
    with pytest.raises(GaborError) as refusal:
        gabor(0, **options)
    assert refusal.value.reason == reason
