"""What arrived: each edition's pages, and what is missing or late against the paper's own habit."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from datetime import date

from store.database.days import date_of, page_sort
from store.records import Arrived


def arrived(db: sqlite3.Connection, day: int) -> tuple[Arrived, ...]:
    """The ledger of the day."""
    found = []
    for edition, paper, articles in db.execute(
        "SELECT id, paper, articles FROM edition WHERE day = ? ORDER BY paper", (day,)
    ).fetchall():
        pages = tuple(
            row[0]
            for row in db.execute(
                "SELECT number FROM page WHERE edition_id = ? AND articles > 0 ORDER BY sort",
                (edition,),
            )
        )
        found.append(Arrived(paper, date_of(day), pages, articles, _missing(db, paper, day, pages)))
    return tuple(found)


def _missing(db: sqlite3.Connection, paper: str, day: int, pages: Sequence[str]) -> tuple[str, ...]:
    """Pages that most of the paper's last editions of such a day had and this one has not.

    Papers are thinner at the weekend: weekdays are compared with weekdays.
    """
    every = db.execute(
        "SELECT id, day FROM edition WHERE paper = ? AND day < ? ORDER BY day DESC LIMIT 30",
        (paper, day),
    ).fetchall()
    kind = date.fromisoformat(date_of(day)).weekday() >= 5
    before = [
        one for one, other in every if (date.fromisoformat(date_of(other)).weekday() >= 5) == kind
    ][:10]
    if len(every) < 4 or len(before) < 2 or not any(pages):
        return ()
    counts: Counter[str] = Counter()
    sizes = []
    for edition in before:
        numbers = [
            row[0]
            for row in db.execute(
                "SELECT number FROM page WHERE edition_id = ? AND articles > 0", (edition,)
            )
        ]
        sizes.append(len(numbers))
        counts.update(numbers)
    usual = [n for n, c in counts.items() if n and c >= 0.7 * len(before) and n not in pages]
    if len(pages) >= sorted(sizes)[len(sizes) // 2]:
        return ()
    return tuple(sorted(usual, key=page_sort))


def absent(db: sqlite3.Connection, day: int) -> tuple[str, ...]:
    """Papers that usually appear on this weekday and did not."""
    found = []
    here = {row[0] for row in db.execute("SELECT paper FROM edition WHERE day = ?", (day,))}
    for (paper,) in db.execute(
        "SELECT DISTINCT paper FROM edition WHERE day >= ? AND day < ?", (day - 42, day)
    ).fetchall():
        if paper in here:
            continue
        weeks = [
            db.execute(
                "SELECT 1 FROM edition WHERE paper = ? AND day = ? AND articles > 0",
                (paper, day - 7 * week),
            ).fetchone()
            is not None
            for week in range(1, 6)
        ]
        recent = db.execute(
            "SELECT count(*) FROM edition WHERE paper = ? AND day >= ? AND day < ?",
            (paper, day - 7, day),
        ).fetchone()[0]
        if sum(weeks) >= 3 or (recent >= 6):
            found.append(paper)
    return tuple(sorted(found))
