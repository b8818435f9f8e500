"""Group words by the company they keep, for the names tagger.

usage: python -m bench.cluster_words [--words N] [--clusters K] [--out FILE]

Each word is described by the words beside it (positive pointwise mutual information, left and right
apart), reduced by a truncated SVD (Levy & Goldberg 2014) and grouped by k-means. Numbers only.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bench.labels.corpus import SOURCES, records, units
from store.language import words
from store.language.name_features import fold_text

CONTEXTS = 2500


def sentences() -> list[list[str]]:
    """Every unit of both sources, cut, folded as the tagger folds."""
    cut = words.stock().cut
    return [
        [fold_text(word) for word in cut(text)]
        for source in SOURCES
        for record in records(source)
        for text in units(record).values()
    ]


def vectors(lines: list[list[str]], vocabulary: list[str]) -> npt.NDArray[np.float32]:
    """One row a word."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.linalg import svds

    number = {word: n for n, word in enumerate(vocabulary)}
    lefts: list[npt.NDArray[np.int32]] = []
    for line in lines:
        ids = np.fromiter((number.get(w, -1) for w in line), dtype=np.int32, count=len(line))
        lefts.append(ids)
        lefts.append(np.array([-1], dtype=np.int32))
    ids = np.concatenate(lefts)
    one, other = ids[:-1], ids[1:]
    rows, columns = [], []
    keep = (one >= 0) & (other >= 0) & (one < CONTEXTS)
    rows.append(other[keep])
    columns.append(one[keep])
    keep = (one >= 0) & (other >= 0) & (other < CONTEXTS)
    rows.append(one[keep])
    columns.append(other[keep] + CONTEXTS)
    row, column = np.concatenate(rows), np.concatenate(columns)
    shape = (len(vocabulary), 2 * CONTEXTS)
    counts = coo_matrix((np.ones(len(row), np.float32), (row, column)), shape=shape).tocsr()
    counts.sum_duplicates()
    total = counts.sum()
    of_row = np.asarray(counts.sum(axis=1)).ravel()
    of_column = np.asarray(counts.sum(axis=0)).ravel() ** 0.75
    of_column *= total / of_column.sum()
    pairs = counts.tocoo()
    mutual = np.log(pairs.data * total / (of_row[pairs.row] * of_column[pairs.col]))
    pairs.data = np.maximum(mutual, 0).astype(np.float32)
    left, strength, _ = svds(pairs.tocsr(), k=80)
    found: npt.NDArray[np.float32] = (left * np.sqrt(strength)).astype(np.float32)
    length = np.linalg.norm(found, axis=1, keepdims=True)
    scaled: npt.NDArray[np.float32] = found / np.maximum(length, 1e-6)
    return scaled


def group(points: npt.NDArray[np.float32], size: int) -> npt.NDArray[np.int64]:
    """k-means by cosine, from the most frequent words."""
    random = np.random.default_rng(1)
    centres = points[random.choice(min(len(points), 8000), size, replace=False)].copy()
    nearest = np.zeros(len(points), dtype=np.int64)
    for _round in range(25):
        nearest = np.concatenate(
            [(points[a : a + 8192] @ centres.T).argmax(axis=1) for a in range(0, len(points), 8192)]
        )
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, points)
        length = np.linalg.norm(sums, axis=1, keepdims=True)
        empty = length.ravel() < 1e-6
        centres = sums / np.maximum(length, 1e-6)
        centres[empty] = points[random.choice(len(points), int(empty.sum()))]
    return nearest


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--words", type=int, default=60_000)
    parser.add_argument("--clusters", type=int, default=400)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    lines = sentences()
    counts: Counter[str] = Counter()
    for line in lines:
        counts.update(line)
    vocabulary = [w for w, n in counts.most_common(args.words) if n >= 5]
    nearest = group(vectors(lines, vocabulary), args.clusters)
    args.out.write_text(
        "".join(f"{w}\t{c + 1}\n" for w, c in zip(vocabulary, nearest, strict=True) if w.strip()),
        encoding="utf-8",
    )
    for cluster in range(0, args.clusters, 20):
        shown = [w for w, c in zip(vocabulary, nearest, strict=True) if c == cluster][:12]
        print(cluster + 1, " ".join(shown))


if __name__ == "__main__":
    main()
