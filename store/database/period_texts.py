"""The texts of the articles of some days, jumps joined, for what is counted on the fly."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from store.database import index_counts
from store.database.days import SEQ_BITS
from store.database.finding import candidates
from store.database.folded import pattern


def texts(db: sqlite3.Connection, first: int, after: int) -> Iterator[tuple[int, str]]:
    """(day, title and text) of each article from day ``first`` up to, not including, ``after``."""
    seconds: dict[int, str] = {}
    low, high = first << SEQ_BITS, after << SEQ_BITS
    for article, text in db.execute(
        """SELECT a.continues, b.text FROM article a JOIN article_body b ON b.article_id = a.id
           WHERE a.continues >= ? AND a.continues < ?""",
        (low, high),
    ):
        seconds[article] = text
    for article, title, text in db.execute(
        """SELECT a.id, a.title, b.text FROM article a JOIN article_body b ON b.article_id = a.id
           WHERE a.id >= ? AND a.id < ? AND a.continues IS NULL ORDER BY a.id""",
        (low, high),
    ):
        second = seconds.get(article)
        yield article >> SEQ_BITS, f"{title}\n{text}\n{second}" if second else f"{title}\n{text}"


def heads(db: sqlite3.Connection, first: int, after: int, budget: int, least: int) -> list[str]:
    """Title and beginning of the articles of some days: ``budget`` characters together.

    Where that leaves less than ``least`` characters of each, an even part of the articles is read.
    """
    low, high = first << SEQ_BITS, after << SEQ_BITS
    articles, characters = db.execute(
        "SELECT count(*), coalesce(sum(chars), 0) FROM article WHERE id >= ? AND id < ?",
        (low, high),
    ).fetchone()
    if not articles:
        return []
    step = -(-articles * least // budget)
    size = budget * step // articles if characters > budget else characters
    return [
        f"{title}\n{text}"
        for title, text in db.execute(
            """SELECT a.title, substr(b.text, 1, ?) FROM article a
               JOIN article_body b ON b.article_id = a.id
               WHERE a.id >= ? AND a.id < ? AND a.id % ? = 0 ORDER BY a.id""",
            (size, low, high, step),
        )
    ]


def titles(db: sqlite3.Connection, first: int, after: int) -> list[str]:
    """The headlines of the articles of some days, of a jump that of its first half."""
    return [
        title
        for (title,) in db.execute(
            "SELECT title FROM article WHERE id >= ? AND id < ? AND continues IS NULL",
            (first << SEQ_BITS, after << SEQ_BITS),
        )
    ]


def first_day(db: sqlite3.Connection, term: str) -> int | None:
    """The first day on which a string stands anywhere in the archive."""
    if index_counts.can_tell(db, term) and len(term) > 1:
        return index_counts.first_day(db, term)
    found = pattern(term).search
    for article in sorted(candidates(db, term)):
        title, text, aside = db.execute(
            """SELECT a.title, b.text, b.aside FROM article a
               JOIN article_body b ON b.article_id = a.id WHERE a.id = ?""",
            (article,),
        ).fetchone()
        if found(title) or found(text) or found(aside or ""):
            return article >> SEQ_BITS
    return None
