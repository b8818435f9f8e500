"""What the Trends tab asks of the store: series, bursts, what rises and falls, notes.

Like ``Headlines``, a ``Trends`` may be shared between threads and interrupted. Counts of a term are
kept for as long as the store does not change: zooming, smoothing and other measures cost no query.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeVar, cast

from store.burst_math import bursts
from store.database import notes as kept_notes
from store.database import term_counts
from store.database.days import day_number, day_range
from store.database.index_counts import Part, Rows, Spread
from store.database.places import StorePlaces
from store.database.query import term_query
from store.database.vocabulary import commonest
from store.headlines import Headlines
from store.records import ChenbaoError, Scope
from store.rising import find_rising
from store.spelling import understood
from store.trend_math import bounds, cumulated, cut, iso, scaled, smoothed, span_of, summed
from store.trend_records import (
    Annotation,
    Bin,
    Burst,
    DayCount,
    Interval,
    Rising,
    Series,
    TermDays,
    TermPeriods,
    Totals,
    Trend,
    TrendQuestion,
)

Given = TypeVar("Given")
_KEPT = 64
#: Articles of an archive from which on stretches of days are counted in several threads.
_MANY = 50_000
#: So many candidates are verified while one waits (some 30 ms).
_VERIFIED_AT_ONCE = 8000


class Trends:
    """Reads the store for the charts. A store not made yet reads as empty."""

    def __init__(self, places: StorePlaces) -> None:
        self._reader = Headlines(places)
        self._kept: OrderedDict[object, object] = OrderedDict()
        self._generation = -1
        self._lock = threading.Lock()
        self._pool: ThreadPoolExecutor | None = None

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection | None]:
        with self._reader._reading() as db:
            if db is not None:
                found = db.execute("SELECT coalesce(max(generation), 0) FROM arrival").fetchone()
                with self._lock:
                    if found[0] != self._generation:
                        self._kept.clear()
                        self._generation = found[0]
            yield db

    def interrupt(self) -> None:
        """Stop the calls now running in other threads; they raise ``SupersededError``."""
        self._reader.interrupt()

    def close(self) -> None:
        """Close every connection."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None
        self._reader.close()

    # Series.

    def trend(
        self, question: TrendQuestion, *, everything: bool = False, at_once: bool = False
    ) -> Trend:
        """The series of a chart, with bursts and notes. A jump counts once.

        ``at_once``: where verifying texts would take long, what the index says at once; the answer is
        then not ``exact``, no day has more articles than it says, and bursts are not looked for.

        ``Trend.characters`` and ``Series.occurrences`` are zeros unless the measure needs them or
        ``everything`` is asked for: they take reading texts.
        """
        with self._reading() as db:
            if db is None:
                return Trend(question, (), (), (), (), ())
            totals = self._totals(db, question.scope, everything or question.share == "chars")
            span = _asked(question, totals)
            if span is None:
                return Trend(question, (), (), (), (), ())
            bins = cut(*span, question.interval)
            published = [list(column) for column in zip(*summed(totals.days, bins), strict=True)]
            made: list[Series] = []
            exact = True
            spread = self._spread if sum(published[0]) >= _MANY else None
            for term in question.terms:
                most = self._at_most(db, term, question) if at_once and not everything else None
                if most is not None:
                    exact = False
                    made.append(_series(term, term, summed(most.days, bins), published, question))
                    continue
                for label, days in self._lines(db, term, question, everything, spread):
                    # The parts of a stack are all measured by the whole.
                    series = _series(term, label, summed(days.days, bins), published, question)
                    if question.split is None:
                        found = self._bursts(term, question.scope, days, totals)
                        series = replace(series, bursts=_within(found, bins))
                    made.append(series)
            notes = kept_notes.load(db, iso(span[0]), iso(span[1] - 1))
            articles, counted_characters, editions = (tuple(column) for column in published)
            return Trend(
                question,
                bins,
                articles,
                counted_characters,
                editions,
                tuple(made),
                tuple(notes),
                exact,
            )

    def _at_most(
        self, db: sqlite3.Connection, term: str, question: TrendQuestion
    ) -> TermDays | None:
        """What the index says of a string whose exact counts take long and are not kept."""
        plain = question.measure == "articles" and question.split is None
        if not plain or len(term) <= 2 or term_query(term) is not None:
            return None
        scope = question.scope
        with self._lock:
            if (term, scope, "articles") in self._kept:
                return None
        most = self._keep(
            (term, scope, "most"), lambda: term_counts.articles_at_most(db, term, scope)
        )
        if most is None or sum(docs for docs, _none in most.days.values()) < _VERIFIED_AT_ONCE:
            return None
        return most

    def _spread(
        self, run: Callable[[sqlite3.Connection, Part], Rows], parts: Sequence[Part]
    ) -> Iterator[Rows]:
        """Call for every part, several at once, each on a connection of its own."""

        def one(part: Part) -> Rows:
            with self._reader._reading() as db:
                return run(db, part) if db is not None else []

        with self._lock:
            if self._pool is None:
                self._pool = ThreadPoolExecutor(min(len(parts), os.cpu_count() or 1))
        return self._pool.map(one, parts)

    def _lines(
        self,
        db: sqlite3.Connection,
        term: str,
        question: TrendQuestion,
        everything: bool,
        spread: Spread | None,
    ) -> Iterator[tuple[str, TermDays]]:
        """(label, counts) of the lines of one term."""
        scope, split = question.scope, question.split
        asked = term_query(term)
        if asked is not None:
            yield term, self._keep((term, scope), lambda: self._asked(db, asked, scope))
            return
        if split is None:
            quick = None
            if question.measure == "articles" and not everything:
                quick = self._keep(
                    (term, scope, "articles"),
                    lambda: term_counts.count_articles(db, term, scope, spread),
                )
            yield (
                term,
                quick
                or self._keep((term, scope), lambda: term_counts.count(db, term, scope, spread)),
            )
            return
        parts = self._keep(
            (term, scope, split), lambda: term_counts.count_split(db, term, scope, split, spread)
        )
        for label in sorted(parts):
            yield label, parts[label]

    def _asked(self, db: sqlite3.Connection, text: str, scope: Scope) -> TermDays:
        """What a query finds: an entity with all its names, a column, a saved search."""
        return term_counts.count_query(db, understood(db, text).query, scope)

    def _bursts(self, term: str, scope: Scope, days: TermDays, totals: Totals) -> list[Burst]:
        return self._keep((term, scope, "bursts"), lambda: find_bursts(days.days, totals.days))

    def _totals(self, db: sqlite3.Connection, scope: Scope, characters: bool = False) -> Totals:
        return self._keep(
            (scope, characters), lambda: term_counts.totals(db, scope, characters=characters)
        )

    def _keep(self, key: object, make: Callable[[], Given]) -> Given:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return cast(Given, self._kept[key])
            began = self._generation
        made = make()
        with self._lock:
            if self._generation != began:
                # Articles arrived meanwhile, and another call has seen them.
                return made
            self._kept[key] = made
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return made

    def span(self, scope: Scope = Scope()) -> tuple[str, str] | None:  # noqa: B008  (frozen)
        """The first and the last day of the archive; None while it is empty."""
        with self._reading() as db:
            span = span_of(self._totals(db, scope).days) if db is not None else None
            return (iso(span[0]), iso(span[1] - 1)) if span else None

    # Rising and falling.

    def rising(
        self,
        interval: Interval = "week",
        date: str | None = None,
        *,
        limit: int = 30,
        terms: Mapping[str, TermPeriods] | None = None,
        at_once: bool = False,
    ) -> Rising:
        """The terms whose share changed most in the day, week or month of ``date`` (the last).

        ``terms`` may bring counts for the base and the period, bin by bin; otherwise strings of
        the period's own articles compete.

        ``at_once``: the words counted when articles came, where the phrases are not counted yet; the
        answer is then not ``complete``.
        """
        with self._reading() as db:
            totals = self._totals(db, Scope()) if db is not None else Totals({})
            span = span_of(totals.days)
            if db is None or span is None:
                return Rising(interval, date or "", date or "")
            day = _day(date) if date is not None else span[1] - 1
            if terms is not None:
                return find_rising(db, totals, interval, day, limit, terms)
            place = (interval, bounds(day, interval), limit, "rising")
            with self._lock:
                counted = place in self._kept
            if at_once and not counted:
                return self._keep(
                    (*place, "at once"),
                    lambda: find_rising(db, totals, interval, day, limit, at_once=True),
                )
            return self._keep(place, lambda: find_rising(db, totals, interval, day, limit))

    def words(self, *, days: int = 60, most: int = 4000) -> list[str]:
        """The commonest words of the newest days: what one may choose from by pinyin."""
        with self._reading() as db:
            return [] if db is None else commonest(db, days, most)

    # Notes.

    def notes(self, first: str, last: str) -> list[Annotation]:
        """The reader's notes on these days, both included."""
        with self._reading() as db:
            return kept_notes.load(db, first, last) if db is not None else []


