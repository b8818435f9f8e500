"""The words that rose on a day against the four weeks before."""

from __future__ import annotations

import re
import sqlite3
from array import array
from collections import Counter
from collections.abc import Sequence

from store.database.day_terms import count_day
from store.language.keywords import log_likelihood
from store.morning.pieces import Piece
from store.records import Rose

BASE_DAYS = 28
#: With fewer editions before it nothing can be said to have risen.
_LEAST_DAYS = 5
_SHOWN, _TRIED = 10, 80
#: What a word must be in one of so many of its articles: in the title, or a keyword.
_TOPICAL = 0.34

#: What is counted or pointed at is no subject: 三届, 此次会晤, 将访.
_NO_WORD = re.compile(
    r"[一二三四五六七八九十两几\d]+[届次年月日个位名项批期场种天]$|[此该其这那各将已均]"
)


def rising(db: sqlite3.Connection, pieces: Sequence[Piece], day: int) -> tuple[Rose, ...]:
    """The words, boilerplate (in every second edition) left out, and words that no article is about."""
    now, articles = _terms(db, day)
    if not articles:
        return ()
    base: Counter[int] = Counter()
    days_with: Counter[int] = Counter()
    base_articles = 0
    history: list[dict[int, int]] = []
    for before in range(day - BASE_DAYS, day):
        terms, count = _terms(db, before)
        if not count:
            continue
        base_articles += count
        base.update(terms)
        days_with.update(terms.keys())
        history.append(terms)
    days = len(history)
    if days < _LEAST_DAYS:
        return ()
    scored = []
    for term, count in now.items():
        if count < 2 or days_with[term] > 0.5 * days:
            continue
        score = log_likelihood(count, articles, base[term], base_articles)
        if score > 6:
            scored.append((score, term, count))
    scored.sort(key=lambda s: (-s[0], s[1]))
    topics = _topics(pieces)
    found: list[Rose] = []
    for score, term, count in scored[:_TRIED]:
        row = db.execute("SELECT word FROM term WHERE id = ?", (term,)).fetchone()
        word = row[0] if row else ""
        if (
            len(word) < 2
            or _NO_WORD.match(word)
            or any(word in r.word or r.word in word for r in found)
        ):
            continue
        about = topics[word] or sum(word in p.article.title for p in pieces)
        if about < _TOPICAL * count:
            continue
        recent = [terms.get(term, 0) for terms in history[-7:]] + [count]
        found.append(
            Rose(
                word, round(score, 1), count, round(base[term] / days, 2), tuple(recent),
                _holding(db, day, term),
            )
        )  # fmt: skip
        if len(found) == _SHOWN:
            break
    return tuple(found)


def _topics(pieces: Sequence[Piece]) -> Counter[str]:
    """How many articles are about a word: it is a keyword, or stands in the title as a name."""
    found: Counter[str] = Counter()
    for piece in pieces:
        if piece.findings is None:
            continue
        own = {k.word for k in piece.findings.keywords[:8]}
        own |= {m.text for m in piece.findings.mentions if m.where == "title"}
        found.update(own)
    return found


def _terms(db: sqlite3.Connection, day: int) -> tuple[dict[int, int], int]:
    """Articles by term on a day, and how many articles that day has."""
    row = db.execute(
        """SELECT articles, terms FROM term_day
           WHERE day = ?1 AND NOT EXISTS (SELECT 1 FROM stale_day WHERE day = ?1)""",
        (day,),
    ).fetchone()
    articles, packed = row if row else count_day(db, day)
    values = array("I")
    values.frombytes(packed)
    return {values[n]: values[n + 1] for n in range(0, len(values), 3)}, articles


def _holding(db: sqlite3.Connection, day: int, term: int) -> tuple[int, ...]:
    found = []
    for article_id, packed in db.execute(
        """SELECT article_id, terms FROM article_found
           WHERE article_id >= ?1 << 16 AND article_id < (?1 + 1) << 16""",
        (day,),
    ):
        values = array("I")
        values.frombytes(packed)
        if term in values[::2]:
            found.append(article_id)
    return tuple(found[:20])
