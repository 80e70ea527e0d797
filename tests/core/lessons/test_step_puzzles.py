import numpy as np
import pytest

from core.lessons.puzzles import PUZZLES
from core.lessons.step_puzzles import StepPuzzle, step_puzzle


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
