"""Exercises drawn from a seed: the same seed is the same puzzle for everybody, with its answer."""

import math
import random
from dataclasses import dataclass
from typing import Literal

import numpy as np

from core.architecture import Conv2D, Count
from core.convolution import Padding, output_size, padding_amounts
from core.lessons.simple_cells import FIELD, PREFERRED, angle_between, sums
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


@dataclass(frozen=True)
class ParameterPuzzle:
    """How many parameters has a convolution layer? The size of the map does not matter."""

    side: int
    channels: int
    layer: Conv2D

    @property
    def count(self) -> Count:
        """The answer with its arithmetic."""
        return self.layer.parameters((self.side, self.side, self.channels))


def parameter_puzzle(seed: int) -> ParameterPuzzle:
    """Draw a puzzle that can be worked out on paper.

    >>> parameter_puzzle(3) == parameter_puzzle(3)
    True
    """
    draw = random.Random(seed)
    layer = Conv2D(draw.choice((4, 8, 10, 16)), kernel_size=draw.choice((1, 3, 5)))
    return ParameterPuzzle(draw.choice((28, 32, 64, 224)), draw.choice((1, 3, 8, 10)), layer)


@dataclass(frozen=True)
class CellPuzzle:
    """Which cell answers most to a thin bar through the middle? `angle` is the bar's, degrees."""

    angle: int

    @property
    def answer(self) -> int:
        """Preferred angle of that cell, degrees."""
        return PREFERRED[int(sums(self.angle, 0, 5, FIELD).argmax())]

    @property
    def away(self) -> int:
        """Degrees between the bar and what that cell prefers."""
        return angle_between(self.angle, self.answer)


def cell_puzzle(seed: int) -> CellPuzzle:
    """Draw an angle that is nearer to one cell than to the others.

    >>> cell_puzzle(1) == cell_puzzle(1)
    True
    """
    draw = random.Random(seed)
    return CellPuzzle((draw.choice(PREFERRED) + draw.randint(-12, 12)) % 180)
