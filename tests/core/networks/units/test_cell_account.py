"""One cell of a convolution taken apart, by hand."""

import numpy as np
import pytest

from core.networks.units.cell_account import account, pooled_cells, window_at

ONES = np.ones((3, 3, 4), np.float32)


@pytest.fixture
def inputs():
    """Give four channels the values 1, 2, 3, 4 everywhere."""
    return np.broadcast_to(np.arange(1, 5, dtype=np.float32), (5, 5, 4))


def test_contributions_shares_and_the_rest(inputs):
    kernel = ONES * np.float32([1, -1, 2, 0.5])
    # in the middle nine cells count: 9, -18, 54, 18; with the bias -3 the sum is 60
    found = account(inputs, kernel, -3.0, (2, 2), value=60.0)
    assert found.inputs == (2, 3, 0)
    assert found.contributions.tolist() == [54, 18, 9]
    assert found.shares == pytest.approx([54 / 81, 18 / 81, 9 / 81])
    assert (found.added, found.taken, found.bias) == (81, -18, -3)
    assert found.before_relu == found.value == 60
    assert found.others == -21
    assert (found.count, found.unnamed, found.weights) == (4, 1, 36)


def test_zeros_stand_around_the_border(inputs):
    window = window_at(inputs, (0, 4))
    np.testing.assert_array_equal(window[..., 1], [[0, 0, 0], [2, 2, 0], [2, 2, 0]])
    found = account(inputs, ONES, 0.0, (0, 4), value=40.0)
    assert found.contributions.tolist() == [16, 12, 8]


def test_a_silent_cell_keeps_its_negative_sum(inputs):
    found = account(inputs, -ONES, 1.0, (2, 2), value=0.0)
    assert found.added == 0
    assert found.before_relu == 1 - 90
    assert found.shares.tolist() == [0, 0, 0]


def test_rounded_inputs_leave_the_value_exact(inputs):
    found = account(inputs, ONES, 0.0, (2, 2), value=89.9)
    assert found.contributions.sum() + found.others == pytest.approx(89.9)


def test_pooling_s_four_cells():
    inputs = np.arange(32, dtype=np.float16).reshape(4, 4, 2)
    assert pooled_cells(inputs, 1, (1, 0), 27.004).ravel() == pytest.approx([17, 19, 25, 27.004])
