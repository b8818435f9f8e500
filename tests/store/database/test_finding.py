"""Search finds what a scan of every text finds: nothing missed, nothing more."""

from __future__ import annotations

import random
import re
import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.database import gram_index, pinyin_index
from store.database.connections import open_for_reading, open_for_writing
from store.database.finding import Finder
from store.database.finding_rows import Marked
from store.database.folded import fold, pattern
from store.database.places import StorePlaces
from store.database.query import EVERYTHING, parse, quoted
from store.database.read_rules import ReadRules
from store.database.save import save_reading
from store.database.schema import ARTICLES
from store.database.upkeep import redate, remove
from store.records import Paragraph, Reading
from tests.store.database.made_up import PIECES, article, text

NOTHING_MARKED = Marked(ReadRules(0, 1 << 62), set())


def fill(db, seed=1, count=150):
    rng = random.Random(seed)
    articles = tuple(article(rng, n) for n in range(count))
    assert save_reading(db, Reading("made up", articles)).refused == 0


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    db = open_for_writing(StorePlaces.inside(tmp_path_factory.mktemp("finding")))
    fill(db)
    yield db
    db.close()


def texts(db):
    return {
        row[0]: [fold(part or "") for part in row[1:]]
        for row in db.execute(
            "SELECT a.id, a.title, b.text, b.aside FROM article a JOIN article_body b "
            "ON b.article_id = a.id"
        )
    }


def scanned(db, words):
    wanted = fold(words)
    return {i for i, parts in texts(db).items() if any(wanted in part for part in parts)}


def found(db, query, trusting=False):
    hits = list(Finder(db, parse(query), EVERYTHING, NOTHING_MARKED).hits(trusting=trusting))
    ids = [hit.found.id for hit in hits]
    assert ids == sorted(ids, reverse=True)
    assert len(set(ids)) == len(ids)
    return set(ids)


def a_span(db, rng, length):
    """A string that stands in some line of the store."""
    lines = [line for parts in texts(db).values() for part in parts for line in part.split("\n")]
    line = rng.choice([line for line in lines if line])
    at = rng.randrange(len(line))
    return line[at : at + length]


@settings(max_examples=400, deadline=None)
@given(seed=st.integers(0, 1 << 30), length=st.integers(1, 30))
def test_any_span_finds_what_a_scan_finds(store, seed, length):
    words = a_span(store, random.Random(seed), length)
    assert found(store, quoted(words)) == found(store, quoted(words), True) == scanned(store, words)


@settings(max_examples=300, deadline=None)
@given(words=st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join))
def test_any_string_finds_what_a_scan_finds(store, words):
    assert found(store, quoted(words)) == found(store, quoted(words), True) == scanned(store, words)


@pytest.mark.parametrize(
    ("asked", "other"),
    [("ＧＤＰ", "gdp"), ("ai", "ＡＩ"), ("c位", "C位"), ("１２０", "120"), ("é", "É")],
)
def test_width_and_case_are_one(store, asked, other):
    assert found(store, asked) == found(store, other) != set()


@given(st.text(), st.text())
def test_folding_is_one_for_one_whatever_stands_around(left, right):
    assert len(fold(left)) == len(left)
    assert fold(left + right) == fold(left) + fold(right)
    assert fold(fold(left)) == fold(left)


@given(st.text(min_size=1), st.text())
def test_a_pattern_finds_what_folding_finds(words, text):
    match = pattern(words).search(text)
    assert (match.start() if match else -1) == fold(text).find(fold(words))


