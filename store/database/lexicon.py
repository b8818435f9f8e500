"""The paper's own words, the user's rules about them, and the home of each paper."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from store.database.days import SEQ_BITS, now
from store.database.finding import candidates

# 云溪区 at the head of a name: 云溪区委, 云溪区人民医院, 云溪区石桥镇. Not 开发区 and the like.
_HOME = re.compile(
    r"([\u4e00-\u9fff]{2,3}(?<![新发保景校厂库灾矿片小社郊城山牧林特军战地管高])[区县市])"
)


@dataclass(frozen=True, slots=True)
class OwnWord:
    """A word of the paper's own. ``source``: ``found``, or ``kept``/``dropped`` by the user."""

    word: str
    count: int
    cohesion: float
    freedom: float
    source: str


def save_words(db: sqlite3.Connection, words: Iterable[tuple[str, int, float, float]]) -> None:
    """Note words found; a word found again keeps its larger count."""
    db.executemany(
        """INSERT INTO own_word VALUES (?, ?, ?, ?, ?) ON CONFLICT (word) DO UPDATE SET
           count = max(count, excluded.count), cohesion = excluded.cohesion,
           freedom = excluded.freedom""",
        [(*word, now()) for word in words],
    )


def own_words(db: sqlite3.Connection, state: sqlite3.Connection | None) -> list[OwnWord]:
    """All of them, the user's own first, then by count."""
    rules = dict(state.execute("SELECT word, keep FROM word_rule")) if state else {}
    found = {
        row[0]: OwnWord(row[0], row[1], row[2], row[3], "found")
        for row in db.execute(
            "SELECT word, count, cohesion, freedom FROM own_word ORDER BY count DESC, word"
        )
    }
    result = [
        OwnWord(
            word,
            found[word].count if word in found else 0,
            found[word].cohesion if word in found else 0.0,
            found[word].freedom if word in found else 0.0,
            "kept" if keep else "dropped",
        )
        for word, keep in sorted(rules.items())
    ]
    return result + [one for one in found.values() if one.word not in rules]


def rule(state: sqlite3.Connection, word: str, keep: bool | None) -> None:
    """Keep a word, drop it, or (None) take the rule back."""
    if keep is None:
        state.execute("DELETE FROM word_rule WHERE word = ?", (word,))
    else:
        state.execute("INSERT OR REPLACE INTO word_rule VALUES (?, ?, ?)", (word, int(keep), now()))


def homes(db: sqlite3.Connection) -> dict[str, str]:
    """The home of each paper that has one."""
    return dict(db.execute("SELECT paper, home FROM paper_home"))


def learn_homes(db: sqlite3.Connection) -> None:
    """Find each paper's home: the one district, county or city that its recent pages keep naming.

    A tenth of the last editions' articles must name it (its own committee, 云溪区委, counts), and
    no other half as often.
    """
    for (paper,) in db.execute("SELECT DISTINCT paper FROM edition").fetchall():
        counts: dict[str, int] = {}
        articles = [
            row[0]
            for row in db.execute(
                """SELECT a.id FROM edition e JOIN page p ON p.edition_id = e.id
                   JOIN article a ON a.page_id = p.id WHERE e.paper = ?
                   ORDER BY a.id DESC LIMIT 300""",
                (paper,),
            )
        ]
        for article_id in articles:
            named: set[str] = set()
            for (name,) in db.execute(
                """SELECT n.name FROM appearance s JOIN entity n ON n.id = s.entity_id
                   WHERE s.article_id = ? AND n.kind IN ('LOC', 'ORG')""",
                (article_id,),
            ):
                match = _HOME.match(name)
                if match:
                    named.add(match[1])
            for name in named:
                counts[name] = counts.get(name, 0) + 1
        ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
        db.execute("DELETE FROM paper_home WHERE paper = ?", (paper,))
        if ranked and ranked[0][1] >= max(4, len(articles) * 0.1):
            second = ranked[1][1] if len(ranked) > 1 else 0
            if ranked[0][1] >= 2 * second:
                db.execute("INSERT INTO paper_home VALUES (?, ?)", (paper, ranked[0][0]))


def newly_known(db: sqlite3.Connection) -> dict[str, str]:
    """Names known that older articles were not searched for; from now on they were."""
    before = {name for (name,) in db.execute("SELECT name FROM known_name")}
    fresh = {name: kind for name, kind in names_known(db).items() if name not in before}
    db.executemany("INSERT INTO known_name VALUES (?)", [(name,) for name in fresh])
    return fresh


def missed(db: sqlite3.Connection, names: Mapping[str, str], since: int, most: int) -> list[int]:
    """Articles from day ``since`` on that hold one of these names without its being found there.

    Newest first, ``most`` of them at most.
    """
    found: set[int] = set()
    for name, kind in names.items():
        known = {
            article
            for (article,) in db.execute(
                """SELECT s.article_id FROM appearance s JOIN entity n ON n.id = s.entity_id
                   WHERE n.name = ? AND n.kind = ?""",
                (name, kind),
            )
        }
        for article in candidates(db, name):
            if article >> SEQ_BITS < since:
                break
            if article not in known:
                found.add(article)
    return sorted(found, reverse=True)[:most]


def names_known(db: sqlite3.Connection) -> dict[str, str]:
    """Bodies, places and people that stand in several articles, by name, with kinds.

    Several is three, or two in a young archive. A name of two kinds has the one it bears more
    often, and only if that is clear.
    """
    young = db.execute("SELECT count(*) FROM (SELECT 1 FROM article LIMIT 1000)").fetchone()[0]
    least = 3 if young == 1000 else 2
    found: dict[str, tuple[str, int]] = {}
    for name, kind, articles in db.execute(
        """SELECT name, kind, articles FROM entity
           WHERE kind IN ('PER', 'ORG', 'LOC') AND articles >= ? AND length(name) BETWEEN 3 AND 10""",
        (least,),
    ):
        known = found.get(name)
        if known is None or articles > 4 * known[1]:
            found[name] = (kind, articles)
        elif known[1] <= 4 * articles:
            found[name] = ("", max(articles, known[1]))
    return {name: kind for name, (kind, _count) in found.items() if kind}
