"""``chenbao brief``: for a login message, cron and mail."""

from __future__ import annotations

import html.parser
import json
import re

import pytest

import app
from tui import words
from tui.cells import Cells


@pytest.fixture
def store(tmp_path):
    records = [
        ("2026-03-08", "01", "昨日旧闻", "本报讯 昨天下雨。"),
        ("2026-03-09", "01", "云溪大桥<b>通车</b>", "本报讯 昨天上午，云溪大桥正式通车，总投资12.5亿元。区委书记顾行舟出席。" * 2),
        ("2026-03-09", "02", "樱花节定于月底开幕", "第八届樱花节定于3月21日在樱花公园开幕，活动持续两周，" + "市民可以步行前往，" * 12 + "记得带伞。"),
    ]  # fmt: skip
    lines = [
        json.dumps(
            {"paper": "云溪晚报", "date": d, "page": p, "title": t, "text": x}, ensure_ascii=False
        )
        for d, p, t, x in records
    ]
    path = tmp_path / "all.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    store = str(tmp_path / "c.db")
    assert app.main(["--store", store, "add", str(path)]) == 0
    return store


def brief(store, capsys, *arguments):
    capsys.readouterr()
    status = app.main(["--store", store, "brief", *arguments])
    return status, capsys.readouterr().out


def test_every_story_and_person_cites_its_page(store, capsys):
    status, out = brief(store, capsys, "--date", "2026-03-09")
    assert status == 0
    for line in out.splitlines():
        if "通车" in line and not line.strip().startswith(("“", "大桥")):
            assert re.search(r"云溪晚报·2026-03-09·0\d版|云溪晚报·2026-03-09·p\. ?0\d", out)
    assert "昨日旧闻" not in out
    assert "顾行舟" in out
    assert "12.5亿元" in out


@pytest.mark.parametrize("width", [40, 60, 80])
def test_no_line_is_wider_and_none_begins_with_closing_punctuation(store, capsys, width):
    _, out = brief(store, capsys, "--date", "2026-03-09", "--width", str(width))
    cells = Cells()
    for line in out.splitlines():
        assert cells.width(line) <= width
        assert not line.strip().startswith(("，", "。", "”", "、", "；"))
    assert "\x1b" not in out


def test_the_newest_is_told_by_itself_and_days_go_back(store, capsys):
    assert "昨日旧闻" not in brief(store, capsys)[1]
    assert "昨日旧闻" in brief(store, capsys, "--days", "2")[1]


def test_lines_for_a_login_message(store, capsys):
    assert len(brief(store, capsys, "--lines", "5")[1].splitlines()) == 5


class Tags(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.links = set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.links += [v for k, v in attrs if k in ("src", "href")]


def test_html_stands_alone_and_is_escaped(store, capsys):
    _, out = brief(store, capsys, "--date", "2026-03-09", "--format", "html")
    tags = Tags()
    tags.feed(out)
    assert "&lt;b&gt;通车&lt;/b&gt;" in out
    assert not tags.tags & {"script", "link", "img", "iframe", "b"}
    assert not [link for link in tags.links if not link.startswith("#")]


def test_markdown_is_escaped(store, capsys):
    _, out = brief(store, capsys, "--date", "2026-03-09", "--format", "markdown")
    assert out.startswith("# ")
    assert "\\<b\\>" in out


def test_json_for_other_tools(store, capsys):
    found = json.loads(brief(store, capsys, "--date", "2026-03-09", "--format", "json")[1])
    assert found["dates"] == ["2026-03-09"]
    assert found["told"][0]["articles"][0]["paper"] == "云溪晚报"
    assert [c["first"] for c in found["coming"]] == ["2026-03-21"]


def test_it_is_the_same_every_time(store, capsys):
    assert brief(store, capsys, "--days", "2") == brief(store, capsys, "--days", "2")


def test_nothing_to_tell_is_status_3(tmp_path, store, capsys):
    assert brief(store, capsys, "--date", "2020-01-01") == (3, "")
    assert brief(str(tmp_path / "none.db"), capsys) == (3, "")
    assert brief(store, capsys, "--paper", "别报") == (3, "")


def test_commands_speak_the_language_of_the_settings(tmp_path, monkeypatch, capsys):
    config = tmp_path / "config.toml"
    config.write_text('language = "en"', encoding="utf-8")
    monkeypatch.setenv("CHENBAO_CONFIG", str(config))
    monkeypatch.delenv("CHENBAO_LANG", raising=False)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.setattr(words, "_current", words._current)
    no_store = tmp_path / "letters.db"
    no_store.write_text("no store", encoding="utf-8")
    assert app.main(["--store", str(no_store), "brief"]) == 1
    assert "is not a chenbao store" in capsys.readouterr().err
