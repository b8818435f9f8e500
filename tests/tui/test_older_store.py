"""A store of an earlier day, made by the first steps of the schema alone, in today's chenbao."""

from __future__ import annotations

import dataclasses
import re
import sqlite3

import pytest
from sqlite_utils import Database

import app
from store.database.connections import open_for_reading, open_state
from store.database.places import StorePlaces
from store.database.schema import ARTICLES, STATE, Schema
from store.headlines import Headlines, Marks
from store.intake import add
from store.reading.detect import ReadOptions
from store.records import Scope
from tests.conftest import BACK
from tests.tui.test_morning import dashboard, settle, text_of

LIBRARY = "图书馆夜间开放首周迎来三千读者"


def made_by(steps: int, schema: Schema, source, target) -> None:
    """A file with the tables of the first steps, holding the rows that ``source`` has in them."""
    target.parent.mkdir(exist_ok=True, mode=0o700)
    old = dataclasses.replace(schema, steps=schema.steps[:steps])
    db = sqlite3.connect(target, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    old.migrations().apply(Database(db, execute_plugins=False))
    db.execute("ATTACH ? AS now", (str(source),))
    for _name, sql in old.steps:
        for table in re.findall(r"CREATE TABLE (\w+)", sql):
            columns = ", ".join(f'"{row[1]}"' for row in db.execute(f"PRAGMA table_info({table})"))
            db.execute(f"DELETE FROM main.{table}")
            db.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM now.{table}")
    assert db.execute("PRAGMA main.user_version").fetchone() == (steps,)
    db.close()


@pytest.fixture(params=[1, 2, 3])
def old(request, morning, tmp_path):
    """The morning's store, with one article starred, as the first steps would have held it."""
    headlines, marks = Headlines(morning), Marks(morning)
    marks.star([headlines.outline(Scope()).groups[0].ids[1]])
    headlines.close()
    marks.close()
    places = StorePlaces.inside(tmp_path / "old")
    made_by(request.param, ARTICLES, morning.articles, places.articles)
    made_by(1, STATE, morning.state, places.state)
    return places


def run(places, capsys, *arguments):
    capsys.readouterr()
    status = app.main(["--store", str(places.articles), *arguments])
    printed = capsys.readouterr()
    assert not re.search("^chenbao:", printed.err, re.MULTILINE)
    assert status == 0
    return printed.out


def test_its_articles_and_marks_are_there(old):
    headlines = Headlines(old)
    assert headlines.outline(Scope()).total == 4
    (group,) = headlines.outline(Scope(starred=True)).groups
    assert [row.title for row in headlines.rows(group.ids)] == [LIBRARY]
    assert headlines.article(headlines.outline(Scope()).groups[0].ids[0]).continuation
    headlines.close()
    for opened, schema in ((open_for_reading(old), ARTICLES), (open_state(old), STATE)):
        assert opened.execute("PRAGMA user_version").fetchone() == (schema.version,)
        opened.close()


def test_commands_work_and_names_are_found_once_analysed(old, capsys):
    assert LIBRARY in run(old, capsys, "list")
    assert "护河员" in run(old, capsys, "search", "护河员")
    run(old, capsys, "reanalyse")
    run(old, capsys, "doctor", "--index")
    run(old, capsys, "doctor")
    assert "镇长" in run(old, capsys, "who", "何立军")
    assert "镇长" in run(old, capsys, "who", "hlj")
    assert "镇长" in run(old, capsys, "search", "who:hlj")
    assert LIBRARY in run(old, capsys, "search", "tushuguan")
    assert "图书馆" in run(old, capsys, "brief")


def test_more_can_be_added_and_corrected(old, tmp_path, capsys):
    file = tmp_path / "hcwb-2026-03-02-02.txt"
    file.write_text(BACK.replace("七座小桥", "九座小桥"), encoding="utf-8")
    assert add([str(file)], old, ReadOptions()).outcome.replaced == 1
    next_day = tmp_path / "hcwb-2026-03-03-02.txt"
    next_day.write_text(BACK.replace("3月2日", "3月3日"), encoding="utf-8")
    assert add([str(next_day)], old, ReadOptions()).outcome.added == 2
    assert "九座小桥" in run(old, capsys, "search", "九座小桥")
    assert run(old, capsys, "search", "七座小桥").count("2026-03-02") == 0
    run(old, capsys, "doctor", "--index")
    run(old, capsys, "doctor")


async def test_the_dashboard_opens_it_on_every_tab(old, capsys):
    async with dashboard(old) as (_app, pilot):
        assert any("图书馆夜间开放首周" in line for line in text_of(pilot.app))
        await pilot.press("/", *"护河员", "enter")
        await settle(pilot)
        assert any("柳河镇启动河道清淤" in line for line in text_of(pilot.app))
        for tab in "134":
            await pilot.press(tab)
            await settle(pilot)
            assert not any("失败" in line or "failed" in line for line in text_of(pilot.app))
    run(old, capsys, "reanalyse")
    async with dashboard(old) as (_app, pilot):
        await pilot.press("3")
        await settle(pilot, 0.3)
        assert any("何立军" in line for line in text_of(pilot.app))
