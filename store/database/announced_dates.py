"""What articles announce for days to come: kept by the day it is announced for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from store.database.days import SEQ_BITS, day_number
from store.records import Article, DateMention


def announce(
    db: sqlite3.Connection, article_id: int, article: Article, dates: Iterable[DateMention]
) -> None:
    """Keep what is announced for a day after the edition's."""
    day = article_id >> SEQ_BITS
    rows = []
    for date in dates:
        if not date.future:
            continue
        first, last = day_number(date.first), day_number(date.last)
        if last > day and last - first <= 31:
            text = _text_at(article, date.where)
            rows.append((first, article_id, last, _sentence(text, date.start, date.end), date.text))
    db.executemany("INSERT OR IGNORE INTO announced VALUES (?, ?, ?, ?, ?)", rows)


def _text_at(article: Article, where: str | int | tuple[str, int]) -> str:
    if isinstance(where, int):
        return article.paragraphs[where].text
    if isinstance(where, tuple):
        kind, index = where
        return (article.sections if kind == "section" else article.captions)[index].text
    return article.title


def _sentence(text: str, start: int, end: int) -> str:
    first = max((text.rfind(stop, 0, start) + 1 for stop in "。！？\n"), default=0)
    stops = [at for at in (text.find(stop, end) for stop in "。！？\n") if at >= 0]
    return text[first : min(stops) + 1 if stops else len(text)].strip("”’」 \n")
