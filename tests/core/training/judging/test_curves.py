"""When two loss curves part."""

import pytest

from core.training.judging.curves import RISE, gap, lowest


def test_validation_loss_rises_while_training_loss_falls():
    found = gap([1.0, 0.6, 0.4, 0.2], [1.1, 0.8, 0.7, 0.9])
    assert (found.best, found.last) == (3, 4)
    assert (found.lowest, found.end) == (0.7, 0.9)
    assert (found.then, found.now) == (pytest.approx(0.3), pytest.approx(0.7))
    assert found.grows


@pytest.mark.parametrize(
    ("losses", "val_losses"),
    [
        ([1.0, 0.6, 0.4], [1.1, 0.8, 0.7]),  # still falling
        ([1.0, 0.6, 0.4], [1.1, 0.8, 0.8 + RISE / 2]),  # no more than it varies
        ([1.0, 0.6, 0.9], [1.1, 0.8, 1.5]),  # training loss rises too: no learning by heart
        ([1.0], [5.0]),
    ],
)
def test_no_gap_that_grows(losses, val_losses):
    assert not gap(losses, val_losses).grows


def test_the_first_of_equals_is_the_lowest():
    assert lowest([3, 1, 2, 1]) == 1
