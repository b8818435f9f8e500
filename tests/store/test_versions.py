"""What a correction replaced can be read, and what it changed is told clause by clause."""

from __future__ import annotations

import json

import pytest

import app
from store.database.places import StorePlaces
from store.versions import compare
from tests.tui.test_morning import dashboard, settle, text_of

PAPER = {"paper": "江报", "date": "2026-03-02", "page": "01", "title": "新桥通车", "url": "https://x.example/1"}  # fmt: skip
FIRST = "新桥昨天通车，全长三百米，投资两亿元。市民纷纷前来参观。"
SECOND = "新桥昨天通车，全长三百二十米，投资两亿元。市民纷纷前来参观。夜里亮灯。"


@pytest.fixture
def corrected(tmp_path):
    """A store in which an article was corrected once."""
    places = StorePlaces.inside(tmp_path)
    for text in (FIRST, SECOND):
        path = tmp_path / "records.jsonl"
        path.write_text(json.dumps(PAPER | {"text": text}, ensure_ascii=False), encoding="utf-8")
        assert app.main(["--store", str(places.articles), "add", str(path)]) == 0
    return places


def listed(places, capsys, *arguments):
    capsys.readouterr()
    assert app.main(["--store", str(places.articles), *arguments]) == 0
    return capsys.readouterr().out


def test_what_left_and_what_came_is_told_and_nothing_else():
    found = [(c.sign, c.text.strip()) for c in compare(["题", FIRST], ["题", SECOND])]
    assert found == [
        ("same", "题\n新桥昨天通车，"),
        ("gone", "全长三百米，"),
        ("new", "全长三百二十米，"),
        ("same", "投资两亿元。市民纷纷前来参观。"),
        ("new", "夜里亮灯。"),
    ]


def test_the_command_shows_the_version_that_made_way(corrected, capsys):
    uid = json.loads(listed(corrected, capsys, "list", "--json"))["uid"]
    out = listed(corrected, capsys, "versions", uid)
    assert "− 全长三百米" in out
    assert "+ 全长三百二十米" in out
    record = json.loads(listed(corrected, capsys, "versions", "--json", uid))
    assert record["uid"] == uid
    assert {"sign": "new", "text": "夜里亮灯。"} in record["changes"]


def test_a_uid_that_is_none_is_told(corrected, capsys):
    assert app.main(["--store", str(corrected.articles), "versions", "zzz"]) == 1
    assert "没有编号为 zzz 的文章" in capsys.readouterr().err


async def test_a_key_shows_it_beside_the_list_and_in_the_article(corrected):
    async with dashboard(corrected, size=(120, 40)) as (board, pilot):
        assert any("更正 1 次" in line for line in text_of(board))
        await pilot.press("v")
        await settle(pilot)
        assert any("− 全长三百米" in line for line in text_of(board))
        await pilot.press("h", "enter", "v")
        await settle(pilot)
        assert any("+ 夜里亮灯" in line for line in text_of(board))


async def test_an_article_never_corrected_says_so(morning):
    async with dashboard(morning) as (board, pilot):
        await pilot.press("v")
        await settle(pilot)
        assert any("没有旧版" in line for line in text_of(board))
