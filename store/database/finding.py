"""The articles a query finds, newest first.

The index names candidates; each is then tested against its live row, so that neither a pair of
characters standing apart nor a ghost in the index is ever shown. Only where every word has at most
two characters, and all must stand, does a walk that merely counts trust the index (``trusting``).
"""

from __future__ import annotations

import heapq
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator

from store.database import gram_index
from store.database.common_characters import COMMON
from store.database.covers import Covering
from store.database.days import SEQ_BITS
from store.database.finding_rows import Hit, Marked, Row, rows_of
from store.database.folded import pattern
from store.database.named_articles import (
    is_unfiled,
    named_articles,
    some_unfiled,
)
from store.database.query import And, Days, Entity, Ids, Is, Named, Not, Or, Query, Words
from store.database.query_parts import asks_text, days_of, index_tells, musts
from store.database.read_rules import ReadRules
from store.database.row_tests import Test, named, named_test, text_test, title_test

_FIRST_CHUNK = 64
_CHUNK = 1024
_FEW = 2000
_END = 1 << 62


def candidates(db: sqlite3.Connection, words: str) -> Iterator[int]:
    """The articles that may hold these words, newest first: all that do, and perhaps others."""
    return Finder(db, Words(words), And(()), Marked(ReadRules(0), set())).candidates()


