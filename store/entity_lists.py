"""Which names are listed, in what order: counted for a period, as the corrections will have it."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from store.companions import g2
from store.database.corrections import Corrections, Key
from store.database.days import SEQ_BITS
from store.database.named_articles import articles_of_any
from store.database.split_parts import part
from store.records import EntityItem, EntityScope

NEWS = ("PER", "ORG", "LOC")
MOST = 20_000
#: So many counted names are looked up one by one; more by a scan of all.
_FEW = 60_000
#: By entity: articles, the last one's id, how often in a title.
Counted = dict[int, tuple[int, int, int]]
#: By entity: articles in the time before; how many articles there are now, and were then.
Base = tuple[dict[int, int], int, int]
#: Id, kind, name, its first article.
#: The columns of a ``Named``.
_COLUMNS = "id, kind, name, first_id, articles, last_id"
Named = tuple[int, str, str, int | None, int, int | None]
#: Gives back what was made for the store as it stands, or makes it.
Keep = Callable[[tuple[object, ...], Callable[[], Any]], Any]


def listed(
    db: sqlite3.Connection, scope: EntityScope, rules: Corrections, keep: Keep
) -> list[EntityItem]:
    """The entities of ``scope`` in its order, at most ``MOST``."""
    if scope == EntityScope(kinds=scope.kinds, days=None) and rules == Corrections():
        return _most_frequent(db, scope)
    newest = newest_day(db)
    since = 0 if scope.days is None else (newest - scope.days + 1) << SEQ_BITS
    about = (scope.days, scope.paper)
    counted = keep(("count", about), lambda: _count(db, scope, since))
    base = keep(("base", about), lambda: _base(db, scope, since))
    found = _items(db, scope, rules, counted, base, since)
    found = _split(db, found, rules, since)
    if scope.words:
        # Those split off bear names that nothing is filed under.
        for rule in rules.splits:
            if rule.to_name and scope.words.strip() in rule.to_name:
                whole = replace(scope, words=rule.name)
                rest = _split(db, _items(db, whole, rules, counted, base, since), rules, since)
                known = {item.id for item in found}
                found += [i for i in rest if i.name == rule.to_name and i.id not in known]
    return ordered(found, scope)[:MOST]


def columns(db: sqlite3.Connection, scope: EntityScope) -> list[EntityItem]:
    """The columns (栏目) as items; their ids are negative."""
    since = 0 if scope.days is None else (newest_day(db) - scope.days + 1) << SEQ_BITS
    rows = db.execute(
        """SELECT "column", count(*), max(id), min(id) FROM article
           WHERE "column" IS NOT NULL AND continues IS NULL AND id >= ?
           GROUP BY 1 ORDER BY 2 DESC""",
        (since,),
    ).fetchall()
    words = scope.words.strip()
    return [
        EntityItem(-n, "COL", name, count, last, 0.0, False, 0, ())
        for n, (name, count, last, _first) in enumerate(rows, 1)
        if words in name
    ]


def newest_day(db: sqlite3.Connection) -> int:
    """The newest day with an edition."""
    return int(db.execute("SELECT coalesce(max(day), 0) FROM edition").fetchone()[0])


def articles_between(db: sqlite3.Connection, low: int, high: int) -> int:
    """How many articles the days from one id up to another have, by the editions' counters."""
    row = db.execute(
        "SELECT coalesce(sum(articles), 0) FROM edition WHERE day >= ? AND day < ?",
        (low >> SEQ_BITS, high >> SEQ_BITS),
    ).fetchone()
    return int(row[0])


def _most_frequent(db: sqlite3.Connection, scope: EntityScope) -> list[EntityItem]:
    """The names of all time by their counters, without looking at the rare ones."""
    found = [
        EntityItem(entity, kind, name, articles, last or 0, 0.0, False, 0, (entity,))
        for kind in scope.kinds or NEWS
        for entity, name, articles, last in db.execute(
            """SELECT id, name, articles, last_id FROM entity INDEXED BY entity_rank
               WHERE kind = ? AND articles > 0 ORDER BY articles DESC LIMIT ?""",
            (kind, MOST),
        )
    ]
    return ordered(found, scope)[:MOST]


def _split(
    db: sqlite3.Connection, found: list[EntityItem], rules: Corrections, since: int
) -> list[EntityItem]:
    """Where the user said that one name is two: a part of its articles under a name of its own."""
    for rule in rules.splits:
        whole = rules.of(rule.kind, rule.name)
        for at, item in enumerate(found):
            if (item.kind, item.name) != (whole[0], rules.name_of(whole)):
                continue
            own = part(db, item.members, rule.detail or "") - item.without
            if not own or not rule.to_name:
                continue
            recent = frozenset(i for i in own if i >= since)
            found[at] = replace(item, count=item.count - len(recent), without=item.without | own)
            if recent and (item.kind, rule.to_name) not in rules.hidden:
                found.append(
                    replace(
                        item,
                        name=rule.to_name,
                        count=len(recent),
                        last=max(recent),
                        only=own,
                        change=0.0,
                        id=-(rule.id + 1_000_000),
                    )
                )
            break
    return [item for item in found if item.count > 0]


