"""The words of a day counted, and what follows from a day that changed."""

from __future__ import annotations

import sqlite3
from array import array

from store.database.filing import FIELDS
from store.database.pinyin_index import drop_names
from store.database.together import pack_day


def settle_days(db: sqlite3.Connection, *, told: bool = False) -> int:
    """Count the terms of every stale day anew; how many days that were.

    Their briefings go, and those of later days: what was new then, and who had it before, may differ.
    ``told``: they stay, for the articles are the same.
    """
    days = [row[0] for row in db.execute("SELECT day FROM stale_day ORDER BY day")]
    if days and not told:
        db.execute("DELETE FROM briefing_day WHERE day >= ?", (days[0],))
    for day in days:
        articles, packed = count_day(db, day)
        if articles:
            db.execute("INSERT OR REPLACE INTO term_day VALUES (?, ?, ?)", (day, articles, packed))
        else:
            db.execute("DELETE FROM term_day WHERE day = ?", (day,))
        pack_day(db, day)
        db.execute("DELETE FROM stale_day WHERE day = ?", (day,))
    for kind, field in FIELDS.items():
        gone = db.execute("SELECT name FROM entity WHERE kind = ? AND articles <= 0", (kind,))
        drop_names(db, field, [name for (name,) in gone])
    # One who is only in posts stays: a number given again would give the posts to someone else.
    db.execute(
        """DELETE FROM entity WHERE articles <= 0
           AND NOT EXISTS (SELECT 1 FROM post WHERE person_id = entity.id)"""
    )
    return len(days)


def count_day(db: sqlite3.Connection, day: int) -> tuple[int, bytes]:
    """How many articles of a day are analysed, and its terms packed. A jump counts once."""
    import numpy as np

    rows = db.execute(
        """SELECT f.article_id, a.continues, f.terms FROM article_found f
           JOIN article a ON a.id = f.article_id
           WHERE f.article_id >= ?1 << 16 AND f.article_id < (?1 + 1) << 16""",
        (day,),
    ).fetchall()
    pairs = np.frombuffer(b"".join(packed for _id, _first, packed in rows), np.uint32).reshape(
        -1, 2
    )
    terms = pairs[:, 0].astype(np.int64)
    documents = np.bincount(terms)
    occurrences = np.bincount(terms, pairs[:, 1]).astype(np.int64)
    # What both halves of a jump hold was counted twice.
    held = {article: packed for article, _first, packed in rows}
    seen: dict[int, set[int]] = {}
    for article, first, _packed in rows:
        if first is not None:
            own = seen.setdefault(first, _terms_of(held.get(first, b"")))
            also = _terms_of(held[article])
            documents[list(own & also)] -= 1
            own |= also
    stands = np.flatnonzero(documents)
    result = np.column_stack((stands, documents[stands], occurrences[stands])).astype(np.uint32)
    return sum(first is None for _id, first, _packed in rows), result.tobytes()


def _terms_of(packed: bytes) -> set[int]:
    values = array("I")
    values.frombytes(packed)
    return set(values[::2])
