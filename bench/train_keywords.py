"""Fit the weights of keywords to the articles labelled for it, and cross-validate them.

usage: python -m bench.train_keywords [--shared DIR] [--write]

Logistic regression with an L2 penalty by Newton's method over every candidate of the 120 articles of
bench/labels/keywords_more.jsonl: is it a keyword written by hand, or (worth less) alike to one? Prints P@5 with each
tenth of the articles judged by weights of the others. ``--write`` writes store/language/keyword_weights.py.
"""

from __future__ import annotations

import argparse
import math
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.keywords import DATA, alike, hits
from bench.labels.read import labelled, text_at
from store.language import background, keyword_ranking
from store.language.analyse import Analyser
from store.language.keyword_candidates import candidates

WEIGHTS = Path("store/language/keyword_weights.py")
FOLDS = 10
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


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=DATA.parent)
    parser.add_argument("--penalty", type=float, default=10.0)
    parser.add_argument(
        "--part", type=float, default=0.4, help="what a match is worth that is not equal"
    )
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    analyser = Analyser()
    names: list[str] = []
    rows: list[list[float]] = []
    right: list[float] = []
    words: list[tuple[int, str]] = []
    golds: list[list[str]] = []
    for number, (article, units, label) in enumerate(
        labelled("keywords_more", options.shared / "data")
    ):
        gold = [text_at(units, k["unit"], k["span"]) or "" for k in label["keywords"]]
        golds.append(gold)
        texts, named = analyser.texts_of(article)
        everything = candidates(texts, named, article.column)
        found = keyword_ranking.features(everything, texts, (), background.shipped())
        for word, values in found.items():
            names = names or list(values)
            rows.append([values[name] for name in names])
            part = options.part * any(alike(word, g) for g in gold)
            right.append(1.0 if word in gold else part)
            words.append((number, word))
    table, truth = np.array(rows), np.array(right)
    of = np.array([number for number, _ in words])
    mean, spread = table.mean(axis=0), table.std(axis=0)
    spread[spread == 0] = 1.0
    mean[0], spread[0] = 0.0, 1.0
    table = (table - mean) / spread
    print(f"{len(golds)} articles, {len(rows) / len(golds):.0f} candidates each")
    met = equal = 0
    for fold in range(FOLDS):
        weights = fit(table[of % FOLDS != fold], truth[of % FOLDS != fold], options.penalty)
        for number in range(fold, len(golds), FOLDS):
            scored = [
                (1 / (1 + math.exp(-float(table[at] @ weights))), words[at][1])
                for at in np.flatnonzero(of == number)
            ]
            chosen = [word for _, word in keyword_ranking.choose(scored, 5)]
            met += hits(chosen, golds[number])
            equal += len(set(chosen) & set(golds[number]))
    print(
        f"P@5 {met / (5 * len(golds)):.3f} of articles left out ({FOLDS} folds), "
        f"{equal / (5 * len(golds)):.3f} the very string"
    )
    weights = fit(table, truth, options.penalty) / spread
    weights[0] -= float(weights[1:] @ mean[1:])
    for name, weight in zip(names, weights, strict=True):
        print(f"{weight:8.3f}  {name}")
    if options.write:
        head, _, _ = WEIGHTS.read_text(encoding="utf-8").partition("WEIGHTS")
        lines = "".join(f'    "{n}": {w:.3f},\n' for n, w in zip(names, weights, strict=True))
        WEIGHTS.write_text(f"{head}WEIGHTS: dict[str, float] = {{\n{lines}}}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
