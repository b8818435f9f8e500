"""Marks find their articles again in a store made anew, where every uid is another.

A mark holds its uid and also paper, date, page, title and a sketch of the text. Where the uid is
no longer in the store, the likest article of the same paper and date takes the mark; a mark that
finds none keeps its uid and waits, for the article may yet be added.
"""

from __future__ import annotations

import json
import sqlite3
from typing import NamedTuple

from store.database.connections import writing
from store.database.likeness import sketch, sketch_likeness

_SALT = "store_salt"
_ALIKE = 0.5


def reattach_to_new_store(db: sqlite3.Connection) -> int:
    """As ``reattach``, when the store beside state.db is not the one it last was."""
    (salt,) = db.execute("SELECT salt FROM articles.identity").fetchone()
    known = db.execute("SELECT value FROM setting WHERE key = ?", (_SALT,)).fetchone()
    if known is not None and known[0] == str(salt):
        return 0
    with writing(db):
        found = reattach(db) if known is not None else 0
        db.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (_SALT, str(salt)))
    return found


class _Mark(NamedTuple):
    uid: int
    paper: str
    date: str
    page: str
    title: str
    sketch: bytes


def reattach(db: sqlite3.Connection) -> int:
    """Give marks whose article is gone to the article it is now; how many found theirs.

    ``db`` is state.db with the article store attached as ``articles``.
    """
    marks = db.execute("SELECT uid, paper, date, page, title, sketch FROM main.mark").fetchall()
    there = {
        uid
        for (uid,) in db.execute(
            "SELECT uid FROM articles.article WHERE uid IN (SELECT value FROM json_each(?))",
            (json.dumps([row[0] for row in marks]),),
        )
    }
    lost = [_Mark(*row) for row in marks if row[0] not in there]
    if not lost:
        return 0
    found = 0
    taken = set(there)
    with writing(db):
        for mark in lost:
            uid = _likest(db, mark, taken)
            if uid is not None:
                taken.add(uid)
                db.execute("UPDATE main.mark SET uid = ? WHERE uid = ?", (uid, mark.uid))
                found += 1
    return found


def _likest(db: sqlite3.Connection, mark: _Mark, taken: set[int]) -> int | None:
    """The article of that paper and date that is most like it: by title, text, then page."""
    best: tuple[float, bool, int] | None = None
    for uid, title, page, text in db.execute(
        """SELECT a.uid, a.title, p.number, b.text FROM articles.edition e
           JOIN articles.page p ON p.edition_id = e.id
           JOIN articles.article a ON a.page_id = p.id
           JOIN articles.article_body b ON b.article_id = a.id
           WHERE e.paper = ? AND e.date = ? ORDER BY a.ordinal""",
        (mark.paper, mark.date),
    ):
        if uid in taken:
            continue
        like = sketch_likeness(mark.sketch, sketch(text))
        same_title = title == mark.title
        if not (same_title or like >= _ALIKE):
            continue
        score = (like + same_title, page == mark.page, uid)
        if best is None or score[:2] > best[:2]:
            best = score
    return None if best is None else best[2]
