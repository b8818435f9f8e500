"""How many known events (docs/known_events.md) show up as rising terms and as bursts.

usage: python -m bench trends STORE [LIST …]

The rising lists are those ``chenbao rising --month`` prints. LIST is 1 to 4: only those events.
"""

from __future__ import annotations

import re
import sys
import time
from datetime import date
from pathlib import Path

from store.database.places import StorePlaces
from store.trend_math import number
from store.trend_records import TrendQuestion
from store.trends import Trends

SHOWN = 30
EVENTS = Path(__file__).parents[1] / "docs" / "known_events.md"
_ROW = re.compile(r"\| \d+ \| (\S+) \| (\d{4}-\d\d-\d\d) \| (\d{4}-\d\d) \|")


def main() -> None:
    """Print one line an event, then how many of each list were found."""
    trends = Trends(StorePlaces.find(sys.argv[1]))
    lists = re.split(r"^## ", EVENTS.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for number_of in [int(n) for n in sys.argv[2:]] or range(1, len(lists) + 1):
        _measure(trends, number_of, _ROW.findall(lists[number_of - 1]))


def _measure(trends: Trends, number_of: int, events: list[tuple[str, str, str]]) -> None:
    shown = beside = kin = bursting = both = 0
    luck = 0.0
    waited = []
    for term, day, month in events:
        rank, akin, took = _rank(trends, term, month)
        (series,) = trends.trend(TrendQuestion((term,), interval="month")).series
        near = any(abs(_days(b.start, day)) <= 31 for b in series.bursts)
        said = ", ".join(
            f"{b.start}–{b.end} ({b.level}) {b.strength:.0f}" for b in series.bursts[:4]
        )
        print(f"{'●' if near else '○'} {term} {day}  {rank or akin or '–'}  {took:.1f} s  {said}")
        waited.append(took)
        shown += rank is not None
        kin += rank is not None or akin is not None
        beside += akin == f"beside: {term}"
        bursting += near
        both += near and rank is not None
        luck += _chance([b.start for b in series.bursts], trends.span())
    print(
        f"list {number_of}: {shown} of {len(events)} in the rising list of the month, {beside} beside a "
        f"word of it, {kin} when a part or a longer string counts, {bursting} with a burst in time (both: {both}; random days: "
        f"{luck:.1f}); a list takes {sorted(waited)[len(waited) // 2]:.2f} s, {max(waited):.2f} at most"
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


def _rank(trends: Trends, term: str, month: str) -> tuple[int | None, str | None, float]:
    """Its place among the 30 (new words after them), a part or a longer string shown, seconds."""
    began = time.perf_counter()
    found = trends.rising("month", month + "-01", limit=SHOWN)
    took = time.perf_counter() - began
    shown = [one.term for one in (*found.rising, *found.new)]
    beside = {word for one in (*found.rising, *found.new) for word in one.beside}
    if term in beside and term not in shown:
        return None, f"beside: {term}", took
    akin = next((other for other in shown if other in term or term in other), None)
    return (shown.index(term) + 1 if term in shown else None), akin, took
