"""What arrivals teach is used on what came before; analysing again changes nothing else."""

from __future__ import annotations

import json

import pytest

from store import intake
from store.analysis import reanalyse
from store.database.connections import open_for_reading
from store.database.places import StorePlaces
from store.reading.detect import ReadOptions


@pytest.fixture
def places(tmp_path):
    return StorePlaces(tmp_path / "c.db", tmp_path / "state.db")


def arrive(tmp_path, places, date, *texts):
    path = tmp_path / f"{date}.jsonl"
    lines = [
        {"paper": "湖城晚报", "date": date, "page": "01", "title": f"消息{n}", "text": text}
        for n, text in enumerate(texts)
    ]
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), "utf-8")
    intake.add([str(path)], places, ReadOptions())


def found(places, name):
    db = open_for_reading(places)
    rows = db.execute(
        """SELECT s.article_id >> 16 FROM appearance s JOIN entity n ON n.id = s.entity_id
           WHERE n.name = ?""",
        (name,),
    ).fetchall()
    db.close()
    return len(rows)


def everything(places):
    db = open_for_reading(places)
    tables = {
        table: db.execute(f"SELECT {columns} FROM {table} ORDER BY 1, 2").fetchall()
        for table, columns in (
            ("entity", "kind, name, articles"),
            ("post", "article_id, post, organisation, sentence"),
            ("announced", "first_day, sentence"),
            ("term_day", "day, articles"),
        )
    }
    db.close()
    return tables


def test_a_name_that_becomes_known_is_found_in_what_came_before(tmp_path, places):
    arrive(tmp_path, places, "2026-03-01", "蓝翼物流昨天架起三个起降点。")
    assert found(places, "蓝翼物流") == 0
    arrive(
        tmp_path,
        places,
        "2026-03-02",
        "蓝翼物流总经理段飞说，航线开通了。",
        "蓝翼物流负责人介绍，航线每天十班。",
    )
    assert found(places, "蓝翼物流") == 3
    db = open_for_reading(places)
    assert db.execute("SELECT count(*) FROM briefing_day").fetchone() == (2,), "both can be read"
    db.close()


def test_a_paper_s_home_is_learnt_and_used_on_what_came_before(tmp_path, places):
    arrive(
        tmp_path,
        places,
        "2026-03-01",
        "区委书记顾行舟昨天到企业走访。",
        *(f"云溪区委昨天召开第{n}次会议，云溪区各镇街参加。" for n in "一二三四五"),
    )
    db = open_for_reading(places)
    assert db.execute("SELECT post, organisation, inferred FROM post").fetchall() == [
        ("区委书记", "云溪区委", 1)
    ]
    db.close()


def test_analysing_again_finds_the_same(tmp_path, places):
    arrive(
        tmp_path,
        places,
        "2026-03-01",
        "区委书记顾行舟昨天到石桥镇调研，将于3月20日再来。",
        "石桥镇镇长温如海说，先修九座桥。",
    )
    before = everything(places)
    assert before["entity"]
    assert before["announced"]
    assert reanalyse(places, everything=True) == 2
    assert everything(places) == before


def test_what_was_not_analysed_on_the_way_in_is_analysed_later(tmp_path, places):
    path = tmp_path / "a.jsonl"
    path.write_text(
        json.dumps(
            {"paper": "湖城晚报", "date": "2026-03-01", "title": "一", "text": "镇长温如海说。"}
        ),
        "utf-8",
    )
    intake.add([str(path)], places, ReadOptions(), analyse=False)
    assert found(places, "温如海") == 0
    assert reanalyse(places, everything=False) == 1
    assert found(places, "温如海") == 1
    assert reanalyse(places, everything=False) == 0


QUIET = (
    "村里的果园迎来收获，游客不少。小学的操场翻修完毕，孩子们很高兴。河堤上新栽了柳树，晚上有人散步。"
    "图书馆延长了开放时间，读者称好。菜场里的鱼便宜了，早市很热闹。老街的茶馆换了招牌，听书的人坐满屋子。"
)


def own_words(places):
    db = open_for_reading(places)
    words = {word for (word,) in db.execute("SELECT word FROM own_word")}
    db.close()
    return words


def test_a_word_that_comes_now_and_then_is_learnt_when_enough_has_come(
    tmp_path, places, monkeypatch
):
    """A day's import learns from the newest texts; every so many articles all of them are read."""
    monkeypatch.setattr("store.analysis._TAUGHT_EVERY", 10)
    monkeypatch.setattr("store.analysis._TAUGHT_IN_BETWEEN", 30)
    arrive(tmp_path, places, "2026-03-01", *[QUIET] * 12)
    before = (
        "代表到达后，",
        "记者获悉，",
        "在城南，",
        "市民盼望",
        "因为",
        "他说起",
        "那年",
        "夜里",
    )
    after = ("昨天开幕", "迎来客人", "很热闹", "，掌声不断", "讲了什么", "不远", "结束", "又来了")
    texts = [f"{one}泖汀糖画{other}。" for one, other in zip(before, after, strict=True)]
    for day, text in enumerate(texts[:7], 2):
        arrive(tmp_path, places, f"2026-03-{day:02d}", text)
    assert "泖汀糖画" not in own_words(places)
    arrive(tmp_path, places, "2026-03-09", texts[7])
    assert "泖汀糖画" in own_words(places)
