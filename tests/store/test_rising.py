"""What rises in a store: words no dictionary knows, counted as a scan counts them."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import cycle

import pytest

from store.database.connections import open_for_reading
from store.database.phrase_counts import PhraseCounts
from store.database.places import StorePlaces
from store.intake import add
from store.reading.detect import ReadOptions
from store.trend_math import number
from store.trends import Trends

QUIET = cycle(
    (
        "昨天，村里的果园迎来收获，游客不少。",
        "小学的操场翻修完毕，孩子们很高兴。",
        "河堤上新栽了柳树，晚上有人散步。",
        "图书馆延长了开放时间，读者称好。",
        "菜场里的鱼便宜了，早市很热闹。",
    )
)
BEFORE = cycle(("代表们到达后，", "记者获悉，", "在城南，", "市民盼望", "因为"))
AFTER = cycle(("昨天开幕", "迎来客人", "的志愿者上岗", "，掌声不断", "说明了什么"))


def _records() -> list[dict[str, str]]:
    found = []
    for month in range(1, 13):
        for day in range(1, 25, 2):
            date = f"2025-{month:02d}-{day:02d}"
            texts = [next(QUIET) for _ in range(6)]
            if month == 12:
                texts[:3] = [f"{next(BEFORE)}泖汀峰会{next(AFTER)}。" for _ in range(3)]
            found += [
                {"paper": "河报", "date": date, "page": "01", "title": f"第{n}条", "text": text}
                for n, text in enumerate(texts)
            ]
    return found


RECORDS = _records()


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    """A year of quiet days; in December every third article is of one meeting."""
    folder = tmp_path_factory.mktemp("rising")
    path = folder / "records.jsonl"
    lines = [json.dumps(record, ensure_ascii=False) for record in RECORDS]
    path.write_text("\n".join(lines), encoding="utf-8")
    places = StorePlaces.inside(folder / "store")
    assert add([str(path)], places, ReadOptions(), analyse=False).refused_files == 0
    return places


def test_an_unknown_compound_is_new_as_a_whole(places):
    trends = Trends(places)
    found = trends.rising("month", "2025-12")
    trends.close()
    new = {one.term: (one.count, one.first_seen) for one in found.new}
    assert new["泖汀峰会"] == (36, "2025-12-01")
    assert not {"泖汀", "汀峰", "汀峰会", "泖汀峰"} & set(new)
    assert not [one.term for one in found.rising if one.term in "泖汀峰会"]


def test_a_quiet_month_has_no_evidence_to_show(places):
    trends = Trends(places)
    found = trends.rising("month", "2025-06")
    trends.close()
    assert (found.rising, found.new) == ((), ())


def test_a_small_papers_young_archive_still_shows_what_rose(tmp_path):
    """A fortnight of a dozen articles a day: two articles of the orchard in one week, six in the next."""
    orchard = {1: 1, 4: 1, 7: 2, 9: 2, 12: 2}
    records = []
    endings = cycle(
        (
            "昨天添了新栏杆",
            "里有人唱歌",
            "该修了",
            "，老人最爱去",
            "收到三面锦旗",
            "今天照常",
            "门口排起长队",
        )
    )
    for day in range(14):
        subjects = ["果园"] * orchard.get(day, 0) + ["菜场", "小学", "河堤"] * 3
        records += [
            {"paper": "河报", "date": f"2026-03-{day + 2:02d}", "page": "01", "title": f"{day}之{n}",
             "text": f"{next(BEFORE)}{subject}{next(endings)}。"}
            for n, subject in enumerate(subjects)
        ]  # fmt: skip
    path = tmp_path / "records.jsonl"
    path.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in records), "utf-8")
    places = StorePlaces.inside(tmp_path / "store")
    add([str(path)], places, ReadOptions())
    trends = Trends(places)
    found = trends.rising("week", "2026-03-15")
    trends.close()
    assert [one.term for one in found.rising][:1] == ["果园"]


@pytest.mark.parametrize("term", ["峰会", "泖汀峰会", "河堤", "柳树，晚", "条"])
def test_phrases_are_counted_as_a_scan_counts(places, term):
    db = open_for_reading(places)
    first, middle, after = (number(day) for day in ("2025-11-01", "2025-12-01", "2026-01-01"))
    found = PhraseCounts(db, [(first, middle), (middle, after)]).count(term, 10_000)
    db.close()
    scan = [
        sum(
            term in f"{one['title']}\n{one['text']}"
            for one in RECORDS
            if start <= number(one["date"]) < end
        )
        for start, end in ((first, middle), (middle, after))
    ]
    assert (list(found.docs), found.exact) == (scan, True)


def test_a_sample_is_told_apart_and_keeps_the_proportion(places):
    db = open_for_reading(places)
    bins = [
        (number("2025-01-01"), number("2025-12-01")),
        (number("2025-12-01"), number("2026-01-01")),
    ]
    found = PhraseCounts(db, bins).count("泖汀峰会", 6)
    db.close()
    assert found.docs == (0, 36)
    assert not found.exact


def test_texts_let_go_for_others_are_read_again(places, monkeypatch):
    monkeypatch.setattr("store.database.phrase_counts._HELD", 1)
    db = open_for_reading(places)
    counts = PhraseCounts(db, [(number("2025-12-01"), number("2026-01-01"))])
    found = [counts.count(term, 10_000).docs for term in ("泖汀峰会", "峰会昨天")]
    db.close()
    part = sum("峰会昨天" in record["text"] for record in RECORDS)
    assert (found, part > 0) == ([(36,), (part,)], True)


def test_while_the_index_is_made_anew_nothing_is_guessed(places, monkeypatch):
    monkeypatch.setattr("store.database.gram_index.is_current", lambda db: False)
    trends = Trends(places)
    found = trends.rising("month", "2025-12")
    trends.close()
    assert (found.rising, found.new) == ((), ())


def test_the_words_counted_already_are_told_at_once_and_are_among_the_whole(tmp_path):
    path = tmp_path / "records.jsonl"
    lines = [json.dumps(record, ensure_ascii=False) for record in RECORDS]
    waters = [
        {"paper": "河报", "date": f"2025-12-{day:02d}", "page": "02", "title": "水情", "text": text}
        for day in range(1, 25, 2)
        for text in ("漫过石桥。", "渔民上岸。", "渐渐退去。")
    ]
    lines += [json.dumps({**one, "title": f"水情{n}"}) for n, one in enumerate(waters)]
    path.write_text("\n".join(lines), encoding="utf-8")
    places = StorePlaces.inside(tmp_path / "store")
    add([str(path)], places, ReadOptions())
    trends = Trends(places)
    early = trends.rising("month", "2025-12", at_once=True)
    whole = trends.rising("month", "2025-12")
    again = trends.rising("month", "2025-12", at_once=True)
    trends.close()
    assert (early.complete, whole.complete, again) == (False, True, whole)
    counted = {one.term: one for one in early.new}
    assert counted["水情"].count == len(waters)
    assert replace(counted["水情"], beside=()) in [replace(one, beside=()) for one in whole.new]
    assert "泖汀峰会" not in counted
    assert "泖汀峰会" in {one.term for one in whole.new}


def test_what_is_new_to_a_young_archive_is_not_all_a_new_word(tmp_path):
    """Verbs that newspapers know and ends of numbers are none; names are."""
    path = tmp_path / "records.jsonl"
    records = [
        {
            "paper": "河报",
            "date": f"2025-11-{day:02d}",
            "page": "02",
            "title": f"旧{n}",
            "text": text,
        }
        for day in range(1, 29)
        for n, text in enumerate(("果园丰收。", "河堤柳树。", "学校操场。"))
    ]
    said = ("小贩收钱，一千一百六十元。", "商户收钱，三千一百六十元。", "摊主收钱，五百六十元。")
    records += [
        {
            "paper": "河报",
            "date": f"2025-12-{3 + n:02d}",
            "page": "02",
            "title": f"今{n}",
            "text": f"{text}{next(BEFORE)}泖汀大桥{next(AFTER)}。",
        }
        for n, text in enumerate(said * 3)
    ]
    path.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in records), "utf-8")
    places = StorePlaces.inside(tmp_path / "store")
    add([str(path)], places, ReadOptions())
    trends = Trends(places)
    found = trends.rising("month", "2025-12")
    trends.close()
    told = {one.term for one in (*found.rising, *found.new)}
    assert any("大桥" in term for term in told), told
    assert told.isdisjoint({"收钱", "百六十"})
