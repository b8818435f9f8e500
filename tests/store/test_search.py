"""What the screens ask of a search: pages of results, counts, sentences, being superseded."""

from __future__ import annotations

import random
import sqlite3
import threading
import time

import pytest

from store.database.connections import open_for_writing
from store.database.finding import Finder
from store.database.places import StorePlaces
from store.database.save import save_reading
from store.database.sentences import marker, sentence
from store.headlines import Headlines, Marks
from store.records import Reading, Scope
from store.search import (
    QueryError,
    Search,
    SupersededError,
    index_waiting,
    quoted,
    rebuild_index,
    wrong_grams,
)
from tests.store.database.made_up import article


@pytest.fixture
def search(morning):
    made = Search(morning)
    yield made
    made.close()


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    places = StorePlaces.inside(tmp_path_factory.mktemp("large"))
    db = open_for_writing(places)
    rng = random.Random(3)
    save_reading(db, Reading("made up", tuple(article(rng, n) for n in range(800))))
    db.close()
    return places


def titles(found):
    return [result.row.title for result in found.results]


def test_a_result_says_where_the_words_stand(search):
    (result,) = search.page("苗圃").results
    assert result.row.title == "柳河镇启动河道清淤 三个村先行"
    text = result.sentence.text
    assert text.startswith("何立军说,清出的淤泥")
    assert text.endswith("。")
    assert [text[a:b] for a, b in result.sentence.spans] == ["苗圃"]


def test_words_of_the_second_half_find_the_article_once(search):
    (result,) = search.page("护河员").results
    assert result.row.title == "柳河镇启动河道清淤 三个村先行"
    assert "护河员" in result.sentence.text
    assert len(search.page("河道清淤").results) == 1
    assert search.count("河道清淤").number == 1


def test_title_matches_are_marked(search):
    (result,) = search.page("title:夜间 图书馆").results
    title = result.row.title
    assert [title[a:b] for a, b in result.title_spans] == ["图书馆", "夜间"]


def test_pages_of_results_join_without_gap_or_double(large):
    search = Search(large)
    whole = search.page("河", limit=10_000)
    assert whole.below is None
    seen, below = [], None
    while True:
        page = search.page("河", below=below, limit=7)
        seen += page.results
        below = page.below
        if below is None:
            break
    assert tuple(seen) == whole.results
    dates = [result.row.date for result in seen]
    assert dates == sorted(dates, reverse=True)
    search.close()


def test_a_count_says_whether_it_is_final(large):
    search = Search(large)
    whole = search.count("河")
    assert (whole.final, whole.number) == (True, len(search.page("河", limit=10_000).results))
    assert search.count("河 is:photo", up_to=5) == type(whole)(5, False)
    assert search.count("河", Scope(paper="湖城晚报")).number < whole.number
    search.close()


@pytest.mark.parametrize("query", ["淤", "道清 淤", "湖 date:2026-02", "（", "龘龘"])
def test_the_index_alone_counts_short_words(large, query):
    search = Search(large)
    assert search.quick_count(query) == len(search.page(query, limit=10_000).results)
    search.close()


@pytest.mark.parametrize("query", ["的", "“", "的 date:2026-02", "是 道清", "在 OR 龘龘", "淤 -的"])
def test_a_common_character_is_counted_by_looking(large, query):
    search = Search(large)
    assert search.quick_count(query) is None
    assert search.count(query).number == len(search.page(query, limit=10_000).results) > 0
    search.close()


def test_the_index_alone_counts_a_jump_once(search):
    assert search.quick_count("河道") == search.count("河道 -龘").number == 1
    assert search.quick_count("清淤长") is None
    for common in "的了在新工水":
        assert search.count(common).number == len(search.page(common, limit=100).results)


