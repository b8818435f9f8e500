"""What the language stage found → the tables that entities, trends and the briefing stand on.

Filing follows every change of an article in the change's own transaction: what was filed for it
goes, what is found in it now comes. An article that was written without findings stays unfiled
until ``chenbao reanalyse``.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from store.database.announced_dates import announce
from store.database.days import SEQ_BITS
from store.database.packed_findings import pack
from store.database.pinyin_index import drop_names, put_names
from store.records import Article, Findings, Mention

Spell = Callable[[str, bool], tuple[str, str]]
Keys = Callable[[str, bool], Iterable[str]]
#: The people in an article's lists of those present; True: named first in one.
Present = Callable[[Article, Iterable[Mention]], Mapping[str, bool]]
_BYLINE = "BYL"
#: The search's names of the kinds.
FIELDS = {"PER": "who", "ORG": "org", "LOC": "place", "BYL": "by"}


class Filing:
    """Keeps the found in step with the articles; one for each run of a writer.

    ``analysed_by`` is the language stage's version; ``spell`` gives pinyin and initials of a name,
    ``keys`` all that one may type to find it, ``present`` who is listed as present.
    """

    def __init__(
        self,
        db: sqlite3.Connection,
        analysed_by: str,
        spell: Spell,
        keys: Keys,
        present: Present = lambda _article, _mentions: {},
    ) -> None:
        self._present = present
        self._version = analysed_by
        self._spell = spell
        self._keys = keys
        self._entities: dict[tuple[str, str], int] = {}
        self._terms: dict[str, tuple[int, int]] = {}
        self._others: int | None = None

    def __call__(
        self,
        db: sqlite3.Connection,
        article_id: int,
        old: Article | None,
        new: Article | None,
        findings: Findings | None,
    ) -> None:
        """Told of every article written (see ``OnChange``)."""
        if old is not None:
            forget(db, article_id)
        if new is not None and findings is not None:
            self.file(db, article_id, new, findings)

    def file(
        self, db: sqlite3.Connection, article_id: int, article: Article, findings: Findings
    ) -> None:
        """File what was found in an article that has nothing filed."""
        others = db.execute("PRAGMA data_version").fetchone()[0]
        if others != self._others:
            # Another process wrote: a number remembered may since be someone else's.
            self.start_over()
            self._others = others
        present = self._present(article, findings.mentions)
        people = self._file_names(db, article_id, findings.mentions, present)
        self._file_posts(db, article_id, findings, people)
        day = article_id >> SEQ_BITS
        self._look_up(db, [word for word, _count in findings.terms])
        packed = array("I")
        for word, count in findings.terms:
            packed.extend((self._term(db, word, day), count))
        db.execute(
            "INSERT OR REPLACE INTO article_found VALUES (?, ?, ?, ?)",
            (article_id, self._version, packed.tobytes(), pack(findings)),
        )
        db.execute("INSERT OR IGNORE INTO stale_day VALUES (?)", (day,))
        announce(db, article_id, article, findings.dates)

    def _file_names(
        self,
        db: sqlite3.Connection,
        article_id: int,
        mentions: Iterable[Mention],
        present: Mapping[str, bool],
    ) -> dict[str, int]:
        counts: Counter[int] = Counter()
        prominence: dict[int, int] = {}
        people: dict[str, int] = {}
        for mention in mentions:
            kind = _BYLINE if mention.credited else mention.kind
            entity = self._entity(db, kind, mention.name)
            if kind == "PER" or (mention.credited and mention.name not in people):
                people[mention.name] = entity
            counts[entity] += 1
            place = 1 if mention.where == "title" else 2 if mention.where == 0 else 0
            if kind == "PER" and mention.name in present:
                place |= 12 if present[mention.name] else 4
            prominence[entity] = prominence.get(entity, 0) | place
        db.executemany(
            "INSERT OR REPLACE INTO appearance VALUES (?, ?, ?, ?)",
            [(entity, article_id, count, prominence[entity]) for entity, count in counts.items()],
        )
        db.executemany(
            """UPDATE entity SET articles = articles + 1,
               first_id = min(coalesce(first_id, ?1), ?1), last_id = max(coalesce(last_id, ?1), ?1)
               WHERE id = ?2""",
            [(article_id, entity) for entity in counts],
        )
        # What is typed finds the frequent first; their order of magnitude is enough.
        for kind, name, articles in db.execute(
            """SELECT kind, name, articles FROM entity
               WHERE id IN (SELECT value FROM json_each(?)) AND articles & (articles - 1) = 0""",
            (json.dumps(list(counts)),),
        ).fetchall():
            if kind in FIELDS:
                self._offer(db, kind, name, articles)
        return people

    def _file_posts(
        self, db: sqlite3.Connection, article_id: int, findings: Findings, people: dict[str, int]
    ) -> None:
        rows = []
        for post in findings.posts:
            if isinstance(post.where, tuple) and post.where[0] == "credit":
                continue
            person = people.get(post.person)
            if person is None:
                person = self._entity(db, "PER", post.person)
            rows.append(
                (
                    person,
                    article_id,
                    post.post,
                    post.organisation,
                    int(post.inferred),
                    int(post.ended),
                    json.dumps(post.where),
                    post.sentence,
                )
            )
        db.executemany(
            """INSERT INTO post (person_id, article_id, post, organisation, inferred, ended, place,
               sentence) VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
            rows,
        )

    def _entity(self, db: sqlite3.Connection, kind: str, name: str) -> int:
        key = (kind, name)
        if key not in self._entities:
            row = db.execute("SELECT id FROM entity WHERE kind = ? AND name = ?", key).fetchone()
            if row is None:
                full, initials = self._spell(name, kind in ("PER", _BYLINE))
                cursor = db.execute(
                    "INSERT INTO entity (kind, name, pinyin, initials) VALUES (?, ?, ?, ?)",
                    (kind, name, full, initials),
                )
                row = (cursor.lastrowid,)
            self._entities[key] = row[0]
        return self._entities[key]

    def _offer(self, db: sqlite3.Connection, kind: str, name: str, articles: int) -> None:
        """Make a name findable by what one types."""
        person = kind in ("PER", _BYLINE)
        put_names(db, FIELDS[kind], [(name, articles)], lambda n: self._keys(n, person))

    def _look_up(self, db: sqlite3.Connection, words: Iterable[str]) -> None:
        """Remember the words that are there, all in one statement."""
        asked = json.dumps([word for word in words if word not in self._terms], ensure_ascii=False)
        for word, term, first_day in db.execute(
            "SELECT word, id, first_day FROM term WHERE word IN (SELECT value FROM json_each(?))",
            (asked,),
        ):
            self._terms[word] = (term, first_day)

    def _term(self, db: sqlite3.Connection, word: str, day: int) -> int:
        """The number of a word that was looked up; it is made when it is the first time."""
        known = self._terms.get(word)
        if known is None:
            cursor = db.execute("INSERT INTO term (word, first_day) VALUES (?, ?)", (word, day))
            known = (cursor.lastrowid or 0, day)
        elif day < known[1]:
            db.execute("UPDATE term SET first_day = ? WHERE id = ?", (day, known[0]))
            known = (known[0], day)
        self._terms[word] = known
        return known[0]

    def start_over(self) -> None:
        """The transaction was undone: what was looked up in it may not be there."""
        self._entities.clear()
        self._terms.clear()


