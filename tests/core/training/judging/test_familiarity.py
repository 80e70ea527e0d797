import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.spatial.distance import cdist

from core.training.judging.familiarity import Familiarity, cosines

vectors = arrays(float, (6, 4), elements=st.floats(0.01, 100))

LEARNT = np.array([[1.0, 0.0], [3.0, 0.0], [0.0, 2.0]])
LABELS = np.array([0, 0, 1])


@given(vectors, vectors)
def test_cosines_are_scipys(one, other):
    np.testing.assert_allclose(cosines(one, other), 1 - cdist(one, other, "cosine"), atol=1e-9)


@given(vectors, st.floats(0.1, 10))
def test_how_bright_a_description_is_does_not_matter(descriptions, factor):
    means = descriptions[:2]
    np.testing.assert_allclose(
        cosines(factor * descriptions, means), cosines(descriptions, means), atol=1e-9
    )


def test_nothing_is_like_nothing():
    assert cosines(np.zeros((1, 2)), np.ones((1, 2))).tolist() == [[0]]


def test_means_and_threshold_by_hand():
    checked = np.array([[1.0, 1.0], [5.0, 0.0], [0.0, -1.0]])
    known = Familiarity.of(LEARNT, LABELS, checked, np.array([True, True, False]))
    assert known.means.tolist() == [[2, 0], [0, 2]]
    assert (known.right, known.kept) == (2, 2)
    np.testing.assert_allclose(known.threshold, 0.5**0.5)  # of two right ones none may be lost
    np.testing.assert_allclose(known.likeness(np.array([3.0, 4.0])), 0.8)  # to the second class


def test_without_a_right_answer_nothing_is_refused():
    known = Familiarity.of(LEARNT, LABELS, LEARNT, np.zeros(3, bool))
    assert (known.threshold, known.kept, known.right) == (0, 0, 0)


def test_it_comes_back_from_its_file(tmp_path):
    known = Familiarity.of(LEARNT, LABELS, LEARNT, np.ones(3, bool))
    known.save(tmp_path)
    again = Familiarity.load(tmp_path)
    np.testing.assert_array_equal(again.means, known.means)
    assert (again.threshold, again.kept, again.right) == (known.threshold, known.kept, known.right)
