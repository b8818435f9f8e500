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

from store.database.connections import writing
from store.database.days import day_number, now
from store.database.read_rules import ReadRule, ReadRules, load_rules
from store.headline_records import Scope

_CHUNK = 500
Action = Literal["read", "unread", "star", "unstar", "all_read"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the reader is: kept when the line drops, resumed at the next start.

    ``arrived`` is the newest arrival (its generation) that the reader was shown.
    """

    tab: str = "headlines"
    scope: Scope = Scope()  # noqa: RUF009  (frozen)
    uid: str | None = None
    scroll: int = 0
    article_open: bool = False
    arrived: int | None = None


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back: ``count`` articles, the first one's title."""

    action: Action
    count: int
    title: str | None = None


_TO_MARK = """
SELECT a.uid, e.paper, e.date, p.number, a.title, b.text, e.day, a.arrival, a.lag, a."column",
       a.photo, a.jump_direction IS NOT NULL
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
    action: Action | None = None,
) -> None:
    """Set the marks of these articles in one transaction, and how to take that back.

    What is so already, by a mark or by a rule, is left alone: taking back undoes what was done.
    """
    from store.database.likeness import sketch

    action = action or _action(read, starred)
    with writing(db):
        before: list[list[Any]] = []
        title = None
        rules = _rules(db)
        for at in range(0, len(ids), _CHUNK):
            part = ids[at : at + _CHUNK]
            for row in db.execute(_TO_MARK.format(",".join("?" * len(part))), part).fetchall():
                uid, paper, date, page, name, text, day, arrival, lag, column, photo, jump = row
                old = db.execute(
                    "SELECT read, starred_at FROM mark WHERE uid = ?", (uid,)
                ).fetchone()
                was_read, was_starred = old or (None, None)
                rules.marks = {} if was_read is None else {uid: was_read}
                kind = (column, bool(photo), bool(jump))
                if read is not None:
                    if rules.is_read(uid, arrival, lag, (day, paper, page), kind) == read:
                        continue
                elif (was_starred is not None) == starred:
                    continue
                title = title or name
                before.append([uid, was_read, was_starred])
                star = was_starred if starred is None else now() if starred else None
                db.execute(
                    """INSERT INTO mark VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                       ON CONFLICT (uid) DO UPDATE SET read = excluded.read,
                       starred_at = excluded.starred_at, changed_at = excluded.changed_at""",
                    (uid, was_read if read is None else int(read), star, now(),
                     paper, date, page, name, sketch(text)),
                )  # fmt: skip
        if before:
            _journal(db, action, len(before), title, {"marks": before})


def _action(read: bool | None, starred: bool | None) -> Action:
    if read is not None:
        return "read" if read else "unread"
    return "star" if starred else "unstar"


def _rules(db: sqlite3.Connection) -> ReadRules:
    salt = int(db.execute("SELECT salt FROM articles.identity").fetchone()[0])
    return load_rules(db, salt, "main", marks=False)


def mark_all(db: sqlite3.Connection, scope: Scope, up_to: int, unread: Sequence[int]) -> None:
    """Everything in the scope that arrived up to then is read: one rule, however many articles.

    Words and stars pick articles that no rule can name; those are marked one by one. Single
    articles marked unread before (``unread`` holds them with all others) are read now too.
    """
    if scope.words or scope.starred:
        mark(db, unread, read=True, action="all_read")
        return
    with writing(db):
        newest = db.execute("SELECT coalesce(max(day), 0) FROM articles.edition").fetchone()[0]
        salt = db.execute("SELECT salt FROM articles.identity").fetchone()[0]
        by_hand = db.execute(
            """SELECT uid, read, starred_at FROM mark WHERE read = 0 AND uid IN
               (SELECT uid FROM articles.article WHERE id IN (SELECT value FROM json_each(?)))""",
            (json.dumps(list(unread)),),
        ).fetchall()
        db.executemany("UPDATE mark SET read = 1 WHERE uid = ?", [(row[0],) for row in by_hand])
        rule = ReadRule(
            scope.paper, scope.date, scope.page, scope.column, scope.photo, scope.jump,
            salt, up_to, newest,
        )  # fmt: skip
        dropped = _drop_covered(db, rule)
        made = db.execute(
            f"INSERT INTO rule ({_RULE}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*_rule_values(rule), now()),
        ).lastrowid
        before = {"rule": made, "marks": by_hand, "rules": dropped}
        _journal(db, "all_read", len(unread), None, before)


_RULE = 'paper, date, page, "column", photo, jump, salt, up_to, newest_day, made_at'


def _rule_values(rule: ReadRule) -> tuple[str | int | None, ...]:
    return (
        rule.paper, rule.date, rule.page, rule.column, int(rule.photo), int(rule.jump),
        rule.salt, rule.up_to, rule.newest_day,
    )  # fmt: skip


def _drop_covered(db: sqlite3.Connection, rule: ReadRule) -> list[list[Any]]:
    """Take out the rules that the new one makes needless, so that they do not pile up."""
    dropped: list[list[Any]] = []
    for id_, *values in db.execute(f"SELECT id, {_RULE} FROM rule").fetchall():
        paper, date, page, column, photo, jump, salt, up_to, newest, _made_at = values
        old = ReadRule(paper, date, page, column, bool(photo), bool(jump), salt, up_to, newest)
        if rule.covers(old):
            db.execute("DELETE FROM rule WHERE id = ?", (id_,))
            dropped.append(values)
    return dropped


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
        db.executemany(
            f"INSERT INTO rule ({_RULE}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            before.get("rules", ()),
        )
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


def load_setting(db: sqlite3.Connection, key: str) -> str | None:
    """A setting kept before."""
    found = db.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
    return found[0] if found else None


def remember_origin(db: sqlite3.Connection, source: str, path: str) -> None:
    """Remember where a file lay when it was added."""
    with writing(db):
        db.execute("INSERT OR REPLACE INTO origin VALUES (?, ?, ?)", (source, path, now()))
