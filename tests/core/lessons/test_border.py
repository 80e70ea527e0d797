"""Cells used by windows, and sizes layer by layer, against counting and TensorFlow."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.convolution import ConvolutionError, windows
from core.lessons.border import coverage, kept_share, layer_sizes, stop_count, usage

paddings = st.sampled_from(["valid", "same", 0, 1, 2])


def test_stride_3_never_reaches_the_last_row_and_column():
    uses = coverage((7, 7), (3, 3), stride=3)
    assert (uses[6] == 0).all()
    assert (uses[:, 6] == 0).all()
    assert (uses[:6, :6] == 1).all()


def test_without_padding_the_corner_is_used_once_and_the_middle_nine_times():
    uses = coverage((7, 7), (3, 3))
    assert uses[0, 0] == 1
    assert uses[3, 3] == 9
    assert uses[0].tolist() == [1, 2, 3, 3, 3, 2, 1]
    assert coverage((7, 7), (3, 3), padding="same")[0, 0] == 4


@given(st.integers(3, 9), st.integers(3, 9), st.integers(1, 3), st.integers(1, 4), paddings)
def test_coverage_counts_the_windows(height, width, kernel, stride, padding):
    numbered = np.arange(1, height * width + 1).reshape(height, width)  # 0 is padding
    patches = windows(numbered, (kernel, kernel), stride, padding)
    counted = np.bincount(patches.ravel(), minlength=numbered.size + 1)[1:]
    uses = coverage((height, width), (kernel, kernel), stride, padding)
    assert uses.ravel().tolist() == counted.tolist()


def test_a_window_that_does_not_fit_covers_nothing():
    with pytest.raises(ConvolutionError):
        coverage((2, 5), (3, 3))


@pytest.mark.parametrize(
    ("size", "kernel", "expected"),
    [(28, 3, [*range(28, 0, -2)]), (28, 5, [28, 24, 20, 16, 12, 8, 4]), (2, 3, [2])],
)
def test_layers_without_padding_use_the_image_up(size, kernel, expected):
    assert layer_sizes(size, kernel, 20) == expected


def test_layer_sizes_are_those_of_tensorflow(tensorflow):
    x = tensorflow.zeros((1, 23, 23, 1))
    sizes = [23]
    for _ in range(4):
        x = tensorflow.nn.conv2d(x, tensorflow.zeros((3, 3, 1, 1)), 2, "SAME")
        sizes.append(x.shape[1])
    assert layer_sizes(23, 3, 4, stride=2, padding="same") == sizes


def test_a_wrong_padding_is_refused_not_taken_for_the_end():
    with pytest.raises(ConvolutionError):
        layer_sizes(28, 3, 5, padding="full")


def test_what_stands_out_by_hand():
    found = usage(coverage((7, 7), (3, 3)))
    assert vars(found) == {"corner": 1, "middle": 9, "never": 0, "cells": 49}
    found = usage(coverage((5, 6), (2, 2), stride=3))
    assert vars(found) == {"corner": 1, "middle": 0, "never": 30 - 4 * 4, "cells": 30}


def test_stops_and_the_share_of_them_that_is_left():
    """5 stops of 3 on 7 pixels; at stride 2 there are 3, at stride 3 two."""
    assert [stop_count(7, 3, stride) for stride in (1, 2, 3)] == [25, 9, 4]
    assert [kept_share(7, 3, stride) for stride in (1, 2, 3)] == [1, 9 / 25, 4 / 25]
    assert stop_count(7, 3, 2, "same") == 16
    assert kept_share(7, 3, 2, "same") == 16 / 49
