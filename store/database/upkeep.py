"""Changing what is stored: taking out, correcting a date, reading stored pages again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from store.database.batch import Batch, OnChange, batch
from store.database.days import SEQ_BITS, day_range
from store.database.outcome import Outcome, known_day
from store.database.save_page import save_page, stored_text
from store.records import ChenbaoError, Reading


@dataclass(frozen=True, slots=True)
class StoredPage:
    """A page as its text is stored, to be read again."""

    id: int
    source: str
    text: str
    paper: str
    date: str
    page: str
    page_name: str | None
    reader: str


def remove(
    db: sqlite3.Connection,
    *,
    ids: Iterable[int] = (),
    paper: str | None = None,
    date: str | None = None,
    page: str | None = None,
    on_change: OnChange | None = None,
) -> int:
    """Take out single articles, or all pages of a paper, date (or month, year) and page number.

    Gone for good: versions too. A single article stays out when its page is read again; the
    page's text still holds it. The number of articles taken out.
    """
    with batch(db, "remove", on_change) as current:
        for article_id in ids:
            page_id = current.touch_article(article_id)
            if page_id is not None:
                db.execute(
                    """INSERT OR IGNORE INTO taken_out
                       SELECT a.page_id, a.title FROM article a JOIN page_text t
                       ON t.page_id = a.page_id WHERE a.id = ?""",
                    (article_id,),
                )
                _take_out(current, article_id)
        if paper or date:
            for page_id, edition_id in _pages(db, paper, date, page):
                _remove_page(current, page_id, edition_id)
        _drop_empty(current)
        return current.removed


def _take_out(current: Batch, article_id: int) -> None:
    current.db.execute(
        "DELETE FROM version WHERE uid = (SELECT uid FROM article WHERE id = ?)", (article_id,)
    )
    current.delete(article_id, keep_version=False)


def _pages(
    db: sqlite3.Connection, paper: str | None, date: str | None, page: str | None
) -> list[tuple[int, int]]:
    try:
        first, after = day_range(date) if date else (0, 1 << 30)
    except ValueError as fault:
        raise ChenbaoError(str(fault)) from fault
    return db.execute(
        """SELECT p.id, p.edition_id FROM edition e JOIN page p ON p.edition_id = e.id
           WHERE e.day >= ? AND e.day < ? AND (?3 IS NULL OR e.paper = ?3)
           AND (?4 IS NULL OR p.number = ?4) ORDER BY e.day, p.sort""",
        (first, after, paper, page),
    ).fetchall()


def _remove_page(current: Batch, page_id: int, edition_id: int) -> None:
    db = current.db
    for (article_id,) in db.execute(
        "SELECT id FROM article WHERE page_id = ?", (page_id,)
    ).fetchall():
        _take_out(current, article_id)
    _ = current.generation
    db.execute("DELETE FROM version WHERE page_id = ?", (page_id,))
    db.execute("DELETE FROM page WHERE id = ?", (page_id,))
    current.touch_edition(edition_id)


def _drop_empty(current: Batch) -> None:
    """Pages of records and editions that hold nothing any more go with their last article."""
    for page_id in current.touched_pages():
        current.db.execute(
            """DELETE FROM page WHERE id = ?1 AND sha256 IS NULL
               AND NOT EXISTS (SELECT 1 FROM article WHERE page_id = ?1)""",
            (page_id,),
        )
    for edition_id in current.touched_editions():
        current.db.execute(
            """DELETE FROM edition WHERE id = ?1
               AND NOT EXISTS (SELECT 1 FROM page WHERE edition_id = ?1)""",
            (edition_id,),
        )


def redate(
    db: sqlite3.Connection,
    *,
    paper: str,
    date: str,
    to: str,
    page: str | None = None,
    on_change: OnChange | None = None,
) -> int:
    """Give an edition, or one page of it, another date. Ids change, uids and marks stay.

    Refused when the other date has such a page already. The number of articles redated.
    """
    day = known_day(to)
    known_day(date)
    with batch(db, "redate", on_change) as current:
        pages = _pages(db, paper, date, page)
        if not pages:
            raise ChenbaoError("{paper} {date} is not in the store", paper=paper, date=date)
        moved = 0
        for page_id, edition_id in pages:
            variant, number = db.execute(
                """SELECT e.variant, p.number FROM page p JOIN edition e ON e.id = p.edition_id
                   WHERE p.id = ?""",
                (page_id,),
            ).fetchone()
            if current.find_page(day, paper, number, variant) is not None:
                raise ChenbaoError(f"{paper} {to} has a page {number or 'without number'} already")
            current.touch_edition(edition_id)
            current.touch(page_id)
            target = current.edition(day, paper, variant)
            db.execute("UPDATE page SET edition_id = ? WHERE id = ?", (target, page_id))
            for (article_id,) in db.execute(
                "SELECT id FROM article WHERE page_id = ? ORDER BY ordinal, id", (page_id,)
            ).fetchall():
                if article_id >> SEQ_BITS != day:
                    current.renumber(article_id, day)
                moved += 1
        _drop_empty(current)
        return moved


def stored_pages(
    db: sqlite3.Connection,
    *,
    paper: str | None = None,
    date: str | None = None,
    page: str | None = None,
    not_by: str | None = None,
) -> Iterator[StoredPage]:
    """Every page whose text is stored; ``not_by`` leaves out what that reader has read.

    Walks by date and never holds a cursor open, so that the pages may be written meanwhile.
    """
    for page_id, _ in _pages(db, paper, date, page):
        row = db.execute(
            """SELECT p.source, e.paper, e.date, p.number, p.name, p.reader
               FROM page p JOIN edition e ON e.id = p.edition_id WHERE p.id = ?""",
            (page_id,),
        ).fetchone()
        text = stored_text(db, page_id)
        if row is None or text is None or (not_by is not None and row[5] == not_by):
            continue
        yield StoredPage(
            page_id, row[0] or "", text[0], row[1], row[2], row[3], row[4], row[5] or ""
        )


def reread(
    db: sqlite3.Connection,
    read: Callable[[StoredPage], Reading],
    *,
    paper: str | None = None,
    date: str | None = None,
    page: str | None = None,
    not_by: str | None = None,
    on_change: OnChange | None = None,
) -> Iterator[tuple[StoredPage, Outcome]]:
    """Read stored pages again, each in its own transaction. The text stays, and so do uids.

    No versions are kept: nothing of the source is replaced.
    """
    for stored in stored_pages(db, paper=paper, date=date, page=page, not_by=not_by):
        reading = read(stored)
        if reading.text != stored.text:
            raise ChenbaoError("reading again must not change the text", stored.source)
        placed = Reading(
            source=stored.source,
            articles=reading.articles,
            text=stored.text,
            paper=stored.paper,
            date=stored.date,
            page=stored.page,
            page_name=reading.page_name or stored.page_name,
            reader=reading.reader,
        )
        with batch(db, "reread", on_change) as current:
            outcome = save_page(current, placed, replace=False, again=True)
        yield stored, outcome