class Finder:
    """One query within one scope, ready to be walked over a connection."""

    def __init__(
        self,
        db: sqlite3.Connection,
        query: Query,
        scope: Query,
        marked: Marked,
        check: Callable[[], None] = lambda: None,
    ) -> None:
        self._db = db
        self._marked = marked
        self._check = check
        self._both = And((query, scope))
        self._named: dict[Entity, frozenset[int]] = {}
        self._unfiled = some_unfiled(db)
        self._query = self._test(query)
        self._bare = self._test(query, trusting=True)
        self._scope = self._test(scope)
        self._texts = asks_text(query, self._unfiled)
        self.trusted = index_tells(query)
        self.is_read = marked.is_read
        self._table, self._cover = Covering(db, self._articles_of, self._unfiled).of(query)

    # Walking.

    def hits(self, *, before: int = _END, trusting: bool = False) -> Iterator[Hit]:
        """What is found with an id below ``before``, newest first; each article once."""
        first, after = days_of(self._both)
        low, high = first << SEQ_BITS, min(before, after << SEQ_BITS)
        trusting = trusting and self.trusted and not self._cover.everything
        size = _FIRST_CHUNK
        chunk: list[int] = []
        for article_id in self._candidates(low, high):
            chunk.append(article_id)
            if len(chunk) >= size:
                yield from self._tested(chunk, trusting)
                chunk, size = [], min(2 * size, _CHUNK)
        yield from self._tested(chunk, trusting)

    def quick_count(self) -> int | None:
        """How many articles are found, where the index alone can tell; None where it cannot."""
        plain = all(isinstance(part, Words | Days) for part in musts(self._both))
        if not (plain and self.trusted) or self._cover.everything:
            return None
        first, after = days_of(self._both)
        low, high = first << SEQ_BITS, after << SEQ_BITS
        halves = self._db.execute(
            "SELECT id, continues FROM article INDEXED BY article_continues "
            "WHERE continues IS NOT NULL AND id >= ? AND id < ? LIMIT ?",
            (low, high, _FEW + 1),
        ).fetchall()
        waiting = self._db.execute(
            "SELECT article_id FROM gram_pending WHERE article_id >= ? AND article_id < ? LIMIT ?",
            (low, high, _FEW + 1),
        ).fetchall()
        if len(halves) > _FEW or len(waiting) > _FEW:
            return None
        count = sum(self._tests([i for (i,) in waiting]).values())
        for lane in range(gram_index.lanes(self._db)):
            (held,) = self._db.execute(
                "SELECT count(*) FROM article_gram WHERE article_gram MATCH ? "
                "AND rowid >= ? AND rowid < ?",
                (self._cover.match, *gram_index.lane_range(lane, low, high)),
            ).fetchone()
            count += held
        return int(count) - self._both_fit(halves)

    def count_common(self) -> int | None:
        """The same for a common character alone, by looking inside SQLite; None for anything else.

        Several times quicker than one article after another here.
        """
        parts = [part for part in musts(self._both) if not isinstance(part, Days)]
        if len(parts) != 1 or not isinstance(parts[0], Words) or parts[0].title or parts[0].forms:
            return None
        char = parts[0].text
        if char not in COMMON:
            return None
        first, after = days_of(self._both)
        low, high = first << SEQ_BITS, after << SEQ_BITS
        (count,) = self._db.execute(
            """SELECT count(*) FROM article a CROSS JOIN article_body b ON b.article_id = a.id
               WHERE a.id >= ?1 AND a.id < ?2
               AND (instr(b.text, ?3) OR instr(b.aside, ?3) OR instr(a.title, ?3))""",
            (low, high, char),
        ).fetchone()
        halves = self._db.execute(
            "SELECT id, continues FROM article INDEXED BY article_continues "
            "WHERE continues IS NOT NULL AND id >= ? AND id < ?",
            (low, high),
        ).fetchall()
        return int(count) - self._both_fit(halves)

    def _both_fit(self, halves: list[tuple[int, int]]) -> int:
        """In how many jumps both halves are found: they are one article."""
        fits = self._tests([article_id for pair in halves for article_id in pair])
        return sum(fits[second] and fits[one] for second, one in halves)

    def _tests(self, ids: list[int]) -> dict[int, bool]:
        """Whether each of these rows fits by itself."""
        found = dict.fromkeys(ids, False)
        for at in range(0, len(ids), _CHUNK):
            for row in rows_of(self._db, ids[at : at + _CHUNK], self._texts).values():
                found[row.id] = self._query(row, row)
        return found

    def candidates(self, low: int = 0, high: int = _END) -> Iterator[int]:
        """The ids from ``low`` up to ``high`` that the index names, newest first, not tested."""
        yield from self._candidates(low, high)

    def _candidates(self, low: int, high: int) -> Iterator[int]:
        if self._cover.everything:
            sql, values = self._walk()
            yield from self._column(f"{sql} AND a.id >= ? AND a.id < ? ORDER BY a.id DESC",
                                    (*values, low, high))  # fmt: skip
            return
        streams: list[Iterable[int]] = []
        if self._cover.ids:
            streams.append(sorted((i for i in self._cover.ids if low <= i < high), reverse=True))
        if self._cover.match is not None:
            streams += [self._held(lane, low, high) for lane in range(gram_index.lanes(self._db))]
            streams.append(
                self._column(
                    "SELECT article_id FROM gram_pending WHERE article_id >= ? AND article_id < ? "
                    "ORDER BY article_id DESC",
                    (low, high),
                )
            )
        last = -1
        for article_id in heapq.merge(*streams, reverse=True):
            if article_id != last:
                yield article_id
            last = article_id

    def _held(self, lane: int, low: int, high: int) -> Iterator[int]:
        rows = self._column(
            f"SELECT rowid FROM {self._table} WHERE {self._table} MATCH ? "
            "AND rowid >= ? AND rowid < ? ORDER BY rowid DESC",
            (self._cover.match, *gram_index.lane_range(lane, low, high)),
        )
        return map(gram_index.article_of, rows)

    def _walk(self) -> tuple[str, tuple[object, ...]]:
        """All articles, narrowed by what must hold and SQL can tell cheaply."""
        for part in musts(self._both):
            if isinstance(part, Named) and part.field == "column":
                columns = self._names('SELECT DISTINCT "column" FROM article '
                                      'WHERE "column" IS NOT NULL', part)  # fmt: skip
                inside = 'a."column" IN (SELECT value FROM json_each(?))'
                return f"SELECT a.id FROM article a WHERE {inside}", (json.dumps(columns),)
        for part in musts(self._both):
            if isinstance(part, Is) and part.state == "starred":
                uids = json.dumps(sorted(self._marked.starred))
                # A second half of a starred article is found by its own id too.
                return (
                    "SELECT a.id FROM article a WHERE (a.uid IN (SELECT value FROM json_each(?))"
                    " OR a.continues IN (SELECT id FROM article WHERE uid IN"
                    " (SELECT value FROM json_each(?))))",
                    (uids, uids),
                )
        return "SELECT a.id FROM article a WHERE 1", ()

    def _names(self, sql: str, part: Named) -> list[str]:
        return [name for (name,) in self._db.execute(sql) if named(part, name)]

    def _column(self, sql: str, values: Iterable[object]) -> Iterator[int]:
        cursor = self._db.execute(sql, tuple(values))
        size = _FIRST_CHUNK
        while rows := cursor.fetchmany(size):
            self._check()
            for (article_id,) in rows:
                yield article_id
            size = _CHUNK

    def _tested(self, ids: list[int], trusting: bool) -> Iterator[Hit]:
        if not ids:
            return
        self._check()
        rows = rows_of(self._db, ids, self._texts and not trusting)
        waiting = self._waiting(ids) if trusting else set()
        if waiting:
            rows.update(rows_of(self._db, sorted(waiting), self._texts))
        seconds = [row.continues for row in rows.values() if row.continues is not None]
        firsts = rows_of(self._db, seconds, self._texts) if seconds else {}
        for article_id in ids:
            row = rows.get(article_id)
            if row is None:
                continue
            shown = row if row.continues is None else firsts.get(row.continues, row)
            if not self._scope(shown, shown):
                continue
            test = self._bare if trusting and article_id not in waiting else self._query
            if not test(row, shown):
                continue
            if shown is not row and self._query(shown, shown):
                continue  # Its first half is found by itself.
            yield Hit(row, shown)

    def _waiting(self, ids: list[int]) -> set[int]:
        marks = ",".join("?" * len(ids))
        sql = f"SELECT article_id FROM gram_pending WHERE article_id IN ({marks})"
        return {article_id for (article_id,) in self._db.execute(sql, ids)}

    def _articles_of(self, query: Entity) -> frozenset[int]:
        if query not in self._named:
            self._named[query] = named_articles(self._db, query)
        return self._named[query]

    # What a row is asked.

    def _entity_test(self, query: Entity) -> Test:
        ids = self._articles_of(query)
        if not self._unfiled:
            return lambda row, shown: row.id in ids or shown.id in ids
        stands = text_test(pattern(query.name, query.forms))

        def test(row: Row, shown: Row) -> bool:
            if row.id in ids or shown.id in ids:
                return True
            return stands(row, shown) and is_unfiled(self._db, row.id)

        return test

    def _test(self, query: Query, trusting: bool = False) -> Test:
        match query:
            case Words():
                if trusting:
                    return lambda row, shown: True
                found = pattern(query.text, query.forms)
                return title_test(found) if query.title else text_test(found)
            case Named():
                return named_test(query)
            case Days(first=first, after=after):
                return lambda row, shown: first <= row.day < after
            case Is(state="photo"):
                return lambda row, shown: bool(row.photo)
            case Is(state="jump"):
                return lambda row, shown: row.jump is not None
            case Is(state="starred"):
                return lambda row, shown: shown.uid in self._marked.starred
            case Is(state=state):
                read = state == "read"
                return lambda row, shown: self._marked.is_read(shown) == read
            case Entity():
                return self._entity_test(query)
            case Ids(ids=chosen):
                return lambda row, shown: row.id in chosen
            case Not(part=part):
                test = self._test(part)
                return lambda row, shown: not test(row, shown)
            case Or(parts=parts):
                some = [self._test(part) for part in parts]
                return lambda row, shown: any(test(row, shown) for test in some)
        every = [self._test(part, trusting) for part in query.parts]
        if len(every) == 1:
            return every[0]
        return lambda row, shown: all(test(row, shown) for test in every)
