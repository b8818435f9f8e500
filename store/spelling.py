"""Finding by pinyin: what waits is spelled; what was typed is read as names and titles.

A query's own characters come first: only a word that stands in no text at all is read as pinyin,
so that what a string finds is never more than a scan would find for it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from store.database import pinyin_index
from store.database.filing import filed_names
from store.database.finding import Finder
from store.database.finding_rows import Marked
from store.database.pinyin_index import Name
from store.database.query import (
    EVERYTHING,
    And,
    Entity,
    Ids,
    Named,
    Not,
    Or,
    Query,
    Words,
    parse,
    with_forms,
)
from store.database.read_rules import ReadRules
from store.language import pinyin, scripts

PERSON_KINDS = ("who", "by")
_NAMES = 12
_BATCH = 200
_NO_MARKS = Marked(ReadRules(0), set())


@dataclass(frozen=True, slots=True)
class Understood:
    """A query, and the names that its pinyin was read as."""

    query: Query
    names: tuple[str, ...] = ()


def understood(db: sqlite3.Connection, text: str, *, both_scripts: bool = False) -> Understood:
    """The query ``text`` is, words that stand nowhere read as pinyin. Raises QueryError.

    ``both_scripts``: simplified and traditional forms of a character are to count as one.
    """
    names: dict[str, None] = {}
    query = _read(db, parse(text), names)
    return Understood(with_forms(query, scripts.forms) if both_scripts else query, tuple(names))


def _read(db: sqlite3.Connection, query: Query, names: dict[str, None]) -> Query:
    match query:
        case And(parts=parts):
            return And(tuple(_read(db, part, names) for part in parts))
        case Or(parts=parts):
            return Or(tuple(_read(db, part, names) for part in parts))
        case Not(part=part):
            return Not(_read(db, part, names))
        case Words(text=text, title=False, plain=True) if _stands_nowhere(db, query, text):
            return _as_pinyin(db, query, text, names)
        case Words(text=text, title=True) if _stands_nowhere(db, query, text):
            return Ids(frozenset(_titles(db, text)))
        case Entity(kind=kind, name=text) if pinyin.is_typed(text):
            found = [n.name for n in pinyin_index.names_exactly(db, text) if n.kind == kind]
            names.update(dict.fromkeys(found))
            return Or(tuple(Entity(kind, name) for name in found)) if found else query
        case Named(field=field, value=text, whole=False) if field in (
            "paper",
            "column",
            "by",
        ) and pinyin.is_typed(text):
            found = [n.name for n in pinyin_index.names_exactly(db, text) if n.kind == field]
            names.update(dict.fromkeys(found))
            return Or((query, *(Named(field, name, whole=True) for name in found)))
    return query


def _stands_nowhere(db: sqlite3.Connection, query: Words, text: str) -> bool:
    if not pinyin.is_typed(text):
        return False
    return next(Finder(db, query, EVERYTHING, _NO_MARKS).hits(), None) is None


def _as_pinyin(db: sqlite3.Connection, query: Words, text: str, names: dict[str, None]) -> Query:
    parts: list[Query] = [query]
    for name in pinyin_index.names_exactly(db, text, _NAMES):
        names[name.name] = None
        if name.kind in ("column", "paper", "by"):
            parts.append(Named(name.kind, name.name, whole=True))
        else:
            parts.append(Entity(name.kind, name.name))
    parts.append(Ids(frozenset(_titles(db, text))))
    # Columns, papers, credits are known without the texts: as articles they keep the search quick.
    return Or(tuple(_by_ids(db, part) for part in parts))


def _by_ids(db: sqlite3.Connection, part: Query) -> Query:
    match part:
        case Named(field="column", value=name):
            rows = db.execute('SELECT id FROM article WHERE "column" = ?', (name,))
            return Ids(frozenset(article_id for (article_id,) in rows))
        case Named(field="by", value=name):
            rows = db.execute(
                """SELECT s.article_id FROM entity e JOIN appearance s ON s.entity_id = e.id
                   WHERE e.kind = 'BYL' AND e.name = ?""",
                (name,),
            )
            return Ids(frozenset(article_id for (article_id,) in rows))
        case Named(field="paper", value=name):
            rows = db.execute(
                """SELECT a.id FROM edition e JOIN page p ON p.edition_id = e.id
                   JOIN article a ON a.page_id = p.id WHERE e.paper = ?""",
                (name,),
            )
            return Ids(frozenset(article_id for (article_id,) in rows))
    return part


def _titles(db: sqlite3.Connection, typed: str) -> list[int]:
    return pinyin_index.titles_typed(db, typed, pinyin.syllables(typed))


def names_typed(db: sqlite3.Connection, typed: str, limit: int = 8) -> list[Name]:
    """The names that what is being typed may become."""
    if not pinyin.is_typed(typed):
        return []
    return pinyin_index.names_typed(db, typed, limit=limit)


def put_names(db: sqlite3.Connection, kind: str, names: Iterable[tuple[str, int]]) -> int:
    """Make names of a kind findable by pinyin; each with its weight. How many were new.

    ``kind`` is column or paper, or the field that asks for it: who, org, place, by.
    """
    person = kind in PERSON_KINDS
    return pinyin_index.put_names(db, kind, names, lambda name: pinyin.keys(name, person))


def spell_names(db: sqlite3.Connection) -> int:
    """Spell the names that were filed and cannot be found by pinyin yet; how many they were."""
    return sum(put_names(db, kind, names) for kind, names in filed_names(db).items())


def spell_waiting(db: sqlite3.Connection, count: int = _BATCH) -> int:
    """Spell up to so many changed titles, and new columns and papers; how many titles it were."""
    if not pinyin_index.waiting(db):
        return 0
    done = pinyin_index.settle(db, pinyin.readings, pinyin.version(), count)
    if not pinyin_index.waiting(db):
        for kind, names in pinyin_index.listed_names(db).items():
            put_names(db, kind, names)
    return done
