"""Articles and occurrences of a string by day, counted inside SQLite: the index names candidates,
one statement reads and verifies their texts.

A row costs 4 µs there, several times less than when it comes up to Python, and other threads may run
meanwhile: the statement can be asked for several stretches of days at once. A common character alone,
which the index does not keep, is looked for in every text the same way. It is for strings that
are written in one way only (Han characters); what has two cases or widths is matched in Python
(``store.database.term_counts``). Both count the same.
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from store.database import gram_index
from store.database.days import SEQ_BITS
from store.database.grams import match_all, match_title

_ONE_WAY = re.compile(r"[\u3400-\u9fff]+")
_ARTICLE = gram_index.ARTICLE_OF_ROWID.replace("rowid", "g.rowid")
_HELD = """(instr(b.text, :term) OR instr(b.aside, :term)
 OR g.rowid IN (SELECT rowid FROM title_gram WHERE title_gram MATCH :title))"""
_STANDS = "(instr(b.text, :term) OR instr(b.aside, :term) OR instr(a.title, :term))"
_PLACES = "JOIN page p ON p.id = a.page_id JOIN edition e ON e.id = p.edition_id"

#: By (label, day): articles and occurrences.
Counts = dict[tuple[str, int], tuple[int, int]]


class Asked(NamedTuple):
    """What is counted: the string, an SQL condition on a, p and e with its values, an SQL label."""

    term: str
    where: str = "1"
    values: dict[str, object] = {}  # noqa: RUF012  (never changed)
    label: str = "''"
    occurrences: bool = False


#: Ids from the first up to, not including, the second.
Part = tuple[int, int]
Rows = list[tuple[Any, ...]]
#: Calls a function of a connection for every part, elsewhere or here, and gives the results.
Spread = Callable[[Callable[[sqlite3.Connection, Part], Rows], Sequence[Part]], Iterable[Rows]]


def can_tell(db: sqlite3.Connection, term: str) -> bool:
    """Whether the counts of ``term`` can be had this way."""
    if not _ONE_WAY.fullmatch(term):
        return False
    return gram_index.is_current(db) and not gram_index.pending(db)


def most_articles(db: sqlite3.Connection, term: str) -> dict[int, int] | None:
    """By day: how many articles hold all pairs of the string, so that no more can hold it.

    Exact for one or two characters, but that a jump counts twice. None for a common character alone.
    """
    match = match_all(term)
    if match is None:
        return None
    return dict(
        db.execute(
            f"""SELECT {gram_index.DAY_OF_ROWID}, count(*) FROM article_gram
                WHERE article_gram MATCH ? GROUP BY 1""",
            (match,),
        )
    )


def first_day(db: sqlite3.Connection, term: str) -> int | None:
    """The first day on which the string stands anywhere; only where ``can_tell``, and not for a common
    character alone."""
    sql = f"""SELECT b.article_id >> {SEQ_BITS} FROM article_gram g
        CROSS JOIN article_body b ON b.article_id = {_ARTICLE}
        WHERE article_gram MATCH :match AND g.rowid >= :low AND g.rowid < :high AND {_HELD}
        ORDER BY g.rowid LIMIT 1"""
    values = {"match": match_all(term), "title": match_title(term), "term": term}
    found = [
        row[0]
        for lane in range(gram_index.lanes(db))
        for row in db.execute(sql, {**values, **_range(lane, (0, 1 << 46))})
    ]
    return min(found, default=None)


def count(
    db: sqlite3.Connection, asked: Asked, spread: Spread | None = None, part: Part | None = None
) -> Counts:
    """The exact counts, of all articles or a part; both halves of a jump are one article, on the day of
    the first."""
    jumps = db.execute(
        "SELECT 1 FROM article INDEXED BY article_continues WHERE continues IS NOT NULL LIMIT 1"
    ).fetchone()
    if not jumps and asked == Asked(asked.term) and len(asked.term) <= 2 and part is None:
        held = most_articles(db, asked.term)
        if held is not None:
            return {("", day): (number, 0) for day, number in held.items()}
    match = match_all(asked.term)
    sql = _statement(asked, whole=bool(jumps), everywhere=match is None)
    values = {
        **asked.values,
        "match": match,
        "title": match_title(asked.term),
        "term": asked.term,
        "size": len(asked.term),
    }

    def run(one: sqlite3.Connection, part: Part) -> Rows:
        if match is None:
            return one.execute(sql, {**values, "low": part[0], "high": part[1]}).fetchall()
        return [
            row
            for lane in range(gram_index.lanes(one))
            for row in one.execute(sql, {**values, **_range(lane, part)})
        ]

    parts = _parts(db) if spread is not None else [part or (0, 1 << 46)]
    answers = spread(run, parts) if spread is not None else [run(db, parts[0])]
    rows = [row for answer in answers for row in answer]
    return _joined(rows) if jumps else _added(rows)


def _range(lane: int, part: Part) -> dict[str, int]:
    low, high = gram_index.lane_range(lane, *part)
    return {"low": low, "high": high}


def _parts(db: sqlite3.Connection, many: int = 4) -> list[Part]:
    """Stretches of days with about as many articles each."""
    days = db.execute(
        "SELECT day, sum(articles) FROM edition WHERE articles > 0 GROUP BY day ORDER BY day"
    ).fetchall()
    whole = sum(articles for _day, articles in days)
    bounds = [0]
    passed = 0
    for day, articles in days:
        if passed >= len(bounds) * whole / many and len(bounds) < many:
            bounds.append(day << SEQ_BITS)
        passed += articles
    bounds.append(1 << 46)
    return list(pairwise(bounds))


def _statement(asked: Asked, whole: bool, everywhere: bool) -> str:
    """By label and day; by article (``whole``) where jumps must be joined afterwards.

    ``everywhere``: not from the candidates of the index but from all articles.
    """
    placed = whole or asked.occurrences or asked.where != "1" or asked.label != "''"
    if everywhere:
        source = "article a CROSS JOIN article_body b ON b.article_id = a.id"
        held = f"a.id >= :low AND a.id < :high AND {_STANDS}"
    else:
        source = f"article_gram g CROSS JOIN article_body b ON b.article_id = {_ARTICLE}"
        held = f"article_gram MATCH :match AND g.rowid >= :low AND g.rowid < :high AND {_HELD}"
        if placed:
            source += " CROSS JOIN article a ON a.id = b.article_id"
    if asked.where != "1" or asked.label != "''":
        source += f" {_PLACES}"
    inside = f"{_times('b.text')} + {_times('b.aside')}" if asked.occurrences else "0"
    titled = _times("a.title") if asked.occurrences else "0"
    if whole:
        what = f"{asked.label}, a.id, a.continues, {inside}, {titled}"
        then = ""
    else:
        what = f"{asked.label}, b.article_id >> {SEQ_BITS}, count(*), sum({inside} + {titled})"
        then = "GROUP BY 1, 2"
    return f"SELECT {what} FROM {source} WHERE {held} AND {asked.where} {then}"


def _times(text: str) -> str:
    return (
        f"(length(coalesce({text}, '')) - length(replace(coalesce({text}, ''), :term, ''))) / :size"
    )


def _added(rows: Iterable[tuple[Any, ...]]) -> Counts:
    found: dict[tuple[str, int], list[int]] = defaultdict(lambda: [0, 0])
    for label, day, articles, times in rows:
        at = found[label, day]
        at[0] += articles
        at[1] += times
    return {key: (at[0], at[1]) for key, at in found.items()}


def _joined(rows: Iterable[tuple[Any, ...]]) -> Counts:
    """A second half's headline repeats the first one's and is not counted again."""
    held: dict[int, tuple[str, int]] = {}
    for label, article, continues, inside, titled in rows:
        times = inside if continues is not None else inside + titled
        first = continues if continues is not None else article
        name = label
        before = held.get(first)
        if before is not None:
            name = before[0] if continues is not None else name
            times += before[1]
        held[first] = (name, times)
    found: dict[tuple[str, int], list[int]] = defaultdict(lambda: [0, 0])
    for article, (name, times) in held.items():
        at = found[name, article >> SEQ_BITS]
        at[0] += 1
        at[1] += max(times, 1)
    return {key: (at[0], at[1]) for key, at in found.items()}
