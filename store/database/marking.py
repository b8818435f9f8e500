"""What a reader marks: read, starred, all read; the journal that takes it back; the place.

Marks hold the uid and paper, date, page, title and a likeness sketch, so that they find their
article again in a store made anew.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, cast

from store.database.batch import now
from store.database.connections import writing
from store.database.days import day_number
from store.database.likeness import sketch
from store.records import Scope

_CHUNK = 500
Action = Literal["read", "unread", "star", "unstar", "all_read"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the reader is: kept when the line drops, resumed at the next start."""

    tab: str = "headlines"
    scope: Scope = Scope()  # noqa: RUF009  (frozen)
    uid: str | None = None
    scroll: int = 0
    article_open: bool = False


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back: ``count`` articles, the first one's title."""

    action: Action
    count: int
    title: str | None = None


_TO_MARK = """
SELECT a.uid, e.paper, e.date, p.number, a.title, b.text
FROM articles.article a JOIN articles.article_body b ON b.article_id = a.id
JOIN articles.page p ON p.id = a.page_id JOIN articles.edition e ON e.id = p.edition_id
WHERE a.id IN ({})
"""


def mark(
    db: sqlite3.Connection,
    ids: Sequence[int],
    *,
    read: bool | None = None,
    starred: bool | None = None,
) -> None:
    """Set the marks of these articles in one transaction, and how to take that back."""
    if not ids:
        return
    action = ("read" if read else "unread") if read is not None else "star" if starred else "unstar"
    with writing(db):
        before: list[list[Any]] = []
        title = None
        for at in range(0, len(ids), _CHUNK):
            part = ids[at : at + _CHUNK]
            for row in db.execute(_TO_MARK.format(",".join("?" * len(part))), part).fetchall():
                uid, paper, date, page, name, text = row
                title = title or name
                old = db.execute(
                    "SELECT read, starred_at FROM mark WHERE uid = ?", (uid,)
                ).fetchone()
                before.append([uid, *(old or (None, None))])
                was_read, was_starred = old or (None, None)
                star = was_starred if starred is None else now() if starred else None
                db.execute(
                    """INSERT INTO mark VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                       ON CONFLICT (uid) DO UPDATE SET read = excluded.read,
                       starred_at = excluded.starred_at, changed_at = excluded.changed_at""",
                    (uid, was_read if read is None else int(read), star, now(),
                     paper, date, page, name, sketch(text)),
                )  # fmt: skip
        _journal(db, action, len(before), title, {"marks": before})


def add_rule(db: sqlite3.Connection, scope: Scope, up_to: int, count: int) -> None:
    """Everything in the scope that arrived up to then is read: one row, however many articles."""
    with writing(db):
        salt = db.execute("SELECT salt FROM articles.identity").fetchone()[0]
        newest = db.execute("SELECT coalesce(max(day), 0) FROM articles.edition").fetchone()[0]
        # Articles marked unread by hand in this scope are read now too; the journal remembers them.
        where = ["read = 0"]
        values: list[Any] = []
        for column, value in (("paper", scope.paper), ("page", scope.page)):
            if value is not None:
                where.append(f"{column} = ?")
                values.append(value)
        if scope.date is not None:
            where.append("substr(date, 1, ?) = ?")
            values += [len(scope.date), scope.date]
        chosen = " AND ".join(where)
        before = [
            [uid, read, star]
            for uid, read, star in db.execute(
                f"SELECT uid, read, starred_at FROM mark WHERE {chosen}", values
            )
        ]
        db.execute(f"UPDATE mark SET read = 1 WHERE {chosen}", values)
        made = db.execute(
            """INSERT INTO rule (paper, date, page, "column", photo, jump, salt, up_to, newest_day,
               made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (scope.paper, scope.date, scope.page, scope.column, int(scope.photo), int(scope.jump),
             salt, up_to, newest, now()),
        ).lastrowid  # fmt: skip
        _journal(db, "all_read", count, None, {"rule": made, "marks": before})


def _journal(
    db: sqlite3.Connection, action: str, count: int, title: str | None, before: dict[str, Any]
) -> None:
    db.execute(
        "INSERT INTO journal (at, action, count, title, before) VALUES (?, ?, ?, ?, ?)",
        (now(), action, count, title, json.dumps(before)),
    )
    db.execute("DELETE FROM journal WHERE id <= (SELECT max(id) FROM journal) - 200")


def undo(db: sqlite3.Connection) -> Undone | None:
    """Take the newest entry of the journal back."""
    with writing(db):
        last = db.execute(
            "SELECT id, action, count, title, before FROM journal ORDER BY id DESC LIMIT 1"
        ).fetchone()
        if last is None:
            return None
        before = json.loads(last[4])
        for uid, read, starred in before["marks"]:
            db.execute(
                "UPDATE mark SET read = ?, starred_at = ?, changed_at = ? WHERE uid = ?",
                (read, starred, now(), uid),
            )
        if "rule" in before:
            db.execute("DELETE FROM rule WHERE id = ?", (before["rule"],))
        db.execute("DELETE FROM journal WHERE id = ?", (last[0],))
    return Undone(cast(Action, last[1]), last[2], last[3])


def save_place(db: sqlite3.Connection, place: Place) -> None:
    """Keep where the reader is."""
    with writing(db):
        db.execute(
            "INSERT OR REPLACE INTO place VALUES (1, ?)",
            (json.dumps(asdict(place), ensure_ascii=False),),
        )


def load_place(db: sqlite3.Connection) -> Place | None:
    """Where the reader was; None at the first start, or when it says nothing we understand."""
    found = db.execute("SELECT content FROM place").fetchone()
    if found is None:
        return None
    try:
        kept = json.loads(found[0])
        scope = Scope(**kept.pop("scope"))
        if scope.date is not None and len(scope.date) == 10:
            day_number(scope.date)
        return Place(scope=scope, **kept)
    except (ValueError, TypeError, KeyError):
        return None


def keep_setting(db: sqlite3.Connection, key: str, value: str) -> None:
    """Keep a setting."""
    with writing(db):
        db.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (key, value))


def remember_origin(db: sqlite3.Connection, source: str, path: str) -> None:
    """Remember where a file lay when it was added."""
    with writing(db):
        db.execute("INSERT OR REPLACE INTO origin VALUES (?, ?, ?)", (source, path, now()))
