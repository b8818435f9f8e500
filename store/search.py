"""What a search asks of the store: results newest first, counts, the sentences that match.

- ``Search`` may be shared between threads: each gets a read-only connection of its own.
- ``Search.interrupt()`` makes calls running in other threads raise ``SupersededError``: each
  keystroke supersedes the one before.
- A query that cannot be understood raises ``QueryError``, which says what is wrong and where.
- Results are exact: what a scan of every title and text would find, width and case folded.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from store.database import gram_index, pinyin_index
from store.database.connections import is_snapshot, open_for_reading, open_for_writing
from store.database.finding import Finder
from store.database.finding_rows import Marked
from store.database.headline_rows import headline_rows
from store.database.outline import one_moment
from store.database.pinyin_index import Name
from store.database.places import StorePlaces
from store.database.query import (
    FAULTS,
    FIELDS,
    STATES,
    And,
    QueryError,
    as_text,
    parse,
    quoted,
    scope_query,
    term_query,
    wanted_words,
)
from store.database.saved import SavedSearch
from store.database.sentences import Marker, Sentence, marker, sentence
from store.language import scripts
from store.readers import Readers, SupersededError
from store.records import ChenbaoError, HeadlineRow, Scope, Span
from store.spelling import names_typed, spell_names, spell_waiting

__all__ = [
    "FAULTS",
    "FIELDS",
    "STATES",
    "Asked",
    "Count",
    "Marker",
    "Name",
    "QueryError",
    "Result",
    "Results",
    "SavedSearch",
    "Search",
    "Sentence",
    "SupersededError",
    "as_text",
    "check",
    "index_waiting",
    "names_marker",
    "quoted",
    "rebuild_index",
    "term_query",
    "wrong_grams",
]

_CHUNK = 500
EVERYTHING = Scope()


@dataclass(frozen=True, slots=True)
class Result:
    """An article found, the sentence that says why, and what to mark in its title."""

    row: HeadlineRow
    sentence: Sentence
    title_spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """Some results, newest first; ``below`` is where to go on, None when these were the last."""

    results: tuple[Result, ...]
    below: int | None


@dataclass(frozen=True, slots=True)
class Count:
    """How many articles; not ``final`` when it is only known that there are so many at least."""

    number: int
    final: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What a query looks for: how to mark it, and the names its pinyin was read as."""

    mark: Marker
    names: tuple[str, ...]


def check(query: str) -> None:
    """Raise QueryError if the query cannot be understood."""
    parse(query)


def names_marker(names: Sequence[str]) -> Marker:
    """Finds any of these names in a text, the longest first."""
    return marker((name, ()) for name in names)


