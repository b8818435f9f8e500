"""Who appears with a name, ranked by association and not by how often they appear at all.

The measure is the signed log-likelihood ratio G² of the two-by-two table (articles with and without the
companion, among those with the name and among all others): T. Dunning, “Accurate methods for the
statistics of surprise and coincidence”, Computational Linguistics 19 (1993). Pointwise mutual
information, the other usual one, prefers what was seen together once and never elsewhere.
"""

from __future__ import annotations

import json
import math
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from store.database.corrections import Corrections, Key
from store.database.named_articles import articles_of_any, entities_of
from store.database.together import named_with
from store.records import Companion, EntityItem

MOST = 24
#: With fewer who share two articles, those who share one are told too.
_FEW = 12
_AT_ONCE = 400
#: Who sends or photographs what is printed keeps everyone's company.
_AGENCIES = frozenset(
    "新华社 中新社 中国新闻社 新华网 人民网 央视网 人民视觉 影像中国 视觉中国".split()
)


def g2(count: float, total: float, base: float, base_total: float) -> float:
    """Signed log-likelihood of a share against another: ``count`` of ``total``, ``base`` of ``base_total``."""
    if total <= 0 or base_total <= 0 or count + base <= 0:
        return 0.0
    rate = (count + base) / (total + base_total)
    value = 0.0
    for seen, of in ((count, total), (base, base_total)):
        if seen > 0:
            value += seen * math.log(seen / (of * rate))
        if of > seen and rate < 1:
            value += (of - seen) * math.log((of - seen) / (of * (1 - rate)))
    return 2 * value if count / total >= base / base_total else -2 * value


def companions(
    db: sqlite3.Connection,
    rules: Corrections,
    item: EntityItem,
    ids: Sequence[int],
    total: int,
    check: Callable[[], None],
) -> tuple[Companion, ...]:
    """Who shares the articles ``ids`` of ``item``, of ``total`` in the store; exact."""
    one = merged_into(db, rules)
    counted = named_with(db, ids, one, check)
    own = set(item.members)
    rest = max(1, total - len(ids))
    repeated: list[Companion] = []
    once: list[Companion] = []
    for at in range(0, len(counted), _AT_ONCE):
        check()
        least = sorted((c.score for c in repeated), reverse=True)[:MOST]
        # The highest score that so many shared articles can have: of one that is named nowhere else.
        if len(least) == MOST and g2(counted[at][1], len(ids), 0, rest) <= least[-1]:
            break
        some = [pair for pair in counted[at : at + _AT_ONCE] if pair[0] not in own]
        for companion in _scored(db, rules, item, some, one, len(ids), rest):
            (repeated if companion.count > 1 else once).append(companion)
        if counted[min(at + _AT_ONCE, len(counted)) - 1][1] == 1 and len(repeated) >= _FEW:
            break
    found = sorted(repeated, key=lambda c: (-c.score, c.name))[:MOST]
    if len(found) < _FEW:
        found += sorted(once, key=lambda c: (-c.score, c.name))[: _FEW - len(found)]
    return tuple(found)


def merged_into(db: sqlite3.Connection, rules: Corrections) -> Mapping[int, int]:
    """Stored entities that the corrections make one with others, each with the one it counts as."""
    groups: dict[Key, set[int]] = defaultdict(set)
    for key in rules.merged.keys() | rules.kinds.keys():
        target = rules.of(*key)
        groups[target].update(entities_of(db, key), entities_of(db, target))
    return {
        entity: min(members)
        for members in groups.values()
        if len(members) > 1
        for entity in members
    }


def _scored(
    db: sqlite3.Connection,
    rules: Corrections,
    item: EntityItem,
    counted: Iterable[tuple[int, int]],
    one: Mapping[int, int],
    own: int,
    rest: int,
) -> list[Companion]:
    counts = dict(counted)
    groups: dict[int, set[int]] = defaultdict(set)
    for entity, stands_for in one.items():
        groups[stands_for].add(entity)
    found = []
    for entity, kind, name, articles in db.execute(
        """SELECT id, kind, name, articles FROM entity
           WHERE id IN (SELECT value FROM json_each(?))""",
        (json.dumps(list(counts)),),
    ):
        key = rules.of(kind, name)
        # 中, 美: what stands for a country in one character says nothing beside its name.
        if key[0] == "BYL" or len(name) < 2 or name in _AGENCIES:
            continue
        if key in rules.hidden or (kind, name) in rules.hidden:
            continue
        if (key[0], rules.name_of(key)) == (item.kind, item.name):
            continue
        everywhere = articles_of_any(db, groups[entity]) if entity in groups else articles
        count = counts[entity]
        score = g2(count, own, max(0, everywhere - count), rest)
        found.append(Companion(entity, key[0], rules.name_of(key), count, round(score, 1)))
    return found
