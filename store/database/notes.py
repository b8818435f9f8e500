"""Notes of the reader's own on a date, kept in state.db, shown on every chart that spans it."""

from __future__ import annotations

import sqlite3

from store.database.connections import writing
from store.database.days import day_number, now
from store.trend_records import Annotation


def load(db: sqlite3.Connection, first: str, last: str) -> list[Annotation]:
    """The notes from ``first`` to ``last``, by date; ``db`` has state.db attached, or none."""
    attached = any(row[1] == "state" for row in db.execute("PRAGMA database_list"))
    if not attached:
        return []
    return [
        Annotation(*row)
        for row in db.execute(
            "SELECT id, date, text FROM state.annotation WHERE date BETWEEN ? AND ? ORDER BY date, id",
            (first, last),
        )
    ]


def write(db: sqlite3.Connection, date: str, text: str) -> int:
    """Add a note to a date; its number. ``db`` is state.db itself."""
    day_number(date)
    with writing(db):
        made = db.execute(
            "INSERT INTO annotation (date, text, made_at) VALUES (?, ?, ?)", (date, text, now())
        ).lastrowid
    return made or 0


def change(db: sqlite3.Connection, number: int, text: str) -> None:
    """Give a note another text; an empty one takes it away."""
    with writing(db):
        if text:
            db.execute("UPDATE annotation SET text = ? WHERE id = ?", (text, number))
        else:
            db.execute("DELETE FROM annotation WHERE id = ?", (number,))
