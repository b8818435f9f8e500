"""Saved searches: kept in state.db alone, opened by a letter, listed with what is unread."""

from __future__ import annotations

import pytest

from store.headlines import Marks
from store.search import SavedSearch
from tests.tui.test_finding import look_for, titles
from tests.tui.test_morning import dashboard, settle, text_of
from tui.screens.saved import SavedScreen


@pytest.fixture
def saved(morning):
    marks = Marks(morning)
    marks.save_search(SavedSearch("h", "河道整治", "河道 OR 淤泥"))
    marks.save_search(SavedSearch("s", "食堂", "title:食堂"))
    marks.close()
    return morning


async def test_a_letter_opens_its_search(saved):
    async with dashboard(saved) as (app, pilot):
        await pilot.press("apostrophe", "h")
        await settle(pilot, 0.4)
        assert titles(app) == ["柳河镇启动河道清淤 三个村先行"]
        await pilot.press("apostrophe")
        await pilot.pause(0.2)
        await pilot.press("s")
        await settle(pilot, 0.4)
        assert titles(app) == ["社区食堂本月开张 老人用餐打八折"]


async def test_they_are_listed_with_what_is_unread(saved):
    async with dashboard(saved) as (app, pilot):
        await pilot.press("r", "apostrophe")
        await settle(pilot, 0.3)
        screen = text_of(app)
        assert any("h  河道整治" in line and "未读 0" in line for line in screen)
        assert any("s  食堂" in line and "未读 1" in line for line in screen)
        await pilot.press("down", "enter")
        await settle(pilot, 0.4)
        assert titles(app) == ["社区食堂本月开张 老人用餐打八折"]


async def test_what_is_shown_is_saved_and_forgotten(morning):
    async with dashboard(morning) as (app, pilot):
        await look_for(app, pilot, "淤泥")
        await pilot.press("apostrophe")
        await settle(pilot, 0.2)
        await pilot.press("+")
        await pilot.pause(0.1)
        app.screen.query_one("Input").value = "y 淤泥去向"
        await pilot.press("enter")
        await settle(pilot, 0.3)
        assert app.marks.saved_searches() == [SavedSearch("y", "淤泥去向", "淤泥")]
        assert any("y  淤泥去向" in line and "未读 1" in line for line in text_of(app))
        await pilot.press("delete")
        await settle(pilot, 0.3)
        assert app.marks.saved_searches() == []
        await pilot.press("escape")
        await pilot.pause(0.1)
        assert not isinstance(app.screen, SavedScreen)
        assert len(titles(app)) == 1


async def test_nothing_is_saved_without_a_query_or_a_letter(morning):
    async with dashboard(morning) as (app, pilot):
        await pilot.press("apostrophe")
        await settle(pilot, 0.2)
        await pilot.press("+")
        await pilot.pause(0.1)
        assert any("没有可保存的" in line for line in text_of(app))
        await pilot.press("x")
        await pilot.pause(0.1)
        assert any("x 下没有" in line for line in text_of(app))


def test_what_is_looked_for_stays_in_state_db(saved):
    for file in saved.articles.parent.glob("chenbao.db*"):
        assert "河道整治".encode() not in file.read_bytes()
    marks = Marks(saved)
    assert [s.letter for s in marks.saved_searches()] == ["h", "s"]
    marks.save_search(SavedSearch("h", "别的", "别的"))
    assert marks.saved_searches()[0].name == "别的"
    assert marks.forget_search("h")
    assert not marks.forget_search("h")
    marks.close()
