import pytest

from core.lessons.digits.small_training import EPOCHS, Epoch, Experiment
from ui.lessons.overfitting.figures import LABELS, Curves, curves

WORDS = dict.fromkeys(LABELS, "") | {
    "best": "best {epoch}",
    "stopped": "stop {epoch}",
    "gap": "gap {value}",
    "before": "before {curve}",
    "training": "training",
    "validation": "validation",
}


def run(count, patience=None):
    """Return a run whose validation loss is lowest at epoch 10."""
    numbers = range(1, count + 1)
    epochs = [Epoch(n, 2 / n, n / EPOCHS, 1 + abs(n - 10) / 10, 0.5) for n in numbers]
    return Curves(Experiment(patience=patience), epochs)


def texts(figure):
    return {note.text for note in figure.layout.annotations}


def test_the_gap_and_the_best_epoch_are_marked_when_it_overfits():
    assert texts(curves(run(EPOCHS), None, "loss", 4, WORDS)) == {"best 10", "gap 3.95"}


def test_the_stopping_epoch_is_marked():
    figure = curves(run(15, patience=5), None, "loss", 4, WORDS)
    assert texts(figure) == {"best 10", "stop 15", "gap 1.37"}
    assert [shape.x0 for shape in figure.layout.shapes] == [10, 15]


def test_nothing_is_marked_before_it_overfits():
    assert texts(curves(run(10), None, "accuracy", 1, WORDS)) == set()


@pytest.mark.parametrize("quantity", ["loss", "accuracy"])
def test_the_compared_run_lies_behind_in_the_same_colours(quantity):
    figure = curves(run(15, patience=5), run(EPOCHS), quantity, 4, WORDS)
    lines = {line.name: line for line in figure.data if line.name}
    assert list(lines) == ["before training", "before validation", "training", "validation"]
    assert len(lines["before training"].x) == EPOCHS
    assert lines["before training"].line.color == lines["training"].line.color
    assert lines["before training"].line.dash != lines["training"].line.dash
