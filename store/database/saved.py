"""Saved searches: a letter, a name, a query. In state.db alone: what one looks for is one's own."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from store.database.connections import writing
from store.database.days import now


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search under a letter of its own."""

    letter: str
    name: str
    query: str


def saved_searches(db: sqlite3.Connection) -> list[SavedSearch]:
    """All of them, by letter."""
    return [
        SavedSearch(*row)
        for row in db.execute("SELECT letter, name, query FROM saved_search ORDER BY letter")
    ]


def save_search(db: sqlite3.Connection, search: SavedSearch) -> None:
    """Keep a search; one of the same letter makes way."""
    with writing(db):
        db.execute(
            "INSERT OR REPLACE INTO saved_search VALUES (?, ?, ?, ?)",
            (search.letter, search.name, search.query, now()),
        )


def forget_search(db: sqlite3.Connection, letter: str) -> bool:
    """Drop a search; whether there was one."""
    with writing(db):
        return bool(db.execute("DELETE FROM saved_search WHERE letter = ?", (letter,)).rowcount)
