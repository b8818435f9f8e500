"""What the Headlines tab asks of the store: outlines, rows, articles, marks.

Signatures here are settled; a change is noted at this place first.

- ``Headlines`` may be shared between threads: each thread gets a read-only connection of its own.
- ``Headlines.interrupt()`` makes calls running in other threads raise ``SupersededError``.
- Texts come as stored (control characters replaced at intake); clean them again where drawn.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from store.database import marking
from store.database.connections import (
    FileIdentity,
    attach_articles,
    faults_told,
    open_state,
)
from store.database.headline_rows import headline_rows
from store.database.marking import Place, Undone
from store.database.outline import outline, page_condition, unread_up_to
from store.database.places import StorePlaces
from store.database.rows import WHOLE, decode, spans_of, uid_number
from store.headline_records import HeadlineRow, Outline, Scope
from store.readers import Readers, SupersededError

if TYPE_CHECKING:
    from store.database.saved import SavedSearch
    from store.records import SourcePage, StoredArticle

__all__ = [
    "EVERYTHING",
    "Choice",
    "Headlines",
    "Marks",
    "Place",
    "StorePlaces",
    "SupersededError",
    "Undone",
]


EVERYTHING = Scope()


@dataclass(frozen=True, slots=True)
class Choice:
    """One value a filter can take, and how many articles it would show."""

    value: str
    count: int


class Headlines(Readers):
    """Reads the store for the list and the reading pane. A store not made yet reads as empty."""

    def outline(self, scope: Scope, newest: int | None = None) -> Outline:
        """The headlines of ``scope`` in reading order.

        ``newest`` stops after that many articles (at the end of a page); the outline is then not
        ``complete``, and its ``total`` and ``unread`` count only what it holds.
        """
        with self._reading() as db:
            if db is None:
                return Outline((), 0, 0)
            query = self._understood(db, scope.words).query if scope.words else None
            return outline(
                db, scope, *self._marks(db), newest, lambda: self._check(db), query=query
            )

    def unread(self, scope: Scope, up_to: int) -> list[int]:
        """The unread articles of ``scope`` that arrived up to that generation."""
        with self._reading() as db:
            if db is None:
                return []
            query = self._understood(db, scope.words).query if scope.words else None
            return unread_up_to(db, scope, *self._marks(db), up_to, query=query)

    def rows(self, ids: Sequence[int]) -> list[HeadlineRow]:
        """The rows of these articles, in this order; those deleted meanwhile are left out."""
        with self._reading() as db:
            if db is None:
                return []
            rows = headline_rows(db, ids, *self._marks(db))
            watched = self._watched(db, ids)
            return [replace(row, watched=True) if row.id in watched else row for row in rows]

    def _watched(self, db: sqlite3.Connection, ids: Sequence[int]) -> set[int]:
        """Those of these articles in which a watched name stands."""
        if not self._local.has_state:
            return set()
        version = db.execute("PRAGMA state.data_version").fetchone()[0], self._seen(db)
        known = getattr(self._local, "watched", None)
        if known is None or known[0] != version:
            from store.database import corrections

            known = self._local.watched = (version, corrections.watched_entities(db))
        entities: list[int] = known[1]
        if not entities:
            return set()
        rows = db.execute(
            """SELECT DISTINCT article_id FROM appearance
               WHERE entity_id IN (SELECT value FROM json_each(?1))
                 AND article_id IN (SELECT value FROM json_each(?2))""",
            (json.dumps(entities), json.dumps(list(ids))),
        )
        return {article for (article,) in rows}

    def _seen(self, db: sqlite3.Connection) -> int:
        return int(db.execute("SELECT coalesce(max(generation), 0) FROM arrival").fetchone()[0])

    def article(self, article_id: int) -> StoredArticle | None:
        """One article in full. Either half of a jump gives the first, with its continuation."""
        with self._reading() as db:
            if db is None:
                return None
            first = db.execute(
                "SELECT coalesce(continues, id) FROM article WHERE id = ?", (article_id,)
            ).fetchone()
            return self._stored(db, first[0]) if first else None

    def _stored(self, db: sqlite3.Connection, article_id: int) -> StoredArticle | None:
        from store.database.earlier import how_many_earlier
        from store.records import StoredArticle

        cursor = db.cursor()
        cursor.row_factory = sqlite3.Row
        found = cursor.execute(WHOLE + " WHERE a.id = ?", (article_id,)).fetchone()
        if found is None:
            return None
        second = db.execute(
            "SELECT id FROM article WHERE continues = ? ORDER BY id", (article_id,)
        ).fetchone()
        continuation = self._stored(db, second[0]) if second else None
        row = next(headline_rows(db, [article_id], *self._marks(db)))
        return StoredArticle(
            id=row.id,
            uid=row.uid,
            article=decode(found),
            ordinal=row.ordinal,
            chars=row.chars,
            read=row.read,
            starred=row.starred,
            continuation=continuation,
            corrected=how_many_earlier(db, article_id),
        )

    def source_page(self, article_id: int) -> SourcePage | None:
        """The page text the article came from, with the article's spans in it."""
        from store.database.save_page import stored_text
        from store.records import SourcePage

        with self._reading() as db:
            found = (
                db
                and db.execute(
                    """SELECT a.page_id, a.source, b.layout FROM article a
                   JOIN article_body b ON b.article_id = a.id WHERE a.id = ?""",
                    (article_id,),
                ).fetchone()
            )
            if not found or db is None:
                return None
            stored = stored_text(db, found[0])
            return SourcePage(found[1], stored[0] if stored else None, spans_of(found[2]))

    def papers(self) -> list[Choice]:
        """All papers, by name."""
        return self._choices(
            """SELECT paper, sum(articles) FROM edition INDEXED BY edition_paper WHERE articles > 0
               GROUP BY paper ORDER BY paper""",
            [],
        )

    def pages(self, scope: Scope = EVERYTHING) -> list[Choice]:
        """Page numbers within the scope's paper and date, in page order."""
        where, values = page_condition(Scope(paper=scope.paper, date=scope.date))
        return self._choices(
            f"""SELECT p.number, sum(p.articles) FROM edition e
                CROSS JOIN page p ON p.edition_id = e.id WHERE p.articles > 0 AND {where}
                GROUP BY p.sort, p.number ORDER BY p.sort, p.number""",
            values,
        )

    def columns(self, scope: Scope = EVERYTHING) -> list[Choice]:
        """Columns (栏目) within the scope's paper, date and page, most frequent first."""
        place = Scope(paper=scope.paper, date=scope.date, page=scope.page)
        where, values = page_condition(place)
        places = "JOIN page p ON p.id = a.page_id JOIN edition e ON e.id = p.edition_id"
        return self._choices(
            f"""SELECT a."column", count(*) FROM article a {places if values else ""}
                WHERE a."column" IS NOT NULL AND a.continues IS NULL AND {where}
                GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 500""",
            values,
        )

    def dates(self, scope: Scope = EVERYTHING) -> list[Choice]:
        """Days within the scope's paper and date prefix, newest first."""
        where, values = page_condition(Scope(paper=scope.paper, date=scope.date))
        return self._choices(
            f"""SELECT e.date, sum(e.articles) FROM edition e WHERE e.articles > 0 AND {where}
                GROUP BY e.day ORDER BY e.day DESC""",
            values,
        )

    def _choices(self, sql: str, values: Sequence[object]) -> list[Choice]:
        with self._reading() as db:
            if db is None:
                return []
            return [Choice(value, count) for value, count in db.execute(sql, values)]

    def generation(self) -> int:
        """The number of the last committed batch; grows when any process changes articles."""
        return self._number("SELECT coalesce(max(generation), 0) FROM arrival")

    def arrived_since(self, generation: int) -> int:
        """How many articles were added after that batch."""
        return self._number(
            "SELECT coalesce(sum(added), 0) FROM arrival WHERE generation > ?", generation
        )

    def find_uid(self, uid: str) -> int | None:
        """The id the article with this uid has now."""
        number = uid_number(uid)
        if number is None:
            return None
        return (
            self._number("SELECT coalesce(max(id), 0) FROM article WHERE uid = ?", number) or None
        )

    def _number(self, sql: str, *values: int) -> int:
        with self._reading() as db:
            return int(db.execute(sql, values).fetchone()[0]) if db is not None else 0


