"""The experiment that the lecture ends with: three methods, each with and without augmentation."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from core.augmentation import LECTURE
from core.training.config import RECOMMENDED, TrainingConfig
from core.training.judging.score import Score

VGG_SIZE = 160  # pixels; all six take 200 s of CPU time then
METHODS = {
    "scratch": RECOMMENDED["scratch"],
    "feature_extraction": replace(RECOMMENDED["feature_extraction"], image_size=VGG_SIZE),
    "fine_tuning": replace(RECOMMENDED["fine_tuning"], image_size=VGG_SIZE),
}
DRAWS = 2  # augmented draws of each training photo


@dataclass(frozen=True)
class Case:
    """One of the six runs: its method, and whether training photos are augmented."""

    method: str
    augmented: bool


CASES = tuple(Case(method, augmented) for method in METHODS for augmented in (False, True))


def configuration(case: Case) -> TrainingConfig:
    """Return the settings of a case.

    All six have one seed, so that they learn from the same photos and are judged by the same.
    """
    draws = DRAWS if case.augmented else 0
    return replace(METHODS[case.method], draws=draws, augmentation=LECTURE)


@dataclass(frozen=True)
class Comparison:
    """Two cases that differ in one thing.

    Attributes
    ----------
    first, second
        The cases, the second with more help than the first.
    points
        Accuracy of the second less that of the first, percentage points.
    is_apart
        Whether their intervals do not touch, see `core.training.judging.score.Score.is_apart_from`.
    """

    first: Case
    second: Case
    points: float
    is_apart: bool


def comparisons(scores: Mapping[Case, Score]) -> list[Comparison]:
    """Return what the scores there are say: each method against the one before, each augmentation.

    Methods are compared without augmentation.
    """
    plain = [Case(method, augmented=False) for method in METHODS]
    pairs = [*pairwise(plain)]
    pairs += [(case, Case(case.method, augmented=True)) for case in plain]
    return [
        Comparison(first, second, *_difference(scores[first], scores[second]))
        for first, second in pairs
        if first in scores and second in scores
    ]


def _difference(first: Score, second: Score) -> tuple[float, bool]:
    return 100 * (second.accuracy - first.accuracy), second.is_apart_from(first)
