"""From the open article to its names, their cards and its digest, by keyboard alone."""

from __future__ import annotations

import json

import pytest

import app as chenbao
from store.database.places import StorePlaces
from tests.tui.test_morning import dashboard, settle, text_of
from tui.screens.card import CardScreen
from tui.screens.digest import DigestScreen
from tui.screens.headlines import HeadlinesScreen

LONG = (
    "区发改局局长阮明溪昨天到石桥镇调研低空物流。她沿着河岸走了三个起降点，问得最细的是一架无人机一天能飞多少趟。",
    "石桥镇镇长温如海介绍，镇里已有十二架无人机在飞，合作社的草莓两个小时就能到城里。农户最担心下雨天停飞，镇里备下了冷库。",
    "阮明溪说，低空物流要算经济账，也要算农民的账。她要求本月底前拿出第二批航线的方案，航线要绕开学校和医院。",
    "会后，温如海和几位农户一起算了一笔账：一斤草莓的运费从两元降到八角，坏果少了一成。农户们说，照这样算，今年敢多种两亩。",
    "调研结束时天已经黑了，起降点的灯一盏一盏亮起来。值班的小伙子说，最后一班无人机九点落地，他再检查一遍电池才回家。",
    "据了解，第二批航线将连起另外三个村子，预计五月试飞。村里的小卖部已经在门口画好了停机线，等着第一箱货从天上来。",
)


@pytest.fixture
def morning(tmp_path):
    path = tmp_path / "all.jsonl"
    record = {"paper": "云溪晚报", "date": "2026-03-09", "page": "01", "title": "低空物流走进石桥镇",
              "paragraphs": LONG}  # fmt: skip
    other = {**record, "page": "02", "title": "一则短讯", "paragraphs": ["昨天下雨。"]}
    lines = [json.dumps(r, ensure_ascii=False) for r in (record, other)]
    path.write_text("\n".join(lines), "utf-8")
    store = tmp_path / "c.db"
    assert chenbao.main(["--store", str(store), "add", str(path)]) == 0
    return StorePlaces(store, tmp_path / "state.db")


async def test_tab_walks_the_names_and_enter_opens_the_card(morning):
    async with dashboard(morning) as (app, pilot):
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("tab")
        await settle(pilot)
        pane = app.screen.pane
        seen = [pane.match_text]
        for _step in range(3):
            await pilot.press("tab")
            await settle(pilot)
            seen.append(pane.match_text)
        assert {"石桥镇", "阮明溪"} <= set(seen)
        while pane.match_text != "阮明溪":
            await pilot.press("tab")
            await settle(pilot)
        await pilot.press("enter")
        await settle(pilot, 0.5)
        assert isinstance(app.screen, CardScreen)
        shown = "\n".join(text_of(app))
        assert "阮明溪" in shown
        assert "区发改局局长" in shown
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, HeadlinesScreen)
        assert app.screen.reading


async def test_a_digest_is_the_papers_own_sentences(morning):
    async with dashboard(morning) as (app, pilot):
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("S")
        await settle(pilot)
        assert isinstance(app.screen, DigestScreen)
        assert len(app.screen._sentences) == 3
        whole = "\n".join(LONG)
        assert all(sentence in whole for sentence in app.screen._sentences)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, HeadlinesScreen)


async def test_a_short_article_needs_none_and_one_without_names_says_so(morning):
    async with dashboard(morning) as (app, pilot):
        await pilot.press("j", "enter")
        await settle(pilot)
        assert app.screen.pane.article.article.title == "一则短讯"
        await pilot.press("S")
        await settle(pilot)
        assert isinstance(app.screen, HeadlinesScreen)
        assert "文章太短" in "\n".join(text_of(app)) or "Too short" in "\n".join(text_of(app))
        await pilot.press("tab")
        await settle(pilot)
        assert not app.screen.walking


async def test_articles_of_watched_names_are_marked_in_the_headlines(morning):
    from store.entities import EntityMarks

    async with dashboard(morning) as (app, pilot):
        await pilot.press("2")
        await settle(pilot)
        assert not any("◆" in line for line in text_of(app))
    EntityMarks(morning).watch("PER", "阮明溪", True)
    async with dashboard(morning) as (app, pilot):
        await pilot.press("2")
        await settle(pilot)
        marked = [line for line in text_of(app) if "◆" in line]
        assert len(marked) == 1
        assert "低空物流走进石桥镇" in marked[0]


async def test_an_article_not_analysed_yet_says_what_finds_its_names(tmp_path):
    path = tmp_path / "later.jsonl"
    record = {"paper": "云溪晚报", "date": "2026-03-09", "title": "走进石桥镇", "paragraphs": LONG}
    path.write_text(json.dumps(record, ensure_ascii=False), "utf-8")
    store = tmp_path / "l.db"
    assert chenbao.main(["--store", str(store), "add", "--later", str(path)]) == 0
    async with dashboard(StorePlaces(store, tmp_path / "s.db")) as (app, pilot):
        await pilot.press("2", "enter")
        await settle(pilot)
        await pilot.press("tab")
        await settle(pilot)
        assert any("chenbao reanalyse" in line for line in text_of(app))
