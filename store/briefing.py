"""What the Briefing tab asks of the store: the day in one reading, and what is the reader's own."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Sequence
from dataclasses import replace

from store.briefing_maker import kept, make
from store.database import corrections
from store.database.connections import faults_told, open_state
from store.database.days import SEQ_BITS, date_of, day_number, now
from store.database.finding import Finder, Marked
from store.database.places import StorePlaces
from store.database.query import Days, QueryError
from store.database.read_rules import LATE_DAYS, ReadRules, load_rules
from store.database.saved import saved_searches
from store.digest import lead
from store.readers import Readers
from store.records import Briefing, Cited, Hit, Told
from store.spelling import understood

_LOOK_BACK = 7
_CITED = 3
_DONE = "briefing_done"


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
            parts = [kept(db, day) or make(db, day) for day in wanted]
            whole = _joined(parts)
            whole = replace(whole, told=self._taken_apart(db, whole.told))
            if paper is not None:
                whole = _of_paper(whole, paper)
                if not whole.arrived:
                    return None
            generation = db.execute("SELECT coalesce(max(generation), 0) FROM arrival").fetchone()
            whole = replace(
                whole,
                watched=self._watched(db, wanted),
                searches=self._searches(db, wanted),
                unread_before=self._unread_before(db, min(wanted)),
                generation=int(generation[0]),
            )
            return replace(whole, cites=_cites(db, whole))

    def _taken_apart(self, db: sqlite3.Connection, told: tuple[Told, ...]) -> tuple[Told, ...]:
        """Events without the articles that the reader took out of them; these stand after them."""
        if not getattr(self._local, "has_state", False):
            return told
        apart = set(db.execute("SELECT paper, date, page, title FROM apart"))
        if not apart:
            return told
        found: list[Told] = []
        for event in told:
            alone = []
            if len(event.articles) > 1:
                for at, cited in enumerate(event.articles):
                    title = db.execute(
                        "SELECT title FROM article WHERE id = ?", (cited.article_id,)
                    ).fetchone()
                    if title and (cited.paper, cited.date, cited.page, title[0]) in apart:
                        alone.append((at, title[0]))
            out = {at for at, _title in alone}
            rest = [at for at in range(len(event.articles)) if at not in out]
            if rest and len(rest) < len(event.articles):
                found.append(_part(db, event, rest, None))
            elif not alone:
                found.append(event)
            found += [_part(db, event, [at], title) for at, title in alone]
        return tuple(found)

    def _done(self, db: sqlite3.Connection) -> int:
        if not getattr(self._local, "has_state", False):
            return 1 << 60
        salt = db.execute("SELECT salt FROM identity").fetchone()[0]
        row = db.execute(
            "SELECT value FROM state.setting WHERE key = ?", (f"{_DONE}:{salt}",)
        ).fetchone()
        return int(row[0]) if row else 1 << 60

    def _watched(self, db: sqlite3.Connection, days: list[int]) -> tuple[Hit, ...]:
        if not getattr(self._local, "has_state", False):
            return ()
        rules = corrections.load(db, "state")
        hits = []
        for kind, name in sorted(rules.watched):
            members = [
                row[0]
                for row in db.execute("SELECT id, kind, name FROM entity WHERE name = ?", (name,))
                if rules.of(row[1], row[2]) == (kind, name)
            ]
            members += [
                row[0]
                for (k, n), to in rules.merged.items()
                if to == (kind, name)
                for row in db.execute("SELECT id FROM entity WHERE kind = ? AND name = ?", (k, n))
            ]
            ids = {
                row[0]
                for member in set(members)
                for day in days
                for row in db.execute(
                    """SELECT article_id FROM appearance
                       WHERE entity_id = ?1 AND article_id >= ?2 << 16
                       AND article_id < (?2 + 1) << 16""",
                    (member, day),
                )
            }
            if ids:
                hits.append(Hit(rules.name_of((kind, name)), tuple(sorted(ids))))
        return tuple(hits)

    def _searches(self, db: sqlite3.Connection, days: list[int]) -> tuple[Hit, ...]:
        """The saved searches that find something on these days."""
        if not getattr(self._local, "has_state", False):
            return ()
        marked = Marked(*self._marks(db))
        hits = []
        for search in saved_searches(db):
            try:
                query = understood(db, search.query).query
            except QueryError:
                continue
            found = {
                hit.shown.id
                for day in days
                for hit in Finder(
                    db, query, Days(day, day + 1), marked, lambda: self._check(db)
                ).hits()
            }
            if found:
                hits.append(Hit(search.name, tuple(sorted(found))))
        return tuple(hits)

    def _unread_before(self, db: sqlite3.Connection, day: int) -> tuple[int, ...]:
        """What the edition before left unread, the front page first."""
        row = db.execute(
            "SELECT max(day) FROM edition WHERE day < ? AND articles > 0", (day,)
        ).fetchone()
        if not row or row[0] is None or day - row[0] > 3:
            return ()
        salt = int(db.execute("SELECT salt FROM identity").fetchone()[0])
        has_state = getattr(self._local, "has_state", False)
        rules = load_rules(db, salt) if has_state else ReadRules(salt, LATE_DAYS)
        from store.database.headline_rows import headline_rows

        ids = [
            r[0]
            for r in db.execute(
                """SELECT a.id FROM edition e JOIN page p ON p.edition_id = e.id
                   JOIN article a ON a.page_id = p.id
                   WHERE e.day = ? AND a.continues IS NULL ORDER BY p.sort, a.ordinal LIMIT 400""",
                (row[0],),
            )
        ]
        return tuple(r.id for r in headline_rows(db, ids, rules, set()) if not r.read)


class BriefingMarks:
    """Remembers up to what the briefing was read, and what was taken out of an event."""

    def __init__(self, places: StorePlaces) -> None:
        self.places = places
        self._lock = threading.Lock()

    def take_apart(self, articles: Sequence[tuple[Cited, str]], apart: bool = True) -> None:
        """Let these articles (with their titles) stand by themselves from now on, or no longer."""
        keys = [(c.paper, c.date, c.page, title) for c, title in articles]
        with self._lock, faults_told(self.places.state):
            db = open_state(self.places)
            try:
                if apart:
                    db.executemany(
                        "INSERT OR IGNORE INTO apart VALUES (?, ?, ?, ?, ?)",
                        [(*key, now()) for key in keys],
                    )
                else:
                    db.executemany(
                        "DELETE FROM apart WHERE paper = ? AND date = ? AND page = ? AND title = ?",
                        keys,
                    )
            finally:
                db.close()

    def finished(self, generation: int) -> None:
        """The briefing was read to its end; it covered what arrived up to ``generation``."""
        from store.database.connections import open_for_reading

        with self._lock, faults_told(self.places.state):
            reader = open_for_reading(self.places)
            salt = reader.execute("SELECT salt FROM identity").fetchone()[0]
            reader.close()
            db = open_state(self.places)
            try:
                db.execute(
                    "INSERT OR REPLACE INTO setting VALUES (?, ?)",
                    (f"{_DONE}:{salt}", str(generation)),
                )
            finally:
                db.close()


def _part(db: sqlite3.Connection, event: Told, places: list[int], title: str | None) -> Told:
    """Some articles of an event; under a title of their own, or that of the first of them."""
    first = event.articles[places[0]].article_id
    row = db.execute(
        """SELECT a.title, b.text FROM article a JOIN article_body b ON b.article_id = a.id
           WHERE a.id = ?""",
        (first,),
    ).fetchone()
    return replace(
        event,
        title=title or row[0],
        sentence=lead(row[1].split("\n"), title or row[0]),
        articles=tuple(event.articles[at] for at in places),
        chars=tuple(event.chars[at] for at in places),
    )


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


def _joined(parts: list[Briefing]) -> Briefing:
    """Several days as one."""
    if len(parts) == 1:
        return parts[0]
    told = sorted((t for p in parts for t in p.told), key=lambda t: -t.score)
    coming = {(c.first, c.sentence): c for p in parts for c in p.coming}
    newest = parts[0].dates[0]
    return Briefing(
        dates=tuple(d for p in parts for d in p.dates),
        arrived=tuple(a for p in parts for a in p.arrived),
        absent=parts[0].absent,
        told=tuple(told[:16]),
        changes=tuple(c for p in parts for c in p.changes),
        people=tuple(c for p in parts for c in p.people)[:12],
        rose=parts[0].rose,
        numbers=tuple(n for p in parts for n in p.numbers)[:12],
        coming=tuple(
            sorted((c for c in coming.values() if c.first > newest), key=lambda c: c.first)
        ),
    )


def _of_paper(whole: Briefing, paper: str) -> Briefing:
    return replace(
        whole,
        arrived=tuple(a for a in whole.arrived if a.paper == paper),
        absent=(),
        told=tuple(
            replace(t, articles=tuple(c for c in t.articles if c.paper == paper))
            for t in whole.told
            if any(c.paper == paper for c in t.articles)
        ),
        changes=tuple(a for a in whole.changes if a.cited.paper == paper),
        people=tuple(a for a in whole.people if a.cited.paper == paper),
        numbers=tuple(n for n in whole.numbers if n.cited.paper == paper),
        coming=tuple(c for c in whole.coming if c.cited.paper == paper),
    )