class Marks:
    """The only writer to state.db. Every call commits before it returns; any thread may call."""

    def __init__(self, places: StorePlaces) -> None:
        self.places = places
        self._db: sqlite3.Connection | None = None
        self._file: FileIdentity | None = None
        self._lock = threading.Lock()

    @contextmanager
    def _writing(self, articles: bool = True) -> Iterator[sqlite3.Connection]:
        """The connection to state.db, with the articles attached when they are asked for."""
        with self._lock, faults_told(self.places.state):
            if self._db is None:
                self._db = open_state(self.places)
            if articles:
                from store.database.reattach import reattach_to_new_store

                self._file = attach_articles(self._db, self.places, self._file)
                reattach_to_new_store(self._db)
            yield self._db

    def mark_read(self, ids: Iterable[int], read: bool = True) -> None:
        """Mark these articles read, or unread again."""
        with self._writing() as db:
            marking.mark(db, list(ids), read=read)

    def star(self, ids: Iterable[int], starred: bool = True) -> None:
        """Star these articles, or take the star away."""
        with self._writing() as db:
            marking.mark(db, list(ids), starred=starred)

    def mark_all_read(self, scope: Scope, up_to: int) -> int:
        """Mark all of ``scope`` read that arrived up to that generation; how many were unread."""
        headlines = Headlines(self.places)
        try:
            unread = headlines.unread(scope, up_to)
        finally:
            headlines.close()
        if unread:
            with self._writing() as db:
                marking.mark_all(db, scope, up_to, unread)
        return len(unread)

    def undo(self) -> Undone | None:
        """Take the last marking of any dashboard on this state.db back; None when none is left."""
        with self._writing(articles=False) as db:
            return marking.undo(db)

    def save_place(self, place: Place) -> None:
        """Keep where the reader is."""
        with self._writing(articles=False) as db:
            marking.save_place(db, place)

    def load_place(self) -> Place | None:
        """Where the reader was, None at the first start."""
        with self._writing(articles=False) as db:
            return marking.load_place(db)

    def keep_setting(self, key: str, value: str) -> None:
        """Keep a setting of this state.db (arrives_read_after_days: a number, or off)."""
        with self._writing(articles=False) as db:
            marking.keep_setting(db, key, value)

    def load_setting(self, key: str) -> str | None:
        """A setting kept before, None when there is none."""
        with self._writing(articles=False) as db:
            return marking.load_setting(db, key)

    def annotate(self, date: str, text: str, number: int | None = None) -> None:
        """Put a note on a date, or give the note of that number another text (none: take it away)."""
        with self._writing(articles=False) as db:
            from store.database import notes

            if number is not None:
                notes.change(db, number, text)
            elif text:
                notes.write(db, date, text)

    def saved_searches(self) -> list[SavedSearch]:
        """The saved searches, by letter."""
        with self._writing(articles=False) as db:
            from store.database import saved

            return saved.saved_searches(db)

    def save_search(self, search: SavedSearch) -> None:
        """Keep a search under its letter; one that stood there makes way."""
        with self._writing(articles=False) as db:
            from store.database import saved

            saved.save_search(db, search)

    def forget_search(self, letter: str) -> bool:
        """Drop the search of a letter; whether there was one."""
        with self._writing(articles=False) as db:
            from store.database import saved

            return saved.forget_search(db, letter)

    def close(self) -> None:
        """Close the connection. The object may be used again."""
        with self._lock:
            if self._db is not None:
                self._db.close()
                self._db = self._file = None
