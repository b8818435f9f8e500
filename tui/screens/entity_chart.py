"""The small chart of a card: articles by day or month, drawn like the trends' charts."""

from __future__ import annotations

from rich.style import Style

from store.records import EntityCard
from store.trend_math import bounds, number
from store.trend_records import Bin, Series, Trend, TrendQuestion
from tui.chart import draw
from tui.chart_look import Look

Row = tuple[tuple[str, Style], ...]
_HEIGHT, _LOW = 8, 5
_LEAST = 24
#: What a low chart is enough for: a screen of so few lines, so few articles.
_LOW_SCREEN, _FEW = 30, 12


def chart(card: EntityCard, look: Look, width: int, screen: int) -> list[Row]:
    """The chart's rows; none where there is too little to draw or no room.

    Four on a ``screen`` of few lines, and for few articles. Its legend would repeat the card's
    name. Loads plotext: ask for it away from the screen's thread the first time.
    """
    if width < _LEAST or len(card.days) < 3:
        return []
    counts = tuple(count for _day, count in card.days)
    starts = [number(day if card.by == "day" else f"{day}-01") for day, _count in card.days]
    ends = [bounds(start, card.by)[1] for start in starts]
    bins = tuple(Bin(start, end, start, end) for start, end in zip(starts, ends, strict=True))
    every = (1,) * len(bins)
    series = Series(card.name, card.name, counts, counts, tuple(float(c) for c in counts))
    question = TrendQuestion((card.name,), interval=card.by, share="count")
    trend = Trend(question, bins, every, every, every, (series,))
    height = _LOW if screen < _LOW_SCREEN or card.articles < _FEW else _HEIGHT
    sheet = draw(trend, width, height, look).sheet
    return [tuple(sheet.row(y)) for y in range(1, sheet.height)]
