"""A store deleted and made anew from the same pages: the reader's marks are where they were."""

from __future__ import annotations

import json

import pytest

from store.database.places import StorePlaces
from store.entities import Entities, EntityMarks
from store.headlines import Headlines, Marks, Place
from store.intake import add
from store.reading.detect import ReadOptions
from store.records import EntityScope, Scope
from tests.conftest import BACK, FRONT


@pytest.fixture
def papers(tmp_path, morning):
    return tmp_path / "papers"


def shown(places, scope):
    headlines = Headlines(places)
    try:
        return [r.title for g in headlines.outline(scope).groups for r in headlines.rows(g.ids)]
    finally:
        headlines.close()


def id_of(places, title):
    headlines = Headlines(places)
    try:
        for group in headlines.outline(Scope()).groups:
            for row in headlines.rows(group.ids):
                if row.title.startswith(title):
                    return row.id, row.uid
    finally:
        headlines.close()
    raise AssertionError(title)


def uids(places):
    headlines = Headlines(places)
    try:
        ids = [i for g in headlines.outline(Scope()).groups for i in g.ids]
        return {row.uid for row in headlines.rows(ids)}
    finally:
        headlines.close()


def mark(places, *, read=(), star=()):
    marks = Marks(places)
    for title in read:
        marks.mark_read([id_of(places, title)[0]])
    for title in star:
        marks.star([id_of(places, title)[0]])
    marks.close()


def delete(places: StorePlaces) -> None:
    for name in ("chenbao.db", "chenbao.db-wal", "chenbao.db-shm"):
        places.articles.with_name(name).unlink(missing_ok=True)


def test_read_and_starred_articles_are_so_in_the_new_store(morning, papers):
    mark(morning, read=["春耕用上新农机", "柳河镇"], star=["图书馆"])
    before = uids(morning)
    delete(morning)
    add([str(papers)], morning, ReadOptions())
    assert not uids(morning) & before
    assert shown(morning, Scope(starred=True)) == ["图书馆夜间开放首周迎来三千读者"]
    assert shown(morning, Scope(unread=True)) == [
        "图书馆夜间开放首周迎来三千读者",
        "社区食堂本月开张 老人用餐打八折",
    ]


def test_what_is_watched_stays_watched(morning, papers):
    watching = EntityMarks(morning)
    watching.watch("PER", "何立军", True)
    delete(morning)
    add([str(papers)], morning, ReadOptions())
    entities = Entities(morning)
    (item,) = entities.items(EntityScope(days=None, watched=True))
    assert item.name == "何立军"
    entities.close()


def test_marks_find_articles_that_were_corrected_meanwhile(morning, papers):
    mark(morning, read=["柳河镇"], star=["图书馆", "社区食堂"])
    delete(morning)
    front = FRONT.replace("图书馆夜间开放首周迎来三千读者", "夜间开放首周 图书馆迎来三千读者")
    front = front.replace("五月底完成", "六月底完成")
    back = BACK.replace("八折优惠", "八折优惠,每日限量二百份")
    (papers / "hcwb-2026-03-02-01.txt").write_text(front, encoding="utf-8")
    (papers / "hcwb-2026-03-02-02.txt").write_text(back, encoding="utf-8")
    add([str(papers)], morning, ReadOptions())
    assert shown(morning, Scope(starred=True)) == [
        "夜间开放首周 图书馆迎来三千读者",
        "社区食堂本月开张 老人用餐打八折",
    ]
    assert "柳河镇启动河道清淤 三个村先行" not in shown(morning, Scope(unread=True))


def test_a_mark_waits_until_its_page_is_added_again(morning, papers):
    mark(morning, star=["社区食堂"])
    delete(morning)
    add([str(papers / "hcwb-2026-03-02-01.txt")], morning, ReadOptions())
    assert shown(morning, Scope(starred=True)) == []
    add([str(papers / "hcwb-2026-03-02-02.txt")], morning, ReadOptions())
    assert shown(morning, Scope(starred=True)) == ["社区食堂本月开张 老人用餐打八折"]


def photo(page, text):
    return {
        "paper": "湖城晚报",
        "date": "2026-03-02",
        "page": page,
        "title": "图片报道",
        "text": text,
    }


def test_a_mark_does_not_go_to_another_article_of_the_same_title(morning, tmp_path):
    """Page 3's 图片报道 is starred; while only page 1's is there again, none is."""
    one = tmp_path / "one.jsonl"
    three = tmp_path / "three.jsonl"
    one.write_text(json.dumps(photo("1", "渡口新添两艘电动船,村民排队试乘。")), encoding="utf-8")
    three.write_text(
        "\n".join(
            json.dumps(photo("3", text))
            for text in ("苗圃里的茶花开了,花农正在修枝。", "小学操场铺上了新草皮,孩子们奔跑。")
        ),
        encoding="utf-8",
    )
    add([str(one), str(three)], morning, ReadOptions())
    headlines, marks = Headlines(morning), Marks(morning)
    (second,) = headlines.outline(Scope(words="新草皮")).groups[0].ids
    marks.star([second])
    headlines.close()
    marks.close()
    delete(morning)
    add([str(one)], morning, ReadOptions())
    assert shown(morning, Scope(starred=True)) == []
    add([str(three)], morning, ReadOptions())
    headlines = Headlines(morning)
    (group,) = headlines.outline(Scope(starred=True)).groups
    (found,) = [headlines.article(i) for i in group.ids]
    headlines.close()
    assert "新草皮" in found.article.body


def test_undo_and_the_place_follow_the_articles(morning, papers):
    mark(morning, star=["图书馆"])
    marks = Marks(morning)
    marks.save_place(Place(uid=id_of(morning, "图书馆")[1], article_open=True))
    marks.close()
    delete(morning)
    add([str(papers)], morning, ReadOptions())
    marks = Marks(morning)
    assert marks.load_place().uid == id_of(morning, "图书馆")[1]
    assert marks.undo().action == "star"
    marks.close()
    assert shown(morning, Scope(starred=True)) == []


def test_all_read_before_the_rebuild_is_read_after_it(morning, papers):
    marks = Marks(morning)
    headlines = Headlines(morning)
    marks.mark_all_read(Scope(page="01"), headlines.generation())
    headlines.close()
    marks.close()
    delete(morning)
    add([str(papers)], morning, ReadOptions())
    assert shown(morning, Scope(unread=True)) == ["社区食堂本月开张 老人用餐打八折"]
