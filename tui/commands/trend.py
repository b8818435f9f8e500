"""``chenbao trend`` and ``chenbao rising``: the chart, its numbers, the rising words, in print."""

from __future__ import annotations

import argparse
import csv
import shutil
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from store.clean import clean_line
from store.headlines import StorePlaces
from store.interchange import json_line
from store.records import ChenbaoError
from store.trend_math import iso, number, suits
from store.trend_records import Interval, Riser, Rising, Series, Trend, TrendQuestion
from store.trends import Trends, days_of
from tui.cells import Cells
from tui.chart import View, draw
from tui.chart_look import Look
from tui.commands import options as given
from tui.commands.output import FAULT, OK, complain, say
from tui.terminal import Terminal
from tui.trend_text import amount, spark
from tui.words import _

_HEIGHT = 20


def trend(
    places: StorePlaces,
    question: TrendQuestion,
    *,
    style: str,
    view: View = "line",
    log: bool = False,
    picture: str | None = None,
) -> int:
    """Print the series of a question; ``style`` is plain, json or csv. Or write it to ``picture``."""
    trends = Trends(places)
    try:
        found = trends.trend(question, everything=style != "plain")
    except ChenbaoError as fault:
        complain(fault)
        return FAULT
    finally:
        trends.close()
    if not found.bins:
        complain(_("nothing was published between these dates"))
        return FAULT
    if picture is not None:
        from tui.commands.trend_picture import write_picture

        try:
            write_picture(found, Path(picture))
        except ChenbaoError as fault:
            complain(fault)
            return FAULT
    elif style == "json":
        sys.stdout.write(json_line(trend_record(found)) + "\n")
    elif style == "csv":
        _csv(found)
    else:
        _chart(found, view, log)
    return OK


def suited(places: StorePlaces, question: TrendQuestion) -> TrendQuestion:
    """The question in the interval that suits its days."""
    trends = Trends(places)
    try:
        span = trends.span(question.scope)
        if span is None:
            return question
        first = max(number(span[0]), days_of(question.first)[0] if question.first else 0)
        last = min(number(span[1]), days_of(question.last)[1] if question.last else 10**6)
    except ValueError as fault:
        raise ChenbaoError(str(fault)) from fault
    finally:
        trends.close()
    return replace(question, interval=suits(last - first + 1))


def trend_record(trend: Trend) -> dict[str, object]:
    """A trend as other tools read it."""
    question = trend.question
    return {
        "interval": question.interval,
        "measure": question.measure,
        "share": question.share,
        "smoothing": question.smoothing,
        "cumulative": question.cumulative,
        "bins": [
            {
                "from": iso(one.first),
                "to": iso(one.after - 1),
                "partial": one.partial,
                "editions": editions,
                "articles": articles,
                "characters": characters,
            }
            for one, editions, articles, characters in zip(
                trend.bins, trend.editions, trend.articles, trend.characters, strict=True
            )
        ],
        "series": [_series_record(series) for series in trend.series],
        "notes": [{"date": note.date, "text": note.text} for note in trend.notes],
    }


