"""A corrected page: every article keeps its uid, whatever was corrected of it."""

from __future__ import annotations

import json
import sqlite3
import zlib

import pytest

from store.database.aligning import Piece, align
from store.database.rows import uid_number
from store.headlines import Headlines, Marks
from store.intake import add
from store.reading.detect import ReadOptions
from store.records import Scope
from tests.conftest import FRONT

RIVER = "昨天上午河道清淤工程在三个村同时开工，一期长度十二公里，预计五月底完成。"
BOOKS = "区图书馆自本周一起延长开放时间，首周夜间到馆人数超过三千人次，学生占了一半。"
FIELD = "青石村的水田里，两台无人插秧机正在作业，田埂上围满了看新鲜的村民。"
CANTEEN = "城西社区食堂将于本月开张，六十岁以上老人用餐可以享受八折优惠。"


def piece(title, body="", address=None):
    return Piece(title, body, address)


OLD = [piece("清淤", RIVER), piece("夜读", BOOKS), piece("插秧", FIELD)]


@pytest.mark.parametrize(
    ("new", "wanted"),
    [
        # Nothing but the order.
        ([OLD[2], OLD[0], OLD[1]], [2, 0, 1]),
        # A title corrected, the body known again.
        ([OLD[0], piece("图书馆夜里也开门", BOOKS), OLD[2]], [0, 1, 2]),
        # A body rewritten under the same title.
        ([OLD[0], piece("夜读", CANTEEN), OLD[2]], [0, 1, 2]),
        # Title and body both corrected: what stood between the same neighbours.
        (
            [OLD[0], piece("图书馆", BOOKS[:14] + "市民可以预约座位，馆方还备了热水和毯子。"), OLD[2]],
            [0, 1, 2],
        ),
        # Another article in its place is another article.
        ([OLD[0], piece("食堂", CANTEEN), OLD[2]], [0, None, 2]),
        # One taken out, one new at the front.
        ([piece("食堂", CANTEEN), OLD[0], OLD[2]], [None, 0, 2]),
        # Two exchanged their titles: titles go first, as a reader would say.
        ([piece("夜读", RIVER), piece("清淤", BOOKS), OLD[2]], [1, 0, 2]),
        # One divided in two: the part that holds most keeps it, by its title.
        ([piece("清淤", RIVER[:18]), piece("工期", RIVER[18:]), OLD[1], OLD[2]], [0, None, 1, 2]),
        # Blanks in a title say nothing.
        ([piece("清 淤", CANTEEN), OLD[1], OLD[2]], [0, 1, 2]),
        ([], []),
    ],
)  # fmt: skip
def test_each_new_article_finds_its_old_one(new, wanted):
    assert align(OLD, new) == wanted


def test_an_address_outweighs_title_and_body():
    old = [piece("清淤", RIVER, "a1"), piece("夜读", BOOKS, "a2")]
    new = [piece("清淤", RIVER, "a2"), piece("夜读", BOOKS, "a1")]
    assert align(old, new) == [1, 0]


def test_of_equal_titles_the_likest_bodies_belong_together():
    old = [piece("图片报道", RIVER), piece("图片报道", BOOKS), piece("图片报道", FIELD)]
    new = [piece("图片报道", FIELD + "图为现场。"), piece("图片报道", RIVER)]
    assert align(old, new) == [2, 0]


def test_no_old_article_is_given_twice():
    new = [piece("清淤", RIVER), piece("清淤", RIVER), piece("清淤", RIVER)]
    assert align(OLD, new) == [0, None, None]


@pytest.fixture
def correct(morning, tmp_path):
    """Add a page 1 in which some strings are others."""

    def add_corrected(*changes, replace=False):
        text = FRONT
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        file = tmp_path / "hcwb-2026-03-02-01.txt"
        file.write_text(text, encoding="utf-8")
        summary = add([str(file)], morning, ReadOptions(), replace=replace)
        assert summary.refused_files == 0
        return summary.outcome

    return add_corrected


