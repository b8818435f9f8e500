"""How well articles of one event are grouped, on pairs labelled by hand.

usage: python -m bench grouping [--shared DIR] [--pairs pairs_third] [--errors]

Each pair of bench/labels/pairs.jsonl (or of pairs_second, pairs_dev, pairs_third) is looked up among all articles of its one or
two days (人民日报 and 新闻联播 together): grouped or not. Precision is over the pairs that are grouped, recall over those that
are the same.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections import defaultdict
from functools import partial
from pathlib import Path

from bench.labels.corpus import HERE, records
from bench.labels.read import PAPERS
from store.event_signs import Signs
from store.event_stories import Story, story_of
from store.event_vetoes import contradict
from store.event_weights import WEIGHTS
from store.grouping import group
from store.language.analyse import Analyser
from store.reading.edition import EditionHint
from store.reading.table import record_article

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


def stories(data: Path, dates: set[str]) -> dict[str, list[tuple[str, Story]]]:
    """By date: every article's address (source/id) and what it is compared by."""
    analyser = Analyser()
    found: dict[str, list[tuple[str, Story]]] = defaultdict(list)
    for source, paper in PAPERS.items():
        for record in records(source, data):
            if record["date"] in dates:
                article = record_article(record, source, EditionHint(paper=paper))
                number = len(found[record["date"]])
                story = story_of(number, article, analyser.findings(article))
                found[record["date"]].append((f"{source}/{record['id']}", story))
    return found


def _why(every: list[Story], one: int, other: int) -> str:
    """What speaks for and against one event, as it is weighed, the most first."""
    signs = Signs(every)
    if contradict(every[one], every[other], partial(signs.held, one, other)):
        return "parted for certain"
    found = {**signs.of(one, other), "held": signs.held(one, other)}
    weighed = sorted(((WEIGHTS[n] * v, n) for n, v in found.items()), key=lambda w: -abs(w[0]))
    return "  ".join(f"{name} {value:+.1f}" for value, name in weighed if value)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=DATA.parent)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument(
        "--kept", type=Path, help="keep what was analysed here, or take it from here"
    )
    parser.add_argument(
        "--pairs", default="pairs", help="pairs, pairs_second, pairs_dev or pairs_third"
    )
    options = parser.parse_args()
    lines = (HERE / f"{options.pairs}.jsonl").read_text(encoding="utf-8").splitlines()
    pairs = [one for one in map(json.loads, lines) if one["same"] is not None]
    dates = {one[side][2] for one in pairs for side in ("one", "other")}
    if options.kept and options.kept.exists():
        every = pickle.loads(options.kept.read_bytes())
    else:
        every = stories(options.shared / "data", dates)
        if options.kept:
            options.kept.write_bytes(pickle.dumps(every))
    together: dict[tuple[str, ...], dict[str, int]] = {}
    right = extra = missing = 0
    for pair in pairs:
        days = tuple(sorted({pair["one"][2], pair["other"][2]}))
        if days not in together:
            own = [one for day in days for one in every[day]]
            places = group([story for _address, story in own])
            together[days] = {own[at][0]: n for n, some in enumerate(places) for at in some}
        one, other = (f"{pair[side][0]}/{pair[side][1]}" for side in ("one", "other"))
        grouped = together[days][one] == together[days][other]
        right += grouped and pair["same"]
        extra += grouped and not pair["same"]
        missing += pair["same"] and not grouped
        if options.errors and grouped != pair["same"]:
            own = [found for day in days for found in every[day]]
            at = [[a for a, _story in own].index(address) for address in (one, other)]
            titles = " | ".join(own[n][1].title for n in at)
            print("grouped" if grouped else "apart", titles)
            print("   ", _why([story for _address, story in own], *at))
    print(f"{len(pairs)} pairs, {right + missing} of them the same event")
    precision, recall = right / max(1, right + extra), right / max(1, right + missing)
    print(f"precision {precision:.3f}  recall {recall:.3f}")
    return 0
