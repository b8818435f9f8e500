"""Of which words the series are kept ready: those in so many articles that counting them would be felt."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping

from store.database import kept_counts
from store.database.common_characters import COMMON
from store.database.connections import writing

#: In so many articles a word of one or two characters, or a longer one, must stand for being kept.
_LEAST_SHORT, _LEAST_LONG = 20_000, 1_000
_MOST = 12_000
#: Common characters are kept in archives of so many articles.
_CHARACTERS_FROM = 5_000
#: Days of which the articles of words are looked up, to choose.
_SAMPLED = 200
#: So many words are added at once to an archive that is counted already: by the index, one by one.
_MOST_NEW = 5
_HAN = re.compile(r"[\u3400-\u9fff]{1,12}")


def choose(db: sqlite3.Connection, usual: Mapping[str, float], *, everything: bool) -> None:
    """Keep the words that have become frequent, too; and the commonest characters, which have no index.

    ``usual``: words with the share of articles at large that hold them. ``everything``: all that are
    worth it, to be counted by ``kept_counts.keep_up``; otherwise a few at once in an archive that is counted.
    """
    (articles,) = db.execute("SELECT coalesce(sum(articles), 0) FROM edition").fetchone()
    expected = {word: share * articles for word, share in usual.items()}
    for word, held in _frequent(db, articles):
        expected[word] = max(held, expected.get(word, 0.0))
    if articles >= _CHARACTERS_FROM:
        expected |= dict.fromkeys(COMMON, float(articles))
    with writing(db):
        known = {term for (term,) in db.execute("SELECT term FROM kept_term")}
        fresh = [
            word
            for word in sorted(expected, key=lambda word: (-expected[word], word))
            if word not in known and _HAN.fullmatch(word) and expected[word] >= _least(word)
        ]
        kept_counts.add(db, fresh[: max(0, _MOST - len(known))], None if everything else _MOST_NEW)


def _least(word: str) -> int:
    return _LEAST_SHORT if len(word) <= 2 else _LEAST_LONG


def _frequent(db: sqlite3.Connection, articles: int) -> list[tuple[str, float]]:
    """Words of the vocabulary in many articles, and in how many about, judged by a sample of days."""
    import numpy as np

    days = [day for (day,) in db.execute("SELECT day FROM term_day ORDER BY day")]
    if articles < min(_LEAST_LONG, _LEAST_SHORT):
        return []
    step = max(1, len(days) // _SAMPLED)
    size = int(db.execute("SELECT coalesce(max(id), 0) FROM term").fetchone()[0]) + 1
    total = np.zeros(size, np.int64)
    seen = 0
    for day in days[::step]:
        some, packed = db.execute(
            "SELECT articles, terms FROM term_day WHERE day = ?", (day,)
        ).fetchone()
        triples = np.frombuffer(packed, np.uint32).reshape(-1, 3)
        total[triples[:, 0]] += triples[:, 1]
        seen += some
    if not seen:
        return []
    wanted = np.flatnonzero(total >= min(_LEAST_LONG, _LEAST_SHORT) * seen / articles)
    words = db.execute(
        "SELECT id, word FROM term WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(wanted.tolist()),),
    )
    return [(word, float(total[term]) * articles / seen) for term, word in words]
