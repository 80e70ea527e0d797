"""Of which photos a classifier's answers are wrong, and how wrong."""

from collections.abc import Iterable
from math import log

from core.training.events import Answer

FLOOR = 1e-7  # of a probability, as Keras clips it: the loss stays finite


def loss(answer: Answer) -> float:
    """Return the cross-entropy of an answer, ``-ln`` of the true class's probability, nats."""
    return -log(max(answer.probabilities[answer.label], FLOOR))


def wrong(answers: Iterable[Answer]) -> list[Answer]:
    """Return the wrong answers, the largest loss first."""
    return _worst_first(answer for answer in answers if answer.predicted != answer.label)


def of_cell(answers: Iterable[Answer], true: int, predicted: int) -> list[Answer]:
    """Return the answers that a cell of the confusion matrix counts, the largest loss first."""
    cell = (true, predicted)
    return _worst_first(answer for answer in answers if (answer.label, answer.predicted) == cell)


def _worst_first(answers: Iterable[Answer]) -> list[Answer]:
    return sorted(answers, key=loss, reverse=True)
