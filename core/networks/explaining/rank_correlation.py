"""Spearman's rank correlation: how alike two maps order the places."""

import numpy as np


def rank_correlation(first: np.ndarray, second: np.ndarray) -> float:
    """Return Spearman's coefficient of two arrays of equal shape, -1..1; equal values share a rank.

    0 where one of them is constant: it orders nothing.

    >>> rank_correlation(np.array([1, 2, 3]), np.array([10, 20, 400]))
    1.0
    """
    ranks = np.stack([_ranks(first), _ranks(second)])
    centred = ranks - ranks.mean(axis=1, keepdims=True)
    scale = np.sqrt(np.prod((centred**2).sum(axis=1)))
    return float(centred[0] @ centred[1] / scale) if scale > 0 else 0.0


def _ranks(values):
    """Return the rank of each value, 0 for the smallest; equal ones get the mean of theirs."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    return (np.cumsum(counts) - (counts + 1) / 2)[place.ravel()]
