"""Who is named together: counted exactly, for names of a few articles and of a hundred thousand.

Which entities stand in which article is kept twice: as rows (``appearance``) and, a day a row, packed
in ``named_day``. A few articles are looked up; many are read packed, which is some twenty times faster
than joining ``appearance`` with itself. A day that is not packed yet, or has changed since (it is in
``stale_day``), is always looked up.

``articles`` of a day: pairs of uint32, an article's number in the day and how many entities it has.
``names``: uint32, the entities of those articles, one after the other.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from store.database.days import SEQ_BITS

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: So many articles are looked up one by one; numpy and the packed days are not worth it.
FEW = 3000
_AT_ONCE = 2000


def packed(rows: Iterable[tuple[int, int]]) -> tuple[bytes, bytes]:
    """(article, entity) of one day, ordered, as the two columns of its row."""
    articles, names = array("I"), array("I")
    last = -1
    for article_id, entity in rows:
        if article_id != last:
            articles.extend((article_id & ((1 << SEQ_BITS) - 1), 0))
            last = article_id
        articles[-1] += 1
        names.append(entity)
    return articles.tobytes(), names.tobytes()


def pack_day(db: sqlite3.Connection, day: int) -> None:
    """Pack the appearances of a day anew."""
    articles, names = packed(
        db.execute(
            """SELECT article_id, entity_id FROM appearance INDEXED BY appearance_article
               WHERE article_id >= ?1 << 16 AND article_id < (?1 + 1) << 16 ORDER BY 1, 2""",
            (day,),
        )
    )
    if names:
        db.execute("INSERT OR REPLACE INTO named_day VALUES (?, ?, ?)", (day, articles, names))
    else:
        db.execute("DELETE FROM named_day WHERE day = ?", (day,))


def unpacked_days(db: sqlite3.Connection) -> list[int]:
    """Days with articles that a store of an earlier version never packed."""
    return [
        day
        for (day,) in db.execute(
            """SELECT DISTINCT day FROM edition WHERE articles > 0
               AND day NOT IN (SELECT day FROM named_day) ORDER BY day"""
        )
    ]


def named_with(
    db: sqlite3.Connection,
    articles: Sequence[int],
    one: Mapping[int, int],
    check: Callable[[], None] = lambda: None,
) -> list[tuple[int, int]]:
    """In how many of ``articles`` each entity is named, the most frequent first.

    Entities that ``one`` maps to another count as that one, an article with several of them once.
    ``check`` is called now and then and may raise.
    """
    if len(articles) <= FEW:
        return _looked_up(db, articles, one, check).most_common()
    return _unpacked(db, articles, one, check)


def _looked_up(
    db: sqlite3.Connection,
    articles: Sequence[int],
    one: Mapping[int, int],
    check: Callable[[], None],
) -> Counter[int]:
    counts: Counter[int] = Counter()
    for at in range(0, len(articles), _AT_ONCE):
        check()
        some = json.dumps(list(articles[at : at + _AT_ONCE]))
        rows = db.execute(
            """SELECT article_id, entity_id FROM appearance INDEXED BY appearance_article
               WHERE article_id IN (SELECT value FROM json_each(?))""",
            (some,),
        )
        if one:
            counts.update(entity for _a, entity in {(a, one.get(e, e)) for a, e in rows})
        else:
            counts.update(entity for _a, entity in rows)
    return counts


def _unpacked(
    db: sqlite3.Connection,
    articles: Sequence[int],
    one: Mapping[int, int],
    check: Callable[[], None],
) -> list[tuple[int, int]]:
    import numpy as np

    wanted = np.unique(np.asarray(articles, np.int64))
    days = np.unique(wanted >> SEQ_BITS)
    rows = db.execute(
        """SELECT day, articles, names FROM named_day
           WHERE day BETWEEN ? AND ? AND day NOT IN (SELECT day FROM stale_day) ORDER BY day""",
        (int(days[0]), int(days[-1])),
    )
    needed = set(days.tolist())
    read = [row for row in rows if row[0] in needed]
    check()
    there = np.asarray([row[0] for row in read], np.int64)
    counts = _of_packed(read, there, wanted, one)
    rest = wanted[~np.isin(wanted >> SEQ_BITS, there)]
    if len(rest):
        more = _looked_up(db, rest.tolist(), one, check)
        counts = np.pad(counts, (0, max(0, max(more, default=0) + 1 - len(counts))))
        for entity, count in more.items():
            counts[entity] += count
    found = np.flatnonzero(counts)
    found = found[np.argsort(-counts[found], kind="stable")]
    return list(zip(found.tolist(), counts[found].tolist(), strict=True))


def _of_packed(
    read: Sequence[tuple[int, bytes, bytes]],
    days: NDArray[Any],
    wanted: NDArray[Any],
    one: Mapping[int, int],
) -> NDArray[Any]:
    """Counts by entity."""
    import numpy as np

    if not read:
        return np.zeros(1, np.int64)
    heads = np.frombuffer(b"".join(row[1] for row in read), np.uint32).reshape(-1, 2)
    names = np.frombuffer(b"".join(row[2] for row in read), np.uint32)
    each = [len(row[1]) // 8 for row in read]
    article = (np.repeat(days, each) << SEQ_BITS) | heads[:, 0]
    place = np.minimum(np.searchsorted(wanted, article), len(wanted) - 1)
    hit = wanted[place] == article
    chosen = names[np.repeat(hit, heads[:, 1])]
    counts: NDArray[Any] = np.bincount(chosen)
    if one:
        largest = max(len(counts), max(one) + 1, max(one.values()) + 1)
        counts = np.pad(counts, (0, largest - len(counts)))
        stands_for = np.zeros(largest, np.int64)
        stands_for[list(one)] = list(one.values())
        stands_for[list(one.values())] = list(one.values())
        of_one = stands_for[chosen]
        mine = of_one > 0
        # An article and what is named in it as one number, so that each counts once.
        place_of = np.repeat(np.arange(int(hit.sum())), heads[hit, 1])
        once = np.unique(place_of[mine] * largest + of_one[mine]) % largest
        counts[list(one)] = 0
        counts[list(one.values())] = 0
        counts += np.bincount(once, minlength=largest)
    return counts


def pack_missing(db: sqlite3.Connection, days: Iterable[int]) -> None:
    """Pack these days."""
    for day in days:
        pack_day(db, day)
