"""Exercises on counting parameters, drawn from a seed."""

import random
from dataclasses import dataclass

from core.architecture.layers import Conv2D, Count


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
