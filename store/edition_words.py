"""The keywords of an edition, or of a day: what its articles together say that papers seldom do.

Signed G² of the day's counted words against newspapers at large (see ``store.language.keywords``),
with a least count and a least log-ratio; what is a keyword of less than a quarter of the articles that
hold it is none of the edition's, and one article counts a word three times at most, so that a long document does not fill
the list. Words that stand in more than half of the sixty
editions around (its own name, its district, its boilerplate) are left out unless asked for.
"""

from __future__ import annotations

import math
import sqlite3
from array import array
from collections import Counter
from dataclasses import dataclass

from store.database.days import day_number
from store.readers import Readers

_LEAST_ARTICLES = 2
_LEAST_RATIO = 1.5
#: An edition of fewer articles may have a keyword in one of them.
_SMALL = 20
_EDITIONS = 60
_BOILERPLATE = 0.5
_AT_MOST = 3
#: Of the articles that hold a word, the share at least that has it for a keyword.
_MARKED = 0.25


@dataclass(frozen=True, slots=True)
class EditionWord:
    """``score`` is signed G²; ``articles`` and ``count`` are of the edition; ``editions`` is the
    share of the recent editions in which the word stands, 0 to 1."""

    word: str
    score: float
    articles: int
    count: int
    editions: float


class EditionWords(Readers):
    """Reads the keywords of editions."""

    def keywords(
        self,
        date: str | None = None,
        paper: str | None = None,
        *,
        limit: int = 20,
        everything: bool = False,
    ) -> tuple[str | None, list[EditionWord]]:
        """The day (the newest when ``date`` is None) and its keywords, best first.

        ``everything`` keeps boilerplate. The day is None when there is no such edition.
        """
        with self._reading() as db:
            if db is None:
                return None, []
            day = self._day(db, date, paper)
            if day is None:
                return None, []
            name = db.execute("SELECT date FROM edition WHERE day = ? LIMIT 1", (day,)).fetchone()
            return name[0], self._ranked(db, day, paper, limit, everything)

    def _day(self, db: sqlite3.Connection, date: str | None, paper: str | None) -> int | None:
        row = db.execute(
            """SELECT max(day) FROM edition WHERE articles > 0 AND (?1 IS NULL OR paper = ?1)
               AND (?2 IS NULL OR day = ?2)""",
            (paper, None if date is None else day_number(date)),
        ).fetchone()
        return None if row[0] is None else int(row[0])

    def _ranked(
        self, db: sqlite3.Connection, day: int, paper: str | None, limit: int, everything: bool
    ) -> list[EditionWord]:
        from store.language.background import shipped
        from store.language.keywords import FURNITURE, candidate, log_likelihood

        background = shipped()
        articles, counts, weighed = _counted(db, day, paper)
        total = sum(weighed.values())
        marking = _marking(db, day, paper)
        size = db.execute(
            "SELECT sum(articles) FROM edition WHERE day = ?1 AND (?2 IS NULL OR paper = ?2)",
            (day, paper),
        ).fetchone()[0]
        least = _LEAST_ARTICLES if size >= _SMALL else 1
        names = _words(db, articles, least)
        found = []
        for term, number in articles.items():
            word = names.get(term)
            if word is None or word in FURNITURE or number < least or counts[term] < 2:
                continue
            if not marking[word] or marking[word] < _MARKED * number:
                continue
            known = background.occurrences.get(word)
            if not candidate(word, known is None, background):
                continue
            expected = known if known is not None else 2.0
            ratio = math.log2((weighed[term] / total) / (expected / background.words))
            if ratio < _LEAST_RATIO:
                continue
            score = log_likelihood(weighed[term], total, expected, background.words)
            found.append((score, term, word))
        found.sort(key=lambda one: (-one[0], one[2]))
        everywhere = _shares(db, day, paper, {term for _score, term, _word in found[: 6 * limit]})
        return [
            EditionWord(word, round(score, 2), articles[term], counts[term], round(share, 3))
            for score, term, word in found[: 6 * limit]
            if (share := everywhere.get(term, 0.0)) <= _BOILERPLATE or everything
        ][:limit]


#: What is found in the articles of a day, all papers' or one's.
_FOUND = """SELECT f.{} FROM article_found f JOIN article a ON a.id = f.article_id
            JOIN page p ON p.id = a.page_id JOIN edition e ON e.id = p.edition_id
            WHERE f.article_id >= ?1 << 16 AND f.article_id < (?1 + 1) << 16
            AND (?2 IS NULL OR e.paper = ?2)"""


def _counted(
    db: sqlite3.Connection, day: int, paper: str | None
) -> tuple[Counter[int], Counter[int], Counter[int]]:
    """By term: in how many articles of the day it stands, how often, and how often it counts."""
    articles: Counter[int] = Counter()
    counts: Counter[int] = Counter()
    weighed: Counter[int] = Counter()
    for (packed,) in db.execute(_FOUND.format("terms"), (day, paper)):
        values = array("I")
        values.frombytes(packed)
        for at in range(0, len(values), 2):
            articles[values[at]] += 1
            counts[values[at]] += values[at + 1]
            weighed[values[at]] += min(_AT_MOST, values[at + 1])
    return articles, counts, weighed


def _marking(db: sqlite3.Connection, day: int, paper: str | None) -> Counter[str]:
    """The keywords of the day's articles, and of how many each is one."""
    from store.database.packed_findings import unpack

    found: Counter[str] = Counter()
    for (content,) in db.execute(_FOUND.format("content"), (day, paper)):
        found.update(keyword.word for keyword in unpack(content).keywords)
    return found


def _words(db: sqlite3.Connection, terms: Counter[int], least: int) -> dict[int, str]:
    found = {}
    for term, number in terms.items():
        if number >= least:
            row = db.execute("SELECT word FROM term WHERE id = ?", (term,)).fetchone()
            if row is not None:
                found[term] = row[0]
    return found


def _shares(
    db: sqlite3.Connection, day: int, paper: str | None, terms: set[int]
) -> dict[int, float]:
    """In what share of the days around each term stands; nothing while there are but a few days."""
    days = [
        row[0]
        for row in db.execute(
            """SELECT DISTINCT day FROM edition WHERE articles > 0
               AND (?2 IS NULL OR paper = ?2) ORDER BY abs(day - ?1) LIMIT ?3""",
            (day, paper, _EDITIONS),
        )
    ]
    if len(days) < 5:
        return {}
    stood: Counter[int] = Counter()
    for one in days:
        if paper is None:
            row = db.execute("SELECT terms FROM term_day WHERE day = ?", (one,)).fetchone()
            values = array("I")
            values.frombytes(row[0] if row else b"")
            stood.update(terms.intersection(values[::3]))
        else:
            stood.update(terms.intersection(_counted(db, one, paper)[0]))
    return {term: number / len(days) for term, number in stood.items()}
