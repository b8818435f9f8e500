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

from store.database import gram_index
from store.database.days import SEQ_BITS
from store.database.finding import Finder, Marked, candidates
from store.database.folded import fold, pattern
from store.database.grams import match_all
from store.database.outline import page_condition
from store.database.query import Query, scope_query
from store.database.read_rules import ReadRules
from store.records import Scope
from store.trend_records import DayCount, Split, TermDays, Totals

_CHUNK = 1024
_LABELS = {"paper": "e.paper", "page": "p.number"}
_PLACES = "JOIN page p ON p.id = a.page_id JOIN edition e ON e.id = p.edition_id"


def count(db: sqlite3.Connection, term: str, scope: Scope) -> TermDays:
    """Articles and occurrences of ``term`` by day; marks in the scope (unread, starred) are not asked."""
    days: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for _label, article, found in _matches(db, term, scope, None):
        at = days[article >> SEQ_BITS]
        at[0] += 1
        at[1] += found
    return TermDays(term, {day: (at[0], at[1]) for day, at in days.items()})


def count_articles(db: sqlite3.Connection, term: str, scope: Scope) -> TermDays | None:
    """The articles alone, told by the index without reading a text; None where it cannot tell.

    It can for strings of one or two characters over the whole archive. Occurrences are left at 0.
    """
    if len(fold(term)) not in (1, 2) or scope != Scope():
        return None
    if not gram_index.is_current(db) or gram_index.pending(db):
        return None
    query = match_all(term)
    halves = db.execute(
        "SELECT id, continues FROM article INDEXED BY article_continues WHERE continues IS NOT NULL"
    ).fetchall()
    if not halves:
        rows = db.execute(
            f"""SELECT {gram_index.DAY_OF_ROWID}, count(*) FROM article_gram
                WHERE article_gram MATCH ? GROUP BY 1""",
            (query,),
        )
        return TermDays(term, {day: (number, 0) for day, number in rows})
    held = {
        gram_index.article_of(row)
        for (row,) in db.execute(
            "SELECT rowid FROM article_gram WHERE article_gram MATCH ?", (query,)
        )
    }
    # Both halves of a jump are one article, on the day of the first.
    for second, first in halves:
        if second in held:
            held.remove(second)
            held.add(first)
    days = Counter(article >> SEQ_BITS for article in held)
    return TermDays(term, {day: (number, 0) for day, number in days.items()})


def count_query(db: sqlite3.Connection, query: Query, scope: Scope) -> TermDays:
    """The articles a query finds, by day; an article is one occurrence. Marks are not asked."""
    nobody = Marked(ReadRules(0), set())
    days = Counter(
        hit.shown.id >> SEQ_BITS for hit in Finder(db, query, scope_query(scope), nobody).hits()
    )
    return TermDays("", {day: (number, number) for day, number in days.items()})


def count_split(
    db: sqlite3.Connection, term: str, scope: Scope, split: Split
) -> dict[str, TermDays]:
    """The same by paper, or by page (of the first half)."""
    labelled: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for label, article, found in _matches(db, term, scope, split):
        at = labelled[label][article >> SEQ_BITS]
        at[0] += 1
        at[1] += found
    return {
        label: TermDays(term, {day: (at[0], at[1]) for day, at in days.items()})
        for label, days in labelled.items()
    }


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
