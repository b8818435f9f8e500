"""What follows from the parts of a query that must all hold."""

from __future__ import annotations

from collections.abc import Iterator

from store.database.grams import match_all
from store.database.query import And, Days, Entity, Ids, Not, Or, Query, Words


def musts(query: Query) -> Iterator[Query]:
    """The parts that all must hold."""
    if isinstance(query, And):
        for part in query.parts:
            yield from musts(part)
    else:
        yield query


def days_of(query: Query) -> tuple[int, int]:
    first, after = 0, 1 << 30
    for part in musts(query):
        if isinstance(part, Days):
            first, after = max(first, part.first), min(after, part.after)
    return first, after


def asks_text(query: Query, unfiled: bool) -> bool:
    match query:
        case Words(title=title):
            return not title
        case Entity():
            return unfiled
        case And(parts=parts) | Or(parts=parts):
            return any(asks_text(part, unfiled) for part in parts)
        case Not(part=part):
            return asks_text(part, unfiled)
    return False


def index_tells(query: Query) -> bool:
    """Whether a candidate of the index is sure to hold the words that are asked for."""
    parts = list(musts(query))
    words = [p for p in parts if isinstance(p, Words)]
    return (
        bool(words)
        and not any(p.title or len(p.text) > 2 or match_all(p.text, p.forms) is None for p in words)
        and not any(isinstance(p, Entity | Ids | Or | Not) for p in parts)
    )
