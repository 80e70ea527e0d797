"""Computations that one lesson shows: examples, puzzles, simulations."""

from core.lessons import border, digits, dropout, examples, shift, simple_cells, stops
from core.lessons.channel_maps import partial_maps, sum_of_maps
from core.lessons.gabor_filter import gabor
from core.lessons.history import MILESTONES, Milestone
from core.lessons.puzzles import (
    PUZZLES,
    cell_puzzle,
    parameter_puzzle,
    pooling_puzzle,
    size_puzzle,
    step_puzzle,
)

__all__ = [
    "MILESTONES",
    "PUZZLES",
    "Milestone",
    "border",
    "cell_puzzle",
    "digits",
    "dropout",
    "examples",
    "gabor",
    "parameter_puzzle",
    "partial_maps",
    "pooling_puzzle",
    "shift",
    "simple_cells",
    "size_puzzle",
    "step_puzzle",
    "stops",
    "sum_of_maps",
]
