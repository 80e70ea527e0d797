import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.training.events import ClassFigures
from core.training.judging.evaluation import (
    EvaluationError,
    by_class,
    confusion_matrix,
    wilson_interval,
)

Z = 1.959963984540054  # standard deviations that hold 95 % of a normal distribution


def test_an_interval_by_hand():
    """n = 10, p = 0.8: centre (0.8 + 0.19208) / 1.38416, half 1.96 * 0.1595 / 1.38416."""
    assert wilson_interval(8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert wilson_interval(10, 10) == pytest.approx((0.7225, 1.0), abs=1e-4)
    assert wilson_interval(0, 10) == pytest.approx((0.0, 0.2775), abs=1e-4)


@given(st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_interval_is_the_published_formula(counts):
    right, count = counts
    share, spread = right / count, Z * Z / count
    half = Z * math.sqrt(share * (1 - share) / count + spread / (4 * count))
    expected = [(share + spread / 2 + side * half) / (1 + spread) for side in (-1, 1)]
    assert wilson_interval(right, count) == pytest.approx(tuple(expected), abs=1e-9)


def test_more_confidence_makes_a_wider_interval():
    """99 %: z = 2.5758, centre (0.5 + 0.3317) / 1.6635, half 2.5758 * 0.2039 / 1.6635."""
    assert wilson_interval(5, 10, confidence=0.99) == pytest.approx((0.1843, 0.8157), abs=1e-4)


@pytest.mark.parametrize(("right", "count"), [(0, 0), (3, 2), (-1, 4)])
def test_counts_that_cannot_be_are_refused(right, count):
    with pytest.raises(EvaluationError) as refused:
        wilson_interval(right, count)
    assert refused.value.reason == "evaluation.counts"
    assert (refused.value.values["right"], refused.value.values["count"]) == (right, count)


def test_a_confusion_by_hand():
    confusion = confusion_matrix(np.array([0, 0, 1, 1, 1]), np.array([0, 1, 1, 1, 0]), 3)
    np.testing.assert_array_equal(confusion, [[1, 1, 0], [1, 2, 0], [0, 0, 0]])
    assert by_class(confusion) == (
        ClassFigures(precision=1 / 2, recall=1 / 2, photos=2),
        ClassFigures(precision=2 / 3, recall=2 / 3, photos=3),
        ClassFigures(precision=None, recall=None, photos=0),
    )
