"""Exercises on strides: how far must the input move for the last map to move one cell."""

import math
import random
from dataclasses import dataclass


@dataclass(frozen=True)
class StepPuzzle:
    """Layers with these strides, one after another; none of them pads."""

    strides: tuple[int, ...]

    @property
    def answer(self) -> int:
        """Pixels of the input between neighbouring cells of the last map."""
        return math.prod(self.strides)


def step_puzzle(seed: int) -> StepPuzzle:
    """Draw three to five layers, at least two of which skip pixels.

    >>> step_puzzle(3) == step_puzzle(3)
    True
    """
    draw = random.Random(seed)
    skipping = [draw.choice((2, 2, 3)) for _ in range(draw.choice((2, 3)))]
    strides = skipping + [1] * draw.choice((1, 2))
    draw.shuffle(strides)
    return StepPuzzle(tuple(strides))
