"""How many known events (docs/known_events.md) show up as rising terms and as bursts.

usage: python -m bench trends STORE

Competing terms are the words rjieba cuts out of the archive, by articles, and the events' own.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

from store.database.connections import open_for_reading
from store.database.period_texts import texts
from store.database.places import StorePlaces
from store.rising_math import ranked
from store.trend_math import bounds, number, span_of
from store.trend_records import TermPeriods, TrendQuestion
from store.trends import Trends

EVENTS = Path(__file__).parents[1] / "docs" / "known_events.md"
_ROW = re.compile(r"\| \d+ \| (\S+) \| (\d{4}-\d\d-\d\d) \| (\d{4}-\d\d) \|")


def main() -> None:
    """Print one line an event, then how many were found."""
    store = sys.argv[1]
    events = _ROW.findall(EVENTS.read_text(encoding="utf-8"))
    places = StorePlaces.find(store)
    trends = Trends(places)
    terms = [term for term, _day, _month in events]
    vocabulary, articles, editions = _words(places, set(terms))
    hits: list[tuple[bool, bool]] = []
    chances: list[float] = []
    for term, day, month in events:
        rank = _rank(term, month, vocabulary, articles, editions)
        began = time.perf_counter()
        (series,) = trends.trend(TrendQuestion((term,), interval="month")).series
        took = time.perf_counter() - began
        near = [b for b in series.bursts if abs(_days(b.start, day)) <= 31]
        chances.append(_chance([b.start for b in series.bursts], trends.span()))
        said = ", ".join(
            f"{b.start}–{b.end} ({b.level}) {b.strength:.0f}" for b in series.bursts[:6]
        )
        print(f"{'●' if near else '○'} {term} {day}  rank {rank}  {took * 1000:.0f} ms  {said}")
        hits.append((rank is not None and rank <= 30, bool(near)))
    for name, part in (("first list", slice(0, 20)), ("second list", slice(20, None))):
        rows, luck = hits[part], chances[part]
        print(
            f"{name}: {sum(r for r, _b in rows)} of {len(rows)} among the 30 top rising terms, "
            f"{sum(b for _r, b in rows)} with a burst in time; random days would have matched "
            f"{sum(luck):.1f} times"
        )


def _chance(starts: list[str], span: tuple[str, str] | None) -> float:
    """The share of the archive's days within 31 days of the beginning of some burst."""
    if span is None:
        return 0.0
    first, last = number(span[0]), number(span[1])
    near = {d for s in starts for d in range(number(s) - 31, number(s) + 32) if first <= d <= last}
    return len(near) / (last - first + 1)


def _days(one: str, other: str) -> int:
    return (date.fromisoformat(one) - date.fromisoformat(other)).days


def _words(
    places: StorePlaces, extra: set[str]
) -> tuple[dict[str, Counter[int]], Counter[int], dict[int, int]]:
    """Articles per month of each word and of the extra strings; all articles; editions."""
    import rjieba  # type: ignore[import-untyped,unused-ignore]

    db = open_for_reading(places)
    span = span_of(day for (day,) in db.execute("SELECT day FROM edition"))
    assert span is not None
    held: dict[str, Counter[int]] = defaultdict(Counter)
    articles: Counter[int] = Counter()
    days: dict[int, set[int]] = defaultdict(set)
    for day, text in texts(db, *span):
        month, _end = bounds(day, "month")
        articles[month] += 1
        days[month].add(day)
        words = {w for w in rjieba.cut(text) if 2 <= len(w) <= 8 and not w.isascii()}
        for word in words | {term for term in extra if term in text}:
            held[word][month] += 1
    return held, articles, {month: len(found) for month, found in days.items()}


def _rank(
    term: str,
    month: str,
    vocabulary: dict[str, Counter[int]],
    articles: Counter[int],
    editions: dict[int, int],
) -> int | None:
    months = [bounds(number(month + "-01"), "month")[0]]
    for _ in range(12):
        months.insert(0, bounds(months[0] - 1, "month")[0])
    size = sum(editions.get(m, 0) for m in months[:-1])
    periods = {
        word: TermPeriods(
            tuple(counts[m] for m in months),
            min(size, sum(min(counts[m], editions.get(m, 0)) for m in months[:-1])),
        )
        for word, counts in vocabulary.items()
        if counts[months[-1]] >= 3
    }
    up = [row[0] for row in ranked(periods, [articles[m] for m in months], size) if row[1] > 0]
    return up.index(term) + 1 if term in up else None
