"""Figures and dates of a trend in words, for the screen's status line and for the command."""

from __future__ import annotations

from store.trend_math import iso
from store.trend_records import Bin, Interval, Trend, TrendQuestion
from tui.words import _, day_label


def unit(question: TrendQuestion) -> str:
    """What the y axis measures."""
    if question.measure == "articles":
        names = {
            "count": _("articles"),
            "share": _("% of all articles"),
            "chars": _("articles per 10 000 characters"),
        }
    else:
        names = {
            "count": _("occurrences"),
            "share": _("occurrences per 100 articles"),
            "chars": _("occurrences per 10 000 characters"),
        }
    text = names[question.share]
    return _("{unit}, cumulative").format(unit=text) if question.cumulative else text


def interval_name(interval: Interval) -> str:
    """By day, by week…"""
    return {
        "day": _("by day"),
        "week": _("by week"),
        "month": _("by month"),
        "year": _("by year"),
    }[interval]


def bin_name(one: Bin, interval: Interval) -> str:
    """A bin by its date: a day with its weekday, a week by its first and last day."""
    start = iso(one.start)
    if interval == "day":
        text = day_label(start, year=True)
    elif interval == "week":
        text = f"{start}—{iso(one.end - 1)[5:]}"
    elif interval == "month":
        text = start[:7]
    else:
        text = start[:4]
    return _("{period} (part)").format(period=text) if one.partial else text


def amount(value: float | None, question: TrendQuestion) -> str:
    """A value as it is printed beside its name."""
    if value is None:
        return _("no edition")
    if question.share == "count":
        return f"{value:.0f}"
    sign = "%" if question.share == "share" and question.measure == "articles" else ""
    if not value:
        return f"0{sign}"
    return f"{value:.{2 if value < 10 else 1}f}{sign}"


def figures(trend: Trend, place: int) -> list[str]:
    """The exact figures of all series at one bin, a string a series."""
    question = trend.question
    out = []
    for series in trend.series:
        value = amount(series.values[place], question)
        parts = [series.label, value if trend.exact else f"≤{value}"]
        if trend.editions[place]:
            docs = _("{count} art.").format(count=series.docs[place])
            counted = [docs]
            if question.measure == "occurrences":
                counted.append(f"{series.occurrences[place]}×")
            if question.share == "count" and question.measure == "articles":
                counted = []
            if counted:
                parts.append(f"({' '.join(counted)})")
        if series.smooth is not None and series.smooth[place] is not None:
            parts.append("~" + amount(series.smooth[place], question))
        out.append(" ".join(parts))
    return out


def around(trend: Trend, place: int) -> str:
    """The bin itself: its date and what was published in it."""
    one = trend.bins[place]
    name = bin_name(one, trend.question.interval)
    if not trend.editions[place]:
        return f"{name} · " + _("no edition")
    return f"{name} · " + _("of {count} articles").format(count=trend.articles[place])


_BLOCKS = "▁▂▃▄▅▆▇█"
_ASCII_BLOCKS = "_.:-=+*#"


def spark(values: tuple[float | None, ...], top: float, *, ascii_only: bool = False) -> str:
    """A sparkline, a cell a value, on the scale of ``top``; a blank where there was no edition."""
    blocks = _ASCII_BLOCKS if ascii_only else _BLOCKS
    return "".join(
        " " if v is None else blocks[min(7, int(8 * v / top))] if top > 0 else blocks[0]
        for v in values
    )
