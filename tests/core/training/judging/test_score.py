"""Accuracies of few photos, and whether two of them can be told apart."""

import pytest

from core.training.events import Evaluation
from core.training.judging.score import Score


def test_the_diagonal_is_what_is_right():
    score = Score.of(Evaluation(0.85, ((8, 1, 0), (2, 7, 0), (0, 0, 2)), (), ()))
    assert score == Score(17, 20)
    assert score.accuracy == pytest.approx(0.85)


def test_intervals_that_do_not_touch():
    half, most, all_right = Score(10, 20), Score(16, 20), Score(20, 20)
    assert half.interval == pytest.approx((0.299, 0.701), abs=5e-4)
    assert all_right.interval == pytest.approx((0.839, 1.0), abs=5e-4)
    assert half.is_apart_from(all_right)
    assert all_right.is_apart_from(half)
    assert not most.is_apart_from(half)
    assert not most.is_apart_from(all_right)
    assert not half.is_apart_from(half)
