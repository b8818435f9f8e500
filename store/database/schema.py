"""The tables of both files, as migrations: append-only, forward-only, each one transaction.

The SQL stands here as plain statements; sqlite-utils, which applies them and keeps the record of
what was applied, is imported only when something is to be applied (it takes 40 ms).
``PRAGMA user_version`` counts the migrations, so that opening a store of today costs one pragma.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

_FIRST_ARTICLES = """
-- Who this store is. Uids are salt << 40 | count: never reused, and not those of another store.
CREATE TABLE identity (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    salt INTEGER NOT NULL,
    last_uid INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO identity (one, salt) VALUES (1, (random() & 0x3fffff) | 0x400000);

-- One row a batch that changed something: the ledger, and the clock of what is new.
CREATE TABLE arrival (
    generation INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    source TEXT,
    added INTEGER NOT NULL DEFAULT 0,
    replaced INTEGER NOT NULL DEFAULT 0,
    removed INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE edition (
    id INTEGER PRIMARY KEY,
    day INTEGER NOT NULL,
    date TEXT NOT NULL,
    paper TEXT NOT NULL,
    variant TEXT NOT NULL DEFAULT '',
    articles INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX edition_order ON edition (day DESC, paper, variant);
CREATE INDEX edition_paper ON edition (paper, day DESC, articles);

CREATE TABLE page (
    id INTEGER PRIMARY KEY,
    edition_id INTEGER NOT NULL REFERENCES edition (id),
    sort TEXT NOT NULL,
    number TEXT NOT NULL,
    name TEXT,
    source TEXT,
    reader TEXT,
    sha256 TEXT,
    chars INTEGER NOT NULL DEFAULT 0,
    added_at TEXT NOT NULL,
    articles INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX page_order ON page (edition_id, sort, number);

-- The decoded page itself, zlib over UTF-8, away from the rows that lists walk over.
CREATE TABLE page_text (
    page_id INTEGER PRIMARY KEY REFERENCES page (id) ON DELETE CASCADE,
    text BLOB NOT NULL
) STRICT;

-- The last number given on each day; a number is never given twice.
CREATE TABLE day (
    day INTEGER PRIMARY KEY,
    last_seq INTEGER NOT NULL CONSTRAINT articles_in_a_day CHECK (last_seq BETWEEN 0 AND 65535)
) STRICT;

CREATE TABLE article (
    id INTEGER PRIMARY KEY CHECK (id & 65535 > 0),
    uid INTEGER NOT NULL UNIQUE,
    page_id INTEGER NOT NULL REFERENCES page (id),
    ordinal INTEGER NOT NULL,
    arrival INTEGER NOT NULL,
    lag INTEGER NOT NULL,
    title TEXT NOT NULL,
    kicker TEXT,
    headline TEXT,
    deck TEXT,
    "column" TEXT,
    dateline TEXT,
    credits TEXT,
    jump_direction TEXT CHECK (jump_direction IN ('to', 'from')),
    jump_page TEXT,
    jump_raw TEXT,
    photo INTEGER NOT NULL DEFAULT 0,
    chars INTEGER NOT NULL,
    start INTEGER,
    source TEXT NOT NULL,
    url TEXT,
    address TEXT,
    continues INTEGER REFERENCES article (id) ON UPDATE CASCADE ON DELETE SET NULL
) STRICT;
CREATE INDEX article_order ON article (page_id, ordinal, id, continues, uid, arrival, lag);
CREATE INDEX article_column ON article ("column") WHERE "column" IS NOT NULL;
CREATE INDEX article_address ON article (address) WHERE address IS NOT NULL;
CREATE INDEX article_continues ON article (continues) WHERE continues IS NOT NULL;

-- text: the paragraphs, one a line. aside: section headings and captions, one a line.
-- layout: JSON, where paragraphs, headings and captions stand (see rows.py).
CREATE TABLE article_body (
    article_id INTEGER PRIMARY KEY REFERENCES article (id) ON UPDATE CASCADE ON DELETE CASCADE,
    text TEXT NOT NULL,
    aside TEXT,
    layout TEXT NOT NULL
) STRICT;

-- What was replaced: zlib over JSON (an article) or over the text (a page).
CREATE TABLE version (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('article', 'page')),
    uid INTEGER,
    page_id INTEGER,
    replaced_at TEXT NOT NULL,
    generation INTEGER NOT NULL,
    source TEXT,
    title TEXT,
    content BLOB NOT NULL
) STRICT;
CREATE INDEX version_uid ON version (uid) WHERE uid IS NOT NULL;
CREATE INDEX version_page ON version (page_id) WHERE page_id IS NOT NULL;

-- Articles the user took out of a page whose text stays: reading it again must not bring them back.
CREATE TABLE taken_out (
    page_id INTEGER NOT NULL REFERENCES page (id) ON DELETE CASCADE,
    title TEXT NOT NULL,
    PRIMARY KEY (page_id, title)
) STRICT, WITHOUT ROWID;
"""

_FINDINGS = """
-- What the language stage found. An entity is (kind, name): PER, ORG, LOC, and BYL for those who
-- are credited. articles, first_id and last_id are kept in step with appearance.
CREATE TABLE entity (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    pinyin TEXT NOT NULL DEFAULT '',
    initials TEXT NOT NULL DEFAULT '',
    articles INTEGER NOT NULL DEFAULT 0,
    first_id INTEGER,
    last_id INTEGER
) STRICT;
CREATE UNIQUE INDEX entity_name ON entity (name, kind);
CREATE INDEX entity_rank ON entity (kind, articles DESC, id);

-- prominence: 1 in the title, 2 in the first paragraph, 4 in a list of those present, 8 named first
-- in one; added up.
CREATE TABLE appearance (
    entity_id INTEGER NOT NULL,
    article_id INTEGER NOT NULL,
    count INTEGER NOT NULL,
    prominence INTEGER NOT NULL,
    PRIMARY KEY (entity_id, article_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX appearance_article ON appearance (article_id, entity_id, prominence);

CREATE TABLE post (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL,
    article_id INTEGER NOT NULL,
    post TEXT NOT NULL,
    organisation TEXT,
    inferred INTEGER NOT NULL,
    ended INTEGER NOT NULL,
    place TEXT NOT NULL,
    sentence TEXT NOT NULL
) STRICT;
CREATE INDEX post_person ON post (person_id, article_id);
CREATE INDEX post_article ON post (article_id);

CREATE TABLE term (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, first_day INTEGER NOT NULL)
STRICT;

-- terms: pairs of uint32, term and occurrences. content: zlib over JSON (see found.py).
CREATE TABLE article_found (
    article_id INTEGER PRIMARY KEY,
    analysed_by TEXT NOT NULL,
    terms BLOB NOT NULL,
    content BLOB NOT NULL
) STRICT;

-- Terms of a whole day: triples of uint32, term, articles and occurrences. A day in stale_day is
-- to be counted anew.
CREATE TABLE term_day (
    day INTEGER PRIMARY KEY,
    articles INTEGER NOT NULL,
    terms BLOB NOT NULL
) STRICT;
CREATE TABLE stale_day (day INTEGER PRIMARY KEY) STRICT;

-- What is announced for a day to come.
CREATE TABLE announced (
    first_day INTEGER NOT NULL,
    article_id INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    sentence TEXT NOT NULL,
    date_text TEXT NOT NULL,
    PRIMARY KEY (first_day, article_id, sentence)
) STRICT, WITHOUT ROWID;
CREATE INDEX announced_article ON announced (article_id);

-- Words of the paper's own, found by how they stand in its text.
CREATE TABLE own_word (
    word TEXT PRIMARY KEY,
    count INTEGER NOT NULL,
    cohesion REAL NOT NULL,
    freedom REAL NOT NULL,
    found_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The district, county or city whose paper it is, where its own pages make that certain.
CREATE TABLE paper_home (paper TEXT PRIMARY KEY, home TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""

_BRIEFINGS = """
-- The briefing of a day, made when its articles came: zlib over JSON (see store/morning/keeping.py).
CREATE TABLE briefing_day (
    day INTEGER PRIMARY KEY,
    made_by TEXT NOT NULL,
    content BLOB NOT NULL
) STRICT;
"""

# Every ASCII sign is part of a token: grams are cut by us and divided by line feeds alone.
TOKENIZER = """tokenize="ascii tokenchars ' !""#$%&''()*+,-./:;<=>?@[\\]^_`{|}~'\""""

_SEARCH = f"""
-- The characters and pairs of characters of each article (grams.py): which, not where.
CREATE VIRTUAL TABLE article_gram USING fts5(grams, content='', detail=none, columnsize=0, {TOKENIZER});
-- Those of the titles, in their order.
CREATE VIRTUAL TABLE title_gram USING fts5(one, two, content='', columnsize=0, {TOKENIZER});
CREATE TABLE gram_index (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    version INTEGER NOT NULL
) STRICT;
INSERT INTO gram_index VALUES (1, 1);
-- Articles the index does not hold yet.
CREATE TABLE gram_pending (article_id INTEGER PRIMARY KEY) STRICT;
INSERT INTO gram_pending SELECT id FROM article;
"""

_PINYIN = """
-- What one may type to find a name: full pinyin and initials, in every common reading.
CREATE TABLE pinyin (
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    weight INTEGER NOT NULL,
    PRIMARY KEY (key, kind, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX pinyin_name ON pinyin (kind, name);
-- Titles spelled: pairs of initials, and syllables, in their order.
CREATE VIRTUAL TABLE title_pinyin USING fts5(initials, syllables, content='', columnsize=0, tokenize=ascii);
CREATE TABLE pinyin_index (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    spelling TEXT NOT NULL
) STRICT;
INSERT INTO pinyin_index VALUES (1, '');
-- Titles that came, went or changed and wait to be spelled.
CREATE TABLE title_change (
    seq INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL,
    old TEXT,
    new TEXT
) STRICT;
INSERT INTO title_change (article_id, new) SELECT id, title FROM article;
"""

_UNFILED = """
-- Articles in which nothing was looked for yet; kept by triggers.
CREATE TABLE unfiled (article_id INTEGER PRIMARY KEY) STRICT;
INSERT INTO unfiled SELECT id FROM article WHERE id NOT IN (SELECT article_id FROM article_found);
CREATE TRIGGER article_came AFTER INSERT ON article BEGIN
    INSERT OR IGNORE INTO unfiled VALUES (new.id);
END;
CREATE TRIGGER article_moved AFTER UPDATE OF id ON article BEGIN
    DELETE FROM unfiled WHERE article_id = old.id;
    INSERT OR IGNORE INTO unfiled VALUES (new.id);
END;
CREATE TRIGGER article_went AFTER DELETE ON article BEGIN
    DELETE FROM unfiled WHERE article_id = old.id;
END;
CREATE TRIGGER article_filed AFTER INSERT ON article_found BEGIN
    DELETE FROM unfiled WHERE article_id = new.article_id;
END;
CREATE TRIGGER article_forgotten AFTER DELETE ON article_found BEGIN
    INSERT OR IGNORE INTO unfiled SELECT id FROM article WHERE id = old.article_id;
END;
-- Which posts there are, and where, without the sentences that prove them.
CREATE INDEX post_words ON post (post, organisation, article_id);
"""

_COMMON_CHARACTERS = """
-- The index keeps the commonest characters no longer by themselves: all articles wait for it anew.
INSERT INTO article_gram (article_gram) VALUES ('delete-all');
INSERT INTO title_gram (title_gram) VALUES ('delete-all');
INSERT OR IGNORE INTO gram_pending SELECT id FROM article;
UPDATE gram_index SET version = 2;
-- Fewer, larger segments: a sixth smaller, for an eighth more writing. usermerge: see tidy().
INSERT INTO article_gram (article_gram, rank) VALUES ('automerge', 2);
INSERT INTO article_gram (article_gram, rank) VALUES ('usermerge', 2);
INSERT INTO title_gram (title_gram, rank) VALUES ('automerge', 2);
INSERT INTO title_gram (title_gram, rank) VALUES ('usermerge', 2);
"""

_FIRST_STATE = """
-- An explicit mark. paper … sketch find the article again when the store was made anew.
CREATE TABLE mark (
    uid INTEGER PRIMARY KEY,
    read INTEGER CHECK (read IN (0, 1)),
    starred_at TEXT,
    changed_at TEXT NOT NULL,
    paper TEXT NOT NULL,
    date TEXT NOT NULL,
    page TEXT NOT NULL,
    title TEXT NOT NULL,
    sketch BLOB NOT NULL
) STRICT;
CREATE INDEX mark_starred ON mark (starred_at) WHERE starred_at IS NOT NULL;

-- "All shown are read": whatever is in this scope and arrived up to then. In another store than
-- the one it was made on (salt differs), whatever is dated up to the newest day of then.
CREATE TABLE rule (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    paper TEXT,
    date TEXT,
    page TEXT,
    "column" TEXT,
    photo INTEGER NOT NULL,
    jump INTEGER NOT NULL,
    salt INTEGER NOT NULL,
    up_to INTEGER NOT NULL,
    newest_day INTEGER NOT NULL,
    made_at TEXT NOT NULL
) STRICT;

-- How to take each marking back, newest last.
CREATE TABLE journal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    action TEXT NOT NULL,
    count INTEGER NOT NULL,
    title TEXT,
    before TEXT NOT NULL
) STRICT;

CREATE TABLE place (one INTEGER PRIMARY KEY CHECK (one = 1), content TEXT NOT NULL) STRICT;

CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- Where files lay when they were added: paths are the user's own, so they stay here.
CREATE TABLE origin (
    source TEXT NOT NULL,
    path TEXT NOT NULL,
    added_at TEXT NOT NULL,
    PRIMARY KEY (source, path)
) STRICT, WITHOUT ROWID;
"""

_WORD_RULES = """
-- Words the user told chenbao to take as one (keep = 1), or never to (keep = 0).
CREATE TABLE word_rule (
    word TEXT PRIMARY KEY,
    keep INTEGER NOT NULL CHECK (keep IN (0, 1)),
    made_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""

_SAVED_SEARCHES = """
CREATE TABLE saved_search (
    letter TEXT PRIMARY KEY CHECK (length(letter) = 1),
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    made_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""

_ENTITY_RULES = """
-- What the user said of names, oldest first. merge: (kind, name) is (to_kind, to_name). rename: it
-- is shown as to_name. kind: it is of to_kind. hide: it is not shown. add: it is a name. split: where
-- detail (an organisation, a post, or articles: split_parts.py) holds, it is to_name.
CREATE TABLE entity_rule (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    action TEXT NOT NULL CHECK (action IN ('merge', 'rename', 'kind', 'hide', 'add', 'split')),
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    to_kind TEXT,
    to_name TEXT,
    detail TEXT,
    made_at TEXT NOT NULL
) STRICT;

CREATE TABLE watch (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    made_at TEXT NOT NULL,
    PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID;
"""

_ANNOTATIONS = """
-- Notes of the reader's own on a date, shown on every chart that spans it.
CREATE TABLE annotation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    date TEXT NOT NULL,
    text TEXT NOT NULL,
    made_at TEXT NOT NULL
) STRICT;
CREATE INDEX annotation_date ON annotation (date);
"""


_APART = """
-- Articles that the reader took out of an event: they stand by themselves in the briefing. By their
-- place, so that it holds in a store made anew.
CREATE TABLE apart (
    paper TEXT NOT NULL,
    date TEXT NOT NULL,
    page TEXT NOT NULL,
    title TEXT NOT NULL,
    made_at TEXT NOT NULL,
    PRIMARY KEY (paper, date, page, title)
) STRICT, WITHOUT ROWID;
"""

_KNOWN_NAMES = """
-- Names that several articles bear (lexicon.py) and that older articles were searched for.
CREATE TABLE known_name (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
"""

_NAMED_DAYS = """
-- Who is named in which article of a day, packed (together.py).
CREATE TABLE named_day (
    day INTEGER PRIMARY KEY,
    articles BLOB NOT NULL,
    names BLOB NOT NULL
) STRICT;
"""

_KEPT_COUNTS = """
-- Series kept ready (kept_counts.py): of which strings, their counts by 32 days, what is counted.
CREATE TABLE kept_term (id INTEGER PRIMARY KEY AUTOINCREMENT, term TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE term_block (
    block INTEGER NOT NULL,
    term_id INTEGER NOT NULL,
    days BLOB NOT NULL,
    PRIMARY KEY (block, term_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE kept_block (block INTEGER PRIMARY KEY, up_to INTEGER NOT NULL) STRICT;
-- Days whose articles changed since they were counted; kept by triggers.
CREATE TABLE recount_day (day INTEGER PRIMARY KEY) STRICT;
CREATE TRIGGER body_came AFTER INSERT ON article_body BEGIN
    INSERT OR IGNORE INTO recount_day VALUES (new.article_id >> 16);
END;
CREATE TRIGGER body_changed AFTER UPDATE OF text, aside ON article_body BEGIN
    INSERT OR IGNORE INTO recount_day VALUES (new.article_id >> 16);
END;
CREATE TRIGGER article_changed AFTER UPDATE OF id, title, continues ON article BEGIN
    INSERT OR IGNORE INTO recount_day VALUES (old.id >> 16);
    INSERT OR IGNORE INTO recount_day VALUES (new.id >> 16);
END;
CREATE TRIGGER article_gone AFTER DELETE ON article BEGIN
    INSERT OR IGNORE INTO recount_day VALUES (old.id >> 16);
END;
"""

_FULLEST_DAY = """
-- Every question to the search index asks how full the fullest day is.
CREATE INDEX day_fullest ON day (last_seq);
"""


@dataclass(frozen=True, slots=True)
class Schema:
    """The migrations of one kind of file; ``application_id`` tells it from other SQLite files."""

    name: str
    application_id: int
    steps: tuple[tuple[str, str], ...]

    @property
    def version(self) -> int:
        """What ``PRAGMA user_version`` says when all is applied."""
        return len(self.steps)

    def migrations(self) -> Migrations:
        """The steps for sqlite-utils to apply."""
        from sqlite_utils import Migrations

        found = Migrations(self.name)
        for version, (name, sql) in enumerate(self.steps, start=1):
            found(name=name)(_Step(version, self.application_id, sql))
        return found


class _Step:
    """One migration: its statements, then the version they make."""

    def __init__(self, version: int, application_id: int, sql: str) -> None:
        self.__name__ = f"step_{version}"
        self.version = version
        self.application_id = application_id
        self.sql = sql

    def __call__(self, db: Database, /) -> None:
        for statement in statements(self.sql):
            db.conn.execute(statement)
        db.conn.execute(f"PRAGMA application_id = {self.application_id}")
        db.conn.execute(f"PRAGMA user_version = {self.version}")


def statements(sql: str) -> list[str]:
    """The statements of a script, one by one: ``executescript`` would commit between them."""
    import sqlite3

    found: list[str] = []
    pending = ""
    for line in sql.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            found.append(pending.strip())
            pending = ""
    return found


_CHANGED_DAYS = """
-- In a trigger OR IGNORE gives way to the outer statement's own policy: whoever is there is asked for.
DROP TRIGGER body_came;
DROP TRIGGER body_changed;
DROP TRIGGER article_changed;
DROP TRIGGER article_gone;
CREATE TRIGGER body_came AFTER INSERT ON article_body BEGIN
    INSERT INTO recount_day SELECT new.article_id >> 16 WHERE new.article_id >> 16 NOT IN (SELECT day FROM recount_day);
END;
CREATE TRIGGER body_changed AFTER UPDATE OF text, aside ON article_body BEGIN
    INSERT INTO recount_day SELECT new.article_id >> 16 WHERE new.article_id >> 16 NOT IN (SELECT day FROM recount_day);
END;
CREATE TRIGGER article_changed AFTER UPDATE OF id, title, continues ON article BEGIN
    INSERT INTO recount_day SELECT old.id >> 16 WHERE old.id >> 16 NOT IN (SELECT day FROM recount_day);
    INSERT INTO recount_day SELECT new.id >> 16 WHERE new.id >> 16 NOT IN (SELECT day FROM recount_day);
END;
CREATE TRIGGER article_gone AFTER DELETE ON article BEGIN
    INSERT INTO recount_day SELECT old.id >> 16 WHERE old.id >> 16 NOT IN (SELECT day FROM recount_day);
END;
"""

ARTICLES = Schema(
    "chenbao",
    0x6368656E,
    (
        ("articles", _FIRST_ARTICLES),
        ("findings", _FINDINGS),
        ("briefings", _BRIEFINGS),
        ("search", _SEARCH),
        ("pinyin", _PINYIN),
        ("known_names", _KNOWN_NAMES),
        ("unfiled", _UNFILED),
        ("named_days", _NAMED_DAYS),
        ("common_characters", _COMMON_CHARACTERS),
        ("kept_counts", _KEPT_COUNTS),
        ("fullest_day", _FULLEST_DAY),
        ("changed_days", _CHANGED_DAYS),
    ),
)
STATE = Schema(
    "chenbao-state",
    0x63687374,
    (
        ("state", _FIRST_STATE),
        ("words", _WORD_RULES),
        ("entities", _ENTITY_RULES),
        ("annotations", _ANNOTATIONS),
        ("saved_searches", _SAVED_SEARCHES),
        ("apart", _APART),
    ),
)
