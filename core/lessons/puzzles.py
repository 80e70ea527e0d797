"""Exercises drawn from a seed: the same seed is the same puzzle for everybody, with its answer."""

import random
from dataclasses import dataclass
from typing import Literal

import numpy as np

from core.convolution import Padding, output_size, padding_amounts
from core.pooling import pool

PUZZLES = 100  # seeds that lessons offer


@dataclass(frozen=True)
class SizePuzzle:
    """How large is the output? One axis; `answer` and the steps that lead to it are properties."""

    size: int
    kernel_size: int
    stride: int
    padding: Padding

    @property
    def answer(self) -> int:
        """Number of stops of the window."""
        return output_size(self.size, self.kernel_size, self.stride, self.padding)

    @property
    def added(self) -> tuple[int, int]:
        """Pixels of padding (before, after)."""
        return padding_amounts(self.size, self.kernel_size, self.stride, self.padding)

    @property
    def padded(self) -> int:
        """Pixels, padding included."""
        return self.size + sum(self.added)

    @property
    def room(self) -> int:
        """Pixels by which the window can move."""
        return self.padded - self.kernel_size

    @property
    def left_over(self) -> int:
        """Pixels at the end that no window reaches."""
        return self.room % self.stride


@dataclass(frozen=True)
class PoolingPuzzle:
    """What is one output cell of a 2x2 pooling? `image` is 4x4, the cell is given from 0."""

    image: tuple[tuple[int, ...], ...]
    mode: Literal["max", "average"]
    row: int
    column: int

    @property
    def window(self) -> list[int]:
        """The four numbers that the cell stands for."""
        rows = slice(2 * self.row, 2 * self.row + 2)
        columns = slice(2 * self.column, 2 * self.column + 2)
        return np.array(self.image)[rows, columns].ravel().tolist()

    @property
    def answer(self) -> float:
        """Value of the output cell."""
        return float(pool(np.array(self.image), mode=self.mode)[self.row, self.column])


def size_puzzle(seed: int) -> SizePuzzle:
    """Draw a size puzzle whose window fits; number padding is smaller than the window.

    >>> size_puzzle(0) == size_puzzle(0)
    True
    """
    draw = random.Random(seed)
    kernel_size = draw.choice((2, 3, 5, 7))
    size = draw.randint(kernel_size + 1, 32)
    padding = draw.choice(("valid", "same", draw.randrange(1, kernel_size)))
    return SizePuzzle(size, kernel_size, draw.choice((1, 2, 3)), padding)


def pooling_puzzle(seed: int) -> PoolingPuzzle:
    """Draw a pooling puzzle with digits 0..9."""
    draw = random.Random(seed)
    image = tuple(tuple(draw.randint(0, 9) for _ in range(4)) for _ in range(4))
    return PoolingPuzzle(
        image, draw.choice(("max", "average")), draw.randrange(2), draw.randrange(2)
    )
