"""The nouns of the Trends tab, frozen. Days are day numbers (see ``store.database.days``) where
arithmetic is done on them, ISO dates where they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from store.records import Scope

Interval = Literal["day", "week", "month", "year"]
#: What is counted: articles that hold the term, or how often it stands in them.
Measure = Literal["articles", "occurrences"]
#: Against what: nothing, 100 articles of the bin, 10 000 characters of the bin.
Share = Literal["count", "share", "chars"]
Split = Literal["paper", "page"]

INTERVALS: tuple[Interval, ...] = ("day", "week", "month", "year")
MOST_TERMS = 6

#: Articles and occurrences of one day.
DayCount = tuple[int, int]


@dataclass(frozen=True, slots=True)
class TermDays:
    """One term's counts in one scope, by day; a day without the term is absent."""

    term: str
    days: Mapping[int, DayCount]


@dataclass(frozen=True, slots=True)
class Totals:
    """All articles and characters of a scope by day. A day absent here had no edition."""

    days: Mapping[int, DayCount]


@dataclass(frozen=True, slots=True)
class Bin:
    """A day, week, month or year, cut at true boundaries; ``end`` is the day after its last.

    ``first`` and ``after`` bound the days of it that were counted; where they differ from the
    boundaries the bin is ``partial``.
    """

    start: int
    end: int
    first: int
    after: int

    @property
    def partial(self) -> bool:
        """Whether days of it lie outside what was asked for, or outside the archive."""
        return self.first > self.start or self.after < self.end


@dataclass(frozen=True, slots=True)
class TrendQuestion:
    """What a chart is asked to show. ``first`` and ``last`` are ISO dates, both included."""

    terms: tuple[str, ...]
    scope: Scope = Scope()  # noqa: RUF009  (frozen)
    first: str | None = None
    last: str | None = None
    interval: Interval = "month"
    measure: Measure = "articles"
    share: Share = "share"
    smoothing: int = 1
    cumulative: bool = False
    split: Split | None = None


@dataclass(frozen=True, slots=True)
class Burst:
    """A period in which a term is unusually frequent; ISO dates, both included.

    Bursts nest: ``level`` says how many doublings above the usual rate it stands; ``strength`` is
    how much better that rate explains the period than the usual one, in nats.
    """

    start: str
    end: str
    level: int
    strength: float


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a chart, a value a bin; None where there was no edition."""

    term: str
    label: str
    docs: tuple[int, ...]
    occurrences: tuple[int, ...]
    values: tuple[float | None, ...]
    smooth: tuple[float | None, ...] | None = None
    bursts: tuple[Burst, ...] = ()


@dataclass(frozen=True, slots=True)
class Annotation:
    """A note of the reader's own on a date."""

    id: int
    date: str
    text: str


@dataclass(frozen=True, slots=True)
class Trend:
    """What a chart shows: the bins, what was published in them, the series, the notes."""

    question: TrendQuestion
    bins: tuple[Bin, ...]
    articles: tuple[int, ...]
    characters: tuple[int, ...]
    editions: tuple[int, ...]
    series: tuple[Series, ...]
    notes: tuple[Annotation, ...] = ()
    exact: bool = True


@dataclass(frozen=True, slots=True)
class TermPeriods:
    """A term's articles in the bins of the base and in the bin that is judged, the last one.

    ``editions`` counts the days of the base on which it appeared, ``first_seen`` is its first day
    in the whole archive (None: not known).
    """

    docs: tuple[int, ...]
    editions: int = 0
    first_seen: int | None = None


@dataclass(frozen=True, slots=True)
class Riser:
    """A term whose share rose (score > 0) or fell; ``spark`` holds its share in % per bin.

    ``beside`` are words that rose with it in the same articles, and stand in no line of their own.
    """

    term: str
    score: float
    count: int
    base: int
    expected: float
    first_seen: str | None = None
    spark: tuple[float | None, ...] = ()
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rising:
    """The terms that rose, fell and are new in one day, week or month."""

    interval: Interval
    start: str
    end: str
    rising: tuple[Riser, ...] = ()
    falling: tuple[Riser, ...] = ()
    new: tuple[Riser, ...] = ()
    articles: int = 0
    base_articles: int = field(default=0)
    #: False: the phrases of the period are still to be counted and may yet join.
    complete: bool = True
