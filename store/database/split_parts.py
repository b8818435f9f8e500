"""Which articles a split gives to the one split off: by a post, an organisation, or as listed.

Listed articles are written by their place (paper, date, page, title), so that a split holds in a
store made anew and for someone else who has the same paper.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from store.database.days import day_number


def part(db: sqlite3.Connection, entities: Iterable[int], detail: str) -> frozenset[int]:
    """The articles of these entities that ``detail`` speaks of."""
    if detail.startswith("["):
        listed = _listed(db, detail)
        return frozenset(
            article_id
            for entity in entities
            for article_id in listed
            if db.execute(
                "SELECT 1 FROM appearance WHERE entity_id = ? AND article_id = ?",
                (entity, article_id),
            ).fetchone()
        )
    return frozenset(
        article_id
        for entity in entities
        for (article_id,) in db.execute(
            """SELECT DISTINCT article_id FROM post INDEXED BY post_person
               WHERE person_id = ?1 AND (organisation = ?2 OR post = ?2
               OR coalesce(organisation, '') || post = ?2)""",
            (entity, detail),
        )
    )


def places(db: sqlite3.Connection, articles: Sequence[int]) -> str:
    """These articles as a split's ``detail``."""
    found = [
        db.execute(
            """SELECT e.paper, e.date, p.number, a.title FROM article a
               JOIN page p ON p.id = a.page_id JOIN edition e ON e.id = p.edition_id
               WHERE a.id = ?""",
            (article_id,),
        ).fetchone()
        for article_id in articles
    ]
    return json.dumps([list(row) for row in found if row], ensure_ascii=False)


def how_many(detail: str) -> int | None:
    """How many articles a split lists; None when it goes by a post or an organisation."""
    return len(_read(detail)) if detail.startswith("[") else None


def _read(detail: str) -> list[tuple[str, str, str, str]]:
    try:
        return [(p, d, n, t) for p, d, n, t in json.loads(detail)]
    except (ValueError, TypeError):
        return []


def _listed(db: sqlite3.Connection, detail: str) -> list[int]:
    found: list[int] = []
    for paper, date, number, title in _read(detail):
        try:
            day = day_number(date)
        except (ValueError, TypeError):
            continue
        found += [
            article_id
            for (article_id,) in db.execute(
                """SELECT a.id FROM edition e JOIN page p ON p.edition_id = e.id
                   JOIN article a INDEXED BY article_order ON a.page_id = p.id
                   WHERE e.day = ? AND e.paper = ? AND p.number = ? AND a.title = ?""",
                (day, paper, number, title),
            )
        ]
    return found
