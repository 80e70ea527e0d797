"""Totals of a stack by part, and how far a stack that cannot be is followed."""

import pytest

from core.architecture import PARTS, Conv2D, Dense, Flatten, MaxPooling2D, Stack, outcome

SMALL = Stack((4, 4, 1), (Conv2D(2), MaxPooling2D(), Flatten(), Dense(3)))


def test_totals_by_hand():
    """2 kernels of 9 weights and a bias; 2x2x2 numbers and a bias for each of 3 units."""
    found = outcome(SMALL)
    assert (found.start, found.refusal) == (2, None)
    assert [found.parameters_of(part) for part in PARTS] == [20, 27]
    assert (found.parameters, found.macs) == (47, 4 * 4 * 2 * 9 + 8 * 3)
    assert [found.share_of(part) for part in PARTS] == pytest.approx([20 / 47, 27 / 47])
    assert [found.part_of(index) for index in range(4)] == [PARTS[0]] * 2 + [PARTS[1]] * 2
    assert (found.most_parameters, found.most_macs) == (27, 288)


def test_a_stack_is_followed_up_to_the_layer_that_cannot_be():
    found = outcome(Stack((4, 4, 1), (Conv2D(2), Flatten(), Conv2D(2), Dense(3))))
    assert found.refusal is not None
    assert found.refusal.reason == "architecture.needs_map"
    assert [summary.name for summary in found.summaries] == ["conv1", "flatten1"]


def test_where_there_is_nothing_to_share():
    found = outcome(Stack((4, 4, 1), ()))
    assert (found.parameters, found.macs, found.start) == (0, 0, 0)
    assert [found.share_of(part) for part in PARTS] == [0, 0]
    assert (found.most_parameters, found.most_macs) == (0, 0)
