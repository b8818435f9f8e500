"""The order of the list: editions newest first, then paper, page, place on the page.

Pages are walked along their index; their articles come from one covering index: page by page for
a first screen, packed a page a row for the whole. Only pages that can hold something unread are
looked at article by article, and no row of an article is touched unless the filter asks for what
only the row says. (100 000 articles: 110 ms; one joined walk took 390.)
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from store.database.days import day_range
from store.database.read_rules import ReadRules
from store.headline_records import ChenbaoError, Outline, PageGroup, Scope

if TYPE_CHECKING:
    from store.database.finding import Finder
    from store.database.finding_rows import Hit, Row
    from store.database.query import Query

Check = Callable[[], None]
_FEW_PAGES = 400
_MANY_PAGES = 2000
_CHUNK = 4000
_Row = tuple[Any, ...]


class PageRow(NamedTuple):
    """A page of the walk."""

    id: int
    day: int
    date: str
    paper: str
    number: str
    name: str | None


def page_condition(scope: Scope) -> tuple[str, list[object]]:
    """The part of a scope that editions (e) and pages (p) answer."""
    parts: list[str] = []
    values: list[object] = []
    if scope.date is not None:
        try:
            first, after = day_range(scope.date)
        except ValueError as fault:
            raise ChenbaoError(str(fault)) from fault
        parts.append("e.day >= ? AND e.day < ?")
        values += [first, after]
    if scope.paper is not None:
        parts.append("e.paper = ?")
        values.append(scope.paper)
    if scope.page is not None:
        parts.append("p.number = ?")
        values.append(scope.page)
    return " AND ".join(parts) or "1", values


def _pages(db: sqlite3.Connection, scope: Scope) -> Iterator[PageRow]:
    """The pages of a scope that hold something, in the order of the list."""
    where, values = page_condition(scope)
    for row in db.execute(
        f"""SELECT p.id, e.day, e.date, e.paper, p.number, p.name
            FROM edition e CROSS JOIN page p ON p.edition_id = e.id
            WHERE p.articles > 0 AND {where}
            ORDER BY e.day DESC, e.paper, e.variant, p.sort, p.number""",
        values,
    ):
        yield PageRow(*row)


class _Articles(NamedTuple):
    """The query for articles: tables, conditions, parameters."""

    source: str
    where: str
    values: list[object]


def _articles_of(scope: Scope, starred: Iterable[int]) -> _Articles:
    source = "article a"
    parts = ["a.continues IS NULL"]
    values: list[object] = []
    if scope.starred:
        parts.append("a.uid IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(sorted(starred)))
    if scope.column is not None:
        parts.append('a."column" = ?')
        values.append(scope.column)
    if scope.photo:
        parts.append("a.photo = 1")
    if scope.jump:
        parts.append("a.jump_direction IS NOT NULL")
    return _Articles(source, " AND ".join(parts), values)


def outline(
    db: sqlite3.Connection,
    scope: Scope,
    rules: ReadRules,
    starred: set[int],
    newest: int | None = None,
    check: Check = lambda: None,
    *,
    query: Query | None = None,
) -> Outline:
    """The headlines of a scope, the first ``newest`` or all; see Headlines.outline.

    ``check`` is called between pages and may raise. ``query``: what the scope's words mean.
    """
    if query is not None:
        from store.database.finding import Finder
        from store.database.finding_rows import Marked
        from store.database.query import scope_query

        finder = Finder(db, query, scope_query(scope), Marked(rules, starred), check)
        return _found(db, finder, newest)
    groups: list[PageGroup] = []
    total = unread = 0
    complete = True
    with one_moment(db):
        walk = _Walk(db, scope, rules, starred, check)
        for page, ids, fresh in walk.pages(newest is not None):
            if newest is not None and total >= newest:
                complete = False
                break
            if scope.unread:
                ids = tuple(fresh)
            if ids:
                groups.append(PageGroup(page.date, page.paper, page.number, page.name, ids))
                total += len(ids)
                unread += len(fresh)
    return Outline(tuple(groups), total, unread, complete)


def unread_up_to(
    db: sqlite3.Connection,
    scope: Scope,
    rules: ReadRules,
    starred: set[int],
    up_to: int,
    *,
    query: Query | None = None,
) -> list[int]:
    """The unread articles of a scope that arrived up to then."""
    with one_moment(db):
        if query is not None:
            from store.database.finding import Finder
            from store.database.finding_rows import Marked
            from store.database.query import scope_query

            finder = Finder(db, query, scope_query(scope), Marked(rules, starred))
            shown = (hit.shown for hit in finder.hits(trusting=True))
            return [r.id for r in shown if r.arrival <= up_to and not finder.is_read(r)]
        walk = _Walk(db, scope, rules, starred, lambda: None, up_to)
        return [i for _page, _ids, fresh in walk.pages(step_by_step=False) for i in fresh]


def _found(db: sqlite3.Connection, finder: Finder, newest: int | None) -> Outline:
    """What the words of a scope find, day by day: within a day in the order of the list."""
    groups: list[PageGroup] = []
    total = unread = 0
    complete = True
    with one_moment(db):
        hits = finder.hits(trusting=newest is None)
        for _day, of_day in groupby(hits, key=_day_of):
            if newest is not None and total >= newest:
                complete = False
                break
            rows = sorted({hit.shown.id: hit.shown for hit in of_day}.values(), key=_place)
            for (date, paper, _variant, number, name), page in groupby(rows, key=_page):
                ids = tuple([row.id for row in page])
                groups.append(PageGroup(date, paper, number, name, ids))
            total += len(rows)
            unread += sum(not finder.is_read(row) for row in rows)
    return Outline(tuple(groups), total, unread, complete)


def _day_of(hit: Hit) -> int:
    return hit.shown.day


def _place(row: Row) -> tuple[object, ...]:
    return row.paper, row.variant, row.sort, row.number, row.ordinal, row.id


def _page(row: Row) -> tuple[str, str, str, str, str | None]:
    return row.date, row.paper, row.variant, row.number, row.page_name


class _Walk:
    """One walk over the pages of a scope."""

    def __init__(
        self,
        db: sqlite3.Connection,
        scope: Scope,
        rules: ReadRules,
        starred: set[int],
        check: Check,
        up_to: int | None = None,
    ) -> None:
        self._db = db
        self._scope = scope
        self._rules = rules
        self._check = check
        self._up_to = up_to
        self._chosen = _articles_of(scope, starred)
        self._columns = "a.id, a.uid, a.arrival, a.lag"
        if rules.partial:
            self._columns += ', a."column", a.photo, a.jump_direction IS NOT NULL'

    def pages(self, step_by_step: bool) -> Iterator[tuple[PageRow, tuple[int, ...], list[int]]]:
        """Pages with the articles on them, and those of them that are unread.

        ``step_by_step`` asks the database page by page, for a reader who will soon stop.
        """
        if step_by_step:
            for page in _pages(self._db, self._scope):
                yield page, *self._one_by_one(page)
            return
        pages = list(_pages(self._db, self._scope))
        if len(pages) <= _FEW_PAGES and not self._scope.starred:
            for page in pages:
                yield page, *self._one_by_one(page)
            return
        packed = self._packed()
        if self._rules.partial:
            suspicious = {page_id for page_id, _ids, _recent in packed}
        else:
            suspicious = {page_id for page_id, _ids, recent in packed if recent}
            suspicious |= self._marked_unread()
        by_id = {page_id: ids for page_id, ids, _recent in packed}
        if len(suspicious) > _MANY_PAGES:
            unread = self._unread_of_all(pages)
        else:
            unread = {p.id: self._one_by_one(p)[1] for p in pages if p.id in suspicious}
        for page in pages:
            if page.id in by_id:
                yield page, tuple(json.loads(by_id[page.id])), unread.get(page.id, [])

    def _one_by_one(self, page: PageRow) -> tuple[tuple[int, ...], list[int]]:
        self._check()
        rows = self._db.execute(
            f"""SELECT {self._columns} FROM {self._chosen.source}
                WHERE a.page_id = ? AND {self._chosen.where} ORDER BY a.ordinal, a.id""",
            (page.id, *self._chosen.values),
        ).fetchall()
        return tuple([row[0] for row in rows]), self._unread(page, rows)

    def _packed(self) -> list[tuple[int, str, int]]:
        """A page a row: its articles as a JSON list, and whether one of them came in time."""
        late = self._rules.late_days
        cursor = self._db.execute(
            f"""SELECT page_id, json_group_array(id), max(lag <= {late}) FROM (
                    SELECT a.page_id, a.id, a.lag FROM {self._chosen.source}
                    WHERE {self._chosen.where} ORDER BY a.page_id, a.ordinal, a.id)
                GROUP BY page_id""",
            self._chosen.values,
        )
        return list(self._checked(cursor))

    def _marked_unread(self) -> set[int]:
        """The pages of articles marked unread by hand."""
        uids = [uid for uid, read in self._rules.marks.items() if not read]
        return {
            page_id
            for (page_id,) in self._db.execute(
                "SELECT page_id FROM article WHERE uid IN (SELECT value FROM json_each(?))",
                (json.dumps(uids),),
            )
        }

    def _unread_of_all(self, pages: list[PageRow]) -> dict[int, list[int]]:
        cursor = self._db.execute(
            f"""SELECT a.page_id, {self._columns} FROM {self._chosen.source}
                WHERE {self._chosen.where} ORDER BY a.page_id, a.ordinal, a.id""",
            self._chosen.values,
        )
        places = {page.id: page for page in pages}
        return {
            page_id: self._unread(places[page_id], [row[1:] for row in rows])
            for page_id, rows in groupby(self._checked(cursor), key=itemgetter(0))
            if page_id in places
        }

    def _checked(self, cursor: sqlite3.Cursor) -> Iterator[_Row]:
        while rows := cursor.fetchmany(_CHUNK):
            self._check()
            yield from rows

    def _unread(self, page: PageRow, articles: list[_Row]) -> list[int]:
        """Those of a page's articles that count as unread."""
        rules, place = self._rules, (page.day, page.paper, page.number)
        if self._up_to is not None:
            articles = [row for row in articles if row[2] <= self._up_to]
        if rules.partial:
            return [
                id_
                for id_, uid, arrival, lag, column, photo, jump in articles
                if not rules.is_read(uid, arrival, lag, place, (column, bool(photo), bool(jump)))
            ]
        up_to = rules.of_page(*place)[0] if rules.rules else 0
        marks, late = rules.marks, rules.late_days
        return [
            i
            for i, uid, arrival, lag in articles
            if not marks.get(uid, lag > late or arrival <= up_to)
        ]


@contextmanager
def one_moment(db: sqlite3.Connection) -> Iterator[None]:
    """Queries within see the store as of one moment."""
    if db.in_transaction:
        yield
        return
    db.execute("BEGIN")
    try:
        yield
    finally:
        if db.in_transaction:
            db.execute("COMMIT")
