"""Bars before simple cells: geometry by hand, answers by convolution, tuning."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.convolution import convolve
from core.lessons.gabor_filter import gabor
from core.lessons.puzzles import CellPuzzle, cell_puzzle
from core.lessons.simple_cells import (
    ANGLES,
    FIELD,
    OFFSETS,
    PREFERRED,
    angle_between,
    answers_on,
    bank,
    bar,
    responses,
    sums,
)

MIDDLE = OFFSETS.index(0)


def test_a_lying_bar_covers_the_middle_rows():
    shown = bar(0, 0, width=3, length=5, size=7)
    expected = np.zeros((7, 7))
    expected[2:5, 1:6] = 1
    np.testing.assert_allclose(shown, expected, atol=1e-12)


def test_an_offset_moves_a_lying_bar_up_and_a_standing_one_left():
    assert bar(0, 2, 1, 7, size=7)[1].sum() == pytest.approx(7)
    assert bar(90, 2, 1, 7, size=7)[:, 1].sum() == pytest.approx(7)


@given(angle=st.floats(0, 180), width=st.floats(2, 9), length=st.floats(9, 25))
def test_the_area_of_a_bar_does_not_depend_on_its_angle(angle, width, length):
    assert bar(angle, 0, width, length).sum() == pytest.approx(width * length, rel=0.05)


@given(
    angle=st.integers(0, len(ANGLES) - 1),
    offset=st.integers(0, len(OFFSETS) - 1),
    phase=st.sampled_from([0, 90]),
)
def test_an_answer_is_one_output_of_a_convolution_with_relu(angle, offset, phase):
    image = bar(ANGLES[angle], OFFSETS[offset], 9, FIELD)[..., None]
    output = np.maximum(convolve(image, bank(phase)[:, :, None]), 0)
    assert output.shape == (1, 1, len(PREFERRED))
    np.testing.assert_allclose(responses(9, FIELD, phase)[angle, offset], output[0, 0], atol=1e-12)


@pytest.mark.parametrize("width", [3, 9])
def test_every_cell_prefers_its_own_angle_and_ignores_the_one_across(width):
    table = responses(width, FIELD)
    assert table.min() >= 0
    assert table.max() <= 1
    for cell, preferred in enumerate(PREFERRED):
        tuning = table[:, MIDDLE, cell]
        assert ANGLES[tuning.argmax()] == preferred
        assert tuning[ANGLES.index((preferred + 90) % 180)] < 0.01


def test_a_short_bar_tells_angles_less_well():
    long, short = (responses(9, length)[:, MIDDLE, 0] for length in (FIELD, 10))
    assert short.min() / short.max() > 0.8 > 0.02 > long.min() / long.max()


def test_an_edge_cell_prefers_the_bar_beside_the_middle():
    answers = responses(9, FIELD, 90)[0, :, 0]
    assert answers[MIDDLE] < 0.01 < 0.8 < answers.max()
    assert OFFSETS[answers.argmax()] < 0  # below, where the filter is bright


def test_the_table_is_shared_and_cannot_be_changed():
    table = responses(9, FIELD)
    with pytest.raises(ValueError, match="read-only"):
        table[0] = 1


def test_puzzles_name_the_nearest_cell():
    for seed in range(100):
        puzzle = cell_puzzle(seed)
        away = [abs((puzzle.angle - angle + 90) % 180 - 90) for angle in PREFERRED]
        assert puzzle.answer == PREFERRED[int(np.argmin(away))]
        assert min(away) <= 12
    assert {cell_puzzle(seed).answer for seed in range(100)} == set(PREFERRED)


@given(
    angle=st.integers(0, len(ANGLES) - 1),
    offset=st.integers(0, len(OFFSETS) - 1),
    phase=st.sampled_from([0, 90]),
)
def test_sums_above_0_are_the_answers(angle, offset, phase):
    found = sums(ANGLES[angle], OFFSETS[offset], 9, 20, phase)
    by_cell = [
        (bar(ANGLES[angle], OFFSETS[offset], 9, 20) * bank(phase)[..., cell]).sum()
        for cell in range(len(PREFERRED))
    ]
    np.testing.assert_allclose(found, by_cell, atol=1e-12)
    expected = responses(9, 20, phase)[angle, offset]
    np.testing.assert_allclose(np.maximum(found, 0), expected, atol=1e-12)


def test_a_cell_answers_to_its_line_on_a_photo_and_is_silent_elsewhere():
    photo = np.zeros((15, 15))
    photo[7] = 1
    lying, standing = answers_on(photo, 0, size=9), answers_on(photo, 90, size=9)
    assert lying.shape == (7, 7)
    assert (lying >= 0).all()
    assert lying[3, 3] == pytest.approx(np.maximum(gabor(0, 9)[4].sum(), 0))
    assert lying[3, 3] > 0.3 > 100 * standing.max()


def test_degrees_between_bars_by_hand():
    assert [angle_between(*pair) for pair in ((0, 179), (30, 150), (90, 0), (45, 45))] == [
        *(1, 60, 90, 0)
    ]


def test_a_puzzle_says_how_far_the_cell_is_away():
    puzzle = CellPuzzle(179)
    assert (puzzle.answer, puzzle.away) == (0, 1)
