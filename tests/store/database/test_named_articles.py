"""who: org: place: post: by: are answered from what was filed, corrected as the reader wants it."""

from __future__ import annotations

import dataclasses

import pytest

from store.analysis import filing
from store.database.connections import open_for_writing
from store.database.corrections import EntityRule
from store.database.filing import in_step
from store.database.places import StorePlaces
from store.database.save import save_reading
from store.database.upkeep import redate, remove
from store.entities import EntityMarks
from store.records import Article, Credit, Findings, Mention, Paragraph, Post, Reading
from store.search import Search, rebuild_index

MADE = {
    # title: text, names found in it, posts found in it, who is credited
    "一": ("教育局局长单立新出席。", {"单立新": "PER", "教育局": "ORG"}, ["单立新 局长 教育局"], "仇小满"),
    "二": ("单立新到柳河镇调研。", {"单立新": "PER", "柳河镇": "LOC"}, [], "仇小满"),
    "三": ("教师单立新、查明远获奖。", {"单立新": "PER", "查明远": "PER"}, ["单立新 教师 "], "方向明"),
    "四": ("单立新的文章没有被找到名字。", {}, [], "方向明"),
    "五": ("东湖小学校长查明远讲话。", {"东湖小学": "ORG", "查明远": "PER"},
          ["查明远 校长 东湖小学"], "方向明"),
    "六": ("重庆和长兴签约。", {"重庆": "LOC", "长兴": "LOC"}, [], "重光"),
}  # fmt: skip


def article(title):
    text, _names, _posts, by = MADE[title]
    return Article(
        "made up", title, paragraphs=(Paragraph(text),), credits=(Credit("记者", by),),
        paper="湖城晚报", date="2026-03-02", page="01", address=title,
    )  # fmt: skip


def findings(title):
    text, names, posts, by = MADE[title]
    mentions = [
        Mention(kind, name, name, 0, text.index(name), text.index(name) + len(name))
        for name, kind in names.items()
    ]
    mentions.append(Mention("PER", by, by, ("credit", 0), 0, len(by), True))
    found = []
    for line in posts:
        person, post, organisation = line.split(" ")
        found.append(Post(person, post, organisation or None, False, 0, text))
    return Findings(tuple(mentions), tuple(found))


def save(places, titles, analysed=True):
    db = open_for_writing(places)
    outcome = save_reading(
        db,
        Reading("made up", tuple(article(t) for t in titles)),
        findings=[findings(t) for t in titles] if analysed else (),
        on_change=filing(db),
    )
    assert outcome.refused == 0
    db.close()


@pytest.fixture
def filed(tmp_path):
    places = StorePlaces.inside(tmp_path)
    save(places, "一二三四五六")
    return places


@pytest.fixture
def correct(filed):
    marks = EntityMarks(filed)

    def call(*rule):
        marks.correct(EntityRule(*rule))

    return call


def found(places, query):
    search = Search(places)
    titles = "".join(r.row.title for r in search.page(query).results)
    assert search.count(query).number == len(titles)
    search.close()
    return "".join(sorted(titles, key="一二三四五六".index))


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("who:单立新", "一二三"),
        ("单立新", "一二三四"),
        ("who:立新", "一二三"),
        ("who:没有", ""),
        ("org:教育局", "一"),
        ("org:小学", "五"),
        ("place:柳河", "二"),
        ("place:教育局", ""),
        ("post:局长", "一"),
        ("post:教育局局长", "一"),
        ("post:育局局", "一"),
        ("post:长", "一五"),
        ("who:单立新 post:教师", "三"),
        ("who:单立新 -post:局长", "二三"),
        ("who:查明远 OR place:柳河镇", "二三五"),
        ("who:单立新 获奖", "三"),
        ("-who:单立新", "四五六"),
        ("by:仇小满", "一二"),
        ("by:小满", "一二"),
        ("by:仇小满 who:单立新", "一二"),
        ("by:谁", ""),
    ],
)
def test_fields_ask_for_what_was_filed(filed, query, titles):
    assert found(filed, query) == titles


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("who:slx", "一二三"),  # 单 as a surname is shan
        ("who:shanlixin", "一二三"),
        ("who:danlixin", "一二三"),
        ("who:zmy", "三五"),  # 查 as a surname is zha
        ("by:qxm", "一二"),  # 仇 as a surname is qiu
        ("by:qiuxiaoman", "一二"),
        ("by:cxm", "一二"),
        ("place:cq", "六"),
        ("place:chongqing", "六"),
        ("place:changxing", "六"),
        ("place:zhangxing", "六"),
        ("org:jyj", "一"),
        ("slx", "一二三"),
        ("qxm", "一二"),
        ("qxm zmy", ""),
        ("fangxiangming", "三四五"),
        ("cx", "六"),
    ],
)
def test_names_are_filed_with_their_pinyin(filed, typed, titles):
    assert found(filed, typed) == titles


