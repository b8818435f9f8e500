"""Which terms rose, fell or are new in a day, week or month.

Two kinds compete. The words counted when articles arrived (``store.database.vocabulary``) are known
for every day. Beside them stand the phrases that the texts of the period itself share
(``store.language.phrases``): 杭州峰会 was in no dictionary when it was news. Of many or long articles
the heads are read, for news is said first; what competes is then counted exactly. Both are one list,
of which ``store.rising_choice`` shows what tells most.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from store.database import period_texts, vocabulary
from store.database.paper_mix import paper_mix
from store.database.phrase_counts import PhraseCounts, ready
from store.rising_choice import Rise, chosen, evidence
from store.rising_kin import beside
from store.rising_math import LEAST, Ranked, in_headlines, ranked
from store.trend_math import bounds, iso, summed
from store.trend_records import Bin, Interval, Riser, Rising, TermPeriods, Totals

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: How many bins before the judged one are its base.
BASE: dict[Interval, int] = {"day": 28, "week": 12, "month": 12, "year": 5}
#: So many risen words are shown even of a young archive, if so many articles have each.
_LEAST_LINES, _SEVERAL = 8, 5
_SPARK = 8
#: How many of the first months of the base are those of a year ago: feasts of the moon wander.
_SEASON = 2
#: By how much headlines and clusters may lift a phrase above what its G² alone promises.
_HIDDEN = 8.0
_NEW_LOOKED_AT = 8
#: Characters of the period that are read for phrases, and the least of each article.
_READ: dict[Interval, int] = {"day": 60_000, "week": 250_000, "month": 400_000, "year": 400_000}
_HEAD = 100
#: How many phrases are counted, by how many articles at first, and by how many at last.
_MOST_PHRASES = 400
_GLANCE = 64
_VERIFIED = 4000
#: A phrase stands in one of so many articles of the period at least.
_RARE = 200


def find_rising(
    db: sqlite3.Connection,
    totals: Totals,
    interval: Interval,
    day: int,
    limit: int,
    terms: Mapping[str, TermPeriods] | None = None,
    *,
    at_once: bool = False,
) -> Rising:
    """The terms of the bin that holds ``day``, against those before it.

    ``terms`` may bring counts for the base and the period, bin by bin; then nothing else competes.
    ``at_once``: only the words counted already, for phrases take long; then it is not ``complete``,
    unless the index cannot be asked for phrases anyway.
    """
    bins = with_base(day, interval)
    texts: Sequence[str] = ()
    published = summed(totals.days, bins)
    articles = [one[0] for one in published]
    editions = sum(one[2] for one in published[:-1])
    mix = paper_mix(db, [(one.start, one.end) for one in bins]) if terms is None else None
    weights = mix.weights if mix is not None else None
    if mix is not None:
        articles = list(mix.articles)
    if terms is None and at_once and articles[-1] and ready(db):
        told = _words(db, bins, weights, (articles[-1], sum(articles[:-1])))
        found = _told(db, interval, bins, articles, editions, told, limit)
        return replace(found, complete=False)
    if terms is None:
        terms = _words(db, bins, weights)
        strongest = [row.score for row in ranked(terms, articles, editions) if row.score > 0]
        floor = strongest[2 * limit - 1] if len(strongest) >= 2 * limit else 0.0
        now = bins[-1]
        texts = period_texts.heads(db, now.start, now.end, _READ[interval], _HEAD)
        floor = max(floor / _HIDDEN, evidence(articles[-1]))
        terms = terms | _phrases(db, bins, texts, articles, floor, terms, weights)
    return _told(db, interval, bins, articles, editions, terms, limit, texts)


def _words(
    db: sqlite3.Connection,
    bins: Sequence[Bin],
    weights: Mapping[int, float] | None = None,
    totals: tuple[int, int] | None = None,
) -> dict[str, TermPeriods]:
    """The words counted already; with the articles now and in the base, only those that changed."""

    from store.language.keywords import FURNITURE, only_counts

    def tells(now: NDArray[Any], base: NDArray[Any]) -> NDArray[Any]:
        from store.rising_math import scores

        assert totals is not None
        changed: NDArray[Any] = abs(scores(now, base, *totals)) >= evidence(totals[0])
        return changed

    spans = [(one.start, one.end) for one in bins]
    known = vocabulary.counted(db, spans, LEAST, tells if totals else None, weights) or {}
    # Stores analysed before hold these among their words.
    return {
        word: TermPeriods(docs, days, first)
        for word, (docs, days, first) in known.items()
        if word not in FURNITURE and not only_counts(word)
    }


def _phrases(
    db: sqlite3.Connection,
    bins: Sequence[Bin],
    texts: Sequence[str],
    articles: Sequence[int],
    floor: float,
    words: Mapping[str, TermPeriods],
    weights: Mapping[int, float] | None = None,
) -> dict[str, TermPeriods]:
    """What the period's own texts share and may be among the strongest, counted by the index."""
    from store.language.phrases import phrases

    if not articles[-1] or not ready(db):
        return {}
    least = max(LEAST, len(texts) // _RARE)
    names = {word for word, periods in words.items() if periods.docs[-1] >= least}
    counts = PhraseCounts(db, [(one.start, one.end) for one in bins], weights)
    found = {}
    for phrase, _held in phrases(texts, least, _MOST_PHRASES, names):
        glance = counts.count(phrase, _GLANCE)
        if not glance.exact:
            if _score(glance.docs, articles, 0.6) < floor:
                continue
            glance = counts.count(phrase, _VERIFIED)
        if _score(glance.docs, articles, 1.0) >= min(floor, evidence(articles[-1])):
            known = words.get(phrase)
            first = known.first_seen if known is not None and any(glance.docs[:-1]) else None
            found[phrase] = TermPeriods(glance.docs, glance.days, first)
    return found


def _score(docs: Sequence[int], articles: Sequence[int], times: float) -> float:
    """Signed G² if only so much of the base were true."""
    from store.rising_math import scores

    base = int(times * sum(docs[:-1]))
    return float(scores([docs[-1]], [base], articles[-1], sum(articles[:-1]))[0])


def _told(
    db: sqlite3.Connection,
    interval: Interval,
    bins: Sequence[Bin],
    articles: Sequence[int],
    editions: int,
    terms: Mapping[str, TermPeriods],
    limit: int,
    texts: Sequence[str] = (),
) -> Rising:
    start = bins[-1].start
    season = _SEASON if interval == "month" else 0
    rows = _worth_telling(ranked(terms, articles, editions, season=season), evidence(articles[-1]))
    rows = in_headlines(rows, period_texts.titles(db, start, bins[-1].end))
    expected = {row.term: row.expected for row in rows}
    both = (articles[-1], sum(articles[:-1]))
    rose = [Rise(row.term, row.score, row.now, row.base) for row in rows if row.score > 0]
    rose = rose[: 6 * limit]
    up: list[Riser] = []
    new: list[Riser] = []
    looked = 0
    for one, words in beside(chosen(rose, *both), rose, texts):
        if len(up) >= limit and one.base:
            continue
        periods = terms[one.term]
        first = periods.first_seen
        if one.base == 0:
            looked += 1
            if first is None and looked > _NEW_LOOKED_AT + limit:
                continue
        if first is None:
            first = period_texts.first_day(db, one.term)
        made = Riser(
            one.term,
            one.score,
            one.now,
            one.base,
            expected[one.term],
            iso(first) if first is not None else None,
            _spark(periods.docs, articles),
            words,
        )
        if one.base == 0 and (first is None or first >= start):
            if not _everyday(db, one.term):
                new.append(made)
        elif len(up) < limit:
            up.append(made)
    down = [
        Riser(term, score, now, base, usual, None, _spark(terms[term].docs, articles))
        for term, score, now, base, usual, _evidence in rows
        if score < 0
    ]
    return Rising(
        interval,
        iso(start),
        iso(bins[-1].end - 1),
        tuple(up),
        tuple(down[:limit]),
        tuple(new[:limit]),
        *both,
    )


def _everyday(db: sqlite3.Connection, term: str) -> bool:
    """Whether it is a verb that newspapers know (收钱, 维修): new to a young archive, but no new word."""
    from store.language.background import shipped

    known = shipped()
    verbal = len(term) == 2 and term in known.occurrences and term not in known.nouns
    return verbal and not vocabulary.named(db, term)


def _worth_telling(rows: Sequence[Ranked], least: float) -> list[Ranked]:
    """What chance hardly explains; where that is little, the words of several articles that rose most."""
    sure = [row for row in rows if abs(row.evidence) >= least]
    rose = sum(row.score > 0 and row.base > 0 for row in sure)
    weak = [
        row for row in rows if 1 <= row.evidence < least and row.now >= _SEVERAL and row.base > 0
    ]
    return sure + weak[: max(0, _LEAST_LINES - rose)]


def with_base(day: int, interval: Interval) -> list[Bin]:
    """The bins of the base and, last, the one that holds the day."""
    start, end = bounds(day, interval)
    bins = [Bin(start, end, start, end)]
    for _ in range(BASE[interval]):
        start, end = bounds(bins[0].start - 1, interval)
        bins.insert(0, Bin(start, end, start, end))
    return bins


def _spark(docs: Sequence[int], articles: Sequence[int]) -> tuple[float | None, ...]:
    pairs = list(zip(docs, articles, strict=True))[-_SPARK:]
    return tuple(round(100 * d / a, 3) if a else None for d, a in pairs)