def _count(db: sqlite3.Connection, scope: EntityScope, since: int) -> Counted | None:
    """Who appears in the scope; None for all time and papers, which the entities count themselves."""
    if scope.paper is not None:
        rows = db.execute(
            """SELECT s.entity_id, count(*), max(s.article_id), sum(s.prominence & 1)
               FROM edition e CROSS JOIN page p ON p.edition_id = e.id
               CROSS JOIN article a INDEXED BY article_order ON a.page_id = p.id
               CROSS JOIN appearance s INDEXED BY appearance_article
                 ON s.article_id = a.id
               WHERE e.paper = ? AND a.id >= ? GROUP BY s.entity_id""",
            (scope.paper, since),
        )
    elif since:
        rows = db.execute(
            """SELECT entity_id, count(*), max(article_id), sum(prominence & 1)
               FROM appearance INDEXED BY appearance_article
               WHERE article_id >= ? GROUP BY entity_id""",
            (since,),
        )
    else:
        return None
    return {row[0]: (row[1], row[2] or 0, row[3] or 0) for row in rows}


def _base(db: sqlite3.Connection, scope: EntityScope, since: int) -> Base:
    """What rising is measured against: the time before, four times as long."""
    if scope.days is None or not since:
        return {}, 0, 0
    before = since - ((4 * scope.days) << SEQ_BITS)
    earlier = dict(
        db.execute(
            """SELECT entity_id, count(*) FROM appearance INDEXED BY appearance_article
               WHERE article_id >= ? AND article_id < ? GROUP BY entity_id""",
            (before, since),
        ).fetchall()
    )
    return earlier, articles_between(db, since, 1 << 62), articles_between(db, before, since)


def _items(
    db: sqlite3.Connection,
    scope: EntityScope,
    rules: Corrections,
    counted: Counted | None,
    base: Base,
    since: int,
) -> list[EntityItem]:
    earlier, now, then = base
    kinds = scope.kinds or NEWS
    groups: dict[Key, list[tuple[int, int, int, int, int]]] = defaultdict(list)
    plain = not (rules.merged or rules.kinds or rules.hidden or rules.shown)
    for entity_id, kind, name, first, articles, last in _with_those_merged(
        db, scope, rules, _named(db, scope, counted)
    ):
        numbers = (articles, last or 0, 0) if counted is None else counted.get(entity_id)
        if numbers is None:
            continue
        key = (kind, name) if plain else rules.of(kind, name)
        if key[0] not in kinds or key in rules.hidden or (kind, name) in rules.hidden:
            continue
        groups[key].append((entity_id, *numbers, first or 0))
    found = []
    for key, members in groups.items():
        if scope.watched and key not in rules.watched:
            continue
        ids = tuple(sorted(m[0] for m in members))
        count = sum(m[1] for m in members)
        if len(members) > 1:
            count = articles_of_any(db, ids, since)
        before = sum(earlier.get(i, 0) for i in ids)
        found.append(
            EntityItem(
                id=ids[0],
                kind=key[0],
                name=rules.name_of(key),
                count=count,
                last=max(m[2] for m in members),
                change=g2(count, now, before, then) if now else 0.0,
                fresh=bool(since) and min(m[4] for m in members) >= since and then > 0,
                prominence=sum(m[3] for m in members),
                members=ids,
            )
        )
    return found


def _named(db: sqlite3.Connection, scope: EntityScope, counted: Counted | None) -> sqlite3.Cursor:
    if counted is not None and len(counted) < _FEW and not scope.words:
        return db.execute(
            f"""SELECT {_COLUMNS} FROM entity
               WHERE id IN (SELECT value FROM json_each(?))""",
            (json.dumps(list(counted)),),
        )
    condition, values = _words_condition(scope.words)
    sql = f"SELECT {_COLUMNS} FROM entity WHERE articles > 0 AND {condition}"
    return db.execute(sql, values)


def _with_those_merged(
    db: sqlite3.Connection, scope: EntityScope, rules: Corrections, found: Iterable[Named]
) -> list[Named]:
    """Those found by a word, and what is one with them by other names, or is shown by that word."""
    rows = list(found)
    words = scope.words.strip()
    if not words:
        return rows
    shown = {key for key, name in rules.shown.items() if words in name}
    known = {(kind, name) for _id, kind, name, *_rest in rows}
    wanted = shown | {rules.of(*key) for key in known}
    for key in sorted(rules.standing_for(wanted) - known):
        rows += db.execute(
            f"""SELECT {_COLUMNS} FROM entity
               WHERE kind = ? AND name = ? AND articles > 0""",
            key,
        )
    return rows


_HOLDING = "SELECT id FROM entity INDEXED BY entity_name WHERE name LIKE ?{} ESCAPE '\\'"


def _words_condition(words: str) -> tuple[str, list[str]]:
    """Characters of the name; or, of letters, the beginning of its pinyin or initials."""
    words = words.strip()
    if not words:
        return "1", []
    if words.isascii() and words.replace(" ", "").isalnum():
        low = words.replace(" ", "").lower()
        return (
            # Every reading of a character counts, as in the search. Both parts walk indexes alone.
            f"""id IN ({_HOLDING.format(3)} UNION
                SELECT n.id FROM pinyin p JOIN entity n INDEXED BY entity_name ON n.name = p.name
                WHERE p.key >= ?1 AND p.key < ?2)""",
            [low, low + "\x7f", f"%{words}%"],
        )
    return f"id IN ({_HOLDING.format(1)})", [f"%{_escape(words)}%"]


def _escape(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def ordered(found: list[EntityItem], scope: EntityScope) -> list[EntityItem]:
    """In the order that ``scope`` asks for."""
    if scope.order == "name":
        from store.language.pinyin import spell

        return sorted(found, key=lambda i: (spell(i.name, person=i.kind == "PER")[0], i.name))
    keys = {
        "count": lambda i: (-i.count, -i.last, i.name),
        "latest": lambda i: (-i.last, -i.count, i.name),
        "rising": lambda i: (-i.change, -i.count, i.name),
        "prominence": lambda i: (-i.prominence, -i.count, i.name),
    }
    return sorted(found, key=keys[scope.order])