def _series_record(series: Series) -> dict[str, object]:
    return {
        "term": series.term,
        "label": series.label,
        "articles": series.docs,
        "occurrences": series.occurrences,
        "values": [_rounded(v) for v in series.values],
        "smooth": [_rounded(v) for v in series.smooth] if series.smooth is not None else None,
        "bursts": [
            {"from": b.start, "to": b.end, "level": b.level, "strength": b.strength}
            for b in series.bursts
        ],
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _csv(trend: Trend) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    heads = [name for s in trend.series for name in _columns(clean_line(s.label))]
    writer.writerow(["from", "to", "partial", "editions", "articles", "characters", *heads])
    for n, one in enumerate(trend.bins):
        row: list[object] = [
            iso(one.first), iso(one.after - 1), int(one.partial),
            trend.editions[n], trend.articles[n], trend.characters[n],
        ]  # fmt: skip
        for series in trend.series:
            value = _rounded(series.values[n])
            row += [series.docs[n], series.occurrences[n], "" if value is None else value]
        writer.writerow(row)


def _columns(label: str) -> tuple[str, str, str]:
    # A spreadsheet would take these for formulas.
    label = "'" + label if label[:1] in ("=", "+", "-", "@") else label
    return f"{label} articles", f"{label} occurrences", f"{label} value"


def _chart(trend: Trend, view: View, log: bool) -> None:
    """The chart as text, then each series with its sum, its highest bin and its bursts."""
    terminal = Terminal()
    look = Look.of(terminal, Cells())
    width = max(40, shutil.get_terminal_size((80, 24)).columns)
    say(draw(trend, width, _HEIGHT, look, view=view, log=log).sheet.text())
    for n, series in enumerate(trend.series):
        known = [(v, k) for k, v in enumerate(series.values) if v is not None]
        best = max(known, default=None)
        parts = [f"{look.mark(n)} {clean_line(series.label)}", f"{sum(series.docs)}篇"]
        if best is not None and best[0] > 0:
            at = trend.bins[best[1]]
            parts.append(f"最高 {iso(at.start)} {amount(best[0], trend.question)}")
        strongest = sorted(series.bursts, key=lambda b: -b.strength)[:3]
        parts += [f"爆发 {b.start}—{b.end}" for b in sorted(strongest, key=lambda b: b.start)]
        say("  ".join(parts))


def rising(
    places: StorePlaces, interval: Interval, date: str | None, *, limit: int, as_json: bool
) -> int:
    """Print the words that rose, are new, or fell in a day, week or month."""
    trends = Trends(places)
    try:
        found = trends.rising(interval, date, limit=limit)
    except ChenbaoError as fault:
        complain(fault)
        return FAULT
    finally:
        trends.close()
    if not found.articles:
        complain("nothing was published then")
        return FAULT
    if as_json:
        sys.stdout.write(json_line(rising_record(found)) + "\n")
        return OK
    say(f"{found.start}—{found.end}  {found.articles}篇")
    for sign, name, risers in (
        ("△", "上升", found.rising),
        ("＋", "新词", found.new),
        ("▽", "下降", found.falling),
    ):
        if risers:
            say(name)
            _table(sign, risers)
    return OK


def _table(sign: str, risers: Iterable[Riser]) -> None:
    cells = Cells()
    risers = list(risers)
    top = max((v for r in risers for v in r.spark if v is not None), default=0.0)
    for riser in risers:
        name = cells.fit(clean_line(riser.term), 20)
        first = riser.first_seen or ""
        say(
            f" {sign} {name} {abs(riser.score):>7.1f} {riser.count:>5}篇 前{riser.base:>6}"
            f" {spark(riser.spark, top)} {first:10}  {clean_line(' '.join(riser.beside))}".rstrip()
        )


def rising_record(found: Rising) -> dict[str, object]:
    """The rising words as other tools read them."""

    def told(risers: tuple[Riser, ...]) -> list[dict[str, object]]:
        return [
            {
                "word": r.term,
                "score": round(r.score, 2),
                "count": r.count,
                "base": r.base,
                "expected": round(r.expected, 2),
                "first_seen": r.first_seen,
                "beside": list(r.beside),
            }
            for r in risers
        ]

    return {
        "interval": found.interval,
        "from": found.start,
        "to": found.end,
        "articles": found.articles,
        "base_articles": found.base_articles,
        "rising": told(found.rising),
        "new": told(found.new),
        "falling": told(found.falling),
    }


# The command line.


def trend_arguments(made: argparse.ArgumentParser) -> None:
    """What ``chenbao trend`` takes."""
    given.store_argument(made)
    made.add_argument("terms", nargs="+", metavar="TERM", help="a word or phrase, six at most")
    made.add_argument(
        "--from", dest="first", metavar="DATE", type=given.span, help="a day, month or year"
    )
    made.add_argument(
        "--to", dest="last", metavar="DATE", type=given.span, help="the last day, month or year"
    )
    made.add_argument("--by", choices=("day", "week", "month", "year"), help="otherwise what suits")
    made.add_argument("--share", nargs="?", choices=("share", "count", "chars"), const="share",
                      default="share", help="of all articles (the rule), plain counts, per 10 000 characters")  # fmt: skip
    made.add_argument(
        "--occurrences", action="store_true", help="how often, not in how many articles"
    )
    made.add_argument(
        "--smooth", type=int, default=1, metavar="N", help="a centred window of N points"
    )
    made.add_argument("--cumulative", action="store_true", help="added up from the first point on")
    made.add_argument("--split", choices=("paper", "page"), help="a line for each")
    made.add_argument("--paper", metavar="NAME", help="one paper only")
    made.add_argument(
        "--view",
        choices=("line", "bars", "multiples", "calendar"),
        default="line",
        help="how it is drawn (line)",
    )
    made.add_argument("--log", action="store_true", help="a logarithmic scale")
    style = made.add_mutually_exclusive_group()
    style.add_argument("--json", action="store_true", help="numbers and bursts")
    style.add_argument("--csv", action="store_true", help="numbers, a row a point")
    style.add_argument("--plain", action="store_true", help="the chart as text (the rule)")
    style.add_argument("--svg", metavar="FILE", help="the chart as a picture for a report")
    style.add_argument("--png", metavar="FILE", help="the same by matplotlib (extra pictures)")


def trend_command(options: argparse.Namespace) -> int:
    """``chenbao trend``."""
    from store.records import Scope
    from store.trend_records import MOST_TERMS

    if len(options.terms) > MOST_TERMS:
        raise ChenbaoError("{most} words at most", most=MOST_TERMS)
    question = TrendQuestion(
        tuple(dict.fromkeys(options.terms)),
        Scope(paper=options.paper),
        options.first,
        options.last,
        options.by or "month",
        "occurrences" if options.occurrences else "articles",
        options.share,
        max(1, options.smooth),
        options.cumulative,
        options.split,
    )
    places = given.places(options)
    question = question if options.by else suited(places, question)
    style = "json" if options.json else "csv" if options.csv else "plain"
    picture = options.svg or options.png
    kind = ".svg" if options.svg else ".png"
    if picture and not picture.lower().endswith(kind):
        raise ChenbaoError("the name must end in {kind}", picture, kind=kind)
    return trend(places, question, style=style, view=options.view, log=options.log, picture=picture)


def rising_arguments(made: argparse.ArgumentParser) -> None:
    """What ``chenbao rising`` takes."""
    given.store_argument(made)
    when = made.add_mutually_exclusive_group()
    for name in ("day", "week", "month"):
        when.add_argument(f"--{name}", metavar="DATE", type=given.span, nargs="?", const="",
                          help=f"the {name} of this date, or the newest")  # fmt: skip
    made.add_argument(
        "--limit", type=given.count, default=30, metavar="N", help="at most so many (30)"
    )
    made.add_argument("--json", action="store_true", help="as JSON")


def rising_command(options: argparse.Namespace) -> int:
    """``chenbao rising``."""
    intervals: tuple[Interval, ...] = ("day", "week", "month")
    interval: Interval = next((i for i in intervals if getattr(options, i) is not None), "week")
    date = getattr(options, interval) or None
    return rising(given.places(options), interval, date, limit=options.limit, as_json=options.json)
