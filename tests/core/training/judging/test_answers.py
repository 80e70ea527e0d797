"""Which photos are behind a cell of the confusion matrix, and which are the most wrong."""

from math import log

import pytest

from core.training.events import Answer
from core.training.judging.answers import FLOOR, loss, of_cell, wrong


def answer(name, label, *probabilities):
    best = max(probabilities)
    return Answer(name, label, probabilities.index(best), best, probabilities)


ANSWERS = [
    answer("sure", 0, 0.9, 0.1),
    answer("unsure", 0, 0.6, 0.4),
    answer("wrong", 0, 0.3, 0.7),
    answer("very wrong", 1, 1.0, 0.0),
]


def names(answers):
    return [each.hash for each in answers]


def test_loss_is_that_of_the_true_class():
    assert loss(ANSWERS[0]) == pytest.approx(-log(0.9))
    assert loss(ANSWERS[2]) == pytest.approx(-log(0.3))
    assert loss(ANSWERS[3]) == pytest.approx(-log(FLOOR))


def test_the_most_wrong_come_first():
    assert names(wrong(ANSWERS)) == ["very wrong", "wrong"]


def test_a_cell_has_its_photos_the_least_sure_first():
    assert names(of_cell(ANSWERS, 0, 0)) == ["unsure", "sure"]
    assert names(of_cell(ANSWERS, 0, 1)) == ["wrong"]
    assert names(of_cell(ANSWERS, 1, 1)) == []
