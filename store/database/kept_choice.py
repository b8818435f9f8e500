"""Of which words the series are kept ready: those in so many articles that counting them would be felt."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Sequence

from store.database import kept_counts
from store.database.connections import writing

#: In so many articles a word of two characters, or a longer one, must stand for being kept.
_LEAST_SHORT, _LEAST_LONG = 20_000, 1_000
_MOST = 10_000
#: Days of which the articles of words are looked up, to choose.
_SAMPLED = 200
#: So many words are added at once to an archive that is counted already: by the index, one by one.
_MOST_NEW = 10
_HAN = re.compile(r"[\u3400-\u9fff]{2,12}")


def choose(db: sqlite3.Connection) -> None:
    """Keep the words that have become frequent, too.

    Where all is counted already they are few, and counted at once. Otherwise ``keep_up`` counts them.
    """
    fresh = [word for word in _frequent(db) if _HAN.fullmatch(word)]
    with writing(db):
        held = {term for (term,) in db.execute("SELECT term FROM kept_term")}
        fresh = [word for word in fresh if word not in held][: max(0, _MOST - len(held))]
        kept_counts.add(db, fresh, _MOST_NEW)


def _frequent(db: sqlite3.Connection) -> Sequence[str]:
    """The words in many articles, the most frequent first, judged by a sample of days."""
    import numpy as np

    days = [day for (day,) in db.execute("SELECT day FROM term_day ORDER BY day")]
    (articles,) = db.execute("SELECT coalesce(sum(articles), 0) FROM edition").fetchone()
    if articles < _LEAST_LONG:
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
    least = _LEAST_LONG * seen / articles
    wanted = np.flatnonzero(total >= least)
    wanted = wanted[np.argsort(-total[wanted], kind="stable")]
    words = dict(
        db.execute(
            "SELECT id, word FROM term WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(wanted.tolist()),),
        )
    )
    short = _LEAST_SHORT * seen / articles
    return [
        words[term]
        for term in wanted.tolist()
        if term in words and (len(words[term]) > 2 or total[term] >= short)
    ]