def of_front(morning):
    headlines = Headlines(morning)
    (group,) = headlines.outline(Scope(page="01")).groups
    rows = headlines.rows(group.ids)
    headlines.close()
    return rows


LIBRARY = "图书馆夜间开放首周迎来三千读者"


@pytest.mark.parametrize(
    "changes",
    [
        [("三千人次", "三千二百人次")],
        [(LIBRARY, "夜间开放首周 图书馆迎来三千读者")],
        [(LIBRARY, "图书馆晚上也开门了"), ("其中学生占了一半", "多数是学生")],
        [("■记者 白晓棠", "■记者 白晓堂 通讯员 孔令仪")],
        [("春耕用上新农机\n\n昨天,青石村的水田里,两台无人插秧机正在作业,田埂上围满了看新鲜的村民。\n\n■摄影 记者 程远\n", "")],
    ],
)  # fmt: skip
def test_a_star_stays_on_the_corrected_article(morning, correct, changes):
    before = of_front(morning)
    marks = Marks(morning)
    marks.star([before[1].id])
    marks.close()
    correct(*changes)
    after = of_front(morning)
    assert after[1].uid == before[1].uid
    assert after[1].starred
    assert after[0].uid == before[0].uid


def test_every_version_is_kept_with_what_it_said(morning, correct):
    titles = ["夜里的图书馆迎来三千读者", "图书馆夜间开放首周迎来三千名读者"]
    for title in titles:
        correct((LIBRARY, title))
    article = of_front(morning)[1]
    assert article.title == titles[-1]
    db = sqlite3.connect(morning.articles)
    kept = [
        (title, json.loads(zlib.decompress(content)))
        for title, content in db.execute(
            "SELECT title, content FROM version WHERE kind = 'article' AND uid = ? ORDER BY id",
            (uid_number(article.uid),),
        )
    ]
    pages = [
        zlib.decompress(content).decode()
        for (content,) in db.execute("SELECT content FROM version WHERE kind = 'page' ORDER BY id")
    ]
    # The articles that were not corrected have none.
    assert db.execute("SELECT count(*) FROM version").fetchone() == (len(kept) + len(pages),)
    db.close()
    assert [title for title, _ in kept] == [LIBRARY, titles[0]]
    assert [held["title"] for _, held in kept] == [LIBRARY, titles[0]]
    assert all("延长开放时间" in json.dumps(held, ensure_ascii=False) for _, held in kept)
    assert pages == [FRONT, FRONT.replace(LIBRARY, titles[0])]


def test_an_article_replaced_by_another_is_gone_from_the_list_and_new_is_unread(morning, correct):
    marks = Marks(morning)
    marks.mark_read([row.id for row in of_front(morning)])
    marks.close()
    correct(
        (LIBRARY, "公交集团试行电子站牌"),
        ("区图书馆自本周一起延长开放时间,每晚九点闭馆。首周夜间到馆人数超过三千人次,其中学生占了一半。",
         "电子站牌昨起在两条线路试用,乘客抬头就能看见下一班车几分钟后进站。"),
        ("馆长孔令仪表示,夜间开放将持续到六月,自习座位可以提前一天预约。",
         "试用期两个月,市民的意见可以写在站牌旁的本子上。"),
        replace=True,
    )  # fmt: skip
    assert [(row.title[:4], row.read) for row in of_front(morning)] == [
        ("柳河镇启", True),
        ("公交集团", False),
        ("春耕用上", True),
    ]


def test_correcting_back_gives_the_first_article_again(morning, correct):
    before = [(row.uid, row.title) for row in of_front(morning)]
    correct((LIBRARY, "图书馆晚上也开门了"))
    correct()
    assert [(row.uid, row.title) for row in of_front(morning)] == before


def test_what_stands_below_a_correction_is_not_corrected_but_found_in_the_page(morning, correct):
    outcome = correct(("三千人次", "三千二百人次"))
    assert (outcome.replaced, outcome.same) == (1, 2)
    headlines = Headlines(morning)
    for row in of_front(morning):
        source = headlines.source_page(row.id)
        first, after = source.spans[0]
        assert source.text[first:after] == row.title
    headlines.close()
