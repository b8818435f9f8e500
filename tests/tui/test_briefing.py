"""The first tab as one reads it in the morning."""

from __future__ import annotations

import json

import pytest

import app as chenbao
from store.database.places import StorePlaces
from tests.tui.test_morning import dashboard, settle, text_of
from tui.screens.briefing import BriefingScreen
from tui.screens.reading import ReadingScreen


@pytest.fixture
def morning(tmp_path):
    wire = "昨天上午，云溪大桥正式通车。大桥全长一千二百米，连接老城与高新区，过河时间由二十分钟缩短到三分钟，第一辆公交车载着三十位市民驶过桥面。"
    records = [
        ("云溪晚报", "01", "云溪大桥正式通车", wire + "区委书记顾行舟出席通车仪式。"),
        ("湖城日报", "01", "三分钟过河 云溪大桥正式通车", wire),
        ("云溪晚报", "02", "图书馆夜间开放", "图书馆昨晚第一次开到十点，自习室座无虚席。馆员备了热水和毯子。"),
    ]  # fmt: skip
    lines = [
        json.dumps(
            {"paper": p, "date": "2026-03-09", "page": n, "title": t, "text": x}, ensure_ascii=False
        )
        for p, n, t, x in records
    ]
    path = tmp_path / "all.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    store = tmp_path / "c.db"
    assert chenbao.main(["--store", str(store), "add", str(path)]) == 0
    return StorePlaces(store, tmp_path / "state.db")


async def open_briefing(pilot):
    await pilot.press("1")
    await settle(pilot, 0.5)


async def test_one_event_of_two_papers_stands_once(morning):
    async with dashboard(morning) as (app, pilot):
        await open_briefing(pilot)
        assert isinstance(app.screen, BriefingScreen)
        shown = text_of(app)
        assert sum("云溪大桥正式通车" in line and "“" not in line for line in shown) == 1
        assert any("顾行舟" in line and "区委书记" in line for line in shown)


async def test_a_section_folds(morning):
    async with dashboard(morning) as (app, pilot):
        await open_briefing(pilot)
        before = len([line for line in text_of(app) if line.strip()])
        await pilot.press("c")
        await settle(pilot)
        assert len([line for line in text_of(app) if line.strip()]) < before
        await pilot.press("c")
        await settle(pilot)
        assert len([line for line in text_of(app) if line.strip()]) == before


async def test_space_reads_through_and_what_was_read_is_marked(morning):
    async with dashboard(morning) as (app, pilot):
        await open_briefing(pilot)
        seen = set()
        for _step in range(30):
            await pilot.press("space")
            await settle(pilot, 0.2)
            if isinstance(app.screen, ReadingScreen) and app.screen.pane.article:
                seen.add(app.screen.pane.article.article.title)
        assert any("大桥" in title for title in seen)
        assert "图书馆夜间开放" in seen
        while isinstance(app.screen, ReadingScreen):
            await pilot.press("escape")
            await settle(pilot, 0.2)
        assert isinstance(app.screen, BriefingScreen)
        read = {
            app.headlines.article(i).read
            for group in app.headlines.outline(_everything()).groups
            for i in group.ids
            if app.headlines.article(i).article.title in seen
        }
        assert read == {True}


def _everything():
    from store.records import Scope

    return Scope()


async def test_an_event_can_be_taken_apart_and_put_together_again(morning):
    async with dashboard(morning) as (app, pilot):
        await open_briefing(pilot)

        def events():
            return [len(t.articles) for t in app.screen.briefing.told]

        assert sorted(events()) == [1, 2]
        while app.screen._event() is None:
            await pilot.press("j")
        await pilot.press("x")
        await settle(pilot, 0.5)
        assert events() == [1, 1, 1]
        assert sum("云溪大桥正式通车" in line and "“" not in line for line in text_of(app)) == 2
        await pilot.press("u")
        await settle(pilot, 0.5)
        assert sorted(events()) == [1, 2]


async def test_an_empty_store_says_what_to_do(tmp_path):
    async with dashboard(StorePlaces(tmp_path / "c.db", tmp_path / "s.db")) as (app, pilot):
        await open_briefing(pilot)
        assert any("chenbao add" in line for line in text_of(app))


async def open_versions(pilot, app):
    await open_briefing(pilot)
    while app.screen._event() is None:
        await pilot.press("j")
    await pilot.press("enter")
    await settle(pilot, 0.5)


async def test_versions_stand_side_by_side_what_differs_under_a_sign(morning):
    async with dashboard(morning, size=(120, 40)) as (app, pilot):
        await open_versions(pilot, app)
        shown = text_of(app)
        assert any("云溪晚报" in line and "湖城日报" in line for line in shown)
        same = [line for line in shown if line.count("昨天上午") == 2]
        assert same
        assert not same[0].lstrip().startswith(("+", "~"))
        own = [line for line in shown if "顾行舟" in line]
        assert own[0].startswith("+")


async def test_on_a_narrow_terminal_tab_takes_the_next_version(morning):
    async with dashboard(morning, size=(80, 24)) as (app, pilot):
        await open_versions(pilot, app)
        first = "\n".join(text_of(app))
        assert "顾行舟" in first
        assert "湖城日报" not in first
        await pilot.press("tab")
        await settle(pilot, 0.3)
        second = "\n".join(text_of(app))
        assert "湖城日报" in second
        assert "顾行舟" not in second
        await pilot.press("escape")
        await settle(pilot, 0.3)
        assert isinstance(app.screen, BriefingScreen)


async def test_an_edition_of_the_ledger_opens_as_its_headlines(morning):
    async with dashboard(morning) as (app, pilot):
        await open_briefing(pilot)
        await pilot.press("g", "g", "j", "enter")
        await settle(pilot, 0.5)
        shown = "\n".join(text_of(app))
        assert "图书馆夜间开放" in shown or "三分钟过河" in shown
        await pilot.press("escape")
        await settle(pilot, 0.3)
        assert isinstance(app.screen, BriefingScreen)
