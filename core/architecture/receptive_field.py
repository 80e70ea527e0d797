"""Receptive field: the part of the input that one cell of a feature map can see.

Araujo, Norris and Sim, Computing Receptive Fields of Convolutional Neural Networks, Distill 2019.
"""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class ReceptiveField:
    """Of one layer, in input pixels.

    Attributes
    ----------
    size
        Side of the window that one cell sees.
    jump
        Pixels between the windows of neighbouring cells.
    start
        Centre of the first cell's window; 0.5 is the middle of the first pixel.
    """

    size: int = 1
    jump: int = 1
    start: float = 0.5

    def after(self, kernel_size: int, stride: int, padding: int) -> "ReceptiveField":
        """Return the field one layer later; `padding` is the one before the first pixel."""
        return ReceptiveField(
            size=self.size + (kernel_size - 1) * self.jump,
            jump=self.jump * stride,
            start=self.start + ((kernel_size - 1) / 2 - padding) * self.jump,
        )

    def window(self, row: int, column: int, input_size: int) -> tuple[float, float, float, float]:
        """Return (top, left, bottom, right) of a cell's window as fractions 0..1 of the input.

        What lies in the padding is cut off.
        """
        centres = self.start + self.jump * np.array([row, column])
        edges = np.concatenate([centres - self.size / 2, centres + self.size / 2])
        return tuple(np.clip(edges / input_size, 0.0, 1.0).tolist())
