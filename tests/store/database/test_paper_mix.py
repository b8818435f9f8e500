"""A period is measured by its own papers: one that has just begun lifts no everyday word."""

from __future__ import annotations

import json

import pytest

from store.database import paper_mix as mixes
from store.database import vocabulary
from store.database.connections import open_for_reading
from store.database.paper_mix import paper_mix, whole
from store.database.phrase_counts import PhraseCounts
from store.database.places import StorePlaces
from store.intake import add
from store.reading.detect import ReadOptions
from store.rising import with_base
from store.trend_math import number
from store.trends import Trends

DAY = "2026-03-28"
CALM = ("市政府研究水利规划。", "大桥工程进展顺利。", "代表团访问港口。", "粮食丰收。")
HOMELY = ("身体健康最要紧。", "早餐铺的身体力行。", "锻炼身体。", "医生谈身体。")


def _issue(paper: str, date: str, bodies: tuple[str, ...]) -> list[dict[str, str]]:
    return [
        {"paper": paper, "date": date, "page": "01", "title": f"{paper}{n}", "text": text}
        for n, text in enumerate(bodies)
    ]


def _store(folder, homely_from: int) -> StorePlaces:
    records: list[dict[str, str]] = []
    for day in range(1, 29):
        date = f"2026-03-{day:02d}"
        extra = ("洪水漫过大堤。",) * 4 if day == 28 else ()
        records += _issue("江报", date, CALM + extra)
        if day >= homely_from:
            records += _issue("晚报", date, HOMELY * 3)
    path = folder / "records.jsonl"
    path.write_text(
        "\n".join(json.dumps(one, ensure_ascii=False) for one in records), encoding="utf-8"
    )
    places = StorePlaces.inside(folder / "store")
    add([str(path)], places, ReadOptions())
    return places


@pytest.mark.parametrize("homely_from", [24, 28])
def test_everyday_words_of_a_paper_that_begins_do_not_rise(tmp_path, homely_from):
    trends = Trends(_store(tmp_path, homely_from))
    found = trends.rising("day", DAY)
    trends.close()
    told = {one.term for one in (*found.rising, *found.new)}
    assert any("洪水" in term for term in told)
    assert "身体" not in told


def test_papers_that_stay_as_they_are_are_not_weighed(tmp_path):
    places = _store(tmp_path, 1)
    with open_for_reading(places) as db:
        bins = [(one.start, one.end) for one in with_base(number("2026-03-20"), "day")]
        assert paper_mix(db, bins) is None


def test_weighing_alike_counts_as_not_weighing(tmp_path, monkeypatch):
    """What the days keep, and what is read article by article, are the same counts."""
    places = _store(tmp_path, 1)
    monkeypatch.setattr(mixes, "_SAME", -1.0)
    with open_for_reading(places) as db:
        bins = [(one.start, one.end) for one in with_base(number("2026-03-20"), "day")]
        mix = paper_mix(db, bins)
        assert mix is not None
        assert set(mix.weights.values()) == {1.0}
        assert mix.articles[-1] == 16
        plain = vocabulary.counted(db, bins, 3)
        assert plain
        assert plain == vocabulary.counted(db, bins, 3, None, mix.weights)
        for term in ("身体", "水利规划"):
            weighed = PhraseCounts(db, bins, mix.weights).count(term, 4000)
            assert weighed == PhraseCounts(db, bins).count(term, 4000)


def test_rounding_keeps_the_sum():
    parts = [0.3] * 10
    assert sum(whole(parts)) == 3
    assert set(whole(parts)) == {0, 1}
