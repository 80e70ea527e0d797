"""Computations that one lesson shows: examples, puzzles, simulations."""