class Search(Readers):
    """Finds articles. A store not made yet holds none."""

    def page(
        self,
        query: str,
        scope: Scope = EVERYTHING,
        *,
        below: int | None = None,
        limit: int = 50,
    ) -> Results:
        """Up to ``limit`` results, newest first, going on ``below`` the results before."""
        with self._reading() as db:
            if db is None:
                return Results((), None)
            with one_moment(db):
                hits: list[tuple[int, int]] = []
                for hit in self._finder(db, query, scope).hits(before=below or 1 << 62):
                    if len(hits) == limit:
                        return Results(self._results(db, hits, query), hits[-1][0])
                    hits.append((hit.found.id, hit.shown.id))
                return Results(self._results(db, hits, query), None)

    def count(self, query: str, scope: Scope = EVERYTHING, *, up_to: int | None = None) -> Count:
        """How many articles are found; where each must be looked at ``up_to`` stops counting."""
        with self._reading() as db:
            if db is None:
                return Count(0, True)
            with one_moment(db):
                finder = self._finder(db, query, scope)
                quickly = finder.quick_count()
                if quickly is None and up_to is None:
                    quickly = finder.count_common()
                if quickly is not None:
                    return Count(quickly, True)
                number = 0
                for _hit in finder.hits(trusting=True):
                    if number == up_to:
                        return Count(number, False)
                    number += 1
                return Count(number, True)

    def quick_count(self, query: str, scope: Scope = EVERYTHING) -> int | None:
        """How many articles are found, if the index alone can tell (milliseconds); else None."""
        with self._reading() as db:
            if db is None:
                return 0
            with one_moment(db):
                return self._finder(db, query, scope).quick_count()

    def unread(self, query: str) -> int:
        """How many unread articles a query finds."""
        return self.count(query, Scope(unread=True)).number

    def sentences(self, ids: Sequence[int], query: str) -> dict[int, Sentence]:
        """For each of these articles the sentence that matches, from either half of a jump."""
        with self._reading() as db:
            return {} if db is None else self._sentences(db, ids, self._mark(db, query))

    def asked(self, query: str) -> Asked:
        """What a query looks for. Raises QueryError."""
        with self._reading() as db:
            if db is None:
                return Asked(marker(wanted_words(parse(query))), ())
            return Asked(self._mark(db, query), self._understood(db, query).names)

    def words_marker(self, words: str) -> Marker:
        """Finds in a text exactly these words, to be marked."""
        return marker([(words, scripts.forms(words) if self.both_scripts() else ())])

    def names(self, typed: str, limit: int = 8) -> list[Name]:
        """The names that what is being typed, in pinyin or initials, may become."""
        with self._reading() as db:
            return [] if db is None else names_typed(db, typed, limit)

    def _mark(self, db: sqlite3.Connection, query: str) -> Marker:
        return marker(wanted_words(self._understood(db, query).query))

    def _finder(self, db: sqlite3.Connection, query: str, scope: Scope) -> Finder:
        both = And((self._understood(db, query).query, parse(scope.words)))
        marked = Marked(*self._marks(db))
        return Finder(db, both, scope_query(scope), marked, lambda: self._check(db))

    def _results(
        self, db: sqlite3.Connection, hits: Sequence[tuple[int, int]], query: str
    ) -> tuple[Result, ...]:
        mark = self._mark(db, query)
        ids = [shown for _found, shown in hits]
        sentences = self._sentences(db, ids, mark)
        return tuple(
            Result(row, sentences[row.id], tuple(mark(row.title)))
            for row in headline_rows(db, ids, *self._marks(db))
        )

    def _sentences(
        self, db: sqlite3.Connection, ids: Sequence[int], mark: Marker
    ) -> dict[int, Sentence]:
        texts: dict[int, list[str]] = {article_id: [] for article_id in ids}
        for at in range(0, len(ids), _CHUNK):
            part = ids[at : at + _CHUNK]
            marks = ",".join("?" * len(part))
            for article_id, text, aside in db.execute(
                f"""SELECT a.id, b.text, b.aside FROM article a
                    JOIN article_body b ON b.article_id = a.id WHERE a.id IN ({marks})
                    UNION ALL
                    SELECT a.continues, b.text, b.aside FROM article a
                    JOIN article_body b ON b.article_id = a.id WHERE a.continues IN ({marks})""",
                (*part, *part),
            ):
                texts[article_id] += [text, aside or ""]
        return {article_id: sentence(found, mark) for article_id, found in texts.items()}

    def waiting(self) -> int:
        """How many articles wait for the indexes; they are found all the same, by looking."""
        with self._reading() as db:
            if db is None:
                return 0
            if gram_index.is_current(db):
                return max(gram_index.pending(db), pinyin_index.waiting(db))
            return int(db.execute("SELECT count(*) FROM article").fetchone()[0])


def index_waiting(
    places: StorePlaces,
    go_on: Callable[[], bool] = lambda: True,
    told: Callable[[int], None] = lambda _done: None,
    batch: int = 200,
) -> int:
    """Put what waits for the index into it, a batch a transaction; how many articles it were.

    Does nothing where there is no store, or none that is ours to write.
    """
    if not places.articles.exists() or is_snapshot(places.articles):
        return 0
    search = Search(places)
    try:
        if not search.waiting():
            return 0
    finally:
        search.close()
    done = 0
    db = open_for_writing(places)
    try:
        while go_on() and (some := gram_index.index_some(db, batch)):
            done += some
            told(done)
        while go_on() and spell_waiting(db, batch):
            pass
        if go_on():
            gram_index.tidy(db, done)
    finally:
        db.close()
    return done


def rebuild_index(places: StorePlaces, told: Callable[[int], None] = lambda _done: None) -> int:
    """Make the index anew; how many articles it holds then."""
    db = open_for_writing(places)
    try:
        done = gram_index.rebuild(db, told)
        pinyin_index.forget(db)
        spell_names(db)
        while spell_waiting(db):
            pass
        return done
    finally:
        db.close()


def wrong_grams(places: StorePlaces) -> int:
    """How many characters and pairs the index counts otherwise than the texts do.

    Reads every article: FTS5's own check sees no ghosts.
    """
    if not places.articles.exists():
        raise ChenbaoError("there is no such store", str(places.articles))
    db = open_for_reading(places)
    try:
        return gram_index.wrong_grams(db)
    finally:
        db.close()
