"""Train the names tagger: a teacher's labels first, hand labels after.

usage: python -m bench.train_names [--teacher FILE …] [--out FILE] [--rows N] [--epochs N]

Two linear-chain CRFs over characters (Lafferty et al. 2001) with BMES labels. The first learns from
what LAC found in the archive (bench/teach_names.py), by stochastic gradient ascent with Adagrad
steps (Duchi et al. 2011); no hand-labelled article is among its texts. The second looks over its
shoulder and learns in the same way from the hand labels (bench/labels/names, the training split
only), from copies of them with other names (bench/rename.py), and from invented local articles
(bench/labels/local/training*.txt). Trained apart, the second sees the first one's honest mistakes.

Needs numba, and the data beside the repository.
"""

from __future__ import annotations

import argparse
import gzip
import json
import pickle
import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numba
import numpy as np
import numpy.typing as npt

from bench.divisions import OUT, townships
from bench.hand_labels import by_hand
from bench.labels.corpus import addresses
from bench.labels.sample import SHARES
from bench.labels.standing import COUNTRIES
from bench.local_papers import FOLDER, invented
from bench.rename import Renamer
from store.language import words
from store.language.name_features import (
    KINDS,
    NameDictionary,
    View,
    WordClusters,
    name_keys,
)
from store.language.name_first import features
from store.language.name_second import second_features
from store.language.name_tagger import CrfTagger, sentence_ends

LABELS = 1 + 4 * len(KINDS)
BITS = 24
SHIFT = np.uint32(32 - BITS)
ALL = (1 << LABELS) - 1
CUT = re.compile(r"[。！？；\n]")
Span = tuple[int, int, str]
Labelled = tuple[str, str, list[Span], list[Span]]
COUNTRY = frozenset(COUNTRIES)


@dataclass(slots=True)
class Example:
    """One article: its text, its words, and for every character the labels it may bear (bits)."""

    id: str
    text: str
    words: list[str]
    allowed: npt.NDArray[np.uint16]
    spans: list[Span]


def label(kind: str, place: int) -> int:
    """0 is O; then B, M, E, S of each kind."""
    return 1 + KINDS.index(kind) * 4 + place


def paint(allowed: npt.NDArray[np.uint16], start: int, end: int, kind: str) -> None:
    """Ask for exactly this span."""
    if end - start == 1:
        allowed[start] = 1 << label(kind, 3)
        return
    allowed[start] = 1 << label(kind, 0)
    allowed[start + 1 : end - 1] = 1 << label(kind, 1)
    allowed[end - 1] = 1 << label(kind, 2)


def mended(text: str, spans: list[list[Any]]) -> list[Span]:
    """LAC's spans, drawn to our guidelines: chains of places are one, bodies hold their place."""
    found: list[Span] = []
    for start, end, kind in spans:
        while start < end and not text[start].isalnum():
            start += 1
        while end > start and not (text[end - 1].isalnum() or text[end - 1] in "）)"):
            end -= 1
        if kind not in KINDS or end - start < 1 or text[start:end].isdigit():
            continue
        if found and found[-1][1] == start:
            before = text[found[-1][0] : found[-1][1]]
            kinds = found[-1][2] + kind
            places = before not in COUNTRY and len(before) > 1 and end - start > 1
            if (kinds == "LOCLOC" and places and text[start:end] not in COUNTRY) or (
                kinds == "LOCORG" and places
            ):
                found[-1] = (found[-1][0], end, kind)
                continue
        found.append((start, end, kind))
    return found


