"""Labels to doubt: where a classifier that never saw a photo holds another class for its own.

Each photo is judged by a classifier that learnt from the others alone, because one that has seen
a wrong label learns it by heart and does not mind it any more.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.datasets import logistic_regression
from core.errors import ConvScopeError

FOLDS = 5
LEAST_GROUPS = 4  # of each class: fewer say nothing about the rest


class DoubtError(ConvScopeError):
    """Too few photos to judge labels by (`doubt.too_few`)."""


@dataclass(frozen=True)
class LabelVerdict:
    """What is held of one photo by a classifier that never saw it or a near-duplicate of it.

    Attributes
    ----------
    label
        Index of the class that it is in.
    preferred
        Index of the class held most probable.
    probability
        Of the preferred class, 0..1.
    loss
        Cross-entropy of its own class, in nats: 0 is certainty that the label is right.
    """

    label: int
    preferred: int
    probability: float
    loss: float

    @property
    def doubtful(self) -> bool:
        """Whether another class is preferred."""
        return self.preferred != self.label


def judge(
    features: np.ndarray, labels: Sequence[int], groups: Sequence[str], seed: int
) -> list[LabelVerdict]:
    """Judge every photo by a logistic regression on the features of the other folds.

    Parameters
    ----------
    features
        Float (photos, C).
    labels
        Indices of classes, 0 to the number of classes - 1.
    groups
        Photos that share one are judged together, by a classifier that saw none of them.
    seed
        Of the folds.

    Raises
    ------
    DoubtError
        ``doubt.too_few`` unless there are two classes, and four groups of each.
    """
    own = np.asarray(labels)
    folds = assign_folds(labels, groups, seed)
    probabilities = np.empty((len(own), own.max() + 1))
    for fold in range(folds.max() + 1):
        held_out = folds == fold
        learnt = logistic_regression.fit(features[~held_out], own[~held_out], own.max() + 1)
        probabilities[held_out] = learnt.probabilities(features[held_out])
    return [_verdict(*each) for each in zip(own, probabilities, strict=True)]


def assign_folds(labels: Sequence[int], groups: Sequence[str], seed: int) -> np.ndarray:
    """Return the fold of each photo, int (photos,): groups whole, classes spread evenly.

    Raises
    ------
    DoubtError
        See `judge`.
    """
    members: dict[str, list[int]] = {}
    for index, group in enumerate(groups):
        members.setdefault(group, []).append(index)
    _require_groups(labels, list(members.values()))
    order = np.random.default_rng(seed).permutation(len(members))
    fullness = [Counter() for _ in range(FOLDS)]
    folds = np.empty(len(labels), int)
    whole = [list(members.values())[place] for place in order]
    for indices in sorted(whole, key=len, reverse=True):
        own = Counter(int(labels[index]) for index in indices)
        fold = min(range(FOLDS), key=lambda fold: _crowding(fullness[fold], own))
        folds[indices] = fold
        fullness[fold].update(own)
    return np.unique(folds, return_inverse=True)[1]  # without folds that stayed empty


def _verdict(label: int, probabilities: np.ndarray) -> LabelVerdict:
    preferred = int(probabilities.argmax())
    loss = -np.log(max(probabilities[label], np.finfo(float).tiny))
    return LabelVerdict(int(label), preferred, float(probabilities[preferred]), float(loss))


def _crowding(there: Counter, own: Counter) -> tuple[int, int]:
    return sum(there[label] * count for label, count in own.items()), there.total()


def _require_groups(labels: Sequence[int], groups: list[list[int]]) -> None:
    counts = Counter(label for group in groups for label in {int(labels[i]) for i in group})
    if len(counts) < 2 or min(counts.values()) < LEAST_GROUPS:
        raise DoubtError(
            "doubt.too_few",
            "every class needs {least} different photos, and there must be two classes",
            least=LEAST_GROUPS,
        )