def test_words_fields_and_operators_together(store):
    by_id = {
        row[0]: row[1:]
        for row in store.execute(
            """SELECT a.id, a.title, e.paper, p.number, a."column", a.credits, e.date, a.photo
               FROM article a JOIN page p ON p.id = a.page_id JOIN edition e ON e.id = p.edition_id"""
        )
    }

    def where(test):
        return {i for i, row in by_id.items() if test(*row)}

    def has(words):
        return scanned(store, words)

    every = set(by_id)
    in_title = where(lambda title, *_: "河" in title)
    march = where(lambda _t, _p, _n, _c, _b, date, _f: date.startswith("2026-03"))
    cases = {
        "河 道": has("河") & has("道"),
        "的": has("的"),
        "的 龘": has("的") & has("龘"),
        "的 OR 龘": has("的") | has("龘"),
        "的 湖 -了": (has("的") & has("湖")) - has("了"),
        "河道 OR 水利": has("河道") | has("水利"),
        "河 -道": has("河") - has("道"),
        "-河": every - has("河"),
        "(河道 OR 水利) 镇长": (has("河道") | has("水利")) & has("镇长"),
        "河道 OR 水利 镇": has("河道") | (has("水利") & has("镇")),
        "title:河": in_title,
        "title:河 馆": in_title & has("馆"),
        "-title:河 馆": has("馆") - in_title,
        "title:河 OR 图书": in_title | has("图书"),
        "paper:日报": where(lambda _t, paper, *_: "日报" in paper),
        "page:1 河": has("河") & where(lambda _t, _p, number, *_: number == "01"),
        "column:基层": where(lambda _t, _p, _n, column, *_: column == "走基层"),
        "by:方向明": where(lambda _t, _p, _n, _c, credits, *_: "方向明" in credits),
        "date:2026-03": march,
        "河 date:2026-03": has("河") & march,
        "河 -date:2026-03": has("河") - march,
        "date:2026-02..2026-03 -date:2026-02": march,
        "is:photo": where(lambda _t, _p, _n, _c, _b, _d, photo: photo),
        "who:方向明": has("方向明"),
        "who:河道": has("河道"),
        "": every,
    }
    for query, expected in cases.items():
        assert found(store, query) == found(store, query, True) == expected, query


def test_a_scope_narrows_what_words_find(store):
    march = Finder(store, parse("河"), parse("date:2026-03"), NOTHING_MARKED)
    assert {h.found.id for h in march.hits()} == found(store, "河 date:2026-03")


def test_hits_go_on_below_the_last_one(store):
    finder = Finder(store, parse("河"), EVERYTHING, NOTHING_MARKED)
    every = [hit.found.id for hit in finder.hits()]
    assert [hit.found.id for hit in finder.hits(before=every[9])] == every[10:]


def exact(db, rng):
    """The index holds neither more nor less than the texts, by characters, pairs and spans."""
    for words in ("河", "道清", "GDP", "龘", *(a_span(db, rng, n) for n in (1, 2, 2, 3, 7))):
        wanted = scanned(db, words)
        assert found(db, quoted(words)) == wanted, words
        assert found(db, quoted(words), True) == wanted, words
    held = {row[0]: row[1:] for row in db.execute("SELECT rowid, * FROM gram_pending")}
    assert held == {}


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 1 << 30))
def test_adding_correcting_redating_and_removing_keep_it_exact(tmp_path_factory, seed):
    rng = random.Random(seed)
    db = open_for_writing(StorePlaces.inside(tmp_path_factory.mktemp("edits")))
    fill(db, seed, 30)
    for step in range(12):
        change = rng.randrange(4)
        ids = [i for (i,) in db.execute("SELECT id FROM article ORDER BY id")]
        if change == 0 or not ids:
            new = tuple(article(rng, 1000 + step * 10 + n) for n in range(3))
            save_reading(db, Reading("more", new))
        elif change == 1:
            number = rng.randrange(30)
            again = article(rng, number, paragraphs=(Paragraph(text(rng, 20)),))
            save_reading(db, Reading("corrected", (again,)))
        elif change == 2:
            remove(db, ids=[rng.choice(ids)])
        else:
            editions = db.execute(
                "SELECT DISTINCT e.paper, e.date FROM edition e JOIN page p ON p.edition_id = e.id "
                "JOIN article a ON a.page_id = p.id ORDER BY 1, 2"
            ).fetchall()
            paper, date = rng.choice(editions)
            redate(db, paper=paper, date=date, to=f"2025-01-{step + 1:02d}")
        exact(db, rng)
    db.close()


