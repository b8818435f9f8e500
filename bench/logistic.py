"""Logistic regression with an L2 penalty, by Newton's method."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float64]


def fit(rows: Rows, right: Rows, penalty: float) -> Rows:
    """Weights of standardised features; the first, which is always 1, is not penalised."""
    weights = np.zeros(rows.shape[1])
    ridge = np.eye(rows.shape[1]) * penalty
    ridge[0, 0] = 1e-6
    for _ in range(25):
        likely = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (likely - right) + ridge @ weights
        bend = (rows * (likely * (1 - likely))[:, None]).T @ rows + ridge
        step = np.linalg.solve(bend, slope)
        weights -= step
        if np.abs(step).max() < 1e-5:
            break
    return weights
