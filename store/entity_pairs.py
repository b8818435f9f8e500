"""Who shares articles with whom, all pairs of the store, as the corrections will have it.

What no correction speaks of is counted by one statement; each name that was merged, split or made of
another kind is counted by its own articles.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from heapq import merge
from itertools import combinations

from store.database.corrections import Corrections, Key
from store.database.together import named_with
from store.entity_cards import appearances
from store.records import EntityItem

#: Kind, name, kind, name, articles.
Pair = tuple[str, str, str, str, int]


def corrected(rules: Corrections) -> list[Key]:
    """The (kind, name) of which the stored entities are more, fewer or others than so called."""
    found = {rules.of(*key) for key in rules.merged.keys() | rules.kinds.keys()}
    for rule in rules.splits:
        found.add(rules.of(rule.kind, rule.name))
        if rule.to_name:
            found.add((rule.kind, rule.to_name))
    return sorted(found)


def pairs(
    db: sqlite3.Connection,
    rules: Corrections,
    items: Sequence[EntityItem],
    least: int,
    check: Callable[[], None],
) -> Iterator[Pair]:
    """Those that share ``least`` articles, the most first; ``items``: what ``corrected`` names are."""
    own = {
        entity
        for key in rules.standing_for(corrected(rules))
        for (entity,) in db.execute("SELECT id FROM entity WHERE kind = ? AND name = ?", key)
    }
    news = [item for item in items if item.kind != "BYL"]
    shared = sorted(_of_items(db, rules, news, own, least, check), key=_most_first)
    return merge(_of_others(db, rules, own, least), shared, key=_most_first)


def _most_first(pair: Pair) -> int:
    return -pair[4]


def _of_others(
    db: sqlite3.Connection, rules: Corrections, own: set[int], least: int
) -> Iterator[Pair]:
    for kind, name, other_kind, other, count in db.execute(
        """SELECT a.kind, a.name, b.kind, b.name, count(*) FROM appearance s
           JOIN appearance t INDEXED BY appearance_article
             ON t.article_id = s.article_id AND t.entity_id > s.entity_id
           JOIN entity a ON a.id = s.entity_id JOIN entity b ON b.id = t.entity_id
           WHERE a.kind <> 'BYL' AND b.kind <> 'BYL'
           AND a.id NOT IN (SELECT value FROM json_each(?1))
           AND b.id NOT IN (SELECT value FROM json_each(?1))
           GROUP BY s.entity_id, t.entity_id HAVING count(*) >= ?2
           ORDER BY 5 DESC""",
        (json.dumps(sorted(own)), least),
    ):
        one, two = (kind, name), (other_kind, other)
        if one not in rules.hidden and two not in rules.hidden:
            yield kind, rules.name_of(one), other_kind, rules.name_of(two), count


def _of_items(
    db: sqlite3.Connection,
    rules: Corrections,
    items: Sequence[EntityItem],
    own: set[int],
    least: int,
    check: Callable[[], None],
) -> Iterator[Pair]:
    articles = [list(appearances(db, item)) for item in items]
    for item, ids in zip(items, articles, strict=True):
        counts = {e: n for e, n in named_with(db, ids, {}, check) if n >= least and e not in own}
        for entity, kind, name in db.execute(
            """SELECT id, kind, name FROM entity
               WHERE kind <> 'BYL' AND id IN (SELECT value FROM json_each(?))""",
            (json.dumps(list(counts)),),
        ):
            if (kind, name) not in rules.hidden:
                key = (kind, name)
                yield item.kind, item.name, kind, rules.name_of(key), counts[entity]
    for (one, ids), (other, others) in combinations(zip(items, articles, strict=True), 2):
        count = len(set(ids) & set(others))
        if count >= least:
            yield one.kind, one.name, other.kind, other.name, count
