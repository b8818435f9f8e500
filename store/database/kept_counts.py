"""Series kept ready: the articles and occurrences, day by day, of strings that many articles hold.

Counting such a string by the index takes 50 to 200 ms on a million articles, or a second where texts must
be read; a kept one is read in a few. What is kept is what search finds: the texts of a day are
looked through for the strings themselves, not for words as they were cut.

Which strings: words of the vocabulary (``term``) in so many articles that counting them would be felt.
A row of ``term_block`` holds 32 days of one string, packed as pairs of uint32: the day's place in the
block << 27 | articles, and occurrences. ``kept_block`` tells up to which string a block is counted. Days
whose articles changed stand in ``recount_day`` (triggers put them there); until they are counted
anew the index is asked for them, so that a series is always exact.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from store.database import index_counts
from store.database.connections import writing
from store.database.day_strings import Counted, Strings
from store.database.days import SEQ_BITS

#: 32 days a block.
BLOCK_BITS = 5
_PLACE_AT = 27
_ARTICLES = (1 << _PLACE_AT) - 1
#: So many blocks may wait to be counted for a series to be made of the rest.
_MOST_WAITING = 2
#: And so many days that changed.
_MOST_CHANGED = 64


# Reading.


def series(db: sqlite3.Connection, term: str) -> dict[int, Counted] | None:
    """By day the articles and occurrences of a kept string; None of one that is not kept, or not yet."""
    outer = db.in_transaction
    if not outer:
        db.execute("BEGIN")
    try:
        found = db.execute("SELECT id FROM kept_term WHERE term = ?", (term,)).fetchone()
        if found is None:
            return None
        waiting = [
            (block << BLOCK_BITS, (block + 1) << BLOCK_BITS) for block in _behind(db, found[0])
        ]
        if len(waiting) > _MOST_WAITING:
            return None
        changed = db.execute("SELECT day FROM recount_day").fetchall()
        if len(changed) > _MOST_CHANGED:
            return None
        days = _stored(db, found[0])
        for (day,) in changed:
            if not any(first <= day < after for first, after in waiting):
                waiting.append((day, day + 1))
        for first, after in waiting:
            for day in range(first, after):
                days.pop(day, None)
            days.update(_exactly(db, term, first, after))
        return days
    finally:
        if not outer and db.in_transaction:
            db.execute("COMMIT")


def is_kept(db: sqlite3.Connection, term: str) -> bool:
    """Whether the series of this string is kept, all of it or nearly."""
    found = db.execute("SELECT id FROM kept_term WHERE term = ?", (term,)).fetchone()
    if found is None or len(_behind(db, found[0])) > _MOST_WAITING:
        return False
    (changed,) = db.execute("SELECT count(*) FROM recount_day").fetchone()
    return bool(changed <= _MOST_CHANGED)


def _exactly(db: sqlite3.Connection, term: str, first: int, after: int) -> dict[int, Counted]:
    """The counts of some days, by the index or, where it waits itself, by their texts."""
    if index_counts.can_tell(db, term):
        asked = index_counts.Asked(term, occurrences=True)
        found = index_counts.count(db, asked, part=(first << SEQ_BITS, after << SEQ_BITS))
        return {day: both for (_label, day), both in found.items()}
    looked_for = Strings({term: 0})
    days = {day: looked_for.of_day(db, day) for day in range(first, after)}
    return {day: found[0] for day, found in days.items() if found}


def _stored(db: sqlite3.Connection, term: int) -> dict[int, Counted]:
    rows = db.execute(
        """SELECT t.block, t.days FROM kept_block b
           CROSS JOIN term_block t ON t.block = b.block AND t.term_id = ?""",
        (term,),
    )
    days: dict[int, Counted] = {}
    for block, packed in rows:
        days.update(_unpacked(block, packed))
    return days


def _unpacked(block: int, packed: bytes) -> dict[int, Counted]:
    values = array("I")
    values.frombytes(packed)
    start = block << BLOCK_BITS
    return {
        start | values[at] >> _PLACE_AT: (values[at] & _ARTICLES, values[at + 1])
        for at in range(0, len(values), 2)
    }


def _packed(days: Mapping[int, Counted]) -> bytes:
    values = array("I")
    for day, (articles, occurrences) in sorted(days.items()):
        values.extend(((day & ((1 << BLOCK_BITS) - 1)) << _PLACE_AT | articles, occurrences))
    return values.tobytes()


def _behind(db: sqlite3.Connection, term: int) -> list[int]:
    """The blocks that are not counted up to this string, the newest first."""
    return [
        block
        for (block,) in db.execute(
            f"""SELECT DISTINCT day >> {BLOCK_BITS} FROM edition WHERE articles > 0 AND
                day >> {BLOCK_BITS} NOT IN (SELECT block FROM kept_block WHERE up_to >= ?)
                ORDER BY 1 DESC""",
            (term,),
        )
    ]


# Keeping.


def keep_up(db: sqlite3.Connection, most: int | None = None) -> None:
    """Count anew the days that changed, then the blocks that are not counted yet, the newest first.

    ``most``: as long as they have no more articles than that together. A block is a transaction.
    """
    top = _top(db)
    with writing(db):
        _forget_uncounted(db)
    changed: defaultdict[int, list[int]] = defaultdict(list)
    for (day,) in db.execute("SELECT day FROM recount_day ORDER BY day DESC"):
        changed[day >> BLOCK_BITS].append(day)
    for block, days in changed.items():
        most = _left(db, most, days[-1], days[0] + 1)
        if most is not None and most < 0:
            return
        with writing(db):
            _write(db, block, _terms(db, 0, _up_to(db, block)), days)
    for block in _behind(db, top) if top else ():
        most = _left(db, most, block << BLOCK_BITS, (block + 1) << BLOCK_BITS)
        if most is not None and most < 0:
            return
        with writing(db):
            _count_block(db, block, top)


def _left(db: sqlite3.Connection, most: int | None, first: int, after: int) -> int | None:
    if most is None:
        return None
    (articles,) = db.execute(
        "SELECT coalesce(sum(articles), 0) FROM edition WHERE day >= ? AND day < ?", (first, after)
    ).fetchone()
    return most - int(articles)


def _forget_uncounted(db: sqlite3.Connection) -> None:
    """Days of blocks that were never counted have nothing to be counted anew."""
    db.execute(
        f"""DELETE FROM recount_day
            WHERE day >> {BLOCK_BITS} NOT IN (SELECT block FROM kept_block)"""
    )


def add(db: sqlite3.Connection, terms: Sequence[str], most: int | None = None) -> None:
    """Keep the series of these strings too; ``keep_up`` counts them.

    ``most``: where all else is counted already only so many of them, counted at once by the index.
    """
    with writing(db):
        top = _top(db)
        counted = most is not None and top > 0 and not _behind(db, top)
        if counted:
            terms = [t for t in terms if len(t) > 1 and index_counts.can_tell(db, t)][:most]
        db.executemany("INSERT INTO kept_term (term) VALUES (?)", [(term,) for term in terms])
        if not counted or not terms:
            return
        for term, number in _terms(db, top, _top(db)).items():
            blocks: defaultdict[int, dict[int, Counted]] = defaultdict(dict)
            for day, both in _exactly(db, term, 0, 1 << 30).items():
                blocks[day >> BLOCK_BITS][day] = both
            db.executemany(
                "INSERT OR REPLACE INTO term_block VALUES (?, ?, ?)",
                [(block, number, _packed(found)) for block, found in blocks.items()],
            )
        db.execute("UPDATE kept_block SET up_to = ?", (_top(db),))


def _top(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT coalesce(max(id), 0) FROM kept_term").fetchone()[0])


def _up_to(db: sqlite3.Connection, block: int) -> int:
    """Up to which string a block is counted; 0: not at all."""
    known = db.execute("SELECT up_to FROM kept_block WHERE block = ?", (block,)).fetchone()
    return int(known[0]) if known else 0


def _terms(db: sqlite3.Connection, above: int, up_to: int) -> dict[str, int]:
    return dict(
        db.execute("SELECT term, id FROM kept_term WHERE id > ? AND id <= ?", (above, up_to))
    )


def _count_block(db: sqlite3.Connection, block: int, top: int) -> None:
    above = _up_to(db, block)
    days = range(block << BLOCK_BITS, (block + 1) << BLOCK_BITS)
    _write(db, block, _terms(db, above, top), days, anew=above == 0)
    db.execute("INSERT OR REPLACE INTO kept_block VALUES (?, ?)", (block, top))


def _write(
    db: sqlite3.Connection,
    block: int,
    terms: Mapping[str, int],
    days: Iterable[int],
    anew: bool = True,
) -> None:
    """Count these days of a block for these strings; ``anew``: for all that the block has."""
    looked_for = Strings(terms)
    rows: defaultdict[int, dict[int, Counted]] = defaultdict(dict)
    before: dict[int, bytes] = dict(
        db.execute("SELECT term_id, days FROM term_block WHERE block = ?", (block,))
    )
    counted = set(days)
    for day in counted:
        for term, both in looked_for.of_day(db, day).items():
            rows[term][day] = both
    for term in terms.values():
        if term in before:
            kept = _unpacked(block, before[term])
            rows[term].update({day: both for day, both in kept.items() if day not in counted})
    packed = {term: _packed(found) for term, found in rows.items()}
    db.executemany(
        "INSERT OR REPLACE INTO term_block VALUES (?, ?, ?)",
        [(block, term, p) for term, p in packed.items() if p and before.get(term) != p],
    )
    db.executemany(
        "DELETE FROM term_block WHERE block = ? AND term_id = ?",
        [(block, term) for term, p in packed.items() if not p and term in before],
    )
    if anew:
        db.executemany("DELETE FROM recount_day WHERE day = ?", [(day,) for day in counted])