def taught(path: Path, drawn: bool = False) -> Iterator[tuple[str, str, list[Span]]]:
    """The teacher's articles: id, text, spans; ``drawn`` to our guidelines already, or mended."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            parts: list[str] = []
            spans: list[Span] = []
            at = 0
            for _, text, found in record["units"]:
                own = found if drawn else mended(text, found)
                spans += [(s + at, e + at, k) for s, e, k in own]
                parts.append(text.replace("\n", " "))
                at += len(text) + 1
            yield record["id"], "\n".join(parts), spans


def example(id: str, text: str, spans: list[Span], free: list[Span] | None = None) -> Example:
    allowed = np.ones(len(text), dtype=np.uint16)
    taken = np.zeros(len(text), dtype=bool)
    for start, end, kind in spans:
        taken[start:end] = True
        paint(allowed, start, end, kind)
    for start, end, _ in free or ():
        for at in range(start, end):
            if not taken[at]:
                allowed[at] = ALL
    return Example(id, text, words.stock().cut(text), allowed, spans)


@numba.njit(cache=True, fastmath=True)
def learn(rows, starts, ends, allowed, weights, squares, moves, move_squares, rate, decay, scale):
    """One pass over the sequences of a text; returns their summed log-likelihood."""
    templates = rows.shape[0]
    labels = weights.shape[1]
    total = 0.0
    longest = 0
    for s in range(len(starts)):
        longest = max(longest, ends[s] - starts[s])
    scores = np.empty((longest, labels))
    free = np.empty((longest, labels))
    for s in range(len(starts)):
        first, last = starts[s], ends[s]
        size = last - first
        for i in range(size):
            for k in range(labels):
                scores[i, k] = 0.0
            for t in range(templates):
                row = rows[t, first + i]
                if row > 0:
                    for k in range(labels):
                        scores[i, k] += weights[row, k]
        exped = np.exp(moves)
        full_z, full, full_pairs = marginals(scores, size, exped)
        for i in range(size):
            for k in range(labels):
                ok = (allowed[first + i] >> k) & 1
                free[i, k] = scores[i, k] if ok else -1e30
        gold_z, gold, gold_pairs = marginals(free, size, exped)
        total += gold_z - full_z
        for i in range(size):
            worst = 0.0
            for k in range(labels):
                worst = max(worst, abs(gold[i, k] - full[i, k]))
            if worst < 1e-4:
                continue
            for t in range(templates):
                row = rows[t, first + i]
                if row == 0:
                    continue
                for k in range(labels):
                    g = (gold[i, k] - full[i, k]) * scale - decay * weights[row, k]
                    squares[row, k] += g * g
                    weights[row, k] += rate * g / np.sqrt(squares[row, k] + 1e-8)
        for a in range(labels):
            for b in range(labels):
                if moves[a, b] < -1e8:
                    continue
                g = (gold_pairs[a, b] - full_pairs[a, b]) * scale
                move_squares[a, b] += g * g
                moves[a, b] += rate * g / np.sqrt(move_squares[a, b] + 1e-8)
    return total


@numba.njit(cache=True, fastmath=True)
def marginals(scores, size, exped):
    """Forward-backward with scaling: log Z, the labels' marginals, the pairs' summed marginals."""
    labels = scores.shape[1]
    forward = np.zeros((size, labels))
    backward = np.zeros((size, labels))
    local = np.zeros((size, labels))
    norms = np.zeros(size)
    log_z = 0.0
    for i in range(size):
        best = -1e30
        for k in range(labels):
            best = max(best, scores[i, k])
        log_z += best
        for k in range(labels):
            gap = scores[i, k] - best
            local[i, k] = np.exp(gap) if gap > -60 else 0.0
        norm = 0.0
        for k in range(labels):
            if i == 0:
                value = 1.0 if k == 0 or k % 4 == 1 or k % 4 == 0 else 0.0
            else:
                value = 0.0
                for a in range(labels):
                    value += forward[i - 1, a] * exped[a, k]
            forward[i, k] = value * local[i, k]
            norm += forward[i, k]
        if norm <= 0.0:
            norm = 1e-300
        for k in range(labels):
            forward[i, k] /= norm
        norms[i] = norm
        log_z += np.log(norm)
    for k in range(labels):
        ok = k == 0 or k % 4 == 3 or k % 4 == 0
        backward[size - 1, k] = 1.0 if ok else 0.0
    tail = 0.0
    for k in range(labels):
        tail += forward[size - 1, k] * backward[size - 1, k]
    if tail <= 0.0:
        tail = 1e-300
    log_z += np.log(tail)
    for k in range(labels):
        backward[size - 1, k] /= tail
    pairs = np.zeros((labels, labels))
    for i in range(size - 2, -1, -1):
        for a in range(labels):
            value = 0.0
            for b in range(labels):
                part = exped[a, b] * local[i + 1, b] * backward[i + 1, b] / norms[i + 1]
                value += part
                pairs[a, b] += forward[i, a] * part
            backward[i, a] = value
    return log_z, forward * backward, pairs


def allowed_moves() -> npt.NDArray[np.float64]:
    """0 where one label may follow another, -1e9 where it may not."""
    moves = np.full((LABELS, LABELS), -1e9)
    for a in range(LABELS):
        for b in range(LABELS):
            ends = a == 0 or a % 4 in (3, 0)
            begins = b == 0 or b % 4 in (1, 0)
            inside = a > 0 and b > 0 and (a - 1) // 4 == (b - 1) // 4
            if (ends and begins) or (inside and a % 4 in (1, 2) and b % 4 in (2, 3)):
                moves[a, b] = 0.0
    return moves


def sequences(text: str) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Sentences: where each begins and ends."""
    ends = [m.end() for m in CUT.finditer(text)]
    if not ends or ends[-1] < len(text):
        ends.append(len(text))
    starts = [0, *ends[:-1]]
    return np.array(starts, dtype=np.int64), np.array(ends, dtype=np.int64)


