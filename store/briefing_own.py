"""What of a briefing is the reader's own: watched names, saved searches, what was left unread, and
the events that were taken apart."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace

from store.briefing_records import Cited, Hit, Told
from store.database import corrections
from store.database.headline_rows import headline_rows
from store.database.read_rules import LATE_DAYS, ReadRules, load_rules
from store.database.saved import saved_searches
from store.digest import lead


def watched(db: sqlite3.Connection, days: list[int]) -> tuple[Hit, ...]:
    """The watched names that appear on these days; a jump is its first half."""
    rules = corrections.load(db, "state")
    hits = []
    for kind, name in sorted(rules.watched):
        members = [
            row[0]
            for key in rules.standing_for({(kind, name)})
            if rules.of(*key) == (kind, name)
            for row in db.execute("SELECT id FROM entity WHERE kind = ? AND name = ?", key)
        ]
        ids = {
            row[0]
            for member in members
            for day in days
            for row in db.execute(
                """SELECT coalesce(a.continues, a.id)
                   FROM appearance s CROSS JOIN article a ON a.id = s.article_id
                   WHERE s.entity_id = ?1 AND s.article_id >= ?2 << 16
                   AND s.article_id < (?2 + 1) << 16""",
                (member, day),
            )
        }
        if ids:
            hits.append(Hit(rules.name_of((kind, name)), tuple(sorted(ids))))
    return tuple(hits)


def searched(
    db: sqlite3.Connection,
    days: list[int],
    marks: tuple[ReadRules, set[int]],
    check: Callable[[], None],
) -> tuple[Hit, ...]:
    """The saved searches that find something on these days; ``check`` may stop it."""
    saved = saved_searches(db)
    if not saved:
        return ()
    from store.database.finding import Finder
    from store.database.finding_rows import Marked
    from store.database.query import Days, QueryError
    from store.spelling import understood

    marked = Marked(*marks)
    hits = []
    for search in saved:
        try:
            query = understood(db, search.query).query
        except QueryError:
            continue
        found = {
            hit.shown.id
            for day in days
            for hit in Finder(db, query, Days(day, day + 1), marked, check).hits()
        }
        if found:
            hits.append(Hit(search.name, tuple(sorted(found))))
    return tuple(hits)


def unread_before(db: sqlite3.Connection, day: int, has_state: bool) -> tuple[int, ...]:
    """What the edition before left unread, the front page first."""
    row = db.execute(
        "SELECT max(day) FROM edition WHERE day < ? AND articles > 0", (day,)
    ).fetchone()
    if not row or row[0] is None or day - row[0] > 3:
        return ()
    salt = int(db.execute("SELECT salt FROM identity").fetchone()[0])
    rules = load_rules(db, salt) if has_state else ReadRules(salt, LATE_DAYS)
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


def taken_apart(db: sqlite3.Connection, told: tuple[Told, ...]) -> tuple[Told, ...]:
    """Events without the articles that the reader took out of them; these stand after them."""
    apart = set(db.execute("SELECT paper, date, page, title FROM apart"))
    if not apart:
        return told

    def title_apart(cited: Cited) -> str | None:
        row = db.execute("SELECT title FROM article WHERE id = ?", (cited.article_id,)).fetchone()
        if row and (cited.paper, cited.date, cited.page, row[0]) in apart:
            return str(row[0])
        return None

    found: list[Told] = []
    for whole in told:
        event = replace(whole, before=tuple(c for c in whole.before if title_apart(c) is None))
        alone = []
        if len(event.articles) > 1:
            titles = [title_apart(cited) for cited in event.articles]
            alone = [(at, title) for at, title in enumerate(titles) if title is not None]
        out = {at for at, _title in alone}
        rest = [at for at in range(len(event.articles)) if at not in out]
        if rest and len(rest) < len(event.articles):
            found.append(_part(db, event, rest, None))
        elif not alone:
            found.append(event)
        found += [_part(db, event, [at], title) for at, title in alone]
    return tuple(found)


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
        before=() if title else event.before,
        title=title or row[0],
        sentence=lead(row[1].split("\n"), title or row[0]),
        articles=tuple(event.articles[at] for at in places),
        chars=tuple(event.chars[at] for at in places),
    )
