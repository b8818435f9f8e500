"""What the headlines tab asks of the store, and what a reader's marks do."""

from __future__ import annotations

import json

import pytest

from store.headlines import Headlines, Marks, Place
from store.intake import add
from store.reading.detect import ReadOptions
from store.reading.edition import EditionHint
from store.records import Scope


@pytest.fixture
def headlines(morning):
    made = Headlines(morning)
    yield made
    made.close()


@pytest.fixture
def marks(morning):
    made = Marks(morning)
    yield made
    made.close()


def ids_of(headlines, scope=None):
    return [i for g in headlines.outline(scope or Scope()).groups for i in g.ids]


def titles(headlines, scope=None):
    return [r.title for r in headlines.rows(ids_of(headlines, scope))]


def test_headlines_come_in_the_order_of_the_page(headlines):
    assert titles(headlines) == [
        "柳河镇启动河道清淤 三个村先行",
        "图书馆夜间开放首周迎来三千读者",
        "春耕用上新农机",
        "社区食堂本月开张 老人用餐打八折",
    ]


def test_a_jump_is_joined_to_its_second_half(headlines):
    """The list shows one article, the pane both halves; the length counts both."""
    first = headlines.article(ids_of(headlines)[0])
    assert first is not None
    assert first.continuation is not None
    assert first.continuation.article.page == "02"
    assert first.chars == sum(
        len(p.text) for half in (first, first.continuation) for p in half.article.paragraphs
    )


def test_words_in_the_second_half_find_the_article(headlines):
    assert titles(headlines, Scope(words="护河员")) == ["柳河镇启动河道清淤 三个村先行"]


@pytest.mark.parametrize(
    ("scope", "count"),
    [
        (Scope(page="02"), 1),
        (Scope(paper="湖城晚报"), 4),
        (Scope(paper="别的报"), 0),
        (Scope(date="2026-03"), 4),
        (Scope(date="2026-03-01"), 0),
        (Scope(photo=True), 1),
        (Scope(jump=True), 1),
        (Scope(words="记者昨日"), 1),
        (Scope(words="100%_"), 0),
    ],
)
def test_a_filter_narrows_the_list(headlines, scope, count):
    assert len(ids_of(headlines, scope)) == count


def test_reading_lowers_the_count_of_unread(headlines, marks):
    assert headlines.outline(Scope()).unread == 4
    marks.mark_read(ids_of(headlines)[:1])
    assert headlines.outline(Scope()).unread == 3
    assert len(ids_of(headlines, Scope(unread=True))) == 3


def test_a_star_can_be_set_and_taken_back(headlines, marks):
    chosen = ids_of(headlines)[1]
    marks.star([chosen])
    assert ids_of(headlines, Scope(starred=True)) == [chosen]
    undone = marks.undo()
    assert (undone.action, undone.count) == ("star", 1)
    assert ids_of(headlines, Scope(starred=True)) == []


def test_all_read_is_one_rule_and_can_be_taken_back(headlines, marks):
    assert marks.mark_all_read(Scope(page="01"), headlines.generation()) == 3
    assert headlines.outline(Scope()).unread == 1
    assert marks.undo().action == "all_read"
    assert headlines.outline(Scope()).unread == 4


def test_what_arrives_after_all_read_is_unread(headlines, marks, morning, tmp_path):
    marks.mark_all_read(Scope(), headlines.generation())
    later = tmp_path / "r.jsonl"
    later.write_text(
        json.dumps(
            {"paper": "湖城晚报", "date": "2026-03-03", "title": "新的一篇", "text": "正文。"}
        ),
        encoding="utf-8",
    )
    before = headlines.generation()
    add([str(later)], morning, ReadOptions())
    assert headlines.arrived_since(before) == 1
    assert titles(headlines, Scope(unread=True)) == ["新的一篇"]


def test_marks_survive_a_corrected_page(headlines, marks, morning, tmp_path):
    from tests.conftest import FRONT

    chosen = ids_of(headlines)[1]
    marks.star([chosen])
    uid = headlines.rows([chosen])[0].uid
    corrected = tmp_path / "hcwb-2026-03-02-01.txt"
    corrected.write_text(FRONT.replace("三千人次", "三千二百人次"), encoding="utf-8")
    add([str(corrected)], morning, ReadOptions())
    (now,) = ids_of(headlines, Scope(starred=True))
    assert headlines.rows([now])[0].uid == uid
    assert "三千二百人次" in headlines.article(now).article.body


def test_a_page_unlike_the_stored_one_is_refused(headlines, morning, tmp_path):
    other = tmp_path / "hcwb-2026-03-02-01.txt"
    other.write_text(
        "另一张报纸\n\n■记者 某某\n\n本报讯 这里写的完全是另外一件事情,与原来的版面毫无关系。\n",
        encoding="utf-8",
    )
    hint = EditionHint(paper="湖城晚报")
    summary = add([str(other)], morning, ReadOptions(hint))
    assert summary.refused_files == 1
    assert len(ids_of(headlines)) == 4
    assert add([str(other)], morning, ReadOptions(hint), replace=True).refused_files == 0
    assert titles(headlines, Scope(page="01")) == ["另一张报纸"]


def test_adding_the_same_again_changes_nothing(headlines, morning, tmp_path):
    before = headlines.generation()
    summary = add([str(tmp_path / "papers")], morning, ReadOptions())
    assert (summary.outcome.added, summary.outcome.replaced, summary.outcome.same) == (0, 0, 5)
    assert headlines.generation() == before


def test_one_refused_file_does_not_stop_the_others(morning, tmp_path):
    bad = tmp_path / "bad.txt"
    bad.write_bytes(bytes(range(256)) * 9)
    good = tmp_path / "r.jsonl"
    good.write_text(
        '{"paper": "甲报", "date": "2026-03-04", "title": "好", "text": "好。"}', encoding="utf-8"
    )
    summary = add([str(bad), str(good)], morning, ReadOptions())
    assert (summary.files, summary.refused_files, summary.outcome.added) == (2, 1, 1)


def test_an_edition_that_nobody_knows_is_refused_with_advice(morning, tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("题目\n\n■记者 某某\n\n本报讯 正文在这里写了一句话。\n", encoding="utf-8")
    reports = []
    add([str(page)], morning, ReadOptions(), report=reports.append)
    assert "give --date" in str(reports[0].fault)


def test_the_source_page_marks_the_article(headlines):
    source = headlines.source_page(ids_of(headlines)[1])
    assert source.text.startswith("湖城晚报")
    a, b = source.spans[0]
    assert source.text[a:b] == "图书馆夜间开放首周迎来三千读者"


def test_the_place_is_kept(marks):
    assert marks.load_place() is None
    place = Place("headlines", Scope(paper="湖城晚报", unread=True), "abc", 7, True)
    marks.save_place(place)
    assert marks.load_place() == place


def test_only_base_names_go_into_the_article_store(morning, tmp_path):
    held = morning.articles.read_bytes()
    wal = morning.articles.with_name("chenbao.db-wal")
    held += wal.read_bytes() if wal.exists() else b""
    assert str(tmp_path).encode() not in held


def test_an_empty_store_reads_as_empty(tmp_path):
    from store.database.places import StorePlaces

    nothing = Headlines(StorePlaces.inside(tmp_path / "none"))
    assert nothing.outline(Scope()).total == 0
    assert nothing.article(1) is None
    assert nothing.papers() == []


def test_the_files_are_the_users_alone(morning):
    assert morning.articles.stat().st_mode & 0o077 == 0
    assert morning.state.stat().st_mode & 0o077 == 0
    assert morning.articles.parent.stat().st_mode & 0o077 == 0
