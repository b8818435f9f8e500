"""Jumps (转版): halves find each other whenever they arrive, and an article counts once."""

from __future__ import annotations

import sqlite3

import pytest

import app
from store.database.linking import Half, link
from store.database.places import StorePlaces
from store.headlines import Headlines, Marks
from store.intake import add
from store.reading.detect import ReadOptions
from store.records import Scope
from tests.conftest import BACK, FRONT

TITLE = "柳河镇启动河道清淤 三个村先行"
LATE = FRONT.replace("3月2日", "3月9日"), BACK.replace("3月2日", "3月9日")


@pytest.fixture
def places(tmp_path):
    made = StorePlaces.inside(tmp_path / "store")
    marks = Marks(made)
    marks.keep_setting("arrives_read_after_days", "off")
    marks.close()
    return made


@pytest.fixture
def bring(places, tmp_path):
    def one(number, text):
        file = tmp_path / f"hcwb-2026-03-02-{number}.txt"
        file.write_text(text, encoding="utf-8")
        summary = add([str(file)], places, ReadOptions())
        assert summary.refused_files == 0, summary

    return one


def state(places):
    """What the list shows, checked against what the counters and totals say."""
    headlines = Headlines(places)
    try:
        outline = headlines.outline(Scope())
        rows = headlines.rows([i for g in outline.groups for i in g.ids])
        assert outline.total == len(rows)
        assert sum(paper.count for paper in headlines.papers()) == len(rows)
        first = next(row for row in rows if row.title == TITLE)
        article = headlines.article(first.id)
        return len(rows), article.continuation is not None
    finally:
        headlines.close()


def test_either_half_may_come_first(bring, places):
    bring("01", FRONT)
    assert state(places) == (3, False)
    bring("02", BACK)
    assert state(places) == (4, True)


def test_the_second_half_alone_is_an_article_until_the_first_comes(bring, places):
    bring("02", BACK)
    headlines = Headlines(places)
    assert headlines.outline(Scope()).total == 2
    assert headlines.outline(Scope(words="护河员")).total == 1
    headlines.close()
    bring("01", FRONT)
    assert state(places) == (4, True)


def test_marks_on_a_second_half_read_alone_do_not_hide_the_first(bring, places):
    """Opening the late first half's article still shows it unread: its beginning was not read."""
    bring("02", BACK)
    headlines, marks = Headlines(places), Marks(places)
    marks.mark_read([i for g in headlines.outline(Scope()).groups for i in g.ids])
    bring("01", FRONT)
    unread = headlines.outline(Scope(unread=True))
    assert unread.total == 3
    headlines.close()
    marks.close()


def test_a_corrected_first_half_keeps_its_second(bring, places):
    bring("01", FRONT)
    bring("02", BACK)
    bring("01", FRONT.replace("五月底", "六月底"))
    assert state(places) == (4, True)
    bring("02", BACK.replace("七座小桥", "九座小桥"))
    assert state(places) == (4, True)


def test_a_jump_taken_out_of_the_page_parts_the_halves(bring, places):
    bring("01", FRONT)
    bring("02", BACK)
    bring("01", FRONT.replace("(下转2版)\n\n", ""))
    assert state(places) == (5, False)


def test_removing_a_page_leaves_the_other_half(bring, places):
    bring("01", FRONT)
    bring("02", BACK)
    assert app.main(["--store", str(places.articles), "remove", "--date", "2026-03-02", "--page", "02"]) == 0  # fmt: skip
    assert state(places) == (3, False)
    bring("02", BACK)
    assert state(places) == (4, True)


def test_halves_of_two_days_do_not_meet_until_the_date_is_corrected(bring, places, tmp_path):
    bring("01", FRONT)
    wrong = tmp_path / "hcwb-2026-03-09-02.txt"
    wrong.write_text(LATE[1], encoding="utf-8")
    add([str(wrong)], places, ReadOptions())
    assert state(places) == (5, False)
    assert app.main(["--store", str(places.articles), "redate", "--paper", "湖城晚报",
                     "--date", "2026-03-09", "--to", "2026-03-02"]) == 0  # fmt: skip
    assert state(places) == (4, True)


def test_what_is_counted_of_words_and_names_counts_a_jump_once(bring, places):
    bring("01", FRONT)
    bring("02", BACK.replace("镇里还聘请", "柳河镇清淤之后，镇里还聘请"))
    headlines = Headlines(places)
    assert headlines.outline(Scope(words="柳河镇")).total == 1
    headlines.close()
    db = sqlite3.connect(places.articles)
    (of_day,) = db.execute("SELECT articles FROM term_day").fetchone()
    assert of_day == 4
    db.close()


def half(number, page, direction, target, title="", body="", names=()):
    return Half(number, page, direction, target, title, body, frozenset(names))


def test_several_jumps_to_one_page_are_told_apart_by_what_they_say():
    halves = [
        half(1, "01", "to", "3", "渡口新船下水", "渡口昨天添了两艘电动船"),
        half(2, "01", "to", "3", "苗圃茶花开了", "花农正在修枝，茶花开得正好"),
        half(3, "03", "from", "1", "茶花开了", "苗圃的茶花还要再开半个月"),
        half(4, "03", "from", "1", "新船下水", "电动船每天往返渡口十二趟"),
    ]
    assert link(halves) == {3: 2, 4: 1}


def test_a_doubtful_half_stays_alone():
    halves = [
        half(1, "01", "to", "3", "渡口新船下水", "甲乙丙丁"),
        half(2, "01", "to", "3", "苗圃茶花开了", "戊己庚辛"),
        half(3, "03", "from", "1", "体育馆封顶", "子丑寅卯"),
    ]
    assert link(halves) == {}


@pytest.mark.parametrize(
    ("page", "target", "other", "back", "joined"),
    [
        ("01", "2", "02", "1", True),
        ("A01", "2", "A02", "1", True),
        ("A01", "2", "B02", "1", False),
        ("A01", "B02", "B02", "A01", True),
        ("01", "2", "03", "1", False),
        ("01", "2", "02", "4", False),
    ],
)
def test_a_page_named_is_the_page_meant(page, target, other, back, joined):
    halves = [half(1, page, "to", target, "同题"), half(2, other, "from", back, "同题")]
    assert link(halves) == ({2: 1} if joined else {})
