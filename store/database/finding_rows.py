"""What a query may ask of an article: its row, read with its text or without."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import NamedTuple

from store.database.read_rules import ReadRules


class Row(NamedTuple):
    """What of an article a query may ask, its text apart."""

    id: int
    continues: int | None
    title: str
    column: str | None
    credits: str | None
    photo: int
    jump: str | None
    uid: int
    arrival: int
    lag: int
    page_id: int
    ordinal: int
    number: str
    page_name: str | None
    sort: str
    day: int
    date: str
    paper: str
    variant: str
    text: str | None
    aside: str | None


class Hit(NamedTuple):
    """An article found: the row that fits, and the one that stands for it in lists.

    They differ where the words stand in the second half of a jump.
    """

    found: Row
    shown: Row


_PLACES = """JOIN page p ON p.id = a.page_id JOIN edition e ON e.id = p.edition_id"""
_COLUMNS = """a.id, a.continues, a.title, a."column", a.credits, a.photo, a.jump_direction, a.uid,
a.arrival, a.lag, a.page_id, a.ordinal, p.number, p.name, p.sort, e.day, e.date, e.paper, e.variant"""
_BARE = f"SELECT {_COLUMNS}, NULL, NULL FROM article a {_PLACES} WHERE a.id IN ({{}})"
_WITH_TEXT = f"""SELECT {_COLUMNS}, b.text, b.aside FROM article a {_PLACES}
JOIN article_body b ON b.article_id = a.id WHERE a.id IN ({{}})"""


@dataclass(frozen=True, slots=True)
class Marked:
    """What state.db says: which articles are read, which starred."""

    rules: ReadRules
    starred: set[int]

    def is_read(self, row: Row) -> bool:
        """Whether an article counts as read."""
        place = (row.day, row.paper, row.number)
        kind = (row.column, bool(row.photo), row.jump is not None)
        return self.rules.is_read(row.uid, row.arrival, row.lag, place, kind)


def rows_of(db: sqlite3.Connection, ids: list[int], texts: bool) -> dict[int, Row]:
    """The live rows of these ids, with their texts or without."""
    sql = (_WITH_TEXT if texts else _BARE).format(",".join("?" * len(ids)))
    return {row[0]: Row._make(row) for row in db.execute(sql, ids)}
