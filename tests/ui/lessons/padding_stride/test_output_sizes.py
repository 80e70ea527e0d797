"""Sizes in words, the table and the figure."""

import pytest

from ui import words
from ui.lessons.padding_stride import output_sizes
from ui.lessons.padding_stride.figures import sizes_over_layers
from ui.lessons.pooling.figures import change_bars


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_table_counts_outputs(language):
    lesson = words.load(language, "padding_stride")
    table = output_sizes.stride_table(lesson, 7, 3, "valid").splitlines()
    assert table[3] == "| 2 | 3² = 9 (36.0%) | 111² = 12,321 (25.0%) |"
    assert table[4] == "| 3 | 2² = 4 (16.0%) | 74² = 5,476 (11.1%) |"
    assert all(line.count("|") == 4 for line in table)


def test_padding_in_words():
    lesson = words.load("en", "padding_stride")
    assert "0 above" in output_sizes.padding_in_words(lesson, 0, 1)
    assert "1 below" in output_sizes.padding_in_words(lesson, 0, 1)
    assert "every side" in output_sizes.padding_in_words(lesson, 1, 1)
    assert "Padding 0" in output_sizes.padding_in_words(lesson, 0, 0)


def test_a_line_that_ends_early_is_marked():
    labels = {"layer": "Layer", "size": "Size"}
    figure = sizes_over_layers({"valid": [5, 3, 1], "same": [5, 5, 5, 5]}, 3, labels)
    short, full = figure.data
    assert list(short.y) == [5, 3, 1]
    assert short.marker.symbol[-1] == "x"
    assert "x" not in full.marker.symbol


def test_bars_keep_their_order():
    figure = change_bars({"one": 0.5, "two": 0.25}, "Change")
    assert list(figure.data[0].y) == ["one", "two"]
    assert list(figure.data[0].x) == [0.5, 0.25]
