"""Finding in the headlines, on the real application over a real store."""

from __future__ import annotations

import sqlite3

import pytest

from store.database.connections import open_for_writing
from store.headlines import Headlines, Marks, Place
from store.records import Scope
from store.search import Search
from store.spelling import put_names
from tests.tui.test_morning import dashboard, settle, text_of
from tui.completing import completions
from tui.terminal import Terminal
from tui.widgets.search_bar import SearchBar


async def look_for(app, pilot, words):
    await pilot.press("slash")
    await pilot.pause()
    app.screen.query_one(SearchBar).query_one("Input").value = words
    await pilot.press("enter")
    await settle(pilot, 0.4)


def underlined(app):
    app.screen.refresh()
    strips = app.screen._compositor.render_strips()
    return [s.text for strip in strips for s in strip if s.style and s.style.underline]


def titles(app):
    listing = app.screen.listing
    return [listing.row(n).title for n in range(listing.count)]


async def test_what_is_found_stands_with_its_sentence_marked(morning):
    async with dashboard(morning) as (app, pilot):
        await look_for(app, pilot, "淤泥")
        screen = text_of(app)
        (line,) = [n for n, text in enumerate(screen) if "柳河镇启动河道清淤" in text]
        assert "清出的淤泥经检测合格后" in screen[line + 1]
        assert underlined(app) == ["淤泥"]
        assert "找到 1 篇" in screen[-1]
        assert "“淤泥”" in screen[-1]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("本报讯 白晓棠", 0),
        ("本报讯 by:白晓棠", 2),
        ("河道 OR 食堂", 2),
        ("本报讯 -河道", 2),
        ('"三个村先行"', 1),
        ("title:图书馆", 1),
        ("is:photo", 1),
        ("page:2 食堂", 1),
        ("date:2026-03 开", 3),
    ],
)
async def test_a_query_narrows_the_list(morning, query, count):
    async with dashboard(morning) as (app, pilot):
        await look_for(app, pilot, query)
        assert len(titles(app)) == count
        assert f"找到 {count} 篇" in text_of(app)[-1]


async def test_matches_are_walked_in_the_opened_article(morning):
    async with dashboard(morning) as (app, pilot):
        await look_for(app, pilot, "清淤 淤泥")
        await pilot.press("enter")
        await settle(pilot)
        assert set(underlined(app)) == {"清淤", "淤泥"}
        for number in (1, 2):
            await pilot.press("n")
            await pilot.pause()
            assert any(f" {number}/" in line for line in text_of(app))
        await pilot.press("N")
        await pilot.pause()
        assert any(" 1/" in line for line in text_of(app))


async def test_in_a_list_alone_each_result_is_a_match(morning):
    async with dashboard(morning) as (app, pilot):
        await look_for(app, pilot, "本报讯")
        walked = []
        for key in ("n", "n", "n", "N"):
            await pilot.press(key)
            await pilot.pause()
            walked.append(app.screen.listing.cursor)
        assert walked == [1, 2, 0, 2]


async def test_a_wrong_query_is_told_and_the_list_stays(morning):
    async with dashboard(morning) as (app, pilot):
        await look_for(app, pilot, '河道 "清淤')
        screen = text_of(app)
        assert any("第 4 个字符：引号没有配对" in line for line in screen)
        assert len(titles(app)) == 4
        assert app.screen.scope == Scope()


async def test_a_wrong_query_that_was_kept_is_told_at_the_start(morning):
    marks = Marks(morning)
    marks.save_place(Place("headlines", Scope(words="(河")))
    marks.close()
    async with dashboard(morning) as (app, pilot):
        assert any("括号没有配对" in line for line in text_of(app))
        await pilot.press("F")
        await settle(pilot)
        assert len(titles(app)) == 4


async def test_a_found_list_is_walked_and_marked_like_any_other(morning):
    async with dashboard(morning, (120, 40)) as (app, pilot):
        await look_for(app, pilot, "本报讯")
        assert len(titles(app)) == 3
        await pilot.press("j", "s", "G")
        await settle(pilot, 0.4)
        assert app.screen.listing.cursor == 2
        assert any("★" in line and "图书馆夜间开放" in line for line in text_of(app))
        await pilot.press("A")
        await settle(pilot)
        assert any("未读 0" in line for line in text_of(app))
        await pilot.press("F")
        await settle(pilot)
        assert any("未读 1" in line for line in text_of(app))


async def test_escape_in_the_bar_brings_the_list_before_back(morning):
    async with dashboard(morning) as (app, pilot):
        await pilot.press("slash")
        await pilot.pause()
        app.screen.query_one(SearchBar).query_one("Input").value = "护河员"
        await settle(pilot, 0.4)
        assert len(titles(app)) == 1
        await pilot.press("escape")
        await settle(pilot, 0.2)
        assert len(titles(app)) == 4


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_sentences_fill_their_lines_in_wide_terminals_too(morning, size):
    async with dashboard(morning, size, terminal=Terminal(wide_ambiguous=True)) as (app, pilot):
        await look_for(app, pilot, "二期工程 OR 优惠")
        assert {app.cells.width(line) for line in text_of(app)} == {size[0]}
        assert set(underlined(app)) >= {"二期工程", "优惠"}


async def test_an_older_store_is_indexed_beside_the_reader(morning, monkeypatch):
    monkeypatch.setattr("tui.dashboard.INDEX_PAUSE", 0.05)
    db = sqlite3.connect(morning.articles)
    db.execute("UPDATE gram_index SET version = 0")
    db.commit()
    async with dashboard(morning) as (app, pilot):
        await look_for(app, pilot, "护河员")
        assert len(titles(app)) == 1
        await settle(pilot, 0.3)
        assert app.search.waiting() == 0
        await look_for(app, pilot, "食堂")
        assert len(titles(app)) == 1
    db.close()


async def test_tab_completes_fields_and_names(morning):
    db = open_for_writing(morning)
    put_names(db, "who", [("何立军", 3)])
    db.close()
    async with dashboard(morning) as (app, pilot):
        await pilot.press("slash", "t", "i")
        await settle(pilot, 0.4)
        bar = app.screen.query_one(SearchBar)
        assert any("Tab  title:" in line for line in text_of(app))
        await pilot.press("tab")
        assert bar.text == "title:"
        bar.query_one("Input").value = "清淤 hel"
        await settle(pilot, 0.4)
        await pilot.press("tab", "enter")
        await settle(pilot, 0.4)
        assert app.screen.scope.words == "清淤 who:何立军"
        assert titles(app) == ["柳河镇启动河道清淤 三个村先行"]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("i", ["is:"]),
        ("a -is:un", ["a -is:unread"]),
        ("paper:晚", ["paper:湖城晚报"]),
        ("paper:hc", ["paper:湖城晚报"]),
        ("p", ["paper:", "page:", "place:", "post:"]),
        ("", []),
        ("河道", []),
        ('"is:un', []),
    ],
)
def test_what_a_word_may_become(morning, text, whole):
    search, headlines = Search(morning), Headlines(morning)
    assert completions(text, search, headlines) == whole
    search.close()
    headlines.close()


async def test_pinyin_is_told_in_the_footer(morning):
    async with dashboard(morning) as (app, pilot):
        await look_for(app, pilot, "hcwb nongji")
        assert titles(app) == ["春耕用上新农机"]
        assert "按拼音：湖城晚报" in text_of(app)[-1]