class Trainer:
    """The weights while they grow."""

    def __init__(
        self,
        row_of: npt.NDArray[np.int32],
        dictionary: NameDictionary,
        clusters: WordClusters,
    ) -> None:
        self.row_of = row_of
        self.dictionary = dictionary
        self.clusters = clusters
        self.weights = np.zeros((int(row_of.max()) + 1, LABELS), dtype=np.float32)
        self.squares = np.full_like(self.weights, 1e-2)
        self.moves = allowed_moves()
        self.move_squares = np.full_like(self.moves, 1.0)

    def rows(self, one: Example, with_names: bool) -> npt.NDArray[np.int32]:
        view = View(one.text, one.words, self.dictionary, self.clusters)
        keys = features(view, with_names=with_names)
        found: npt.NDArray[np.int32] = self.row_of[keys >> SHIFT]
        if not with_names:
            found[34:40] = 0
        return found

    def epoch(
        self, examples: list[Example], rate: float, decay: float, dropout: float, scale: float = 1.0
    ) -> float:
        total, count = 0.0, 0
        for one in examples:
            rows = self.rows(one, random.random() >= dropout)
            starts, ends = sequences(one.text)
            total += learn(
                rows, starts, ends, one.allowed, self.weights, self.squares,
                self.moves, self.move_squares, rate, decay, scale,
            )  # fmt: skip
            count += len(one.text)
        return total / count


@numba.njit(cache=True)
def tally(keys, near, counts, named):
    """Count features, in all and beside names."""
    templates, count = keys.shape
    for t in range(templates):
        for i in range(count):
            key = keys[t, i]
            if counts[key] < 255:
                counts[key] += 1
            if near[i] and named[key] < 255:
                named[key] += 1


def choose_rows(
    examples: list[Example], dictionary: NameDictionary, clusters: WordClusters, least: int
) -> npt.NDArray[np.int32]:
    """The row of each feature worth a weight (0: none)."""
    counts = np.zeros(1 << BITS, dtype=np.uint8)
    named = np.zeros(1 << BITS, dtype=np.uint8)
    for one in examples:
        near = one.allowed != 1
        near[1:] |= near[:-1].copy()
        near[:-1] |= near[1:].copy()
        keys = features(View(one.text, one.words, dictionary, clusters))
        tally(keys >> SHIFT, near, counts, named)
    keep = (counts >= least) & (named >= 2)
    row_of = np.zeros(1 << BITS, dtype=np.int32)
    row_of[keep] = np.arange(1, int(keep.sum()) + 1, dtype=np.int32)
    return row_of


def known_names(examples: list[Example], least: int) -> NameDictionary:
    """Names that stand in at least ``least`` articles, with the kinds they mostly are."""
    seen: dict[str, Counter[str]] = {}
    for one in examples:
        for name, kind in {(one.text[s:e], k) for s, e, k in one.spans}:
            seen.setdefault(name, Counter())[kind] += 1
    names: list[str] = []
    kinds: list[int] = []
    for name, counter in seen.items():
        total = sum(counter.values())
        bits = sum(
            1 << KINDS.index(kind)
            for kind, count in counter.items()
            if count >= least and count >= 0.25 * total
        )
        if bits and 2 <= len(name) <= 14:
            names.append(name)
            kinds.append(bits)
    return NameDictionary(name_keys(names), np.array(kinds, dtype=np.uint8))