def test_names_that_are_typed_are_offered(filed):
    search = Search(filed)
    offered = {(n.kind, n.name) for n in search.names("qi")}
    assert ("by", "仇小满") in offered
    assert [(n.kind, n.name) for n in search.names("slx")] == [("who", "单立新")]
    search.close()


def test_what_is_gone_is_neither_found_nor_offered(filed):
    db = open_for_writing(filed)
    remove(db, paper="湖城晚报", date="2026-03-02", on_change=in_step)
    db.close()
    search = Search(filed)
    assert search.names("slx") == []
    search.close()
    assert found(filed, "who:单立新") == ""


def test_the_index_made_anew_spells_the_names_again(filed):
    db = open_for_writing(filed)
    db.execute("DELETE FROM pinyin")
    db.close()
    assert found(filed, "slx") == ""
    rebuild_index(filed)
    assert found(filed, "slx") == "一二三"
    assert found(filed, "by:qxm") == "一二"


def test_merged_names_are_one(filed, correct):
    correct("merge", "PER", "查明远", "PER", "单立新")
    assert found(filed, "who:单立新") == found(filed, "who:查明远") == "一二三五"


def test_a_name_of_another_kind_is_found_as_that(filed, correct):
    correct("kind", "ORG", "东湖小学", "LOC")
    assert found(filed, "place:东湖小学") == "五"


def test_a_renamed_name_is_found_by_both(filed, correct):
    correct("rename", "PER", "查明远", None, "查明远（校长）")
    assert found(filed, 'who:"查明远（校长）"') == found(filed, "who:查明远") == "三五"


def test_a_name_that_was_split_has_its_part(filed, correct):
    correct("split", "PER", "单立新", "PER", "单老师", "教师")
    assert found(filed, "who:单老师") == "三"
    assert found(filed, "who:单立新") == "一二三"


def test_in_a_store_never_analysed_the_text_tells(tmp_path):
    places = StorePlaces.inside(tmp_path)
    save(places, "一二三四五", analysed=False)
    assert found(places, "who:单立新") == found(places, "单立新") == "一二三四"
    assert found(places, "post:局长") == "一"
    assert found(places, "by:小满") == "一二"


def test_what_is_not_analysed_yet_is_found_by_its_text(filed):
    """Of a store half analysed nothing is missed; what is analysed later counts as filed."""
    db = open_for_writing(filed)
    again = [dataclasses.replace(article(t), date="2026-03-03", address=f"{t}2") for t in "一四"]
    save_reading(db, Reading("made up", tuple(again)), on_change=filing(db))
    assert found(filed, "who:单立新") == "一一二三四"
    assert found(filed, "by:仇小满") == "一一二"
    redate(db, paper="湖城晚报", date="2026-03-03", to="2026-03-05")
    assert found(filed, "who:单立新") == "一一二三四"
    file = filing(db)
    waiting = [i for (i,) in db.execute("SELECT article_id FROM unfiled ORDER BY 1")]
    for article_id, title in zip(waiting, "一四", strict=True):
        file.file(db, article_id, article(title), findings(title))
    assert db.execute("SELECT count(*) FROM unfiled").fetchone() == (0,)
    assert found(filed, "who:单立新") == "一一二三"
    remove(db, paper="湖城晚报", date="2026-03-05")
    assert db.execute("SELECT count(*) FROM unfiled").fetchone() == (0,)
    db.close()
