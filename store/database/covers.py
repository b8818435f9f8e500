"""Which articles the index names for a query: all that it can find, and perhaps others."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import NamedTuple

from store.database import gram_index
from store.database.grams import match_all, match_title
from store.database.named_articles import credited_articles, unfiled_few
from store.database.query import And, Entity, Ids, Named, Or, Query, Words
from store.database.query_parts import musts


class Cover(NamedTuple):
    """Candidates: what MATCHes, and these ids; or every article."""

    match: str | None = None
    ids: frozenset[int] = frozenset()
    everything: bool = False


EVERYTHING = Cover(everything=True)


class Covering:
    """Finds covers over one connection.

    ``articles_of`` tells where a name is filed; ``unfiled``: some articles were never analysed.
    """

    def __init__(
        self,
        db: sqlite3.Connection,
        articles_of: Callable[[Entity], frozenset[int]],
        unfiled: bool,
    ) -> None:
        self._db = db
        self._articles_of = articles_of
        self._unfiled = unfiled

    def of(self, query: Query) -> tuple[str, Cover]:
        """The index table to ask, and what to ask it."""
        titles = [p for p in musts(query) if isinstance(p, Words) and p.title]
        if not gram_index.is_current(self._db):
            return "article_gram", EVERYTHING
        if titles:
            told = (f"({match_title(t.text, t.forms)})" for t in titles)
            return "title_gram", Cover(" AND ".join(told))
        return "article_gram", self._cover_of(query)

    def _cover_of(self, query: Query) -> Cover:
        match query:
            case Words():
                told = match_all(query.text, query.forms)
                return EVERYTHING if told is None else Cover(told)
            case Entity():
                ids = self._articles_of(query)
                if not self._unfiled:
                    return Cover(ids=ids)
                told = match_all(query.name, query.forms)
                return EVERYTHING if told is None else Cover(told, ids)
            case Named(field="by", whole=False):
                waiting = unfiled_few(self._db)
                if waiting is None:
                    return EVERYTHING
                return Cover(ids=credited_articles(self._db, query) | waiting)
            case Ids(ids=ids):
                return Cover(ids=ids)
            case And(parts=parts):
                return _narrowest([self._cover_of(part) for part in parts])
            case Or(parts=parts):
                every = [self._cover_of(part) for part in parts]
                if any(cover.everything for cover in every):
                    return EVERYTHING
                matches = [f"({cover.match})" for cover in every if cover.match is not None]
                ids = frozenset().union(*(cover.ids for cover in every))
                return Cover(" OR ".join(matches) or None, ids)
        return EVERYTHING


def _narrowest(parts: list[Cover]) -> Cover:
    """A cover of what all the parts cover."""
    some = [part for part in parts if not part.everything]
    named = [part for part in some if part.match is None]
    if named:
        return min(named, key=lambda part: len(part.ids))
    matches = [f"({part.match})" for part in some if not part.ids]
    if matches:
        return Cover(" AND ".join(matches))
    return some[0] if some else EVERYTHING
