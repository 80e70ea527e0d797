"""From scores to confidence: temperature scaling, and a threshold below which there is no answer.

Guo, Pleiss, Sun and Weinberger, On Calibration of Modern Neural Networks, ICML 2017: all scores
are divided by one number T, chosen on validation photos. The order of the classes stays.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import softmax

from core.training.events import Answer

FLOOR = 1e-38  # of a probability, as in float32, so that its logarithm is finite
SHARPEST, SOFTEST = 0.05, 20.0  # temperatures
KEPT = 0.95  # share of the right answers that stay above the threshold


@dataclass(frozen=True)
class Calibration:
    """What makes a confidence of a network's probabilities.

    Attributes
    ----------
    temperature
        1 leaves the probabilities as they are, more makes them more even.
    threshold
        A confidence below it counts as none of the classes, 0..1.
    photos
        Number of validation photos that both were chosen on.
    kept
        Of the right answers for them, how many stay above the threshold.
    right
        How many answers for them were right.
    """

    temperature: float
    threshold: float
    photos: int
    kept: int
    right: int

    @classmethod
    def of(cls, answers: Sequence[Answer]) -> "Calibration":
        """Fit both to the answers for the validation photos."""
        probabilities = np.array([answer.probabilities for answer in answers], float)
        labels = np.array([answer.label for answer in answers])
        temperature = fit_temperature(probabilities, labels)
        calibrated = soften(probabilities, temperature)
        right = calibrated.argmax(axis=1) == labels
        confidences = calibrated.max(axis=1)[right]
        limit = threshold(confidences)
        kept = int((confidences >= limit).sum())
        return cls(temperature, limit, len(labels), kept, int(right.sum()))

    def confidence(self, probabilities: np.ndarray) -> np.ndarray:
        """Return the calibrated probabilities, see `soften`."""
        return soften(probabilities, self.temperature)


def soften(probabilities: np.ndarray, temperature: float) -> np.ndarray:
    """Return ``softmax(log p / T)``.

    Parameters
    ----------
    probabilities
        (..., classes), sum 1.

    Returns
    -------
    float64 of the same shape, sum 1, the classes in the same order.

    >>> soften(np.array([0.9, 0.1]), 2).round(3).tolist()
    [0.75, 0.25]
    """
    return softmax(_scores(probabilities) / temperature, axis=-1)


def fit_temperature(probabilities: np.ndarray, labels: np.ndarray) -> float:
    """Return the temperature with the smallest cross-entropy.

    The targets are not 1 and 0 but a little softer, by as much as one further photo of no class
    would make them (as Platt, Probabilistic Outputs for Support Vector Machines, 1999, does):
    else few photos, all of them right, would ask for a confidence without bound.

    The cross-entropy is convex in 1/T, so the root of its slope is looked for.

    Parameters
    ----------
    probabilities
        (photos, classes).
    labels
        int (photos,).

    Returns
    -------
    `SHARPEST`..`SOFTEST`.
    """
    from scipy.optimize import root_scalar  # 21 MB, which a process without a judged run can spare

    scores = _scores(probabilities)
    wanted = (scores * softened_targets(labels, probabilities.shape[1])).sum(axis=1).mean()

    def slope(sharpness: float) -> float:
        expected = (scores * softmax(scores * sharpness, axis=1)).sum(axis=1).mean()
        return expected - wanted

    if slope(1 / SHARPEST) <= 0:
        return SHARPEST
    if slope(1 / SOFTEST) >= 0:
        return SOFTEST
    found = root_scalar(slope, bracket=(1 / SOFTEST, 1 / SHARPEST))
    return 1 / float(found.root)


def _scores(probabilities: np.ndarray) -> np.ndarray:
    """Return scores whose softmax the probabilities are."""
    return np.log(np.maximum(probabilities, FLOOR))


def softened_targets(labels: np.ndarray, class_count: int) -> np.ndarray:
    """Return (photos, classes): n / (n + 1) of each photo for its class, the rest for all.

    >>> softened_targets(np.array([0, 1, 1]), 2).tolist()
    [[0.875, 0.125], [0.125, 0.875], [0.125, 0.875]]
    """
    share = len(labels) / (len(labels) + 1)
    return share * np.eye(class_count)[labels] + (1 - share) / class_count


def threshold(confidences: np.ndarray, kept: float = KEPT) -> float:
    """Return the largest of the confidences that at least a share `kept` of them reach.

    0 when there are none.

    >>> threshold(np.array([0.9, 0.4, 0.8, 0.7]), kept=0.75)
    0.7
    """
    if len(confidences) == 0:
        return 0.0
    below = int((1 - kept) * len(confidences) + 1e-9)  # 0.05 of 20 is 1, whatever a float says
    return float(np.sort(confidences)[below])
