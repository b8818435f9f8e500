"""The search index beside the articles: written in their transaction, made anew when asked.

FTS5 without its content: what is taken out must be named again as it was put in, so the grams of
an article that changes are made from the text that stands. Articles the index does not hold yet
(a store made before there was one) wait in ``gram_pending``; until their turn they are scanned.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable

from store.database.connections import writing
from store.database.days import LAST_SEQ, SEQ_BITS
from store.database.grams import GRAM_VERSION, SEPARATOR, grams, title_grams

Text = tuple[str, str, str | None]
"""Title, paragraphs, headings and captions, as article and article_body hold them."""

_BATCH = 500
_TIDY_PAGES = 1000

# FTS5 keeps the distance from one article to the next. Ids leave room for 65535 articles a day,
# which makes every distance three bytes; the index leaves room for 1024, in as many lanes as the
# fullest day needs (nearly always one). That is a sixth to a quarter of its size.
_LANE_BITS = 10
_LANE = (1 << _LANE_BITS) - 1
_LANE_AT = 40
#: The day an index row stands for, in SQL.
DAY_OF_ROWID = f"((rowid >> {_LANE_BITS}) & {(1 << (_LANE_AT - _LANE_BITS)) - 1})"
#: The article it stands for, in SQL.
ARTICLE_OF_ROWID = (
    f"(({DAY_OF_ROWID} << {SEQ_BITS})"
    f" | ((rowid >> {_LANE_AT}) << {_LANE_BITS}) | (rowid & {_LANE}))"
)


def rowid_of(article_id: int) -> int:
    """Where the index keeps an article."""
    day, seq = article_id >> SEQ_BITS, article_id & LAST_SEQ
    return (seq >> _LANE_BITS) << _LANE_AT | day << _LANE_BITS | (seq & _LANE)


def article_of(rowid: int) -> int:
    """The article an index row stands for."""
    lane, inside = rowid >> _LANE_AT, rowid & ((1 << _LANE_AT) - 1)
    return (inside >> _LANE_BITS) << SEQ_BITS | lane << _LANE_BITS | (inside & _LANE)


def lanes(db: sqlite3.Connection) -> int:
    """How many lanes the index has."""
    (last,) = db.execute("SELECT coalesce(max(last_seq), 0) FROM day").fetchone()
    return (int(last) >> _LANE_BITS) + 1


def lane_range(lane: int, low: int, high: int) -> tuple[int, int]:
    """The rows of a lane for articles with ids from ``low`` to before ``high``."""
    return _lane_bound(lane, low), _lane_bound(lane, high)


def _lane_bound(lane: int, article_id: int) -> int:
    day, seq = article_id >> SEQ_BITS, article_id & LAST_SEQ
    day = min(day, 1 << 29)
    if seq >> _LANE_BITS < lane:
        seq = 0
    elif seq >> _LANE_BITS > lane:
        day, seq = day + 1, 0
    return lane << _LANE_AT | day << _LANE_BITS | (seq & _LANE)


def add(db: sqlite3.Connection, article_id: int, text: Text) -> None:
    """The article is new, or has this text from now on."""
    row = rowid_of(article_id)
    db.execute("INSERT INTO article_gram (rowid, grams) VALUES (?, ?)", (row, grams(*text)))
    db.execute(
        "INSERT INTO title_gram (rowid, one, two) VALUES (?, ?, ?)", (row, *title_grams(text[0]))
    )


def drop(db: sqlite3.Connection, article_id: int, text: Text) -> None:
    """The article goes, or is about to have another text; ``text`` is what it was added with."""
    waiting = db.execute("DELETE FROM gram_pending WHERE article_id = ?", (article_id,))
    if waiting.rowcount:
        return
    row = rowid_of(article_id)
    db.execute(
        "INSERT INTO article_gram (article_gram, rowid, grams) VALUES ('delete', ?, ?)",
        (row, grams(*text)),
    )
    db.execute(
        "INSERT INTO title_gram (title_gram, rowid, one, two) VALUES ('delete', ?, ?, ?)",
        (row, *title_grams(text[0])),
    )


class Changes:
    """What a transaction does to the index, written at its end in one go.

    Many a statement between two articles (one with a trigger, one of several rows) makes SQLite set
    a savepoint, and at each of these FTS5 writes what it holds as a segment of its own.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._waiting: list[tuple[Callable[[sqlite3.Connection, int, Text], None], int, Text]] = []

    def add(self, article_id: int, text: Text) -> None:
        """As ``add``, at the end."""
        self._waiting.append((add, article_id, text))

    def drop(self, article_id: int, text: Text) -> None:
        """As ``drop``, at the end."""
        self._waiting.append((drop, article_id, text))

    def write(self) -> None:
        """Write all of it, in its order."""
        for change, article_id, text in self._waiting:
            change(self._db, article_id, text)
        self._waiting.clear()


