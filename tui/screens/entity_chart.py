"""The small chart of a card: articles by day or month, drawn like the trends' charts."""

from __future__ import annotations

from store.records import EntityCard
from store.trend_math import bounds, number
from store.trend_records import Bin, Series, Trend, TrendQuestion
from tui.chart import Look, draw
from tui.sheet import Sheet

HEIGHT = 8
_LEAST = 24


def chart(card: EntityCard, look: Look, width: int) -> Sheet | None:
    """The chart in so many cells; None where there is too little to draw or no room.

    Loads plotext: ask for it away from the screen's thread the first time.
    """
    if width < _LEAST or len(card.days) < 3:
        return None
    counts = tuple(count for _day, count in card.days)
    starts = [number(day if card.by == "day" else f"{day}-01") for day, _count in card.days]
    ends = [bounds(start, card.by)[1] for start in starts]
    bins = tuple(Bin(start, end, start, end) for start, end in zip(starts, ends, strict=True))
    every = (1,) * len(bins)
    series = Series(card.name, card.name, counts, counts, tuple(float(c) for c in counts))
    question = TrendQuestion((card.name,), interval=card.by, share="count")
    trend = Trend(question, bins, every, every, every, (series,))
    return draw(trend, width, HEIGHT, look).sheet
