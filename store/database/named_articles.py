"""The articles that ``who: org: place: post:`` name: from what the language stage filed.

What the reader corrected holds here too: names merged, renamed, of another kind, split. Articles
that were never analysed wait in ``unfiled``; only their text can tell.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable
from itertools import product

from store.database.corrections import Corrections, EntityRule, Key, load
from store.database.folded import choices, pattern
from store.database.query import Entity, Forms, Named
from store.database.split_parts import part

_KINDS = {"who": "PER", "org": "ORG", "place": "LOC"}
_MOST_SPELLINGS = 64


def named_articles(db: sqlite3.Connection, asked: Entity) -> frozenset[int]:
    """The analysed articles that mention what ``asked`` names.

    A name that is no one's whole name is taken as a part of one. A post may be a part of what was
    printed, with its organisation in front or without.
    """
    found = pattern(asked.name, asked.forms)
    if asked.kind == "post":
        return _with_post(db, found)
    kind = _KINDS[asked.kind]
    attached = {row[1] for row in db.execute("PRAGMA database_list")}
    rules = load(db, "state") if "state" in attached else Corrections()
    entities = _whole(db, rules, kind, _spellings(asked))
    parts = [
        rule
        for rule in rules.splits
        if rule.kind == kind and rule.to_name and found.fullmatch(rule.to_name)
    ]
    if not entities and not parts:
        entities = _holding(db, kind, found)
    ids = {
        article_id
        for entity in entities
        for (article_id,) in db.execute(
            "SELECT article_id FROM appearance WHERE entity_id = ?", (entity,)
        )
    }
    for rule in parts:
        ids |= split_off(db, rules, rule)
    return frozenset(ids)


def credited_articles(db: sqlite3.Connection, asked: Named) -> frozenset[int]:
    """The articles that credit someone of whose name ``asked`` is a part, as far as analysed."""
    found = pattern(asked.value.replace(" ", ""), asked.forms and _bare_forms(asked))
    return frozenset(
        article_id
        for entity in _holding(db, "BYL", found)
        for (article_id,) in db.execute(
            "SELECT article_id FROM appearance WHERE entity_id = ?", (entity,)
        )
    )


def _bare_forms(asked: Named) -> Forms:
    both = zip(asked.value, asked.forms, strict=True)
    return tuple(form for char, form in both if char != " ")


def unfiled_few(db: sqlite3.Connection, most: int = 50_000) -> frozenset[int] | None:
    """The articles that were never analysed; None when they are too many to be listed."""
    rows = db.execute("SELECT article_id FROM unfiled LIMIT ?", (most + 1,)).fetchall()
    return None if len(rows) > most else frozenset(article_id for (article_id,) in rows)


def some_unfiled(db: sqlite3.Connection) -> bool:
    """Whether there are articles of which only the text can tell."""
    return db.execute("SELECT 1 FROM unfiled LIMIT 1").fetchone() is not None


def is_unfiled(db: sqlite3.Connection, article_id: int) -> bool:
    """Whether this is one of them."""
    row = db.execute("SELECT 1 FROM unfiled WHERE article_id = ?", (article_id,)).fetchone()
    return row is not None


def _spellings(asked: Entity) -> set[str]:
    """The name, and as it is written in other forms of its characters."""
    found = {asked.name}
    if asked.forms:
        ways = product(*choices(asked.name, asked.forms))
        found |= {"".join(way) for way, _n in zip(ways, range(_MOST_SPELLINGS), strict=False)}
    return found


def _whole(db: sqlite3.Connection, rules: Corrections, kind: str, names: set[str]) -> set[int]:
    """The entities that are so called, or are one with those who are."""
    wanted = {(kind, name) for name in names}
    wanted |= {rules.of(kind, name) for name in names}
    wanted |= {key for key, shown in rules.shown.items() if key[0] == kind and shown in names}
    return {entity for key in rules.standing_for(wanted) for entity in entities_of(db, key)}


def entities_of(db: sqlite3.Connection, key: Key) -> list[int]:
    """The stored entities of that kind and name that some article bears."""
    rows = db.execute("SELECT id FROM entity WHERE kind = ? AND name = ? AND articles > 0", key)
    return [entity for (entity,) in rows]


def articles_of_any(db: sqlite3.Connection, entities: Iterable[int], since: int = 0) -> int:
    """How many articles, from an id on, name one of these stored entities; each counts once."""
    row = db.execute(
        """SELECT count(DISTINCT article_id) FROM appearance
           WHERE entity_id IN (SELECT value FROM json_each(?)) AND article_id >= ?""",
        (json.dumps(list(entities)), since),
    ).fetchone()
    return int(row[0])


def _holding(db: sqlite3.Connection, kind: str, found: re.Pattern[str]) -> set[int]:
    rows = db.execute("SELECT id, name FROM entity INDEXED BY entity_name WHERE kind = ?", (kind,))
    return {entity for entity, name in rows if found.search(name)}


def _with_post(db: sqlite3.Connection, found: re.Pattern[str]) -> frozenset[int]:
    held = db.execute("SELECT DISTINCT post, organisation FROM post INDEXED BY post_words")
    return frozenset(
        article_id
        for post, organisation in held
        if found.search((organisation or "") + post)
        for (article_id,) in db.execute(
            """SELECT article_id FROM post INDEXED BY post_words
               WHERE post = ? AND organisation IS ?""",
            (post, organisation),
        )
    )


def split_off(db: sqlite3.Connection, rules: Corrections, rule: EntityRule) -> frozenset[int]:
    """Where the user said that one name is two: the articles of the one split off."""
    return part(db, _whole(db, rules, rule.kind, {rule.name}), rule.detail or "")
