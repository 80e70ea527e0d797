"""The curves of runs, and the experiment: a row a method, points joined, whiskers of intervals."""

import plotly.graph_objects as go
import pytest

from core.training.events import EpochEnded
from core.training.judging.score import Score
from core.training.lecture import METHODS, Case
from ui.lessons.train.figures import compared, curves, lecture_answer

EPOCHS = [
    EpochEnded(1, 2, accuracy=0.5, val_accuracy=0.4, loss=1.0, val_loss=1.1),
    EpochEnded(2, 2, accuracy=0.8, val_accuracy=0.6, loss=0.5, val_loss=0.9),
]
LABELS = {"title": "t", "epoch": "e", "train": "a", "validation": "b"}
EXPERIMENT = {"title": "t", "without": "plain", "with": "augmented"} | {
    name: name for name in METHODS
}
PLAIN, AUGMENTED = Case("scratch", augmented=False), Case("scratch", augmented=True)


def test_marks_are_vertical_lines_that_say_why():
    figure = curves(EPOCHS, "loss", 5, LABELS, {2: "best: epoch 2"})
    assert [(line.x0, line.x1) for line in figure.layout.shapes] == [(2, 2)]
    assert [note.text for note in figure.layout.annotations] == ["best: epoch 2"]
    assert not curves(EPOCHS, "loss", 5, LABELS).layout.shapes


@pytest.mark.parametrize(
    ("quantity", "train", "validation"),
    [("loss", (1.0, 0.5), (1.1, 0.9)), ("accuracy", (0.5, 0.8), (0.4, 0.6))],
)
def test_a_quantity_has_a_line_of_each_part(quantity, train, validation):
    lines = curves(EPOCHS, quantity, 2, LABELS).data
    assert [(line.name, line.x, line.y) for line in lines] == [
        ("a", (1, 2), train),
        ("b", (1, 2), validation),
    ]


def test_each_run_is_a_line_of_its_own_kind_and_names_are_no_tags():
    figure = compared({"<b>one</b>": EPOCHS, "two": EPOCHS[:1]}, "epoch")
    assert isinstance(figure, go.Figure)
    assert [tuple(line.y) for line in figure.data] == [(0.4, 0.6), (0.4,)]
    assert len({line.line.dash for line in figure.data}) == 2
    assert figure.data[0].name == "&lt;b&gt;one&lt;/b&gt;"


def points(figure, name):
    return next(trace for trace in figure.data if trace.name == name)


def test_points_whiskers_and_the_line_between():
    figure = lecture_answer({PLAIN: Score(10, 20), AUGMENTED: Score(15, 20)}, EXPERIMENT)
    plain, augmented = points(figure, "plain"), points(figure, "augmented")
    assert (plain.x, augmented.x) == ((0.5,), (0.75,))
    low, high = Score(10, 20).interval
    assert plain.x[0] - plain.error_x.arrayminus[0] == pytest.approx(low)
    assert plain.x[0] + plain.error_x.array[0] == pytest.approx(high)
    assert plain.marker.symbol != augmented.marker.symbol  # told apart without colour, too
    (line,) = figure.layout.shapes
    assert line.type == "line"
    assert {(line.x0, line.y0), (line.x1, line.y1)} == {(0.5, plain.y[0]), (0.75, augmented.y[0])}


def test_each_method_has_a_row_before_it_has_finished():
    figure = lecture_answer({PLAIN: Score(10, 20)}, EXPERIMENT)
    assert figure.layout.yaxis.ticktext == tuple(METHODS)
    assert len(points(figure, "augmented").x) == 0
    assert not figure.layout.shapes
