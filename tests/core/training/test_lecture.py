"""Which six runs the experiment has, and what their scores are said to show."""

import pytest

from core.augmentation import LECTURE
from core.training.judging.score import Score
from core.training.lecture import CASES, Case, comparisons, configuration


def test_three_methods_each_with_and_without_augmentation():
    configurations = [configuration(case) for case in CASES]
    assert len(set(configurations)) == len(CASES) == 6
    assert [config.method for config in configurations] == [case.method for case in CASES]
    assert [config.draws > 0 for config in configurations] == [False, True] * 3
    assert {config.augmentation for config in configurations} == {LECTURE}


def test_a_method_differs_in_augmentation_alone_and_all_share_a_split():
    for plain, augmented in zip(CASES[::2], CASES[1::2], strict=True):
        settings, others = (configuration(case).relevant() for case in (plain, augmented))
        assert {name for name in settings if settings[name] != others[name]} == {"draws"}
    assert len({configuration(case).seed for case in CASES}) == 1


def test_each_comparison_changes_one_thing():
    found = comparisons({case: Score(10, 20) for case in CASES})
    assert len(found) == 5
    for each in found:
        same_method = each.first.method == each.second.method
        assert same_method != (each.first.augmented == each.second.augmented)
    assert not any(each.is_apart for each in found)
    assert all(each.points == 0 for each in found)


def test_differences_are_named_as_far_as_runs_have_finished():
    scratch, extraction = Case("scratch", augmented=False), Case("feature_extraction", False)
    assert comparisons({scratch: Score(10, 20)}) == []
    (found,) = comparisons({scratch: Score(10, 20), extraction: Score(20, 20)})
    assert (found.first, found.second) == (scratch, extraction)
    assert found.points == pytest.approx(50)
    assert found.is_apart
