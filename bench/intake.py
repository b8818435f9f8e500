"""What a day's import costs beside the analysis, on a large archive.

usage: python -m bench intake --store PATH [--articles 500] [--days 3]

PATH is written to: give a copy. Every day is an edition of made-up articles (see archive_articles.py)
after the archive's last one, whose findings are ready, so that what is measured is the storing, the
index, the counting of the day, the learning and the briefing. What is analysed once more because a
name became known is counted apart: that is analysis.
"""

from __future__ import annotations

import argparse
import datetime
import json
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import store.analysis
import store.intake
from bench.archive_articles import MOST, edition
from store.database.connections import open_for_reading
from store.database.places import StorePlaces
from store.intake import add
from store.reading.detect import ReadOptions
from store.records import Article, Findings

_STEPS = ("settle_days", "teach", "learn_homes", "newly_known", "missed", "_again", "_brief")


def main() -> None:
    """Import the days and print where the time went."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--store", required=True)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--days", type=int, default=3)
    options = parser.parse_args()
    places = StorePlaces.find(options.store)
    db = open_for_reading(places)
    held, last = db.execute("SELECT sum(articles), max(date) FROM edition").fetchone()
    db.close()
    print(f"{held:,} articles up to {last}")
    spent = _watched()
    for day in range(1, options.days + 1):
        date = datetime.date.fromisoformat(last) + datetime.timedelta(days=day)
        spent.clear()
        took = _import(places, date.isoformat(), options.articles, day)
        analysing = spent["_again"]
        steps = ", ".join(f"{name} {spent[name]:.2f}" for name in _STEPS)
        print(f"{date}: {took - analysing:.2f} s beside analysis ({steps})", flush=True)


def _import(places: StorePlaces, date: str, articles: int, number: int) -> float:
    known: dict[str, Findings] = {}
    lines: list[str] = []
    first = MOST // 1000 + number * 100
    while len(lines) < articles:
        for record, _article, found in zip(*edition(first, MOST), strict=True):
            address = f"{date}/{len(lines)}"
            known[address] = found
            lines.append(json.dumps(_dated(record, date, address), ensure_ascii=False))
        first += 1

    def analyser(some: Sequence[Article]) -> list[Findings]:
        return [known[article.address or ""] for article in some]

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "day.jsonl"
        path.write_text("\n".join(lines[:articles]), encoding="utf-8")
        began = time.perf_counter()
        summary = add([str(path)], places, ReadOptions(), analyser=analyser)
        took = time.perf_counter() - began
    assert summary.outcome.added == articles, summary
    return took


def _dated(record: dict[str, Any], date: str, address: str) -> dict[str, Any]:
    return {**record, "date": date, "id": address}


def _watched() -> defaultdict[str, float]:
    """By step of the settling: the seconds spent in it."""
    spent: defaultdict[str, float] = defaultdict(float)

    def watch(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*given: Any, **named: Any) -> Any:
            began = time.perf_counter()
            try:
                return call(*given, **named)
            finally:
                spent[name] += time.perf_counter() - began

        return timed

    for name in _STEPS:
        setattr(store.analysis, name, watch(name, getattr(store.analysis, name)))
    return spent