def days_of(prefix: str) -> tuple[int, int]:
    """First day of a day, month or year, and the day after its last. ValueError when it is none."""
    return day_range(prefix)


def _day(date: str) -> int:
    try:
        return day_range(date)[0] if len(date) < len("2026-02-25") else day_number(date)
    except ValueError as fault:
        raise ChenbaoError(str(fault)) from fault


def _asked(question: TrendQuestion, totals: Totals) -> tuple[int, int] | None:
    """The days asked for, within those the archive has."""
    span = span_of(totals.days)
    if span is None:
        return None
    first, after = span
    try:
        if question.first is not None:
            first = max(first, day_range(question.first)[0])
        if question.last is not None:
            after = min(after, day_range(question.last)[1])
    except ValueError as fault:
        raise ChenbaoError(str(fault)) from fault
    return (first, after) if first < after else None


def _series(
    term: str,
    label: str,
    held: Sequence[tuple[int, int, int]],
    published: Sequence[list[int]],
    question: TrendQuestion,
) -> Series:
    docs = tuple(one[0] for one in held)
    occurrences = tuple(one[1] for one in held)
    measured = docs if question.measure == "articles" else occurrences
    articles, characters, editions = published
    below = (articles, characters, editions, question.share)
    if question.cumulative:
        return Series(term, label, docs, occurrences, tuple(cumulated(measured, *below)))
    smooth = smoothed(measured, *below, question.smoothing) if question.smoothing > 1 else None
    return Series(
        term,
        label,
        docs,
        occurrences,
        tuple(scaled(measured, *below)),
        tuple(smooth) if smooth is not None else None,
    )


def _within(found: Sequence[Burst], bins: Sequence[Bin]) -> tuple[Burst, ...]:
    first, after = bins[0].first, bins[-1].after
    return tuple(b for b in found if first <= day_number(b.end) and day_number(b.start) < after)


def find_bursts(days: Mapping[int, DayCount], totals: Mapping[int, DayCount]) -> list[Burst]:
    """The bursts of a term over the whole archive, by day, whatever a chart shows of it."""
    span = span_of(totals)
    if span is None:
        return []
    every = range(*span)
    docs = [days[d][0] if d in days else 0 for d in every]
    articles = [totals[d][0] if d in totals else 0 for d in every]
    weekdays = [d % 7 for d in every]
    return [
        Burst(iso(span[0] + run.first), iso(span[0] + run.last), run.level, round(run.strength, 1))
        for run in bursts(docs, articles, weekdays)
    ]
