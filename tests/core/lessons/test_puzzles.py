"""Puzzles: equal for equal seeds, possible, and answered as TensorFlow answers."""

import numpy as np
import pytest

from core.convolution import windows
from core.lessons.puzzles import (
    PUZZLES,
    PoolingPuzzle,
    SizePuzzle,
    StepPuzzle,
    pooling_puzzle,
    size_puzzle,
    step_puzzle,
)


def test_a_seed_names_a_puzzle():
    assert [size_puzzle(n) for n in range(20)] == [size_puzzle(n) for n in range(20)]
    assert len({size_puzzle(n) for n in range(PUZZLES)}) > 0.9 * PUZZLES
    assert len({pooling_puzzle(n) for n in range(PUZZLES)}) > 0.9 * PUZZLES


def test_the_lecture_as_a_puzzle():
    puzzle = SizePuzzle(7, 3, 2, "valid")
    assert (puzzle.answer, puzzle.padded, puzzle.room, puzzle.left_over) == (3, 7, 4, 0)


def test_a_lopsided_puzzle():
    puzzle = SizePuzzle(8, 3, 2, "same")
    assert (puzzle.answer, puzzle.added, puzzle.padded, puzzle.room) == (4, (0, 1), 9, 6)


@pytest.mark.parametrize("seed", range(PUZZLES))
def test_the_worked_steps_lead_to_the_answer(seed):
    puzzle = size_puzzle(seed)
    stops = windows(np.zeros((puzzle.size, 32)), (puzzle.kernel_size,) * 2, puzzle.stride, "valid")
    if puzzle.padding == "valid":
        assert len(stops) == puzzle.answer
    assert (puzzle.answer - 1) * puzzle.stride + puzzle.left_over == puzzle.room
    assert puzzle.answer >= 1


def test_answers_are_those_of_tensorflow(tensorflow):
    for puzzle in {size_puzzle(seed) for seed in range(PUZZLES)}:
        x = tensorflow.zeros((1, puzzle.size, 1))
        mode = puzzle.padding
        if isinstance(mode, int):
            x, mode = tensorflow.pad(x, [(0, 0), (mode, mode), (0, 0)]), "valid"
        kernel = tensorflow.zeros((puzzle.kernel_size, 1, 1))
        output = tensorflow.nn.conv1d(x, kernel, puzzle.stride, mode.upper())
        assert output.shape[1] == puzzle.answer, puzzle


def test_pooling_by_hand():
    image = ((1, 2, 3, 4), (5, 6, 7, 8), (9, 0, 1, 2), (3, 4, 5, 6))
    assert PoolingPuzzle(image, "max", 0, 1).window == [3, 4, 7, 8]
    assert PoolingPuzzle(image, "max", 0, 1).answer == 8
    assert PoolingPuzzle(image, "average", 1, 0).answer == 4


def test_pooling_answers_follow_from_the_window():
    for puzzle in map(pooling_puzzle, range(PUZZLES)):
        expected = max(puzzle.window) if puzzle.mode == "max" else sum(puzzle.window) / 4
        assert puzzle.answer == expected


def test_by_hand():
    assert StepPuzzle((1, 2, 1, 2)).answer == 4
    assert StepPuzzle((3, 1, 2)).answer == 6


def test_every_puzzle_skips_and_is_small_enough_to_do_in_the_head():
    puzzles = [step_puzzle(seed) for seed in range(PUZZLES)]
    assert all(4 <= puzzle.answer <= 27 for puzzle in puzzles)
    assert all(3 <= len(puzzle.strides) <= 5 for puzzle in puzzles)
    assert len(set(puzzles)) > 20


@pytest.mark.parametrize("seed", range(8))
def test_the_answer_is_the_smallest_shift_that_moves_the_last_map_one_cell(seed):
    puzzle = step_puzzle(seed)
    signal = np.random.default_rng(seed).normal(size=40 * puzzle.answer)

    def last_map(values):
        for stride in puzzle.strides:
            values = (values[:-1] + 2 * values[1:])[::stride]
        return values

    def moves_one_cell(shift):
        before, after = last_map(signal[shift:]), last_map(signal)
        return np.array_equal(before[:20], after[1:21])

    exact = [shift for shift in range(1, puzzle.answer + 1) if moves_one_cell(shift)]
    assert exact == [puzzle.answer]
