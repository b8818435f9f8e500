"""What is drawn beside a name in the list: its latest post, how often it appeared, the watch mark."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence

from store.database.corrections import Corrections
from store.database.days import SEQ_BITS
from store.held_posts import same_post, short_title
from store.records import EntityItem, EntityRow

SPARK = 8
_USUAL = 4
_A_LIFE = 4


def rows(
    db: sqlite3.Connection,
    items: Sequence[EntityItem],
    rules: Corrections,
    newest: int,
    days: int | None,
) -> list[EntityRow]:
    """One for each item."""
    found = []
    for item in items:
        post = _latest_post(db, item) if item.kind == "PER" else None
        found.append(
            EntityRow(
                id=item.id,
                post=post[0] if post else None,
                counts=_spark(db, item, newest, days),
                watched=watched(rules, item.kind, item.name),
                new_post=bool(post and post[1]),
            )
        )
    return found


def watched(rules: Corrections, kind: str, name: str) -> bool:
    """Whether the user watches this name, or what it is shown for."""
    return (kind, name) in rules.watched or rules.called(kind, name) in rules.watched


def _is_in(item: EntityItem, article_id: int) -> bool:
    return (item.only is None or article_id in item.only) and article_id not in item.without


def _latest_post(db: sqlite3.Connection, item: EntityItem) -> tuple[str, bool] | None:
    """The newest post, and whether another one was the rule before."""
    found = [
        row
        for member in item.members
        for row in db.execute(
            """SELECT article_id, post, organisation FROM post INDEXED BY post_person
               WHERE person_id = ? AND ended = 0 AND sentence NOT LIKE '%时任%' ORDER BY article_id DESC LIMIT 40""",
            (member,),
        )
        if _is_in(item, row[0])
    ]
    stated: dict[int, list[str]] = {}
    for article_id, post, organisation in sorted(found, key=lambda row: -row[0]):
        stated.setdefault(article_id, []).append(short_title(post, organisation))
    return latest(list(stated.values()))


def latest(stated: Sequence[Sequence[str]]) -> tuple[str, bool] | None:
    """Of the titles that each article states, newest first: the one held now, and whether it is new.

    An article that states several posts and none that another one knows tells a life, not a post.
    """
    for place, titles in enumerate(stated):
        others = [title for n, some in enumerate(stated) if n != place for title in some]
        known = [t for t in titles if any(same_post(t, other) for other in others)]
        if known:
            return _usual(max(known, key=len), others), False
        if sum(len(title.split("、")) for title in titles) < _A_LIFE or len(stated) == 1:
            return max(titles, key=len), bool(others)
    return None


def _usual(title: str, others: Sequence[str]) -> str:
    """The fullest of the usual forms of a post: 副区长 tells less than 云溪区副区长, a slip less than both."""
    forms = Counter([title, *(t for t in others if same_post(title, t))])
    most = max(forms.values())
    return max((form for form, count in forms.items() if count * _USUAL >= most), key=len)


def _spark(
    db: sqlite3.Connection, item: EntityItem, newest: int, days: int | None
) -> tuple[int, ...]:
    span = days if days and days >= SPARK else SPARK if days else None
    if span is None:
        row = db.execute("SELECT min(day) FROM edition").fetchone()
        span = max(SPARK, newest - int(row[0] or newest) + 1)
    first = newest - span + 1
    counts = [0] * SPARK
    for member in item.members:
        for (article_id,) in db.execute(
            "SELECT article_id FROM appearance WHERE entity_id = ? AND article_id >= ?",
            (member, first << SEQ_BITS),
        ):
            if _is_in(item, article_id):
                at = ((article_id >> SEQ_BITS) - first) * SPARK // span
                counts[min(at, SPARK - 1)] += 1
    return tuple(counts)