def text_of(db: sqlite3.Connection, article_id: int) -> Text:
    """What of an article can be found."""
    found: Text = db.execute(
        """SELECT a.title, b.text, b.aside FROM article a
           JOIN article_body b ON b.article_id = a.id WHERE a.id = ?""",
        (article_id,),
    ).fetchone()
    return found


def is_current(db: sqlite3.Connection) -> bool:
    """Whether the index was made the way this program would make it."""
    (version,) = db.execute("SELECT version FROM gram_index").fetchone()
    return bool(version == GRAM_VERSION)


def pending(db: sqlite3.Connection) -> int:
    """How many articles the index does not hold yet."""
    return int(db.execute("SELECT count(*) FROM gram_pending").fetchone()[0])


def index_some(db: sqlite3.Connection, count: int = _BATCH) -> int:
    """Put up to so many waiting articles in, the newest first; how many it were."""
    with writing(db):
        if not is_current(db):
            _begin_anew(db)
        waiting = [
            article_id
            for (article_id,) in db.execute(
                "SELECT article_id FROM gram_pending ORDER BY article_id DESC LIMIT ?", (count,)
            )
        ]
        for article_id in waiting:
            add(db, article_id, text_of(db, article_id))
        db.executemany("DELETE FROM gram_pending WHERE article_id = ?", [(i,) for i in waiting])
    return len(waiting)


def tidy(db: sqlite3.Connection, came: int) -> None:
    """Merge segments after ``came`` articles: all where these are many of all, else a little.

    Every segment has its own copy of the pairs it holds, a quarter of an index in small pieces.
    """
    (every,) = db.execute("SELECT count(*) FROM article").fetchone()
    with writing(db):
        if 4 * came >= every:
            _merge_all(db)
            return
        for table in ("article_gram", "title_gram"):
            db.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('merge', {_TIDY_PAGES})")


def _merge_all(db: sqlite3.Connection) -> None:
    for table in ("article_gram", "title_gram"):
        db.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")


def rebuild(db: sqlite3.Connection, told: Callable[[int], None] = lambda _done: None) -> int:
    """Make the whole index anew, a batch a transaction; how many articles it holds then."""
    with writing(db):
        _begin_anew(db)
    done = 0
    while some := index_some(db):
        done += some
        told(done)
    _merge_all(db)
    return done


def wrong_grams(db: sqlite3.Connection) -> int:
    """How many grams the index counts otherwise than the texts it should hold do."""
    db.execute("CREATE VIRTUAL TABLE temp.held USING fts5vocab(main, article_gram, row)")
    try:
        held = dict(db.execute("SELECT term, doc FROM temp.held"))
    finally:
        db.execute("DROP TABLE temp.held")
    meant: Counter[str] = Counter()
    for text in db.execute(
        """SELECT a.title, b.text, b.aside FROM article a
           JOIN article_body b ON b.article_id = a.id
           WHERE a.id NOT IN (SELECT article_id FROM gram_pending)"""
    ):
        meant.update(grams(*text).split(SEPARATOR))
    return sum(held.get(gram, 0) != meant[gram] for gram in held.keys() | meant.keys())


def _begin_anew(db: sqlite3.Connection) -> None:
    db.execute("INSERT INTO article_gram (article_gram) VALUES ('delete-all')")
    db.execute("INSERT INTO title_gram (title_gram) VALUES ('delete-all')")
    db.execute("INSERT OR IGNORE INTO gram_pending SELECT id FROM article")
    db.execute("UPDATE gram_index SET version = ?", (GRAM_VERSION,))
