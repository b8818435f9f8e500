"""Boosted trees in numpy: how likely each row of features is a keyword's.

Fitted by ``python -m bench.train_keywords`` (LightGBM: Ke et al. 2017). A tree has at most eight branches; whether
each of them is taken makes eight bits, and a table has the tree's answer to each (after QuickScorer, Lucchese
et al. 2015), so that nothing but numpy is needed, and no walk.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

NAME = "keyword_trees.npz"
#: Branches of a tree at most, and answers: one for each way they can be taken.
BRANCHES = 8
ANSWERS = 1 << BRANCHES


@dataclass(frozen=True, slots=True)
class Trees:
    """``names`` of the features in order; of each tree in turn eight branches, each asking whether
    ``feature`` is at most ``threshold``; ``answers`` of all trees in one row."""

    names: tuple[str, ...]
    feature: NDArray[np.intp]
    threshold: NDArray[np.float64]
    answers: NDArray[np.float32]

    def __call__(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """How likely each row is a keyword's, from 0 to 1."""
        taken = rows.take(self.feature, axis=1) <= self.threshold
        codes = np.packbits(taken, axis=1).astype(np.intp)
        codes += np.arange(0, len(self.answers), ANSWERS)
        total = self.answers.take(codes).sum(axis=1, dtype=np.float64)
        likely: NDArray[np.float64] = 1 / (1 + np.exp(-total))
        return likely


@lru_cache(maxsize=1)
def shipped() -> Trees:
    """The trees that come with chenbao, loaded once."""
    with as_file(files("store.language").joinpath(NAME)) as path, np.load(path) as stored:
        # Leaves are numbered within their tree; a tree has one more than branches.
        leaf = stored["leaf"].astype(np.intp)
        answers = np.take_along_axis(stored["value"], leaf, axis=1)
        return Trees(
            tuple(str(stored["names"]).split("\n")),
            stored["feature"].astype(np.intp),
            stored["threshold"],
            answers.ravel().astype(np.float32),
        )
