"""Stored articles that wait to be analysed, in batches."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator

from store.database.rows import WHOLE, decode
from store.records import Article


def unfiled(
    db: sqlite3.Connection,
    version: str | None,
    size: int = 200,
    papers: Collection[str] | None = None,
) -> Iterator[list[tuple[int, Article]]]:
    """The stored articles in batches, newest first: all, or those not analysed by ``version``;
    of all papers, or of these."""
    of_papers = None if papers is None else json.dumps(list(papers), ensure_ascii=False)
    last = 1 << 62
    while True:
        ids = [
            row[0]
            for row in db.execute(
                """SELECT a.id FROM article a LEFT JOIN article_found f ON f.article_id = a.id
                   WHERE a.id < ?1 AND (?2 IS NULL OR f.analysed_by IS NOT ?2)
                   AND (?3 IS NULL OR a.page_id IN (
                       SELECT p.id FROM edition e JOIN page p ON p.edition_id = e.id
                       WHERE e.paper IN (SELECT value FROM json_each(?3))))
                   ORDER BY a.id DESC LIMIT ?4""",
                (last, version, of_papers, size),
            )
        ]
        if not ids:
            return
        last = ids[-1]
        yield list(stored(db, ids))


def stored(db: sqlite3.Connection, ids: Iterable[int]) -> Iterator[tuple[int, Article]]:
    """The articles of these ids, as they were read; one removed meanwhile is left out."""
    for article_id in ids:
        cursor = db.execute(f"{WHOLE} WHERE a.id = ?", (article_id,))
        row = cursor.fetchone()
        if row is not None:
            yield article_id, decode(sqlite3.Row(cursor, row))