def prune(trainer: Trainer, size: int) -> None:
    """Keep the ``size`` rows that weigh most."""
    spread = trainer.weights.max(axis=1) - trainer.weights.min(axis=1)
    spread[0] = -1
    kept = np.argsort(-spread)[:size]
    kept = np.sort(kept)
    new_row = np.zeros(len(spread), dtype=np.int32)
    new_row[kept] = np.arange(1, len(kept) + 1, dtype=np.int32)
    trainer.row_of = new_row[trainer.row_of]
    for name in ("weights", "squares"):
        old = getattr(trainer, name)
        new = np.zeros((len(kept) + 1, LABELS), dtype=np.float32)
        new[1:] = old[kept]
        setattr(trainer, name, new)


def packed(keys: npt.NDArray[np.uint32], weights: npt.NDArray[np.float32]) -> bytes:
    """Rows of weights in 8 bits each, with a step of their own a row; keys as gaps, ascending."""
    step = np.maximum(np.abs(weights).max(axis=1), 1e-6) / 127.0
    exponent = np.clip(np.ceil(np.log2(step) * 8), -128, 127).astype(np.int8)
    step = np.exp2(exponent.astype(np.float32) / 8)
    quantised = np.clip(np.rint(weights / step[:, None]), -127, 127).astype(np.int8)
    gaps = np.diff(keys, prepend=np.uint32(0)).astype(np.uint32)
    parts = (gaps, exponent, np.ascontiguousarray(quantised.T))
    return b"".join(part.tobytes() for part in parts)


def first_layer(trainer: Trainer) -> tuple[dict[str, Any], bytes]:
    """The first CRF as it is stored."""
    keys = np.flatnonzero(trainer.row_of).astype(np.uint32)
    weights = trainer.weights[trainer.row_of[keys]]
    weights = weights - weights.mean(axis=1, keepdims=True)
    head = {"bits": BITS, "labels": LABELS, "rows": len(keys),
            "moves": np.round(trainer.moves, 4).tolist()}  # fmt: skip
    return head, packed(keys, weights)


def save(
    path: Path,
    first: tuple[dict[str, Any], bytes],
    second: tuple[dict[str, Any], bytes] | None,
    dictionary: NameDictionary,
    clusters: WordClusters,
    divisions: NameDictionary,
) -> None:
    """Write the weights as store/language/name_tagger.py reads them."""
    head = {
        "version": 2,
        "first": first[0],
        "second": second[0] if second else None,
        "names": len(dictionary.keys),
        "words": len(clusters.keys),
        "divisions": len(divisions.keys),
    }
    name_gaps = np.diff(dictionary.keys, prepend=np.uint32(0)).astype(np.uint32)
    place_gaps = np.diff(divisions.keys, prepend=np.uint32(0)).astype(np.uint32)
    word_gaps = np.diff(clusters.keys, prepend=np.uint32(0)).astype(np.uint32)
    blob = b"".join(
        (
            json.dumps(head).encode() + b"\n",
            first[1],
            second[1] if second else b"",
            name_gaps.tobytes(),
            dictionary.kinds.tobytes(),
            word_gaps.tobytes(),
            clusters.numbers.astype(np.uint16).tobytes(),
            place_gaps.tobytes(),
            divisions.kinds.tobytes(),
        )
    )
    # Not packed: whoever loads it would wait for that, and wheels are packed anyway.
    path.write_bytes(blob)
    print(f"{path}: {path.stat().st_size} bytes")


