"""``chenbao remove``, ``redate`` and ``reread`` as one uses them, and what they must leave alone."""

from __future__ import annotations

import json
import sqlite3

import pytest

import app
from store.database.upkeep import StoredPage
from store.database.upkeep import reread as read_again
from store.entities import Entities
from store.headlines import Headlines, Marks
from store.intake import add
from store.reading.detect import ReadOptions
from store.records import EntityScope, Scope
from tests.conftest import FRONT

LIBRARY = "图书馆夜间开放首周迎来三千读者"


@pytest.fixture
def run(morning, capsys):
    def command(*arguments):
        capsys.readouterr()
        status = app.main(["--store", str(morning.articles), *arguments])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return command


def rows(places, scope=None):
    headlines = Headlines(places)
    try:
        ids = [i for g in headlines.outline(scope or Scope()).groups for i in g.ids]
        return headlines.rows(ids)
    finally:
        headlines.close()


def titles(places, scope=None):
    return [row.title for row in rows(places, scope)]


def uid_of(places, title):
    return next(row.uid for row in rows(places) if row.title == title)


def names(places):
    entities = Entities(places)
    try:
        return {item.name for item in entities.items(EntityScope(days=None))}
    finally:
        entities.close()


def in_step(run, places):
    """Index, counters and findings say what the articles say."""
    assert run("doctor")[0] == 0
    db = sqlite3.connect(places.articles)
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    for table, column in (("appearance", "article_id"), ("post", "article_id"),
                          ("article_found", "article_id"), ("announced", "article_id"),
                          ("article_body", "article_id")):  # fmt: skip
        lost = f"SELECT count(*) FROM {table} WHERE {column} NOT IN (SELECT id FROM article)"
        assert db.execute(lost).fetchone() == (0,), table
    assert not db.execute("SELECT 1 FROM stale_day").fetchall()
    assert not db.execute(
        "SELECT 1 FROM page WHERE edition_id NOT IN (SELECT id FROM edition)"
    ).fetchall()
    db.close()


def test_a_removed_article_is_gone_everywhere_and_stays_out(run, morning, tmp_path):
    assert "孔令仪" in names(morning)
    assert run("remove", uid_of(morning, LIBRARY))[:2] == (0, "移除 1 篇\n")
    assert LIBRARY not in titles(morning)
    assert titles(morning, Scope(words="孔令仪")) == []
    assert "孔令仪" not in names(morning)
    assert run("reread", "--all")[0] == 0
    assert run("add", str(tmp_path / "papers"))[0] == 0
    assert LIBRARY not in titles(morning)
    in_step(run, morning)


def test_replacing_brings_a_removed_article_back(run, morning, tmp_path):
    run("remove", uid_of(morning, LIBRARY))
    assert run("add", "--replace", str(tmp_path / "papers"))[0] == 0
    assert LIBRARY in titles(morning)
    in_step(run, morning)


def test_a_removed_page_can_be_added_again(run, morning, tmp_path):
    before = titles(morning)
    assert run("remove", "--date", "2026-03-02", "--page", "1")[0] == 0
    assert len(titles(morning, Scope(page="01"))) == 0
    in_step(run, morning)
    assert run("add", str(tmp_path / "papers"))[0] == 0
    assert titles(morning) == before
    in_step(run, morning)


def test_the_last_page_takes_its_edition_along(run, morning):
    assert run("remove", "--date", "2026-03")[0] == 0
    headlines = Headlines(morning)
    assert headlines.papers() == []
    headlines.close()
    assert names(morning) == set()
    in_step(run, morning)


@pytest.mark.parametrize(
    "arguments",
    [(), ("zzz",), ("--date", "2026-04-01"), ("--paper", "别的报")],
)
def test_nothing_to_remove_is_said_and_nothing_is_lost(run, morning, arguments):
    status, out, err = run("remove", *arguments)
    assert status == 1
    assert len((out + err).splitlines()) == 1
    assert len(rows(morning)) == 4


def test_a_redated_edition_keeps_marks_and_is_found_by_its_new_date(run, morning):
    marks, headlines = Marks(morning), Headlines(morning)
    before = {row.title: row for row in rows(morning)}
    marks.star([before[LIBRARY].id])
    arguments = ("redate", "--paper", "湖城晚报", "--date", "2026-03-02", "--to", "2026-03-03")
    assert run(*arguments)[0] == 0
    after = {row.title: row for row in rows(morning)}
    assert {t: r.uid for t, r in after.items()} == {t: r.uid for t, r in before.items()}
    assert list(after) == list(before)
    assert titles(morning, Scope(starred=True)) == [LIBRARY]
    assert titles(morning, Scope(date="2026-03-02")) == []
    assert titles(morning, Scope(date="2026-03-03", words="护河员")) == [next(iter(before))]
    assert "何立军" in names(morning)
    in_step(run, morning)
    marks.close()
    headlines.close()


