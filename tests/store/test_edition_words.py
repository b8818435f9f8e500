"""The keywords of an edition: what it says that papers seldom do, boilerplate left out."""

from __future__ import annotations

import json

import pytest

import app
from store.database.places import StorePlaces
from store.edition_words import EditionWords


@pytest.fixture
def store(tmp_path):
    lines = []
    for number in range(8):
        theme = (
            "马拉松"
            if number == 7
            else ("春茶", "桥梁", "樱花", "反诈", "有轨电车", "图书馆", "水杉")[number]
        )
        for page in ("01", "02", "03"):
            text = f"云溪大讲堂栏目走进石桥镇。大家说起{theme}，{theme}的事情一件接一件。"
            lines.append(
                {"paper": "湖城晚报", "date": f"2026-03-0{number + 1}", "page": page,
                 "title": f"说说{theme}", "text": text}
            )  # fmt: skip
    path = tmp_path / "all.jsonl"
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), "utf-8")
    places = StorePlaces(tmp_path / "c.db", tmp_path / "state.db")
    assert app.main(["--store", str(places.articles), "add", str(path)]) == 0
    return places


def test_the_newest_edition_is_told_by_its_theme(store):
    date, found = EditionWords(store).keywords()
    assert date == "2026-03-08"
    assert found[0].word == "马拉松"
    assert (found[0].articles, found[0].editions) == (3, 0.125)
    assert found[0].count == 9
    assert "石桥镇" not in [one.word for one in found]


def test_boilerplate_is_kept_when_asked_for(store):
    _date, found = EditionWords(store).keywords("2026-03-02", everything=True)
    share = {one.word: one.editions for one in found}
    assert share["石桥镇"] == 1.0
    assert "马拉松" not in share


def test_no_edition_is_told_plainly(store, capsys):
    assert EditionWords(store).keywords("2020-01-01") == (None, [])
    assert app.main(["--store", str(store.articles), "keywords", "--paper", "别报"]) == 1
    assert "没有这一期" in capsys.readouterr().out


def test_the_command_prints_json(store, capsys):
    capsys.readouterr()
    assert app.main(["--store", str(store.articles), "keywords", "--json", "--limit", "1"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["word"] == "马拉松"


def test_one_long_document_does_not_outdo_what_many_tell(tmp_path):
    lines = [
        {"paper": "湖城晚报", "date": "2026-03-01", "page": "01", "title": "水杉条例全文",
         "text": "水杉" * 60 + "。"},
        *(
            {"paper": "湖城晚报", "date": "2026-03-01", "page": f"0{n}", "title": f"春茶之{n}",
             "text": f"第{n}家茶园里，春茶开采，春茶飘香。"}
            for n in range(2, 7)
        ),
    ]  # fmt: skip
    path = tmp_path / "all.jsonl"
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), "utf-8")
    places = StorePlaces(tmp_path / "c.db", tmp_path / "state.db")
    assert app.main(["--store", str(places.articles), "add", str(path)]) == 0
    _date, found = EditionWords(places).keywords()
    assert found[0].word == "春茶"


CRAFTS = "渡船 花灯 陶器 竹编 皮影 糖画 米酒 油纸伞 剪纸".split()


def test_what_many_articles_mention_in_passing_is_no_keyword_of_the_edition(tmp_path):
    themes = "春茶 桥梁 樱花 反诈 马拉松 图书馆 龙舟 养老院 消防站".split()
    lines = []
    for number, theme in enumerate(themes):
        crafts = "，".join(f"{craft}连着{craft}" for craft in CRAFTS)
        text = f"{theme}成了大家的话题。说到{theme}，{theme}旁边，{crafts}。街角有一棵水杉。"
        if not number:
            text = "水杉长得好。水杉有专人看护。春茶园里的水杉今年又添了新枝。"
        lines.append(
            {"paper": "湖城晚报", "date": "2026-03-01", "page": "01",
             "title": "一棵水杉" if not number else f"说说{theme}", "text": text}
        )  # fmt: skip
    path = tmp_path / "day.jsonl"
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), "utf-8")
    places = StorePlaces(tmp_path / "c.db", tmp_path / "state.db")
    assert app.main(["--store", str(places.articles), "add", str(path)]) == 0
    found = [one.word for one in EditionWords(places).keywords()[1]]
    assert "马拉松" in found
    assert "水杉" not in found
