"""How well hand-made pages in the conventions of many local papers are read.

usage: python -m bench hand_pages [--errors]

Prints, for each folder of tests/store/reading/pages, precision and recall of article starts, of whole
paragraphs and of credited names, recall of section headings, and the share of all articles with
exact title, column and jump. ``--errors`` lists what is misread, except on the blind pages:
nobody is to look at those (tests/store/reading/pages/README.md).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from store.reading.detect import ReadOptions, read_path
from store.records import Reading

PAGES = Path(__file__).parents[1] / "tests" / "store" / "reading" / "pages"
FOLDERS = {"looked at": PAGES, "open": PAGES / "open", "blind": PAGES / "blind"}


def facts(truth: dict[str, Any], reading: Reading) -> dict[str, tuple[set[Any], set[Any]]]:
    """What stands in the truth and what was read, by kind."""
    gold, got = truth["articles"], reading.articles
    start = lambda a: a["title_start"] if a["title_start"] is not None else a["start"]  # noqa: E731
    return {
        "start": ({start(a) for a in gold}, {a.start for a in got}),
        "title": ({(start(a), a["title"]) for a in gold}, {(a.start, a.title) for a in got}),
        "column": (
            {(start(a), a["column"]) for a in gold if a["column"]},
            {(a.start, a.column) for a in got if a.column},
        ),
        "paragraph": (
            {str(p["spans"]) for a in gold for p in a["paragraphs"]},
            {str([list(s) for s in p.spans]) for a in got for p in a.paragraphs},
        ),
        "name": (
            {(start(a), c["name"]) for a in gold for c in a["credits"]},
            {(a.start, c.name) for a in got for c in a.credits},
        ),
        "section": (
            {s["start"] for a in gold for s in a["sections"]},
            {s.start for a in got for s in a.sections},
        ),
        "jump": (
            {(start(a), a["jump"]["page"]) for a in gold if a["jump"]},
            {(a.start, a.jump.page) for a in got if a.jump},
        ),
    }


def main() -> int:
    p = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    p.add_argument("--errors", action="store_true")
    o = p.parse_args()
    for name, folder in FOLDERS.items():
        tally: Counter[tuple[str, str]] = Counter()
        files = sorted(folder.glob("*.json"))
        for file in files:
            truth = json.loads(file.read_text(encoding="utf-8"))
            reading = next(read_path(file.with_suffix(".txt"), ReadOptions()))
            for kind, (gold, got) in facts(truth, reading).items():
                tally[kind, "both"] += len(gold & got)
                tally[kind, "gold"] += len(gold)
                tally[kind, "got"] += len(got)
                if o.errors and name != "blind":
                    show(file.stem, kind, gold, got, reading.text or "")
        print(f"\n{name}: {len(files)} pages")
        for kind in dict.fromkeys(k for k, _ in tally):
            both, gold_n, got_n = (tally[kind, x] for x in ("both", "gold", "got"))
            precision, recall = both / max(1, got_n), both / max(1, gold_n)
            print(f"{kind:10} P {precision:.3f}  R {recall:.3f}  ({gold_n} in truth)")
    return 0


def show(page: str, kind: str, gold: set[Any], got: set[Any], text: str) -> None:
    """What is missing and what is too much, one a line."""
    for mark, these in (("missing", gold - got), ("extra", got - gold)):
        for one in sorted(these):
            at = one if isinstance(one, int) else None
            if kind == "paragraph":
                spans = json.loads(one)
                what = f"{len(spans)}× {text[spans[0][0] : spans[0][0] + 24]!r}…{text[spans[-1][1] - 8 : spans[-1][1]]!r}"
            else:
                what = repr(text[at : at + 40]) if at is not None else repr(one)
            print(f"{page}  {kind} {mark}: {what}")
