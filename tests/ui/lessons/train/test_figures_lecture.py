"""The picture of the experiment: a row a method, points joined, whiskers of the intervals."""

import pytest

from core.training.judging.score import Score
from core.training.lecture import METHODS, Case
from ui.lessons.train.figures_lecture import answer

LABELS = {"title": "t", "without": "plain", "with": "augmented"} | {name: name for name in METHODS}
PLAIN, AUGMENTED = Case("scratch", augmented=False), Case("scratch", augmented=True)


def points(figure, name):
    return next(trace for trace in figure.data if trace.name == name)


def test_points_whiskers_and_the_line_between():
    figure = answer({PLAIN: Score(10, 20), AUGMENTED: Score(15, 20)}, LABELS)
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
    figure = answer({PLAIN: Score(10, 20)}, LABELS)
    assert figure.layout.yaxis.ticktext == tuple(METHODS)
    assert len(points(figure, "augmented").x) == 0
    assert not figure.layout.shapes