def read_clusters(path: Path) -> WordClusters:
    """What bench/cluster_words.py wrote."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    keys = name_keys([word for word, _ in rows])
    _, kept = np.unique(keys, return_index=True)
    numbers = np.array([int(number) for _, number in rows], dtype=np.uint16)
    return WordClusters(keys[kept], numbers[kept])


def known_divisions(path: Path) -> NameDictionary:
    """Short names of counties and prefectures (1), their full names (2), townships (4)."""
    bits: dict[str, int] = {}
    for line in OUT.read_text(encoding="utf-8").splitlines():
        full, _, short = line.partition("\t")
        bits[full] = 2
        if len(short) >= 2:
            bits.setdefault(short, 1)
    for name in townships(path):
        bits.setdefault(name, 4)
    keys, first = np.unique(name_keys(list(bits)), return_index=True)
    return NameDictionary(keys, np.array(list(bits.values()), dtype=np.uint8)[first])


def lessons_of_local_papers() -> list[str]:
    """The parts of the invented articles that teach by their number."""
    return sorted(path.stem for path in FOLDER.glob("training_*.txt"))


def softened(one: Labelled) -> Labelled:
    """An article in which people called by an everyday word (夏天) are optional.

    They were put there on purpose and often; learnt at that rate, words would be taken for people.
    """
    id, text, scored, free = one
    knows = words.stock().knows
    odd = [span for span in scored if span[2] == "PER" and knows(text[span[0] : span[1]])]
    return id, text, [span for span in scored if span not in odd], [*free, *odd]


def train_second(
    tagger: CrfTagger,
    places: Path,
    copies: int,
    epochs: int,
    least: int,
    decay: float,
    dropout: float,
) -> tuple[dict[str, Any], bytes]:
    """The second CRF, from the hand labels and from copies of them with other names."""
    random.seed(3)
    np.random.seed(3)
    began = time.time()
    renamer = Renamer(places)
    lessons: list[tuple[npt.NDArray[np.uint32], Example]] = []
    # Articles that the tagger marked first and one reader mended weigh half; those of north and
    # south, many more, stand once.
    once = {one.id for one in addresses() if one.share > max(SHARES)}
    plan = [(one, 1 if one[0] in once else 1 + copies) for one in by_hand("train")]
    plan += [(one, 1 + copies) for one in invented("training")] * 2
    plan += [(softened(one), 1) for part in lessons_of_local_papers() for one in invented(part)]
    for (id, text, scored, free), many in plan:
        for copy in range(many):
            names = renamer.renamed(text, scored, free) if copy else (text, scored, free)
            one = example(id, *names)
            view = tagger.view(one.text, one.words)
            first = tagger.first_look(view, sentence_ends(one.text))
            keys = second_features(view, first, tagger.divisions)
            lessons.append((keys >> SHIFT, one))
    counts = np.zeros(1 << BITS, dtype=np.uint8)
    named = np.zeros(1 << BITS, dtype=np.uint8)
    for keys, one in lessons:
        tally(keys, one.allowed != 1, counts, named)
    keep = (counts >= least) & (named >= 1)
    row_of = np.zeros(1 << BITS, dtype=np.int32)
    row_of[keep] = np.arange(1, int(keep.sum()) + 1, dtype=np.int32)
    random.seed(3)
    np.random.seed(3)
    trainer = Trainer(row_of, tagger.dictionary, tagger.clusters)
    print(f"{len(lessons)} lessons, {len(trainer.weights)} features, {time.time() - began:.0f} s")
    sums, moves = np.zeros_like(trainer.weights), np.zeros_like(trainer.moves)
    taken = 0
    for number in range(epochs):
        random.shuffle(lessons)
        total = 0.0
        for keys, one in lessons:
            starts, ends = sequences(one.text)
            seen = row_of[keys]
            seen[np.random.random(len(seen)) < dropout] = 0
            total += learn(
                seen, starts, ends, one.allowed, trainer.weights, trainer.squares,
                trainer.moves, trainer.move_squares, 0.1 / (1 + 0.3 * number), decay, 1.0,
            )  # fmt: skip
        if number >= epochs // 2:
            sums += trainer.weights
            moves += trainer.moves
            taken += 1
        print(f"epoch {number}: {total:.0f}, {time.time() - began:.0f} s", flush=True)
    weights = sums / taken * (1 - dropout)
    strong = np.abs(weights).max(axis=1) > 0.04
    kept = np.flatnonzero(row_of).astype(np.uint32)
    kept = kept[strong[row_of[kept]]]
    head = {"bits": BITS, "labels": LABELS, "rows": len(kept),
            "moves": np.round(np.maximum(moves / taken, -1e9), 4).tolist()}  # fmt: skip
    print(f"second look: {len(kept)} features")
    return head, packed(kept, weights[row_of[kept]])


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--teacher", type=Path, nargs="*", default=[])
    parser.add_argument("--drawn", action="store_true", help="the teacher follows our guidelines")
    parser.add_argument("--clusters", type=Path, help="what bench/cluster_words.py wrote")
    parser.add_argument("--places", type=Path, required=True, help="see bench/divisions.py")
    parser.add_argument("--copies", type=int, default=1, help="renamed copies of each article")
    parser.add_argument("--again", action="store_true", help="the second CRF alone, from --out")
    parser.add_argument("--articles", type=int, default=0, help="use only so many (0: all)")
    parser.add_argument("--out", type=Path, default=Path("store/language/name_model.bin"))
    parser.add_argument("--rows", type=int, default=350_000)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--second-epochs", type=int, default=8)
    parser.add_argument("--least", type=int, default=2)
    parser.add_argument("--dropout", type=float, default=0.5, help="templates left out at a time")
    parser.add_argument("--decay", type=float, default=0.01)
    parser.add_argument(
        "--first", type=Path, help="keep the first layer here, or take it from here"
    )
    args = parser.parse_args()
    if args.again:
        first, dictionary, clusters = shipped_first(args.out)
    elif args.first and args.first.exists():
        first, dictionary, clusters = pickle.loads(args.first.read_bytes())
    else:
        first, dictionary, clusters = train_first(args)
        if args.first:
            args.first.write_bytes(pickle.dumps((first, dictionary, clusters)))
    divisions = known_divisions(args.places)
    save(args.out, first, None, dictionary, clusters, divisions)
    tagger = CrfTagger(args.out.read_bytes())
    second = train_second(
        tagger,
        args.places,
        args.copies,
        args.second_epochs,
        args.least,
        args.decay,
        args.dropout,
    )
    save(args.out, first, second, dictionary, clusters, divisions)


def shipped_first(path: Path) -> tuple[tuple[dict[str, Any], bytes], Any, Any]:
    """The first CRF of a model, with its dictionary and clusters, to train the second one anew."""
    head, _, rest = path.read_bytes().partition(b"\n")
    own = json.loads(head)
    size = own["first"]["rows"] * (5 + own["first"]["labels"])
    tail = size + (own["second"]["rows"] * (5 + own["second"]["labels"]) if own["second"] else 0)
    names = NameDictionary(*gaps(rest[tail:], own["names"], np.uint8))
    words = gaps(rest[tail + 5 * own["names"] :], own["words"], np.uint16)
    return (own["first"], rest[:size]), names, WordClusters(*words)


def gaps(data: bytes, count: int, kind: Any) -> tuple[Any, Any]:
    """Keys stored as gaps, and what follows them."""
    keys = np.cumsum(np.frombuffer(data, np.uint32, count), dtype=np.uint32)
    return keys, np.frombuffer(data[4 * count :], kind, count)


def train_first(args: argparse.Namespace) -> tuple[tuple[dict[str, Any], bytes], Any, Any]:
    """The first CRF, from the teacher; with the dictionary of its names and the word clusters."""
    random.seed(1)
    clusters = read_clusters(args.clusters)
    apart = {one.id for one in addresses()}
    teacher = [
        example(*one)
        for path in args.teacher
        for one in taught(path, args.drawn)
        if one[0] not in apart
    ]
    random.shuffle(teacher)
    if args.articles:
        teacher = teacher[: args.articles]
    print(f"{len(teacher)} taught articles, {sum(len(e.text) for e in teacher)} characters")
    dictionary = known_names(teacher, 3)
    began = time.time()
    row_of = choose_rows(teacher, dictionary, clusters, 4)
    trainer = Trainer(row_of, dictionary, clusters)
    print(f"{len(trainer.weights)} features chosen, {time.time() - began:.0f} s", flush=True)
    for number in range(args.epochs):
        random.shuffle(teacher)
        value = trainer.epoch(teacher, 0.12 / (1 + 0.6 * number), 1e-5, 0.35)
        print(f"epoch {number}: {value:.4f} a character, {time.time() - began:.0f} s", flush=True)
    prune(trainer, args.rows)
    trainer.epoch(teacher[:6000], 0.05, 1e-5, 0.35)
    return first_layer(trainer), dictionary, clusters


if __name__ == "__main__":
    main()
