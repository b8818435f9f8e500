"""The words that can rise and fall, counted by day when articles arrived: names, nouns, own words."""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from store.database.day_terms import count_day
from store.database.days import SEQ_BITS

if TYPE_CHECKING:
    from numpy.typing import NDArray


def counted(
    db: sqlite3.Connection,
    bins: Sequence[tuple[int, int]],
    least: int,
    tells: Callable[[NDArray[Any], NDArray[Any]], NDArray[Any]] | None = None,
    weights: Mapping[int, float] | None = None,
) -> dict[str, tuple[tuple[int, ...], int, int]] | None:
    """By word: its articles in each bin, on how many days of them it stood, its first day.

    ``bins`` are (first day, day after the last), in order; only words with ``least`` articles in
    the last bin, or as many a bin before, are told, and of them those of which ``tells`` says so by
    their articles in the last bin and before it: reading names takes longest. With ``weights`` an article
    counts so much (see ``store.database.paper_mix``), and articles are read one by one. None when the days were never analysed.
    """
    import numpy as np

    first, after = bins[0][0], bins[-1][1]
    days = {
        row[0]: row[1]
        for row in db.execute(
            "SELECT day, terms FROM term_day WHERE day >= ? AND day < ?", (first, after)
        )
    }
    for (day,) in db.execute(
        "SELECT day FROM stale_day WHERE day >= ? AND day < ?", (first, after)
    ).fetchall():
        days[day] = count_day(db, day)[1]
    if not days:
        return None
    size = int(db.execute("SELECT coalesce(max(id), 0) FROM term").fetchone()[0]) + 1
    table = np.zeros((len(bins), size), dtype=np.int32)
    stood = np.zeros(size, dtype=np.int32)
    if weights is not None:
        table, stood = _weighed(db, bins, size, weights)
    for place, (start, end) in enumerate(bins if weights is None else ()):
        for day in range(start, end):
            if day not in days:
                continue
            triples = np.frombuffer(days[day], dtype=np.uint32).reshape(-1, 3)
            table[place, triples[:, 0]] += triples[:, 1].astype(np.int32)
            if place < len(bins) - 1:
                stood[triples[:, 0]] += 1
    base = table[:-1].sum(axis=0)
    wanted = np.flatnonzero((table[-1] >= least) | (base >= 3 * least * max(1, len(bins) // 4)))
    if tells is not None:
        wanted = wanted[tells(table[-1][wanted], base[wanted])]
    words = {
        row[0]: (row[1], row[2])
        for row in db.execute(
            """SELECT id, word, first_day FROM term
               WHERE id IN (SELECT value FROM json_each(?))""",
            (json.dumps(wanted.tolist()),),
        )
    }
    found = {}
    for term in wanted:
        known = words.get(int(term))
        if known is not None:
            found[known[0]] = (
                tuple(int(n) for n in table[:, term]),
                int(stood[term]),
                int(known[1]),
            )
    return found


def _weighed(
    db: sqlite3.Connection,
    bins: Sequence[tuple[int, int]],
    size: int,
    weights: Mapping[int, float],
) -> tuple[NDArray[Any], NDArray[Any]]:
    """Articles in each bin and days in the base by term, an article counting its weight."""
    import numpy as np

    sums = np.zeros((len(bins), size), dtype=np.float32)
    stood = np.zeros(size, dtype=np.int32)
    last_day = np.full(size, -1, dtype=np.int64)
    starts = [start for start, _end in bins]
    firsts: dict[int, NDArray[Any]] = {}
    for article, continues, packed in db.execute(
        """SELECT f.article_id, a.continues, f.terms FROM article_found f
           JOIN article a ON a.id = f.article_id
           WHERE f.article_id >= ? AND f.article_id < ? ORDER BY f.article_id""",
        (bins[0][0] << SEQ_BITS, bins[-1][1] << SEQ_BITS),
    ):
        if article not in weights:
            continue
        terms = np.frombuffer(packed, dtype=np.uint32)[::2]
        if continues is not None:
            terms = np.setdiff1d(terms, firsts.get(continues, terms[:0]))
        firsts[article] = terms
        day = article >> SEQ_BITS
        place = bisect_right(starts, day) - 1
        sums[place, terms] += weights[article]
        if place < len(bins) - 1:
            fresh = terms[last_day[terms] != day]
            stood[fresh] += 1
            last_day[fresh] = day
    # Rounded so that the base of a term adds up.
    summed = np.rint(np.cumsum(sums[:-1], axis=0)).astype(np.int32)
    base = np.diff(summed, axis=0, prepend=np.zeros((1, size), np.int32))
    return np.vstack([base, np.rint(sums[-1:]).astype(np.int32)]), stood


def named(db: sqlite3.Connection, word: str) -> bool:
    """Whether it was found as the name of somebody, a body or a place."""
    asked = "SELECT 1 FROM entity WHERE name = ? AND kind IN ('PER', 'ORG', 'LOC') LIMIT 1"
    return db.execute(asked, (word,)).fetchone() is not None


def commonest(db: sqlite3.Connection, days: int, most: int) -> list[str]:
    """The words of the newest so many days that stand in most articles, the commonest first."""
    import numpy as np

    size = int(db.execute("SELECT coalesce(max(id), 0) FROM term").fetchone()[0]) + 1
    total = np.zeros(size, dtype=np.int64)
    for (packed,) in db.execute("SELECT terms FROM term_day ORDER BY day DESC LIMIT ?", (days,)):
        triples = np.frombuffer(packed, dtype=np.uint32).reshape(-1, 3)
        total[triples[:, 0]] += triples[:, 1].astype(np.int64)
    order = [int(n) for n in np.argsort(-total, kind="stable")[:most] if total[n]]
    words = dict(
        db.execute(
            "SELECT id, word FROM term WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(order),),
        )
    )
    return [words[term] for term in order if term in words]
