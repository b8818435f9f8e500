"""Fit the trees of keywords to the articles labelled for it, and cross-validate them.

usage: python -m bench.train_keywords [--shared DIR] [--repeats N] [--apart] [--write]

Needs lightgbm (``pip install lightgbm``); what is written needs nothing but numpy. Taught by every candidate
of the 270 articles of keywords_more.jsonl and keywords_more2.jsonl: is it a keyword written by hand,
or (worth less) alike to one? Prints P@5 with each tenth of the articles judged by the others,
beside jieba's TF-IDF. ``--apart`` judges the 80 articles of keywords_apart.jsonl by trees of all 270. ``--write``
writes store/language/keyword_trees.npz.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray

from bench.keywords import DATA, alike, hits, whole
from bench.labels.read import labelled, text_at
from store.language import background, keyword_ranking, keyword_trees, words
from store.language.analyse import Analyser
from store.language.keyword_candidates import candidates
from store.language.keyword_features import NAMES, Numbers, features
from store.language.keyword_trees import ANSWERS, BRANCHES

TREES = Path("store/language") / keyword_trees.NAME
TAUGHT = ("keywords_more", "keywords_more2")
APART = ("keywords_apart",)
FOLDS = 10
ROUNDS = 250
SETTINGS = {
    "objective": "cross_entropy",
    "learning_rate": 0.05,
    "num_leaves": BRANCHES,
    "min_data_in_leaf": 60,
    "lambda_l2": 5.0,
    "feature_fraction": 0.25,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "deterministic": True,
    "num_threads": 1,
    "verbose": -1,
}
Rows = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible keyword of the article of that number, what is seen of it and what it is worth."""

    article: int
    word: str
    seen: Numbers
    right: float


@dataclass(frozen=True, slots=True)
class Lesson:
    """Labelled articles: their keywords by hand, TF-IDF's, and all candidates."""

    golds: list[list[str]]
    tfidf: list[list[str]]
    candidates: list[Candidate]

    @property
    def seen(self) -> Rows:
        return np.array([one.seen for one in self.candidates])

    @property
    def right(self) -> Rows:
        return np.array([one.right for one in self.candidates])


def lesson(labels: tuple[str, ...], data: Path, part: float) -> Lesson:
    """All that those label files teach; ``part`` is what a match is worth that is not equal."""
    analyser = Analyser()
    by_tfidf, _ = words.tfidf_and_textrank()
    found = Lesson([], [], [])
    for name in labels:
        for article, units, label in labelled(name, data):
            gold = [text_at(units, k["unit"], k["span"]) or "" for k in label["keywords"]]
            texts, named = analyser.texts_of(article)
            everything = candidates(texts, named, article.column)
            for word, seen in features(everything, texts, background.shipped()).items():
                right = 1.0 if word in gold else part * any(alike(word, g) for g in gold)
                found.candidates.append(Candidate(len(found.golds), word, seen, right))
            found.golds.append(gold)
            found.tfidf.append(by_tfidf(whole(article), topK=5))
    return found


def fit(seen: Rows, right: Rows, seed: int = 0) -> lightgbm.Booster:
    return lightgbm.train(
        {**SETTINGS, "seed": seed}, lightgbm.Dataset(seen, right), num_boost_round=ROUNDS
    )


def judged(taught: Lesson, scores: Rows) -> tuple[float, float]:
    """P@5 of the best by ``scores``, and the share that is the very string."""
    scored: list[list[tuple[float, str]]] = [[] for _ in taught.golds]
    for one, score in zip(taught.candidates, scores.tolist(), strict=True):
        scored[one.article].append((score, one.word))
    met = equal = 0
    for own, gold in zip(scored, taught.golds, strict=True):
        chosen = [word for _, word in keyword_ranking.choose(own, 5)]
        met += hits(chosen, gold)
        equal += len(set(chosen) & set(gold))
    return met / (5 * len(scored)), equal / (5 * len(scored))


def cross_validated(taught: Lesson, seed: int) -> tuple[float, float]:
    order = np.random.default_rng(seed).permutation(len(taught.golds))
    fold = np.argsort(order)[[one.article for one in taught.candidates]] % FOLDS
    scores = np.zeros(len(taught.candidates))
    for left_out in range(FOLDS):
        others = fold != left_out
        scores[~others] = fit(taught.seen[others], taught.right[others], seed).predict(
            taught.seen[~others]
        )
    return judged(taught, scores)


def tables(booster: lightgbm.Booster) -> dict[str, Any]:
    """The trees as store.language.keyword_trees reads them: branches, leaves, the leaf of each code."""
    trees = [tree["tree_structure"] for tree in booster.dump_model()["tree_info"]]
    feature = np.zeros((len(trees), BRANCHES), np.uint8)
    threshold = np.full((len(trees), BRANCHES), -np.inf)
    value = np.zeros((len(trees), BRANCHES + 1), np.float32)
    leaf = np.zeros((len(trees), ANSWERS), np.uint8)
    for number, tree in enumerate(trees):
        for branch in branches(tree):
            at = branch["split_index"]
            feature[number, at] = branch["split_feature"]
            threshold[number, at] = branch["threshold"]
        for code in range(ANSWERS):
            node = tree
            while "split_index" in node:
                taken = code >> (BRANCHES - 1 - node["split_index"]) & 1
                node = node["left_child" if taken else "right_child"]
            leaf[number, code] = node.get("leaf_index", 0)
            value[number, leaf[number, code]] = node["leaf_value"]
    return {
        "feature": feature.ravel(),
        "threshold": threshold.ravel(),
        "value": value,
        "leaf": leaf,
    }


def branches(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if "split_index" in node:
        yield node
        yield from branches(node["left_child"])
        yield from branches(node["right_child"])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=DATA.parent)
    parser.add_argument("--repeats", type=int, default=3, help="how many times cross-validated")
    parser.add_argument(
        "--part", type=float, default=0.4, help="what a match is worth that is not equal"
    )
    parser.add_argument("--apart", action="store_true", help="judge the articles kept apart")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    taught = lesson(TAUGHT, options.shared / "data", options.part)
    many = len(taught.golds)
    print(f"{many} articles, {len(taught.candidates) / many:.0f} candidates each")
    if options.repeats:
        every = [cross_validated(taught, seed) for seed in range(options.repeats)]
        report(f"left out ({FOLDS} folds, {options.repeats} times)", np.mean(every, axis=0), taught)
    booster = fit(taught.seen, taught.right)
    if options.apart:
        apart = lesson(APART, options.shared / "data", options.part)
        report("kept apart", judged(apart, np.asarray(booster.predict(apart.seen))), apart)
    gains = booster.feature_importance("gain")
    for at in np.argsort(-gains):
        print(f"{100 * gains[at] / gains.sum():6.1f} %  {NAMES[at]}")
    if options.write:
        np.savez_compressed(TREES, names=np.array("\n".join(NAMES)), **tables(booster))
        print(f"{TREES}: {TREES.stat().st_size} bytes")


def report(what: str, found: tuple[float, float], judged_by: Lesson) -> None:
    pairs = list(zip(judged_by.tfidf, judged_by.golds, strict=True))
    right = sum(hits(found, gold) for found, gold in pairs) / (5 * len(pairs))
    equal = sum(len(set(found) & set(gold)) for found, gold in pairs) / (5 * len(pairs))
    print(
        f"P@5 {found[0]:.3f} of articles {what}, {found[1]:.3f} the very string; "
        f"TF-IDF {right:.3f} and {equal:.3f}, {found[0] / right:.2f} × it"
    )


if __name__ == "__main__":
    main()
