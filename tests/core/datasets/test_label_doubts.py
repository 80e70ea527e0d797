"""Doubtful labels: planted ones come first, no photo is judged by what saw it, few are refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.datasets.label_doubts import FOLDS, LEAST_GROUPS, assign_folds, judge
from core.errors import ConvScopeError

CLASSES, EACH, FEATURES = 3, 12, 64
LABELS = np.repeat(np.arange(CLASSES), EACH)
ALONE = [str(place) for place in range(len(LABELS))]


@pytest.fixture(scope="module")
def features():
    """Three clouds, each shifted along a third of the features; scales differ widely."""
    rng = np.random.default_rng(0)
    clouds = rng.normal(size=(len(LABELS), FEATURES))
    clouds += 2 * (np.arange(FEATURES) % CLASSES == LABELS[:, None])
    return clouds * np.geomspace(0.1, 100, FEATURES)


def test_right_labels_are_not_doubted(features):
    verdicts = judge(features, LABELS, ALONE, seed=0)
    assert not any(verdict.doubtful for verdict in verdicts)
    assert [verdict.label for verdict in verdicts] == LABELS.tolist()


@pytest.mark.parametrize("wrong", [0, 17, 35])
def test_a_planted_wrong_label_comes_first_and_its_class_is_found(features, wrong):
    labels = LABELS.copy()
    labels[wrong] = (labels[wrong] + 1) % CLASSES
    verdicts = judge(features, labels, ALONE, seed=0)
    first = max(range(len(labels)), key=lambda place: verdicts[place].loss)
    assert first == wrong
    assert verdicts[wrong].preferred == LABELS[wrong]
    assert verdicts[wrong].loss > np.log(2)
    assert [place for place in range(len(labels)) if verdicts[place].doubtful] == [wrong]


def test_near_duplicates_with_the_same_wrong_label_do_not_vouch_for_each_other(features):
    labels, groups, copies = LABELS.copy(), list(ALONE), features.copy()
    copies[1] = copies[2] = copies[0]
    labels[:3], groups[:3] = 1, ["g"] * 3
    together = judge(copies, labels, groups, seed=0)
    assert all(verdict.doubtful for verdict in together[:3])
    apart = judge(copies, labels, ALONE, seed=0)
    assert together[0].loss > apart[0].loss


def test_a_verdict_is_a_probability_and_its_loss(features):
    for verdict in judge(features, LABELS, ALONE, seed=1):
        assert 1 / CLASSES <= verdict.probability <= 1
        assert verdict.loss == pytest.approx(-np.log(verdict.probability))


def test_equal_seeds_judge_equally(features):
    assert judge(features, LABELS, ALONE, seed=3) == judge(features, LABELS, ALONE, seed=3)


def test_features_that_say_nothing_give_the_odds_of_the_classes():
    labels = [0] * 8 + [1] * 8
    verdicts = judge(np.ones((16, 5)), labels, ALONE[:16], seed=0)
    assert [verdict.probability for verdict in verdicts] == pytest.approx([0.5] * 16, abs=0.08)


@pytest.mark.parametrize(
    ("labels", "groups"),
    [([0] * 8, ALONE[:8]), ([0] * 4 + [1] * 3, ALONE[:7]), ([0] * 4 + [1] * 9, [*"abcddddddeeee"])],
)
def test_too_few_photos_are_refused(labels, groups):
    with pytest.raises(ConvScopeError) as refused:
        judge(np.zeros((len(labels), 2)), labels, groups, seed=0)
    assert refused.value.reason == "doubt.too_few"


@st.composite
def labelled(draw):
    """Return labels and groups, at least the least number of groups for each of two classes."""
    sure = [(label, f"{label}{number}") for label in (0, 1) for number in range(LEAST_GROUPS)]
    more = draw(st.lists(st.tuples(st.integers(0, 1), st.sampled_from("abcdef")), max_size=30))
    mixed = draw(st.permutations(sure + more))
    return [label for label, _ in mixed], [group for _, group in mixed]


@given(labelled(), st.integers(0, 9))
def test_folds_keep_groups_whole_and_every_class_can_be_learnt(photos, seed):
    labels, groups = photos
    folds = assign_folds(labels, groups, seed)
    assert len(set(zip(groups, folds.tolist(), strict=True))) == len(set(groups))
    assert set(folds) == set(range(folds.max() + 1))
    assert 2 <= folds.max() + 1 <= FOLDS
    for fold in set(folds):
        assert set(np.asarray(labels)[folds != fold]) == {0, 1}
