"""Marks find their articles again in a store made anew, where every uid is another.

A mark holds its uid and also paper, date, page, title and a sketch of the text. Where the uid is
no longer in the store, the likest article of the same paper and date takes the mark; a mark that
finds none keeps its uid and waits, for the article may yet be added.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from dataclasses import replace
from typing import NamedTuple

from store.database.connections import writing
from store.database.likeness import sketch, sketch_likeness
from store.database.marking import load_place, save_place
from store.database.rows import uid_number, uid_text

_SALT = "store_salt"
_ALIKE = 0.5
_FAINTLY = 0.1


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
    page: str
    title: str
    sketch: bytes


class _Stands(NamedTuple):
    uid: int
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
    lost: defaultdict[tuple[str, str], list[_Mark]] = defaultdict(list)
    for uid, paper, date, page, title, kept in marks:
        if uid not in there:
            lost[paper, date].append(_Mark(uid, page, title, kept))
    if not lost:
        return 0
    with writing(db):
        heirs = {
            uid: heir
            for (paper, date), of_edition in lost.items()
            for uid, heir in _heirs(of_edition, _standing(db, paper, date, there)).items()
        }
        db.executemany(
            "UPDATE main.mark SET uid = ? WHERE uid = ?", [(new, old) for old, new in heirs.items()]
        )
        if heirs:
            _follow(db, heirs)
    return len(heirs)


def _standing(db: sqlite3.Connection, paper: str, date: str, taken: set[int]) -> list[_Stands]:
    """The articles of an edition that bear no mark of their own."""
    return [
        _Stands(uid, page, title, sketch(text))
        for uid, page, title, text in db.execute(
            """SELECT a.uid, p.number, a.title, b.text FROM articles.edition e
               JOIN articles.page p ON p.edition_id = e.id
               JOIN articles.article a ON a.page_id = p.id
               JOIN articles.article_body b ON b.article_id = a.id
               WHERE e.paper = ? AND e.date = ? ORDER BY p.sort, a.ordinal""",
            (paper, date),
        )
        if uid not in taken
    ]


def _heirs(marks: list[_Mark], standing: list[_Stands]) -> dict[int, int]:
    """The marks with the article of the edition that each now belongs to, likest pairs first.

    A title alone is enough only where it stands once on the same page: the 图片报道 of page 1 is
    not that of page 3, which may yet be added.
    """
    titled = Counter((stands.page, stands.title) for stands in standing)
    scored = []
    for mark in marks:
        for stands in standing:
            like = sketch_likeness(mark.sketch, stands.sketch)
            same_title = stands.title == mark.title
            same_page = stands.page == mark.page
            alone = same_title and same_page and titled[stands.page, stands.title] == 1
            if like >= _ALIKE or alone or (same_title and like >= _FAINTLY):
                scored.append((like + same_title, same_page, mark.uid, stands.uid))
    found: dict[int, int] = {}
    given: set[int] = set()
    for _score, _page, mark_uid, uid in sorted(scored, key=lambda s: (-s[0], not s[1])):
        if mark_uid not in found and uid not in given:
            found[mark_uid] = uid
            given.add(uid)
    return found


def _follow(db: sqlite3.Connection, heirs: dict[int, int]) -> None:
    """Let the journal and the reader's place name the articles by their new uids."""
    for id_, before in db.execute("SELECT id, before FROM main.journal").fetchall():
        kept = json.loads(before)
        named = [[heirs.get(uid, uid), *rest] for uid, *rest in kept["marks"]]
        if named != kept["marks"]:
            db.execute(
                "UPDATE main.journal SET before = ? WHERE id = ?",
                (json.dumps(kept | {"marks": named}), id_),
            )
    place = load_place(db)
    uid = uid_number(place.uid) if place and place.uid else None
    if place and uid in heirs:
        save_place(db, replace(place, uid=uid_text(heirs[uid])))
