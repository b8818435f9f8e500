"""A whole day's briefing, made from what is stored."""

from __future__ import annotations

import sqlite3

from store.database.days import date_of
from store.morning.coming import coming
from store.morning.ledger import absent, arrived
from store.morning.numbers import numbers
from store.morning.people import people
from store.morning.pieces import pieces
from store.morning.rising import BASE_DAYS, rising
from store.morning.stories import told
from store.records import Briefing


def make(db: sqlite3.Connection, day: int) -> Briefing:
    """The briefing of one day."""
    today = pieces(db, day)
    changes, appeared = people(db, today + pieces(db, day, halves=True), day)
    return Briefing(
        dates=(date_of(day),),
        arrived=arrived(db, day),
        absent=absent(db, day),
        told=told(today, pieces(db, day - 1)),
        changes=changes,
        people=appeared,
        rose=rising(db, today, day),
        numbers=numbers(today),
        coming=coming(db, day),
        since=_since(db, day),
    )


def _since(db: sqlite3.Connection, day: int) -> str | None:
    """The oldest edition, where the archive is too young for a first appearance to say much."""
    oldest = db.execute("SELECT min(day) FROM edition WHERE articles > 0").fetchone()[0]
    return date_of(oldest) if oldest is not None and oldest > day - BASE_DAYS else None
