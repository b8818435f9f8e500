"""What the Briefing tab asks of the store: the day in one reading, and what is the reader's own."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from store import briefing_own
from store.briefing_joining import joined, of_paper
from store.briefing_marks import DONE
from store.briefing_records import Briefing, Cited, Hit, Told
from store.database.days import SEQ_BITS, date_of, day_number
from store.morning.keeping import kept
from store.readers import Readers

_LOOK_BACK = 7
_CITED = 3
_STORIES, _STORIES_OF_DAYS = 12, 16
#: What an event gains in which a watched name or a saved search is met.
_WATCHED = 1.5


class Briefings(Readers):
    """Reads briefings; nothing here writes."""

    def days(self, since: int) -> list[int]:
        """The days a briefing covers now: those of what arrived after batch ``since``, of the last
        week; else the newest day."""
        with self._reading() as db:
            return _days(db, since) if db is not None else []

    def newest(self) -> str | None:
        """The newest edition's date."""
        with self._reading() as db:
            row = (
                db.execute("SELECT max(day) FROM edition WHERE articles > 0").fetchone()
                if db
                else None
            )
            return date_of(row[0]) if row and row[0] else None

    def briefing(
        self,
        *,
        date: str | None = None,
        days: int | None = None,
        paper: str | None = None,
        since: int | None = None,
    ) -> Briefing | None:
        """The briefing of a date, of the newest ``days``, or of what is new; None: nothing is there.

        ``paper`` keeps to one paper. ``since`` is the batch the last briefing was read up to.
        """
        with self._reading() as db:
            if db is None:
                return None
            if date is not None:
                last = day_number(date)
                wanted = [last - n for n in range(days or 1)]
            elif days is not None:
                newest = _days(db, 1 << 60)
                wanted = [newest[0] - n for n in range(days)] if newest else []
            else:
                wanted = _days(db, since if since is not None else self._done(db))
            wanted = [
                day
                for day in wanted
                if db.execute(
                    "SELECT 1 FROM edition WHERE day = ? AND articles > 0", (day,)
                ).fetchone()
            ]
            if not wanted:
                return None
            has_state: bool = getattr(self._local, "has_state", False)
            whole = joined([self._of_day(db, day) for day in wanted])
            if has_state:
                whole = replace(whole, told=briefing_own.taken_apart(db, whole.told))
            if paper is not None:
                whole = of_paper(whole, paper)
                if not whole.arrived:
                    return None
            watched, searches = self._hits(db, wanted) if has_state else ((), ())
            generation = db.execute("SELECT coalesce(max(generation), 0) FROM arrival").fetchone()
            whole = replace(
                whole,
                told=_foremost(whole.told, (*watched, *searches))[
                    : _STORIES if len(wanted) == 1 else _STORIES_OF_DAYS
                ],
                watched=watched,
                searches=searches,
                unread_before=briefing_own.unread_before(db, min(wanted), has_state),
                generation=int(generation[0]),
            )
            return replace(whole, cites=_cites(db, whole))

    def _of_day(self, db: sqlite3.Connection, day: int) -> Briefing:
        found = kept(db, day)
        if found is None:
            from store.morning.making import make

            found = make(db, day)
        return found

    def _hits(
        self, db: sqlite3.Connection, days: list[int]
    ) -> tuple[tuple[Hit, ...], tuple[Hit, ...]]:
        """Watched names and saved searches that these days answer."""
        return (
            briefing_own.watched(db, days),
            briefing_own.searched(db, days, self._marks(db), lambda: self._check(db)),
        )

    def _done(self, db: sqlite3.Connection) -> int:
        if not getattr(self._local, "has_state", False):
            return 1 << 60
        salt = db.execute("SELECT salt FROM identity").fetchone()[0]
        row = db.execute(
            "SELECT value FROM state.setting WHERE key = ?", (f"{DONE}:{salt}",)
        ).fetchone()
        return int(row[0]) if row else 1 << 60


def _foremost(told: tuple[Told, ...], hits: tuple[Hit, ...]) -> tuple[Told, ...]:
    """Events by prominence, those that are watched for lifted."""
    ids = {i for hit in hits for i in hit.articles}
    lifted = [
        replace(t, score=t.score + _WATCHED) if ids & {c.article_id for c in t.articles} else t
        for t in told
    ]
    return tuple(sorted(lifted, key=lambda t: (-t.score, t.articles[0].article_id)))


def _cites(db: sqlite3.Connection, whole: Briefing) -> tuple[Cited, ...]:
    """Where the newest articles of words and hits stand, and the first of the unread."""
    ids = {i for r in whole.rose for i in sorted(r.articles)[-_CITED:]}
    ids |= {i for h in (*whole.watched, *whole.searches) for i in h.articles[-_CITED:]}
    ids |= set(whole.unread_before[:_CITED])
    rows = db.execute(
        f"""SELECT a.id, e.paper, e.date, p.number FROM article a JOIN page p ON p.id = a.page_id
            JOIN edition e ON e.id = p.edition_id WHERE a.id IN ({",".join("?" * len(ids))})
            ORDER BY a.id DESC""",
        tuple(ids),
    )
    return tuple(Cited(*row) for row in rows)


def _days(db: sqlite3.Connection, since: int) -> list[int]:
    newest = db.execute("SELECT max(day) FROM edition WHERE articles > 0").fetchone()[0]
    if newest is None:
        return []
    fresh = [
        row[0]
        for row in db.execute(
            """SELECT DISTINCT id >> 16 FROM article WHERE arrival > ? AND id >= ?
               ORDER BY 1 DESC""",
            (since, (newest - _LOOK_BACK + 1) << SEQ_BITS),
        )
    ]
    return fresh or [newest]
