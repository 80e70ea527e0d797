"""How good a classifier is on photos that it did not learn from."""

from collections.abc import Sequence

import numpy as np

from core.datasets import Photo
from core.errors import ConvScopeError
from core.training.events import Answer, ClassFigures, Evaluation


class EvaluationError(ConvScopeError):
    """Counts that no photos can have (`evaluation.counts`)."""


def confusion_matrix(labels: np.ndarray, predicted: np.ndarray, class_count: int) -> np.ndarray:
    """Count photos by their class (row) and the class predicted (column).

    Parameters
    ----------
    labels, predicted
        int (photos,), class indices.

    Returns
    -------
    int (class_count, class_count), summing to the number of photos.
    """
    counts = np.zeros((class_count, class_count), int)
    np.add.at(counts, (labels, predicted), 1)
    return counts


def by_class(confusion: np.ndarray) -> tuple[ClassFigures, ...]:
    """Return how well each class is found.

    Parameters
    ----------
    confusion
        See `confusion_matrix`.
    """
    right, predicted, photos = confusion.diagonal(), confusion.sum(axis=0), confusion.sum(axis=1)
    return tuple(
        ClassFigures(
            precision=float(hits / claims) if claims else None,
            recall=float(hits / count) if count else None,
            photos=int(count),
        )
        for hits, claims, count in zip(right, predicted, photos, strict=True)
    )


def wilson_interval(right: int, count: int, confidence: float = 0.95) -> tuple[float, float]:
    """Return between which shares the true accuracy lies, when `right` of `count` photos are right.

    ``(p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n)`` with z = 1.96 for 95 %, the score interval
    of Wilson, Probable Inference, the Law of Succession, and Statistical Inference, J. Am. Stat.
    Assoc. 22, 1927. Unlike ``p ± z √(p(1-p)/n)`` it holds for few photos and never leaves 0..1.

    Parameters
    ----------
    confidence
        How often such an interval holds the true share, 0..1.

    Raises
    ------
    EvaluationError
        ``evaluation.counts`` unless 0 <= `right` <= `count` and there is a photo.
    """
    from scipy.stats import binomtest  # 0.4 s and 44 MB, only where there is a run to judge

    if not 0 <= right <= count or count < 1:
        raise EvaluationError(
            "evaluation.counts",
            "of {count} photos, {right} cannot be right",
            right=right,
            count=count,
        )
    interval = binomtest(right, count).proportion_ci(confidence, method="wilson")
    return float(interval.low), float(interval.high)


def evaluate(photos: Sequence[Photo], probabilities: np.ndarray) -> Evaluation:
    """Return how good a classifier's answers for photos are.

    Parameters
    ----------
    probabilities
        (photos, classes).
    """
    labels = np.array([photo.label for photo in photos])
    predicted = probabilities.argmax(axis=1)
    confusion = confusion_matrix(labels, predicted, probabilities.shape[1])
    return Evaluation(
        accuracy=float((predicted == labels).mean()),
        confusion=tuple(tuple(row) for row in confusion.tolist()),
        classes=by_class(confusion),
        predictions=tuple(
            Answer(
                hash=photo.hash,
                label=photo.label,
                predicted=int(index),
                probability=float(answer[index]),
                probabilities=tuple(answer.tolist()),
            )
            for photo, index, answer in zip(photos, predicted, probabilities, strict=True)
        ),
    )
