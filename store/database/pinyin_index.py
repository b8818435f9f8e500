"""Names and titles as one types them: a table of keys by prefix, an index of spelled titles.

How anything is spelled is the language stage's; here spellings are handed in. Changed titles are
noted in the articles' own transaction (``title_change``) and spelled afterwards, by ``settle``.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from store.database.connections import writing
from store.database.gram_index import article_of, rowid_of

Reading = tuple[str, ...]
Read = Callable[[str], Sequence[Reading]]
"""The ways a title is read, a syllable or sign each part."""
Keys = Callable[[str], Iterable[str]]
"""What one may type to find a name."""

# Between two readings of one title, so that no match runs from one into the other.
_GAP = " 0gap "
_LAST = "\U0010ffff"


class Name(NamedTuple):
    """A name found by what was typed: its kind (column, paper, who, org, place), its weight."""

    kind: str
    name: str
    weight: int


def put_names(
    db: sqlite3.Connection, kind: str, names: Iterable[tuple[str, int]], keys: Keys
) -> int:
    """Names of a kind and their weights, by which they are ranked; how many were spelled anew.

    A name that is there keeps its spelling and takes the new weight.
    """
    fresh = 0
    with writing(db):
        for name, weight in names:
            known = db.execute(
                "UPDATE pinyin SET weight = ? WHERE kind = ? AND name = ?", (weight, kind, name)
            )
            if known.rowcount:
                continue
            fresh += 1
            db.executemany(
                "INSERT OR REPLACE INTO pinyin (key, kind, name, weight) VALUES (?, ?, ?, ?)",
                [(key, kind, name, weight) for key in keys(name)],
            )
    return fresh


def drop_names(db: sqlite3.Connection, kind: str, names: Iterable[str]) -> None:
    """These names are no longer to be found."""
    with writing(db):
        db.executemany(
            "DELETE FROM pinyin WHERE kind = ? AND name = ?", [(kind, name) for name in names]
        )


def names_typed(
    db: sqlite3.Connection, typed: str, *, kinds: Sequence[str] = (), limit: int = 20
) -> list[Name]:
    """The names whose pinyin or initials begin so: whole ones first, then the weightiest."""
    of_kind = "AND kind IN (SELECT value FROM json_each(?3))" if kinds else ""
    rows = db.execute(
        f"""SELECT kind, name, weight FROM pinyin WHERE key >= ?1 AND key < ?2 {of_kind}
            ORDER BY key = ?1 DESC, weight DESC, length(key), name LIMIT {4 * limit}""",
        (typed, typed + _LAST, *([json.dumps(list(kinds))] if kinds else [])),
    )
    return list(dict.fromkeys(Name(*row) for row in rows))[:limit]


def names_exactly(db: sqlite3.Connection, typed: str, limit: int = 20) -> list[Name]:
    """The names of which this is the whole pinyin, or all the initials."""
    rows = db.execute(
        """SELECT kind, name, weight FROM pinyin WHERE key = ?
           ORDER BY weight DESC, name LIMIT ?""",
        (typed, limit),
    )
    return [Name(*row) for row in rows]


# Titles.


def note_title(db: sqlite3.Connection, article_id: int, old: str | None, new: str | None) -> None:
    """A title came (``old`` None), went (``new`` None) or changed; it is spelled later."""
    db.execute(
        "INSERT INTO title_change (article_id, old, new) VALUES (?, ?, ?)", (article_id, old, new)
    )


def waiting(db: sqlite3.Connection) -> int:
    """How many changes of titles wait to be spelled."""
    return int(db.execute("SELECT count(*) FROM title_change").fetchone()[0])


def settle(db: sqlite3.Connection, read: Read, version: str, count: int) -> int:
    """Spell up to so many changed titles, in their order; how many it were.

    ``version`` says how ``read`` spells: what another spelled is spelled anew.
    """
    with writing(db):
        (known,) = db.execute("SELECT spelling FROM pinyin_index").fetchone()
        if known != version:
            _begin_anew(db, version)
        rows = db.execute(
            "SELECT seq, article_id, old, new FROM title_change ORDER BY seq LIMIT ?", (count,)
        ).fetchall()
        for _seq, article_id, old, new in rows:
            row = rowid_of(article_id)
            if old is not None:
                db.execute(
                    "INSERT INTO title_pinyin (title_pinyin, rowid, initials, syllables) "
                    "VALUES ('delete', ?, ?, ?)",
                    (row, *_tokens(read(old))),
                )
            if new is not None:
                db.execute(
                    "INSERT INTO title_pinyin (rowid, initials, syllables) VALUES (?, ?, ?)",
                    (row, *_tokens(read(new))),
                )
        db.executemany("DELETE FROM title_change WHERE seq = ?", [(row[0],) for row in rows])
    return len(rows)


def forget(db: sqlite3.Connection) -> None:
    """All titles are to be spelled anew; names of other kinds than the articles' own stay."""
    with writing(db):
        _begin_anew(db, "")


def _begin_anew(db: sqlite3.Connection, version: str) -> None:
    db.execute("INSERT INTO title_pinyin (title_pinyin) VALUES ('delete-all')")
    db.execute("DELETE FROM title_change")
    db.execute("DELETE FROM pinyin WHERE kind IN ('column', 'paper')")
    db.execute("INSERT INTO title_change (article_id, new) SELECT id, title FROM article")
    db.execute("UPDATE pinyin_index SET spelling = ?", (version,))


def _tokens(readings: Sequence[Reading]) -> tuple[str, str]:
    first = dict.fromkeys(_pairs("".join(s[0] for s in reading)) for reading in readings)
    return _GAP.join(first), _GAP.join(" ".join(reading) for reading in readings)


def _pairs(letters: str) -> str:
    return " ".join(letters[n : n + 2] for n in range(max(1, len(letters) - 1)))


def titles_typed(
    db: sqlite3.Connection, typed: str, ways: Iterable[Reading], limit: int = 20_000
) -> list[int]:
    """The articles whose title holds these initials, or these syllables; the newest.

    ``ways``: how ``typed`` can be read as syllables, the last perhaps unfinished.
    """
    asked = [f'initials : "{_pairs(typed)}"']
    asked += [f'syllables : "{" ".join(way)}" *' for way in ways]
    rows = db.execute(
        "SELECT rowid FROM title_pinyin WHERE title_pinyin MATCH ? ORDER BY rowid DESC LIMIT ?",
        (" OR ".join(asked), limit),
    )
    return [article_of(row) for (row,) in rows]


def listed_names(db: sqlite3.Connection) -> dict[str, list[tuple[str, int]]]:
    """The names that the articles themselves hold: columns and papers, with their articles."""
    return {
        "column": db.execute(
            'SELECT "column", count(*) FROM article WHERE "column" IS NOT NULL GROUP BY 1'
        ).fetchall(),
        "paper": db.execute("SELECT paper, sum(articles) FROM edition GROUP BY 1").fetchall(),
    }
