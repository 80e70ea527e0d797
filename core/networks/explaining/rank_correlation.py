"""Spearman's rank correlation: how alike two maps order the places."""

import numpy as np


def rank_correlation(first: np.ndarray, second: np.ndarray) -> float:
    """Return Spearman's coefficient of two arrays of equal shape, -1..1; equal values share a rank.

    0 where one of them is constant: it orders nothing.

    >>> rank_correlation(np.array([1, 2, 3]), np.array([10, 20, 400]))
    1.0
    """
    from scipy.stats import spearmanr  # 0.4 s and 44 MB, only where somebody asks for a check

    if not (np.ptp(first) and np.ptp(second)):
        return 0.0
    coefficient, _ = np.asarray(spearmanr(first.ravel(), second.ravel()))
    return float(coefficient)