def test_the_list_of_headlines_holds_what_is_found(large):
    search, headlines = Search(large), Headlines(large)
    for query in ("河", "图书馆 OR 5G", quoted("道 "), "河 -镇 is:photo"):
        scope = Scope(words=query)
        listed = {i for g in headlines.outline(scope).groups for i in g.ids}
        assert listed == {r.row.id for r in search.page(query, limit=10_000).results}
        first = headlines.outline(scope, newest=20)
        whole = headlines.outline(scope)
        assert first.groups == whole.groups[: len(first.groups)]
        assert whole.complete
    search.close()
    headlines.close()


def test_unread_and_starred_are_asked_for(search, morning):
    marks = Marks(morning)
    everything = search.page("").results
    assert search.unread("昨天") == 2
    marks.star([everything[0].row.id])
    marks.mark_read([r.row.id for r in search.page("昨天").results][:1])
    assert titles(search.page("is:starred")) == [everything[0].row.title]
    assert search.unread("昨天") == 1
    assert search.count("is:read").number == 1
    marks.close()


def test_a_wrong_query_is_an_error_with_a_place(search):
    with pytest.raises(QueryError, match="character 4"):
        search.page('河道 "清淤')


def test_a_superseded_search_ends_at_once(large):
    search = Search(large)
    began = threading.Event()
    ended: list[BaseException | float] = []

    def again_and_again():
        try:
            while True:
                began.set()
                search.count("-龘龘龘 -靐靐靐")
        except SupersededError:
            ended.append(time.perf_counter())

    thread = threading.Thread(target=again_and_again)
    thread.start()
    began.wait()
    time.sleep(0.02)
    # Between two calls there is nothing to interrupt: ask until one is caught.
    called = time.perf_counter()
    while not ended and time.perf_counter() - called < 5:
        called = time.perf_counter()
        search.interrupt()
        time.sleep(0.002)
    thread.join(5)
    assert not thread.is_alive()
    assert ended[0] - called < 0.05
    search.close()


def test_a_store_that_is_not_there_holds_nothing(tmp_path):
    search = Search(StorePlaces.inside(tmp_path / "none"))
    assert search.page("河").results == ()
    assert search.count("河").number == 0
    assert search.waiting() == 0
    assert index_waiting(search.places) == 0


def test_what_waits_is_indexed_and_the_index_compared_with_the_texts(large):
    assert wrong_grams(large) == 0
    db = sqlite3.connect(large.articles)
    db.execute("UPDATE gram_index SET version = 0")
    db.commit()
    search = Search(large)
    assert search.waiting() == 800
    expected = search.count("河").number
    told = []
    assert index_waiting(large, told=told.append) == 800
    assert told == [200, 400, 600, 800]
    assert (search.waiting(), search.count("河").number) == (0, expected)
    db.execute("INSERT INTO article_gram (rowid, grams) VALUES (77, '鬼')")
    db.commit()
    assert wrong_grams(large) == 1
    assert rebuild_index(large) == 800
    assert wrong_grams(large) == 0
    search.close()
    db.close()


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("甲说。乙说好！丙说。", "好", "乙说好！"),
        ("“甲说。”乙说好", "好", "乙说好"),
        ("甲。\n　　乙说好。丙", "好", "乙说好。"),
        ("甲" * 60 + "好。", "好", "…" + "甲" * 24 + "好。"),
        ("没有。第二句。", "好", "没有。"),
        ("", "好", ""),
    ],
)
def test_the_sentence_around_a_match(text, words, shown):
    found = sentence([text], marker([(words, ())]))
    assert found.text == shown
    assert all(found.text[a:b] == words for a, b in found.spans)


def test_an_interrupt_that_comes_out_as_another_fault_is_one(large, monkeypatch):
    search = Search(large)

    def hits(_finder, **_asked):
        other = threading.Thread(target=search.interrupt)
        other.start()
        other.join()
        raise sqlite3.OperationalError("vtable constructor failed: article_gram")

    with monkeypatch.context() as patched:
        patched.setattr(Finder, "hits", hits)
        with pytest.raises(SupersededError):
            search.page("河")
    assert search.page("河").results
    search.close()
