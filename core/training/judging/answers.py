"""Of which photos a classifier's answers are wrong, and how wrong.

Answers are the ``predictions`` of `core.training.judging.evaluation.evaluate`.
"""

from collections.abc import Iterable, Mapping
from math import log

FLOOR = 1e-7  # of a probability, as Keras clips it: the loss stays finite


def loss(answer: Mapping) -> float:
    """Return the cross-entropy of an answer, ``-ln`` of the true class's probability, nats."""
    return -log(max(answer["probabilities"][answer["label"]], FLOOR))


def wrong(answers: Iterable[Mapping]) -> list[Mapping]:
    """Return the wrong answers, the largest loss first."""
    return _worst_first(answer for answer in answers if answer["predicted"] != answer["label"])


def of_cell(answers: Iterable[Mapping], true: int, predicted: int) -> list[Mapping]:
    """Return the answers that a cell of the confusion matrix counts, the largest loss first."""
    cell = (true, predicted)
    return _worst_first(answer for answer in answers if _cell(answer) == cell)


def _cell(answer: Mapping) -> tuple[int, int]:
    return answer["label"], answer["predicted"]


def _worst_first(answers: Iterable[Mapping]) -> list[Mapping]:
    return sorted(answers, key=loss, reverse=True)