def filed_names(db: sqlite3.Connection) -> dict[str, list[tuple[str, int]]]:
    """All names by the field that asks for them, with their weights."""
    return {
        field: db.execute(
            "SELECT name, articles FROM entity WHERE kind = ? AND articles > 0", (kind,)
        ).fetchall()
        for kind, field in FIELDS.items()
    }


def forget(db: sqlite3.Connection, article_id: int) -> None:
    """Take out all that is filed for an article."""
    entities = [
        row[0]
        for row in db.execute(
            "SELECT entity_id FROM appearance WHERE article_id = ?", (article_id,)
        )
    ]
    for entity in entities:
        db.execute(
            "DELETE FROM appearance WHERE entity_id = ? AND article_id = ?", (entity, article_id)
        )
        db.execute(
            """UPDATE entity SET articles = articles - 1,
               first_id = (SELECT min(article_id) FROM appearance WHERE entity_id = ?1),
               last_id = (SELECT max(article_id) FROM appearance WHERE entity_id = ?1)
               WHERE id = ?1""",
            (entity,),
        )
        gone = db.execute(
            "SELECT kind, name FROM entity WHERE id = ? AND articles <= 0", (entity,)
        ).fetchone()
        if gone and gone[0] in FIELDS:
            drop_names(db, FIELDS[gone[0]], [gone[1]])
    for table in ("post", "announced", "article_found"):
        db.execute(f"DELETE FROM {table} WHERE article_id = ?", (article_id,))
    db.execute("INSERT OR IGNORE INTO stale_day VALUES (?)", (article_id >> SEQ_BITS,))


def in_step(
    db: sqlite3.Connection,
    article_id: int,
    old: Article | None,
    new: Article | None,
    findings: Findings | None,
) -> None:
    """An ``OnChange`` for changes without the language stage: what is found goes with its text."""
    if old is not None:
        forget(db, article_id)
