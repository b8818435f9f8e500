"""Where the ticks of a chart stand: real dates on the x axis, round numbers on the y axis."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from itertools import pairwise
from math import ceil, floor, log10

from store.trend_math import iso
from store.trend_records import Bin

_GAP = 2
_SHORTEST = 4 + _GAP
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
#: (months per tick, days per tick): finest first.
_UNITS = (
    ("day", 1), ("week", 1), ("month", 1), ("month", 3), ("month", 6),
    ("year", 1), ("year", 2), ("year", 5), ("year", 10), ("year", 20), ("year", 50),
)  # fmt: skip


def dates(bins: Sequence[Bin], width: int) -> list[tuple[int, str]]:
    """(column, label) of ticks at the beginnings of days, Mondays, months or years.

    The finest that fit; each label is ASCII and ends within ``width``.
    """
    size = len(bins)
    days = bins[-1].end - bins[0].start
    for unit, step in _UNITS:
        if days / (_DAYS[unit] * step) * _SHORTEST > 1.5 * width:
            continue
        found = []
        for n, one in enumerate(bins):
            label = _label(one, unit, step)
            if label is not None:
                found.append((n * width // size, label))
        found = [(x, text) for x, text in found if x + len(text) <= width]
        crowded = any(b[0] - a[0] < len(a[1]) + _GAP for a, b in pairwise(found))
        if len(found) > 1 and not crowded:
            return found
    first = iso(bins[0].first)
    last = iso(bins[-1].after - 1)
    if size == 1 or width < len(first) * 2 + _GAP:
        return [(0, first[:width])]
    return [(0, first), (width - len(last), last)]


def _label(one: Bin, unit: str, step: int) -> str | None:
    """The tick of a bin in which a period of the unit begins, None when none does."""
    start = datetime.date.fromisoformat(iso(one.start))
    length = one.end - one.start
    if unit == "day":
        return f"{start.month}-{start.day:02d}" if length == 1 else None
    if unit == "week":
        fits = length == 7 or (length == 1 and start.weekday() == 0)
        return f"{start.month}-{start.day:02d}" if fits else None
    # The first day of a month within the bin: weeks begin where they will.
    first = start if start.day == 1 else _next_month(start)
    if (first - start).days >= length:
        return None
    if unit == "month":
        return (
            f"{first.year}-{first.month:02d}"
            if (first.month - 1) % step == 0 and length < 300
            else None
        )
    if length >= 300:
        return str(start.year) if start.year % step == 0 else None
    return str(first.year) if first.month == 1 and first.year % step == 0 else None


def _next_month(date: datetime.date) -> datetime.date:
    return datetime.date(date.year + date.month // 12, date.month % 12 + 1, 1)


def top_of(most: float) -> float:
    """A round number not below ``most``, to end the y axis."""
    if most <= 0:
        return 1.0
    power = 10.0 ** floor(log10(most))
    for step in (1, 1.5, 2, 3, 4, 5, 6, 8, 10):
        if most <= step * power * (1 + 1e-9):
            return float(step * power)
    return 10 * power


def number_label(value: float) -> str:
    """A number of the y axis, short."""
    if value >= 1_000_000:
        return f"{value / 1_000_000:g}M"
    if value >= 10_000:
        return f"{value / 1000:g}k"
    return f"{value:.3g}"


def steps(top: float, height: int, *, whole: bool = False) -> list[float]:
    """The values to label on a linear axis of so many rows: round ones, of counts whole ones."""
    wanted = max(1, min(4, ceil(height / 5)))
    parts = next(
        (n for n in (wanted, wanted + 1, *range(wanted - 1, 1, -1)) if _round(top / n, whole)), 1
    )
    return [top * n / parts for n in range(parts + 1)]


def _round(step: float, whole: bool) -> bool:
    """Whether two digits write the step, and no fraction where things are counted."""
    exact = abs(float(f"{step:.1e}") - step) <= 1e-9 * step
    return exact and (not whole or step == int(step))
