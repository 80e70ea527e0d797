"""Puzzles: equal for equal seeds, possible, and answered as TensorFlow answers."""

import numpy as np
import pytest

from core.convolution import windows
from core.lessons.puzzles import PUZZLES, PoolingPuzzle, SizePuzzle, pooling_puzzle, size_puzzle


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
