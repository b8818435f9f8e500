"""What a day's import costs beside the analysis, on a large archive.

usage: python -m bench intake --store PATH [--articles 500] [--days 3] [--records FILE.jsonl]

PATH is written to: give a copy. Every day is an edition after the archive's last one: made-up articles
(see archive_articles.py) whose findings are ready, or real ones out of FILE, analysed beforehand. What
is told is processor time, by step and without the steps inside it, and the clock of the whole. What
is analysed once more because a name became known is told apart: that is analysis.
"""

from __future__ import annotations

import argparse
import cProfile
import datetime
import json
import os
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import store.analysis
import store.database.gram_index
import store.intake
from bench.archive_articles import MOST, edition
from store.database.connections import open_for_reading, open_state
from store.database.places import StorePlaces
from store.intake import add
from store.language.analyse import Analyser
from store.reading.detect import ReadOptions
from store.records import Article, Findings

#: Steps of an import: where its name is looked up, the name.
_STEPS = (
    (store.intake, "save_reading"),
    (store.intake, "spell_waiting"),
    (store.intake, "reattach"),
    (store.intake, "learnt"),
    (store.database.gram_index, "tidy"),
    (store.analysis, "settle_days"),
    (store.analysis, "_keep_series"),
    (store.analysis, "teach"),
    (store.analysis, "newly_known"),
    (store.analysis, "missed"),
    (store.analysis, "_again"),
    (store.analysis, "_brief"),
)


def main() -> None:
    """Import the days and print where the time went."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--store", required=True)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--days", type=int, default=3)
    parser.add_argument("--records", type=Path)
    parser.add_argument("--profile", type=Path, help="where to write a profile of the last day")
    options = parser.parse_args()
    places = StorePlaces.find(options.store)
    db = open_for_reading(places)
    held, last = db.execute("SELECT sum(articles), max(date) FROM edition").fetchone()
    db.close()
    print(f"{held:,} articles up to {last}; load {os.getloadavg()[0]:.1f}")
    lines = options.records.open(encoding="utf-8") if options.records else None
    for day in range(1, options.days + 1):
        date = (datetime.date.fromisoformat(last) + datetime.timedelta(days=day)).isoformat()
        made = _real(lines, places) if lines else _made_up(day)
        given = [next(made) for _ in range(options.articles)]
        profile = cProfile.Profile() if options.profile and day == options.days else None
        _import(places, date, given, profile)
        if profile:
            profile.dump_stats(options.profile)


def _import(
    places: StorePlaces,
    date: str,
    given: Sequence[tuple[dict[str, Any], Callable[[Article], Findings]]],
    profile: cProfile.Profile | None,
) -> None:
    analyse: dict[str, Callable[[Article], Findings]] = {}
    lines = []
    for number, (record, found) in enumerate(given):
        address = f"{date}/{number}"
        analyse[address] = found
        lines.append(
            json.dumps({**record, "date": date, "id": address, "url": None}, ensure_ascii=False)
        )
    steps = _Steps()
    watched = [(place, name, getattr(place, name)) for place, name in _STEPS]
    for place, name, call in watched:
        setattr(place, name, steps.watch(name, call))

    def found_in(some: Sequence[Article]) -> list[Findings]:
        return [analyse[article.address or ""](article) for article in some]

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "day.jsonl"
        path.write_text("\n".join(lines), encoding="utf-8")
        began = time.perf_counter()
        if profile:
            profile.enable()
        whole = steps.watch("reading, the rest", add)
        summary = whole(
            [str(path)], places, ReadOptions(), analyser=steps.watch("analysing", found_in)
        )
        if profile:
            profile.disable()
        took = time.perf_counter() - began
    for place, name, call in watched:
        setattr(place, name, call)
    assert summary.outcome.added == len(given), summary
    spent = dict(steps.spent)
    analysing = spent.pop("analysing", 0.0) + spent.pop("_again", 0.0)
    told = ", ".join(f"{name} {s:.2f}" for name, s in spent.items() if s >= 0.005)
    print(
        f"{date}: {sum(spent.values()):.2f} s of processor time beside analysis ({told}); "
        f"analysing {analysing:.2f}; the clock {took:.1f}, load {os.getloadavg()[0]:.1f}",
        flush=True,
    )


def _made_up(number: int) -> Iterator[tuple[dict[str, Any], Callable[[Article], Findings]]]:
    first = MOST // 1000 + number * 100
    while True:
        for record, _article, found in zip(*edition(first, MOST), strict=True):
            yield record, partial(_ready, found)
        first += 1


def _ready(found: Findings, _article: Article) -> Findings:
    return found


def _real(
    lines: Iterator[str], places: StorePlaces
) -> Iterator[tuple[dict[str, Any], Callable[[Article], Findings]]]:
    """Records as they are; what is in them is found by the analysis of today."""
    db, state = open_for_reading(places), open_state(places)
    analyser = Analyser(store.analysis.learnt(db, state))
    db.close()
    state.close()
    for line in lines:
        record = json.loads(line)
        if record.get("title"):
            yield record, lambda article: analyser([article])[0]


class _Steps:
    """Processor time by step, what is spent in a step inside another counted there alone."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self._inside: list[float] = []

    def watch(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*given: Any, **named: Any) -> Any:
            self._inside.append(0.0)
            began = time.process_time()
            try:
                return call(*given, **named)
            finally:
                took = time.process_time() - began
                self.spent[name] += took - self._inside.pop()
                if self._inside:
                    self._inside[-1] += took

        return timed