def test_articles_that_wait_for_the_index_are_found_all_the_same(tmp_path):
    db = open_for_writing(StorePlaces.inside(tmp_path))
    fill(db, 5, 60)
    wanted = {words: scanned(db, words) for words in ("河", "道清", "图书馆")}
    with pytest.raises(sqlite3.IntegrityError):
        db.execute("INSERT INTO gram_index VALUES (2, 1)")
    db.execute("UPDATE gram_index SET version = 0")
    for words, ids in wanted.items():
        assert found(db, words) == ids
    assert gram_index.index_some(db, 20) == 20
    assert gram_index.pending(db) == 40
    for words, ids in wanted.items():
        assert found(db, words) == found(db, words, True) == ids
    # What waits is changed and taken out like anything else.
    for (article_id,) in db.execute("SELECT article_id FROM gram_pending LIMIT 5").fetchall():
        remove(db, ids=[article_id])
    while gram_index.index_some(db, 7):
        pass
    exact(db, random.Random(5))
    assert gram_index.rebuild(db) == 55
    exact(db, random.Random(6))
    db.close()


def test_a_tidied_index_is_smaller_and_finds_the_same(tmp_path):
    def weight():
        return db.execute("SELECT sum(length(block)) FROM article_gram_data").fetchone()[0]

    db = open_for_writing(StorePlaces.inside(tmp_path))
    for seed in range(12):
        save_reading(
            db,
            Reading(
                f"{seed}", tuple(article(random.Random(seed), 100 * seed + n) for n in range(9))
            ),
        )
    before = weight()
    gram_index.tidy(db, 100)
    assert weight() < 0.9 * before
    exact(db, random.Random(8))
    assert gram_index.wrong_grams(db) == 0
    db.close()


def test_an_older_store_is_brought_up_and_searched(tmp_path):
    places = StorePlaces.inside(tmp_path)
    db = open_for_writing(places)
    fill(db, 7, 20)
    for _name, sql in ARTICLES.steps[1:]:
        for index in re.findall(r"CREATE INDEX (\w+)", sql):
            db.execute(f"DROP INDEX IF EXISTS {index}")
        for table in re.findall(r"CREATE (?:VIRTUAL )?TABLE (\w+)", sql):
            db.execute(f"DROP TABLE {table}")
        for trigger in re.findall(r"CREATE TRIGGER (\w+)", sql):
            db.execute(f"DROP TRIGGER IF EXISTS {trigger}")
    first = ARTICLES.steps[0][0]
    db.execute("DELETE FROM _sqlite_migrations WHERE name <> ?", (first,))
    db.execute("PRAGMA user_version = 1")
    db.close()
    db = open_for_reading(places)
    assert gram_index.pending(db) == pinyin_index.waiting(db) == 20
    assert found(db, "河") == scanned(db, "河")
    db.close()


@given(st.integers(1, 60_000), st.integers(1, 65_535))
def test_a_row_of_the_index_stands_for_its_article(day, seq):
    article_id = day << 16 | seq
    row = gram_index.rowid_of(article_id)
    assert gram_index.article_of(row) == article_id
    lane = seq >> 10
    for other in range(max(0, lane - 1), min(64, lane + 2)):
        first, after = gram_index.lane_range(other, article_id, article_id + 1)
        assert list(range(first, after)) == ([row] if other == lane else [])


def test_a_very_full_day_is_found_in_order(tmp_path):
    db = open_for_writing(StorePlaces.inside(tmp_path))
    fill(db, 9, 40)
    (day,) = db.execute("SELECT max(day) FROM day").fetchone()
    for last in (1020, 5000, 5119, 40_000):
        db.execute("UPDATE day SET last_seq = ? WHERE day = ?", (last, day))
        fill(db, last, 40)
    rng = random.Random(9)
    exact(db, rng)
    every = [h.found.id for h in Finder(db, parse("河"), EVERYTHING, NOTHING_MARKED).hits()]
    below = [
        h.found.id
        for h in Finder(db, parse("河"), EVERYTHING, NOTHING_MARKED).hits(before=every[5])
    ]
    assert every[6:] == below
    db.close()


def test_a_ghost_in_the_index_is_never_shown(store):
    store.execute("BEGIN")
    gram_index.add(store, 12345 << 16 | 1, ("龘龘龘", "", None))
    (some,) = store.execute("SELECT id FROM article ORDER BY id LIMIT 1").fetchone()
    gram_index.add(store, some, ("鱻鱻鱻", "", None))
    assert found(store, "龘龘龘") == set()
    assert found(store, "鱻") == found(store, "title:鱻鱻") == set()
    store.execute("ROLLBACK")
