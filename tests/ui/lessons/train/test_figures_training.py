"""The curves of one run with its marks, and of several runs."""

import plotly.graph_objects as go

from ui.lessons.train.figures import curves
from ui.lessons.train.figures_training import compared

EPOCHS = [
    {"epoch": 1, "accuracy": 0.5, "val_accuracy": 0.4, "loss": 1.0, "val_loss": 1.1},
    {"epoch": 2, "accuracy": 0.8, "val_accuracy": 0.6, "loss": 0.5, "val_loss": 0.9},
]
LABELS = {"title": "t", "epoch": "e", "train": "a", "validation": "b"}


def test_marks_are_vertical_lines_that_say_why():
    figure = curves(EPOCHS, "loss", 5, LABELS, {2: "best: epoch 2"})
    assert [(line.x0, line.x1) for line in figure.layout.shapes] == [(2, 2)]
    assert [note.text for note in figure.layout.annotations] == ["best: epoch 2"]
    assert not curves(EPOCHS, "loss", 5, LABELS).layout.shapes


def test_each_run_is_a_line_of_its_own_kind_and_names_are_no_tags():
    figure = compared({"<b>one</b>": EPOCHS, "two": EPOCHS[:1]}, "epoch")
    assert isinstance(figure, go.Figure)
    assert [tuple(line.y) for line in figure.data] == [(0.4, 0.6), (0.4,)]
    assert len({line.line.dash for line in figure.data}) == 2
    assert figure.data[0].name == "&lt;b&gt;one&lt;/b&gt;"
