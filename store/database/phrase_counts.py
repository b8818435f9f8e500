"""In how many articles of each of some bins a string stands, told by the index.

For strings that compete for a place among the rising: many are asked, few are shown. Articles that
the index names are verified by their texts, all of them or, where they are many, an even sample.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from store.database import gram_index
from store.database.days import SEQ_BITS
from store.database.finding import Finder
from store.database.finding_rows import Marked
from store.database.folded import fold, pattern
from store.database.grams import match_all
from store.database.paper_mix import whole
from store.database.query import And, Words
from store.database.read_rules import ReadRules

_CHUNK = 1024
#: Characters of texts held for the next string.
_HELD = 8_000_000


class BinCount(NamedTuple):
    """Articles in each bin; on how many days before the last bin; whether all were verified."""

    docs: tuple[int, ...]
    days: int
    exact: bool


#: So many articles may wait for the index without making the counting slow.
_WAITING = 2000


def ready(db: sqlite3.Connection) -> bool:
    """Whether the index can be asked for many strings: it is not being made anew."""
    return gram_index.is_current(db) and gram_index.pending(db) <= _WAITING


class PhraseCounts:
    """Counts strings in the bins, (first day, day after the last) each, in order and without gaps."""

    def __init__(
        self,
        db: sqlite3.Connection,
        bins: Sequence[tuple[int, int]],
        weights: Mapping[int, float] | None = None,
    ) -> None:
        self._db = db
        self._weights = weights
        self._starts = [first for first, _after in bins]
        self._low, self._high = bins[0][0] << SEQ_BITS, bins[-1][1] << SEQ_BITS
        self._told_by_index = gram_index.is_current(db) and not gram_index.pending(db)
        self._first_half: dict[int, int] = dict(
            db.execute(
                """SELECT id, continues FROM article INDEXED BY article_continues
                   WHERE continues IS NOT NULL AND id >= ? AND id < ?""",
                (self._low, self._high),
            )
        )
        self._lanes = gram_index.lanes(db)
        self._texts: dict[int, str] = {}
        self._size = 0

    def count(self, term: str, most: int) -> BinCount:
        """The counts of a string, ``most`` articles verified at most and the rest in proportion."""
        told = self._told_by_index and match_all(term) is not None
        sure = told and len(fold(term)) <= 2
        if sure and not self._first_half and self._weights is None:
            return self._told(self._days(term), 1.0)
        ids = self._ids(term)
        if sure:
            return self._told(self._by_day(ids), 1.0)
        step = max(1, len(ids) // most)
        held = self._verified(term, ids[::step])
        return self._told(self._by_day(held), len(ids) / len(ids[::step]) if ids else 1.0)

    def _days(self, term: str) -> Counter[int]:
        found: Counter[int] = Counter()
        for sql, values in self._index(term, gram_index.DAY_OF_ROWID + ", count(*)", "GROUP BY 1"):
            for day, count in self._db.execute(sql, values):
                found[day] += count
        return found

    def _ids(self, term: str) -> list[int]:
        if not self._told_by_index or match_all(term) is None:
            finder = Finder(self._db, Words(term), And(()), Marked(ReadRules(0), set()))
            return list(finder.candidates(self._low, self._high))
        return [
            gram_index.article_of(row)
            for sql, values in self._index(term, "rowid", "")
            for (row,) in self._db.execute(sql, values).fetchall()
        ]

    def _index(self, term: str, what: str, then: str) -> Iterator[tuple[str, tuple[object, ...]]]:
        match = match_all(term)
        for lane in range(self._lanes):
            low, high = gram_index.lane_range(lane, self._low, self._high)
            yield (
                f"""SELECT {what} FROM article_gram
                    WHERE article_gram MATCH ? AND rowid >= ? AND rowid < ? {then}""",
                (match, low, high),
            )

    def _by_day(self, ids: Sequence[int]) -> Mapping[int, float]:
        articles = {self._first_half.get(article, article) for article in ids}
        if self._weights is None:
            return Counter(article >> SEQ_BITS for article in articles)
        found: dict[int, float] = {}
        for article in articles & self._weights.keys():
            day = article >> SEQ_BITS
            found[day] = found.get(day, 0.0) + self._weights[article]
        return found

    def _told(self, held: Mapping[int, float], times: float) -> BinCount:
        docs = [0.0] * len(self._starts)
        days = 0
        for day, count in held.items():
            place = bisect_right(self._starts, day) - 1
            if place >= 0:
                docs[place] += count
                days += place < len(docs) - 1
        base = whole([n * times for n in docs[:-1]])
        return BinCount((*base, round(docs[-1] * times)), round(days * times), times == 1.0)

    def _verified(self, term: str, ids: Sequence[int]) -> list[int]:
        found = pattern(term).search
        if self._size > _HELD:
            self._texts.clear()
            self._size = 0
        self._read([article for article in ids if article not in self._texts])
        return [article for article in ids if found(self._texts.get(article, ""))]

    def _read(self, ids: Sequence[int]) -> None:
        for at in range(0, len(ids), _CHUNK):
            some = ids[at : at + _CHUNK]
            for article, title, text, aside in self._db.execute(
                f"""SELECT a.id, a.title, b.text, b.aside FROM article a
                    JOIN article_body b ON b.article_id = a.id
                    WHERE a.id IN ({",".join("?" * len(some))})""",
                some,
            ):
                whole = f"{title}\n{text}\n{aside or ''}"
                self._texts[article] = whole
                self._size += len(whole)
