"""The arithmetic of series: bins, shares, smoothing. Pure; knows neither store nor screen."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from store.trend_records import Bin, DayCount, Interval, Share

_EPOCH = datetime.date(1900, 1, 1).toordinal()
Value = float | None
#: The finest interval of a chart of so many days that is still easily read.
_SUITS: tuple[tuple[int, Interval], ...] = ((100, "day"), (800, "week"), (20 * 366, "month"))


def suits(days: int) -> Interval:
    """The interval a period is shown in unless another is asked for."""
    return next((interval for most, interval in _SUITS if days <= most), "year")


def iso(day: int) -> str:
    """The ISO date of a day number."""
    return datetime.date.fromordinal(day + _EPOCH).isoformat()


def number(date: str) -> int:
    """The day number of an ISO date."""
    return datetime.date.fromisoformat(date).toordinal() - _EPOCH


def bounds(day: int, interval: Interval) -> tuple[int, int]:
    """The first day of the week (from Monday), month or year of ``day``, and the day after its last."""
    date = datetime.date.fromordinal(day + _EPOCH)
    if interval == "day":
        return day, day + 1
    if interval == "week":
        start = day - date.weekday()
        return start, start + 7
    if interval == "month":
        start = day - date.day + 1
        following = (date.year + date.month // 12, date.month % 12 + 1, 1)
    else:
        start = datetime.date(date.year, 1, 1).toordinal() - _EPOCH
        following = (date.year + 1, 1, 1)
    return start, datetime.date(*following).toordinal() - _EPOCH


def cut(first: int, after: int, interval: Interval) -> tuple[Bin, ...]:
    """The bins that cover the days from ``first`` up to, not including, ``after``."""
    if interval == "day":
        return tuple(Bin(day, day + 1, day, day + 1) for day in range(first, after))
    bins = []
    day = first
    while day < after:
        start, end = bounds(day, interval)
        bins.append(Bin(start, end, max(start, first), min(end, after)))
        day = end
    return tuple(bins)


def summed(days: Mapping[int, DayCount], bins: Sequence[Bin]) -> list[tuple[int, int, int]]:
    """Per bin: both counts, and on how many days there was anything to count."""
    out = []
    many = bool(bins) and len(days) < bins[-1].after - bins[0].first
    if many:  # few days, many bins: put each day in its bin
        places = {}
        for n, one in enumerate(bins):
            for day in range(one.first, one.after):
                places[day] = n
        sums = [[0, 0, 0] for _ in bins]
        for day, (docs, occurrences) in days.items():
            place = places.get(day)
            if place is not None:
                at = sums[place]
                at[0] += docs
                at[1] += occurrences
                at[2] += 1
        return [(a, b, c) for a, b, c in sums]
    for one in bins:
        found = [days[day] for day in range(one.first, one.after) if day in days]
        out.append((sum(f[0] for f in found), sum(f[1] for f in found), len(found)))
    return out


def scaled(
    counts: Sequence[int],
    articles: Sequence[int],
    characters: Sequence[int],
    editions: Sequence[int],
    share: Share,
) -> list[Value]:
    """Counts as the measure says, None where there was no edition to count in."""
    return _ratios(counts, _below(articles, characters, share), editions, share)


def smoothed(
    counts: Sequence[int],
    articles: Sequence[int],
    characters: Sequence[int],
    editions: Sequence[int],
    share: Share,
    window: int,
) -> list[Value]:
    """A centred window over the counts and over what they are measured by, so that a bin with few
    articles weighs little; gaps stay gaps, and the window is narrower at both ends."""
    half = window // 2
    if half <= 0:
        return scaled(counts, articles, characters, editions, share)
    below = _below(articles, characters, share)
    over = _windows(counts, half)
    if share == "count":
        there = _windows([int(e > 0) for e in editions], half)
        return [None if not e else c / n for c, n, e in zip(over, there, editions, strict=True)]
    return _ratios(over, _windows(below, half), editions, share)


def cumulated(
    counts: Sequence[int],
    articles: Sequence[int],
    characters: Sequence[int],
    editions: Sequence[int],
    share: Share,
) -> list[Value]:
    """Everything up to the end of each bin; a share is that of everything published up to then."""
    below = list(accumulate(_below(articles, characters, share)))
    return _ratios(list(accumulate(counts)), below, editions, share)


def _below(articles: Sequence[int], characters: Sequence[int], share: Share) -> Sequence[int]:
    return characters if share == "chars" else articles


def _ratios(
    counts: Sequence[int], below: Sequence[int], editions: Sequence[int], share: Share
) -> list[Value]:
    if share == "count":
        return [float(c) if e else None for c, e in zip(counts, editions, strict=True)]
    times = 100.0 if share == "share" else 10_000.0
    return [
        c * times / b if e and b else None for c, b, e in zip(counts, below, editions, strict=True)
    ]


def _windows(values: Sequence[int], half: int) -> list[int]:
    sums = [0, *accumulate(values)]
    size = len(values)
    return [sums[min(size, n + half + 1)] - sums[max(0, n - half)] for n in range(size)]


def span_of(days: Iterable[int]) -> tuple[int, int] | None:
    """The first day and the day after the last; None of nothing."""
    known = list(days)
    return (min(known), max(known) + 1) if known else None
