"""Learn the weights of the page grammar (store/reading/page_model.json.gz).

usage: python -m bench.train_page_grammar RECORDS.jsonl[.gz] [--items ITEMS.jsonl.gz]
       [--pages N] [--to DATE] [--out FILE]

RECORDS are whole editions, one article a line (paper, date, page, kicker, title, subtitle, author,
paragraphs, bold, captions); ITEMS are loose broadcast or wire items (title, text). From them pages
are set in many house styles (credits, datelines, columns, jumps, captions, folio lines, column
breaks), so that the grammar learns newspapers and not one newspaper. Needs python-crfsuite.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import json
import math
import multiprocessing
import random
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bench.page_houses import Record, set_page
from bench.unsigned_pages import set_unsigned_page
from store.reading.folding import fold
from store.reading.lines import Line, logical_lines
from store.reading.page_features import page_features, second_look
from store.reading.page_grammar import STATES, Weights, decode, unpack_lexicon


def records(path: Path) -> Iterator[Record]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def learn_lexicon(texts: Iterator[str]) -> dict[str, Any]:
    """Ties between characters (PMI), openers of paragraphs, closers of clauses, frequent runs of
    three and frequent pairs; see Lexicon."""
    pairs: collections.Counter[str] = collections.Counter()
    triples: collections.Counter[str] = collections.Counter()
    inside: collections.Counter[str] = collections.Counter()
    opening: collections.Counter[str] = collections.Counter()
    closing: collections.Counter[str] = collections.Counter()
    for text in texts:
        for paragraph in text.split("\n"):
            folded = fold(paragraph.strip())
            if len(folded) < 20:
                continue
            opening[folded[0]] += 1
            inside.update(folded[1:])
            pairs.update(folded[i : i + 2] for i in range(len(folded) - 1))
            triples.update(folded[i : i + 3] for i in range(len(folded) - 2))
            closing.update(re.findall(r".(?=[,。!?;])", folded))
    total = sum(inside.values())
    ties: dict[str, list[str]] = {"2": [], "1": []}
    for pair, count in pairs.items():
        if count < 40:
            continue
        pmi = math.log2(count * total / (max(1, inside[pair[0]]) * max(1, inside[pair[1]])))
        if pmi > 5:
            ties["2"].append(pair)
        elif pmi > 1.5 or count > 2000:
            ties["1"].append(pair)

    def levels(special: collections.Counter[str]) -> dict[str, str]:
        whole = sum(special.values())
        found: dict[str, list[str]] = collections.defaultdict(list)
        for char, count in inside.items():
            if count >= 50:
                ratio = math.log2(((special[char] + 0.5) / whole) / (count / total))
                level = max(-4, min(4, round(ratio)))
                if level:
                    found[str(level)].append(char)
        return {k: "".join(sorted(v)) for k, v in found.items()}

    han = [t for t, _ in triples.most_common(150000) if all("\u3400" <= c <= "\u9fff" for c in t)]
    common = [p for p, _ in pairs.most_common(4000) if p[0] > "\u33ff" and p[1] > "\u33ff"]
    return {
        "ties": {k: "".join(sorted(v)) for k, v in ties.items()},
        "openers": levels(opening),
        "closers": levels(closing),
        "chains": "".join(sorted(han[:60000])),
        "common": "".join(sorted(common[:3000])),
    }


def main() -> None:
    p = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    p.add_argument("records", type=Path)
    p.add_argument("--items", type=Path)
    p.add_argument("--pages", type=int, default=6500)
    p.add_argument(
        "--to", default="2026-06-08", help="last date trained on; later ones stay unseen"
    )
    p.add_argument("--out", type=Path, default=Path("store/reading/page_model.json.gz"))
    p.add_argument(
        "--unsigned", type=float, default=0.0, help="share of pages that hardly anybody signs"
    )
    p.add_argument("--least", type=int, default=4, help="drop features seen fewer times")
    p.add_argument("--c2", type=float, default=0.2)
    p.add_argument(
        "--sections",
        type=float,
        default=1.4,
        help="bias towards section headings, of which sources mark too few",
    )
    o = p.parse_args()

    skip = re.compile(r"^(责编|本版|图片报道|广告|欢迎赐稿|征\s*集|版式)")
    pages: dict[tuple[str, str], list[Record]] = collections.defaultdict(list)
    for a in records(o.records):
        if (
            a["paragraphs"]
            and a["title"]
            and a.get("page_name") != "广告"
            and not skip.match(a["title"])
            and a["date"] <= o.to
        ):
            pages[a["date"], a["page"]].append(a)
    items: list[Record] = []
    if o.items:
        for n, item in enumerate(records(o.items)):
            if n % 5:
                continue
            text = re.sub(r"\n?[(（].{0,30}编辑.*[)）]\s*$", "", item["text"])
            if not 80 < len(text) < 1600 or not item["title"]:
                continue
            items.append(
                {
                    "kicker": "",
                    "title": item["title"],
                    "subtitle": "",
                    "author": "",
                    "bold": [],
                    "captions": [],
                    "paragraphs": [x.strip() for x in text.split("\n") if x.strip()],
                    "date": item["date"],
                }
            )
    print(f"{len(pages)} pages, {len(items)} loose items")

    def texts() -> Iterator[str]:
        for page in pages.values():
            for a in page:
                yield "\n".join(a["paragraphs"])
        for item in items:
            yield "\n".join(item["paragraphs"])

    stored_lexicon = learn_lexicon(texts())
    lexicon = unpack_lexicon(stored_lexicon)
    rng = random.Random(20260302)
    keys = sorted(pages)
    samples: list[Sample] = []
    loose = [[a for key in keys[half::2] for a in pages[key]] + items[half::2] for half in (0, 1)]
    for n in range(o.pages):
        half = n % len(keys) % 2
        chosen = list(pages[keys[n % len(keys)]])
        unsigned = o.unsigned > 0 and rng.random() < o.unsigned
        if unsigned:
            chosen = rng.sample(loose[half], rng.randint(5, 20))
        elif items and rng.random() < 0.25:
            chosen = rng.sample(chosen, max(1, len(chosen) // 2)) + rng.sample(
                items, rng.randint(1, 5)
            )
            rng.shuffle(chosen)
        text, states = set_unsigned_page(chosen, rng) if unsigned else set_page(chosen, rng)
        lines = logical_lines(text)
        labels = [states.get(line.start) or states.get(line.start + 1, "") for line in lines]
        if all(labels):
            samples.append((half, lines, page_features(lines, lexicon), labels))
    print(f"{len(samples)} pages set", flush=True)
    # The second pass must see the first as it errs on unseen pages: each half is read by weights
    # learnt on the other.
    global _learn_without

    def _learn_without(half: int | None) -> dict[str, Any]:
        return learn([(f, y) for h, _, f, y in samples if h != half], o)

    # Forked, so that the samples need not be sent: the library holds the interpreter while it learns.
    with multiprocessing.get_context("fork").Pool(2) as pool:
        first, *learnt = pool.map(_without, (None, 0, 1), chunksize=1)
    halves = [Weights(one) for one in learnt]
    both = []
    for half, lines, features, labels in samples:
        extra = second_look(lines, decode(features, halves[half]), lexicon)
        both.append(([a + b for a, b in zip(features, extra, strict=True)], labels))
    second = learn(both, o)
    for one in (first, second):
        for state in ("S0", "S1"):
            row = one["features"].setdefault("1", [0] * len(STATES))
            row[STATES.index(state)] += round(o.sections / one["scale"])
    stored = {"passes": [first, second], "lexicon": stored_lexicon}
    packed = gzip.compress(
        json.dumps(stored, ensure_ascii=False, separators=(",", ":")).encode(), 9, mtime=0
    )
    o.out.write_bytes(packed)
    print(
        f"{o.out}: {len(packed)} bytes, {len(first['features'])} and {len(second['features'])} features"
    )


_learn_without: Callable[[int | None], dict[str, Any]]


def _without(half: int | None) -> dict[str, Any]:
    """The weights learnt on all samples but those of a half, in a process of its own."""
    return _learn_without(half)


Sample = tuple[int, list[Line], list[list[str]], list[str]]


def learn(
    samples: list[tuple[list[list[str]], list[str]]], o: argparse.Namespace
) -> dict[str, Any]:
    """Train one pass and return its weights as they are stored, quantised to 1/2000 of the largest."""
    import pycrfsuite  # type: ignore[import-untyped,unused-ignore]

    counts: collections.Counter[str] = collections.Counter()
    for features, _ in samples:
        for line in features:
            counts.update(line)
    keep = {f for f, c in counts.items() if c >= (12 * o.least if f[0] in "^$=" else o.least)}
    crf: Any = pycrfsuite
    trainer = crf.Trainer(verbose=False)
    for features, states in samples:
        trainer.append([[f for f in line if f in keep] for line in features], states)
    trainer.set_params(
        {"c1": 0.02, "c2": o.c2, "max_iterations": 160, "feature.possible_transitions": False}
    )
    with tempfile.TemporaryDirectory() as folder:
        name = str(Path(folder) / "model")
        trainer.train(name)
        tagger = crf.Tagger()
        tagger.open(name)
        info = tagger.info()
    weights: dict[str, list[float]] = collections.defaultdict(lambda: [0.0] * len(STATES))
    place = {s: n for n, s in enumerate(STATES)}
    for (feature, label), weight in info.state_features.items():
        weights[feature][place[label]] = weight
    top = max(max(abs(w) for w in row) for row in weights.values())
    scale = max([top, *(abs(w) for w in info.transitions.values())]) / 2000
    rounded = {f: [round(w / scale) for w in row] for f, row in sorted(weights.items())}
    print(f"{len(samples)} pages, {len(keep)} features", flush=True)
    return {
        "scale": scale,
        "features": {f: row for f, row in rounded.items() if any(row)},
        "transitions": {f"{a} {b}": round(w / scale) for (a, b), w in info.transitions.items()},
    }


if __name__ == "__main__":
    main()
