"""``who: org: place: post:`` answered from what the language stage filed."""

from __future__ import annotations

import sqlite3

from store.database.corrections import Corrections, load

_KINDS = {"who": "PER", "org": "ORG", "place": "LOC"}


def entity_articles(db: sqlite3.Connection, kind: str, name: str) -> frozenset[int] | None:
    """The articles that mention what this names; None when only their text can tell.

    ``kind`` is the field: who, org, place, post. A name that is no one's whole name is taken as a
    part of one; what the reader merged counts as one. A post may be a part of what was printed,
    with its organisation in front or without.
    """
    if db.execute("SELECT 1 FROM article_found LIMIT 1").fetchone() is None:
        return None
    if kind == "post":
        rows = db.execute(
            "SELECT DISTINCT article_id FROM post WHERE instr(coalesce(organisation, '') || post, ?)",
            (name,),
        )
        return frozenset(article_id for (article_id,) in rows)
    entities = _entities(db, _KINDS[kind], name)
    found: set[int] = set()
    for entity in entities:
        rows = db.execute("SELECT article_id FROM appearance WHERE entity_id = ?", (entity,))
        found.update(article_id for (article_id,) in rows)
    return frozenset(found)


def _entities(db: sqlite3.Connection, kind: str, name: str) -> list[int]:
    attached = {row[1] for row in db.execute("PRAGMA database_list")}
    corrections = load(db, "state") if "state" in attached else Corrections()
    asked = {(kind, name), corrections.of(kind, name)}
    corrected = corrections.merged.keys() | corrections.kinds.keys()
    asked |= {key for key in corrected if corrections.of(*key) in asked}
    whole = [
        row[0]
        for key in sorted(asked)
        for row in db.execute("SELECT id FROM entity WHERE kind = ? AND name = ?", key)
    ]
    if whole:
        return whole
    rows = db.execute("SELECT id FROM entity WHERE kind = ? AND instr(name, ?)", (kind, name))
    return [entity for (entity,) in rows]