def test_a_date_that_has_the_page_already_refuses_the_whole(run, morning, tmp_path):
    other = tmp_path / "hcwb-2026-03-05-02.txt"
    other.write_text(FRONT.replace("3月2日", "3月5日").replace("01版 要闻", "02版"), "utf-8")
    assert run("add", str(other))[0] == 0
    before = titles(morning)
    arguments = ("redate", "--paper", "湖城晚报", "--date", "2026-03-02", "--to", "2026-03-05")
    status, _, err = run(*arguments)
    assert status == 1
    assert "2026-03-05" in err
    assert titles(morning) == before
    assert {row.date for row in rows(morning)} == {"2026-03-02", "2026-03-05"}
    in_step(run, morning)


@pytest.mark.parametrize(
    ("paper", "date", "to"),
    [("别的报", "2026-03-02", "2026-03-03"), ("湖城晚报", "2026-03-04", "2026-03-03")],
)
def test_redating_what_is_not_there_says_so(run, morning, paper, date, to):
    status, _, err = run("redate", "--paper", paper, "--date", date, "--to", to)
    assert status == 1
    assert "库中没有" in err
    assert {row.date for row in rows(morning)} == {"2026-03-02"}


def test_reading_again_keeps_uids_marks_and_text_and_makes_no_versions(run, morning):
    marks = Marks(morning)
    before = [(row.uid, row.title) for row in rows(morning)]
    marks.star([rows(morning)[1].id])
    marks.close()
    assert run("reread") == (0, "0 个版：没有变化\n", "")
    assert run("reread", "--all")[0] == 0
    assert [(row.uid, row.title) for row in rows(morning)] == before
    assert len(rows(morning, Scope(starred=True))) == 1
    db = sqlite3.connect(morning.articles)
    assert db.execute("SELECT count(*) FROM version").fetchone() == (0,)
    db.close()
    in_step(run, morning)


def test_pages_read_by_an_older_reader_are_read_again_without_being_asked_for(run, morning):
    from store.reading.page_text import READER

    db = sqlite3.connect(morning.articles)
    with db:
        db.execute("UPDATE page SET reader = 'page_text/1' WHERE number = '01'")
    before = [(row.uid, row.title) for row in rows(morning)]
    assert run("reread")[1].startswith("1 个版：")
    assert db.execute("SELECT DISTINCT reader FROM page").fetchall() == [(READER,)]
    assert run("reread")[1].startswith("0 个版：")
    assert [(row.uid, row.title) for row in rows(morning)] == before
    db.close()
    in_step(run, morning)


def test_a_reader_that_finds_other_titles_changes_them_and_nothing_else(run, morning):
    """A better reader of a later chenbao: uids, text and marks stay, nothing was replaced."""
    import dataclasses

    from store.database.connections import open_for_writing
    from store.database.filing import in_step as kept_in_step
    from store.reading.page_text import read_page_text

    def better(page: StoredPage):
        reading = read_page_text(
            page.text, page.source, paper=page.paper, date=page.date, page=page.page
        )
        articles = tuple(
            dataclasses.replace(a, title=a.title.replace(" ", "，")) for a in reading.articles
        )
        return dataclasses.replace(reading, articles=articles, reader="page_text/99")

    before = {row.uid: row.title for row in rows(morning)}
    db = open_for_writing(morning)
    done = [page.page for page, _ in read_again(db, better, on_change=kept_in_step)]
    db.close()
    assert done == ["01", "02"]
    assert run("reanalyse")[0] == 0
    after = {row.uid: row.title for row in rows(morning)}
    assert after == {uid: title.replace(" ", "，") for uid, title in before.items()}
    assert "何立军" in names(morning)
    in_step(run, morning)


def test_records_are_removed_and_redated_like_pages(run, morning, tmp_path):
    file = tmp_path / "r.jsonl"
    file.write_text(
        json.dumps({"paper": "甲报", "date": "2026-03-04", "title": "一条", "text": "正文。"}),
        encoding="utf-8",
    )
    add([str(file)], morning, ReadOptions())
    assert run("redate", "--paper", "甲报", "--date", "2026-03-04", "--to", "2026-03-06")[0] == 0
    assert titles(morning, Scope(date="2026-03-06")) == ["一条"]
    assert run("remove", "--paper", "甲报")[0] == 0
    assert len(rows(morning)) == 4
    in_step(run, morning)
