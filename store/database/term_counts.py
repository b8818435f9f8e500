"""How often a string stands in the articles of each day: what every series is made of.

This is the seam between trends and the store. The index names candidates, their texts are read: the
counts are those of a scan. A jump's two halves are one article, on the day of the
first; the second half's headline repeats the first one's and is not counted again.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import islice

from store.database import index_counts, kept_counts
from store.database.days import SEQ_BITS
from store.database.finding import Finder, candidates
from store.database.finding_rows import Marked
from store.database.folded import pattern
from store.database.outline import page_condition
from store.database.query import Query, scope_query
from store.database.read_rules import ReadRules
from store.records import Scope
from store.trend_records import DayCount, Split, TermDays, Totals

_CHUNK = 1024
_LABELS = {"paper": "e.paper", "page": "p.number"}
_PLACES = "JOIN page p ON p.id = a.page_id JOIN edition e ON e.id = p.edition_id"


def count(
    db: sqlite3.Connection, term: str, scope: Scope, spread: index_counts.Spread | None = None
) -> TermDays:
    """Articles and occurrences of ``term`` by day; marks in the scope (unread, starred) are not asked.

    ``spread`` lets several stretches of days be counted at once.
    """
    kept = kept_counts.series(db, term) if scope == Scope() else None
    if kept is not None:
        return TermDays(term, kept)
    return _whole(term, _counts(db, term, scope, None, spread))


def count_articles(
    db: sqlite3.Connection, term: str, scope: Scope, spread: index_counts.Spread | None = None
) -> TermDays | None:
    """The articles alone; None where that is no quicker. Occurrences are left at 0."""
    kept = kept_counts.series(db, term) if scope == Scope() else None
    if kept is not None:
        return TermDays(term, {day: (docs, 0) for day, (docs, _none) in kept.items()})
    if not index_counts.can_tell(db, term):
        return None
    counts = index_counts.count(db, _asked(term, scope, None, occurrences=False), spread)
    return TermDays(term, {day: (docs, 0) for (_label, day), (docs, _none) in counts.items()})


def articles_at_most(db: sqlite3.Connection, term: str, scope: Scope) -> TermDays | None:
    """At once: no more articles of a day hold ``term``; None where the index cannot tell so, or all
    is known at once anyway."""
    if scope != Scope() or not index_counts.can_tell(db, term) or kept_counts.is_kept(db, term):
        return None
    held = index_counts.most_articles(db, term)
    if held is None:
        return None
    return TermDays(term, {day: (docs, 0) for day, docs in held.items()})


def count_query(db: sqlite3.Connection, query: Query, scope: Scope) -> TermDays:
    """The articles a query finds, by day; an article is one occurrence. Marks are not asked."""
    nobody = Marked(ReadRules(0), set())
    days = Counter(
        hit.shown.id >> SEQ_BITS for hit in Finder(db, query, scope_query(scope), nobody).hits()
    )
    return TermDays("", {day: (number, number) for day, number in days.items()})


def count_split(
    db: sqlite3.Connection,
    term: str,
    scope: Scope,
    split: Split,
    spread: index_counts.Spread | None = None,
) -> dict[str, TermDays]:
    """The same by paper, or by page (of the first half)."""
    labelled: dict[str, dict[int, DayCount]] = defaultdict(dict)
    for (label, day), counted in _counts(db, term, scope, split, spread).items():
        labelled[label][day] = counted
    return {label: TermDays(term, days) for label, days in labelled.items()}


def _counts(
    db: sqlite3.Connection,
    term: str,
    scope: Scope,
    split: Split | None,
    spread: index_counts.Spread | None,
) -> index_counts.Counts:
    if index_counts.can_tell(db, term):
        return index_counts.count(db, _asked(term, scope, split, occurrences=True), spread)
    found: dict[tuple[str, int], tuple[int, int]] = {}
    for label, article, times in _matches(db, term, scope, split):
        day = article >> SEQ_BITS
        docs, occurrences = found.get((label, day), (0, 0))
        found[label, day] = (docs + 1, occurrences + times)
    return found


def _asked(term: str, scope: Scope, split: Split | None, occurrences: bool) -> index_counts.Asked:
    where, values = _scope(scope)
    named = {f"asked{n}": value for n, value in enumerate(values)}
    for name in named:
        where = where.replace("?", f":{name}", 1)
    label = _LABELS[split] if split else "''"
    return index_counts.Asked(term, where, named, label, occurrences)


def _whole(term: str, counts: index_counts.Counts) -> TermDays:
    return TermDays(term, {day: counted for (_label, day), counted in counts.items()})


def totals(db: sqlite3.Connection, scope: Scope, *, characters: bool = False) -> Totals:
    """All articles of a scope by day, and their characters when asked for (every row is read then).

    Days with an edition but nothing of it in the scope (a column that did not appear) are there
    with zeros; days without one are absent.
    """
    days: dict[int, DayCount] = {
        day: (0, 0)
        for (day,) in db.execute(
            "SELECT DISTINCT day FROM edition e WHERE articles > 0 AND "
            + ("e.paper = ?" if scope.paper is not None else "1"),
            (scope.paper,) if scope.paper is not None else (),
        )
    }
    where, values = _scope(scope)
    if characters or scope.column is not None or scope.photo or scope.jump:
        sql = f"""SELECT a.id >> {SEQ_BITS}, sum(a.continues IS NULL), sum(a.chars)
            FROM article a {_PLACES if _placed(scope) else ""} WHERE {where} GROUP BY 1"""
    elif scope.page is not None:
        sql = f"""SELECT e.day, sum(p.articles), 0 FROM page p
            JOIN edition e ON e.id = p.edition_id WHERE p.articles > 0 AND {where} GROUP BY 1"""
    else:
        sql = f"""SELECT e.day, sum(e.articles), 0 FROM edition e
            WHERE e.articles > 0 AND {where} GROUP BY 1"""
    for day, articles, chars in db.execute(sql, values):
        days[day] = (articles, chars)
    return Totals(days)


def _placed(scope: Scope, split: Split | None = None) -> bool:
    return bool(split or scope.paper is not None or scope.page is not None or scope.date)


def _scope(scope: Scope) -> tuple[str, list[object]]:
    where, values = page_condition(scope)
    parts = [where]
    if scope.column is not None:
        parts.append('a."column" = ?')
        values.append(scope.column)
    if scope.photo:
        parts.append("a.photo = 1")
    if scope.jump:
        parts.append("a.jump_direction IS NOT NULL")
    return " AND ".join(parts), values


def _matches(
    db: sqlite3.Connection, term: str, scope: Scope, split: Split | None
) -> Iterator[tuple[str, int, int]]:
    """(label, article, occurrences) of the articles that hold the term, halves joined."""
    if not term:
        return
    where, values = _scope(scope)
    label = _LABELS[split] if split else "''"
    found = pattern(term).findall
    halves: dict[int, tuple[str, int]] = {}
    for ids in _chunks(candidates(db, term)):
        for article, continues, name, title, text, aside in db.execute(
            f"""SELECT a.id, a.continues, {label}, a.title, b.text, b.aside
                FROM article a JOIN article_body b ON b.article_id = a.id
                {_PLACES if _placed(scope, split) else ""}
                WHERE a.id IN ({",".join("?" * len(ids))}) AND {where}""",
            [*ids, *values],
        ):
            times = len(found(text)) + len(found(aside or ""))
            in_title = len(found(title))
            if not times and not in_title:
                continue
            if continues is None:
                times += in_title
            first = continues if continues is not None else article
            before = halves.get(first)
            if before is not None:
                name = before[0] if continues is not None else name
                times += before[1]
            halves[first] = (name, times)
    for article, (name, times) in halves.items():
        yield name, article, max(times, 1)


def _chunks(ids: Iterator[int]) -> Iterator[list[int]]:
    while chunk := list(islice(ids, _CHUNK)):
        yield chunk
