"""What the language stage found → the tables that entities, trends and the briefing stand on.

Filing follows every change of an article in the change's own transaction: what was filed for it
goes, what is found in it now comes. An article that was written without findings stays unfiled
until ``chenbao reanalyse``.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from store.database.days import SEQ_BITS, day_number
from store.database.pinyin_index import drop_names, put_names
from store.database.rows import WHOLE, decode
from store.database.together import pack_day
from store.records import Article, DateMention, FigureMention, Findings, Keyword, Mention

Spell = Callable[[str, bool], tuple[str, str]]
Keys = Callable[[str, bool], Iterable[str]]
#: The people in an article's lists of those present; True: named first in one.
Present = Callable[[Article, Iterable[Mention]], Mapping[str, bool]]
_BYLINE = "BYL"
#: The search's names of the kinds.
_FIELDS = {"PER": "who", "ORG": "org", "LOC": "place", "BYL": "by"}


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
        packed = array("I")
        for word, count in findings.terms:
            packed.extend((self._term(db, word, day), count))
        db.execute(
            "INSERT OR REPLACE INTO article_found VALUES (?, ?, ?, ?)",
            (article_id, self._version, packed.tobytes(), pack(findings)),
        )
        db.execute("INSERT OR IGNORE INTO stale_day VALUES (?)", (day,))
        _announce(db, article_id, article, findings.dates)

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
            credited = isinstance(mention.where, tuple) and mention.where[0] == "credit"
            kind = _BYLINE if credited else mention.kind
            entity = self._entity(db, kind, mention.name)
            if kind == "PER" or (credited and mention.name not in people):
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
        for entity in counts:
            row = db.execute(
                """SELECT kind, name, articles FROM entity
                   WHERE id = ? AND articles & (articles - 1) = 0""",
                (entity,),
            ).fetchone()
            if row and row[0] in _FIELDS:
                self._offer(db, row[0], row[1], row[2])
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
        put_names(db, _FIELDS[kind], [(name, articles)], lambda n: self._keys(n, person))

    def _term(self, db: sqlite3.Connection, word: str, day: int) -> int:
        known = self._terms.get(word)
        if known is None:
            row = db.execute("SELECT id, first_day FROM term WHERE word = ?", (word,)).fetchone()
            if row is None:
                cursor = db.execute("INSERT INTO term (word, first_day) VALUES (?, ?)", (word, day))
                row = (cursor.lastrowid or 0, day)
            known = (row[0], row[1])
        if day < known[1]:
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
        for kind, field in _FIELDS.items()
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
        if gone and gone[0] in _FIELDS:
            drop_names(db, _FIELDS[gone[0]], [gone[1]])
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


def settle_days(db: sqlite3.Connection) -> int:
    """Count the terms of every stale day anew; how many days that were.

    Their briefings go, and those of later days: what was new then, and who had it before, may differ.
    """
    days = [row[0] for row in db.execute("SELECT day FROM stale_day ORDER BY day")]
    if days:
        db.execute("DELETE FROM briefing_day WHERE day >= ?", (days[0],))
    for day in days:
        articles, packed = count_day(db, day)
        if articles:
            db.execute("INSERT OR REPLACE INTO term_day VALUES (?, ?, ?)", (day, articles, packed))
        else:
            db.execute("DELETE FROM term_day WHERE day = ?", (day,))
        pack_day(db, day)
        db.execute("DELETE FROM stale_day WHERE day = ?", (day,))
    for kind, field in _FIELDS.items():
        gone = db.execute("SELECT name FROM entity WHERE kind = ? AND articles <= 0", (kind,))
        drop_names(db, field, [name for (name,) in gone])
    # One who is only in posts stays: a number given again would give the posts to someone else.
    db.execute(
        """DELETE FROM entity WHERE articles <= 0
           AND NOT EXISTS (SELECT 1 FROM post WHERE person_id = entity.id)"""
    )
    return len(days)


def count_day(db: sqlite3.Connection, day: int) -> tuple[int, bytes]:
    """How many articles of a day are analysed, and its terms packed. A jump counts once."""
    documents: Counter[int] = Counter()
    occurrences: Counter[int] = Counter()
    articles = 0
    seen: dict[int, set[int]] = {}
    for article_id, first, packed in db.execute(
        """SELECT f.article_id, a.continues, f.terms FROM article_found f
           JOIN article a ON a.id = f.article_id
           WHERE f.article_id >= ?1 << 16 AND f.article_id < (?1 + 1) << 16""",
        (day,),
    ):
        values = array("I")
        values.frombytes(packed)
        own = seen.setdefault(first or article_id, set())
        articles += first is None
        for at in range(0, len(values), 2):
            term = values[at]
            occurrences[term] += values[at + 1]
            if term not in own:
                own.add(term)
                documents[term] += 1
    result = array("I")
    for term in sorted(documents):
        result.extend((term, documents[term], occurrences[term]))
    return articles, result.tobytes()


def pack(findings: Findings) -> bytes:
    """Names, keywords, dates and figures of one article, for marking and quoting."""
    content = {
        "m": [[m.kind, m.text, m.name, _place(m.where), m.start, m.end] for m in findings.mentions],
        "k": [[k.word, k.score, k.count] for k in findings.keywords],
        "d": [
            [d.text, _place(d.where), d.start, d.end, d.first, d.last, d.part, d.future]
            for d in findings.dates
        ],
        "f": [
            [f.kind, f.text, _place(f.where), f.start, f.end, f.value, f.unit, f.what, f.change]
            for f in findings.figures
        ],
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"))


def unpack(blob: bytes) -> Findings:
    """The inverse of ``pack``; posts and terms are not in it."""
    content: dict[str, Any] = json.loads(zlib.decompress(blob).decode("utf-8", "surrogatepass"))
    return Findings(
        mentions=tuple(
            Mention(kind, text, name, _where(place), start, end)
            for kind, text, name, place, start, end in content["m"]
        ),
        keywords=tuple(Keyword(*row) for row in content["k"]),
        dates=tuple(DateMention(row[0], _where(row[1]), *row[2:]) for row in content["d"]),
        figures=tuple(
            FigureMention(row[0], row[1], _where(row[2]), *row[3:]) for row in content["f"]
        ),
    )


def found_in(db: sqlite3.Connection, article_id: int) -> Findings | None:
    """What was found in a stored article; None when it was not analysed."""
    row = db.execute(
        "SELECT content FROM article_found WHERE article_id = ?", (article_id,)
    ).fetchone()
    return None if row is None else unpack(row[0])


def unfiled(
    db: sqlite3.Connection,
    version: str | None,
    size: int = 200,
    papers: Collection[str] | None = None,
) -> Iterator[list[tuple[int, Article]]]:
    """The stored articles in batches, newest first: all, or those not analysed by ``version``;
    of all papers, or of these."""
    last = 1 << 62
    while True:
        ids = [
            row[0]
            for row in db.execute(
                """SELECT a.id FROM article a LEFT JOIN article_found f ON f.article_id = a.id
                   WHERE a.id < ? AND (?2 IS NULL OR f.analysed_by IS NOT ?2)
                   ORDER BY a.id DESC LIMIT ?""",
                (last, version, size),
            )
        ]
        if not ids:
            return
        last = ids[-1]
        yield [pair for pair in stored(db, ids) if papers is None or pair[1].paper in papers]


def stored(db: sqlite3.Connection, ids: Iterable[int]) -> Iterator[tuple[int, Article]]:
    """The articles of these ids, as they were read; one removed meanwhile is left out."""
    for article_id in ids:
        cursor = db.execute(f"{WHOLE} WHERE a.id = ?", (article_id,))
        row = cursor.fetchone()
        if row is not None:
            yield article_id, decode(sqlite3.Row(cursor, row))


def _announce(
    db: sqlite3.Connection, article_id: int, article: Article, dates: Iterable[DateMention]
) -> None:
    """Keep what is announced for a day after the edition's."""
    day = article_id >> SEQ_BITS
    rows = []
    for date in dates:
        if not date.future:
            continue
        first, last = day_number(date.first), day_number(date.last)
        if last > day and last - first <= 31:
            text = _text_at(article, date.where)
            rows.append((first, article_id, last, _sentence(text, date.start, date.end), date.text))
    db.executemany("INSERT OR IGNORE INTO announced VALUES (?, ?, ?, ?, ?)", rows)


def _text_at(article: Article, where: str | int | tuple[str, int]) -> str:
    if isinstance(where, int):
        return article.paragraphs[where].text
    if isinstance(where, tuple):
        kind, index = where
        return (article.sections if kind == "section" else article.captions)[index].text
    return article.title


def _sentence(text: str, start: int, end: int) -> str:
    first = max((text.rfind(stop, 0, start) + 1 for stop in "。！？\n"), default=0)
    stops = [at for at in (text.find(stop, end) for stop in "。！？\n") if at >= 0]
    return text[first : min(stops) + 1 if stops else len(text)].strip("”’」 \n")


def _place(where: str | int | tuple[str, int]) -> str | int | list[str | int]:
    return list(where) if isinstance(where, tuple) else where


def _where(place: Any) -> Any:
    return tuple(place) if isinstance(place, list) else place
