"""Series kept ready are those of a scan, whatever happened to the articles since."""

from __future__ import annotations

import json
from collections import defaultdict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.database import kept_choice, kept_counts, term_counts
from store.database.connections import open_for_reading, open_for_writing
from store.database.days import SEQ_BITS
from store.database.places import StorePlaces
from store.database.save import save_reading
from store.database.upkeep import redate, remove
from store.intake import add
from store.reading.detect import ReadOptions
from store.records import Article, ChenbaoError, Paragraph, Reading, Scope
from store.trend_records import TrendQuestion
from store.trends import Trends

TERMS = ["新桥", "河水", "河", "水", "新桥新", "水水", "桥新桥新", "无此词"]
DATES = ["2026-01-30", "2026-01-31", "2026-02-01", "2026-03-20"]


def scanned(db, term):
    """Articles and occurrences by day, article by article; both halves of a jump are one."""
    found = defaultdict(lambda: [0, 0])
    for _label, article, times in term_counts._matches(db, term, Scope(), None):
        found[article >> SEQ_BITS][0] += 1
        found[article >> SEQ_BITS][1] += times
    return {day: tuple(both) for day, both in found.items()}


def put(db, date, number, title, text):
    article = Article(
        "made up", title, paragraphs=(Paragraph(text),), paper="河报", date=date,
        page="01", address=f"{number}",
    )  # fmt: skip
    save_reading(db, Reading("made up", (article,)), replace=True)


operations = st.one_of(
    st.tuples(
        st.just("put"), st.sampled_from(DATES), st.integers(1, 4),
        st.text("新桥河水，", min_size=1, max_size=6), st.text("新桥河水，", min_size=1, max_size=20),
    ),
    st.tuples(st.just("remove"), st.sampled_from(DATES)),
    st.tuples(st.just("redate"), st.sampled_from(DATES), st.sampled_from(DATES)),
    st.tuples(st.just("keep"), st.sampled_from(TERMS)),
    st.tuples(st.just("keep up"), st.integers(0, 2)),
)  # fmt: skip


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.lists(operations, min_size=4, max_size=14))
def test_a_kept_series_is_that_of_a_scan(tmp_path_factory, happened):
    db = open_for_writing(StorePlaces.inside(tmp_path_factory.mktemp("kept")))
    kept = {"新桥"}
    kept_counts.add(db, ["新桥"], 5)
    for what, *how in happened:
        if what == "put":
            put(db, *how)
        elif what == "remove":
            remove(db, date=how[0])
        elif what == "redate":
            try:
                redate(db, paper="河报", date=how[0], to=how[1])
            except ChenbaoError:
                continue
        elif what == "keep" and how[0] not in kept:
            kept_counts.add(db, how, 5 if len(how[0]) > 1 else None)
            kept.add(how[0])
        elif what == "keep up":
            kept_counts.keep_up(db, how[0])
        for term in sorted(kept):
            assert kept_counts.series(db, term) in (None, scanned(db, term))
    kept_counts.keep_up(db)
    for term in sorted(kept):
        assert kept_counts.series(db, term) == scanned(db, term)
    assert db.execute("SELECT count(*) FROM recount_day").fetchone() == (0,)
    db.close()


def test_a_jump_is_one_article_of_a_kept_series(morning):
    db = open_for_writing(morning)
    terms = ["柳河镇", "河道清淤", "工程", "渔民", "河"]
    kept_counts.add(db, terms)
    kept_counts.keep_up(db)
    assert {t: kept_counts.series(db, t) for t in terms} == {t: scanned(db, t) for t in terms}
    db.execute("UPDATE article SET continues = NULL")
    parted = kept_counts.series(db, "柳河镇")
    assert [docs for docs, _times in parted.values()] == [2]
    assert parted == scanned(db, "柳河镇")
    db.close()


@pytest.fixture
def places(tmp_path, monkeypatch):
    """An archive in which words of two articles are kept."""
    monkeypatch.setattr(kept_choice, "_LEAST_SHORT", 2)
    monkeypatch.setattr(kept_choice, "_LEAST_LONG", 2)
    return StorePlaces.inside(tmp_path / "store")


def arrive(tmp_path, places, date, texts):
    path = tmp_path / f"{date}.jsonl"
    records = [
        {"paper": "河报", "date": date, "page": "01", "title": f"第{n}条", "text": text}
        for n, text in enumerate(texts)
    ]
    path.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in records), "utf-8")
    add([str(path)], places, ReadOptions())


def kept_words(places):
    db = open_for_reading(places)
    words = {term for (term,) in db.execute("SELECT term FROM kept_term")}
    db.close()
    return words


def test_frequent_words_are_kept_and_follow_what_arrives(tmp_path, places):
    arrive(tmp_path, places, "2026-01-30", ["高速铁路开工。", "高速铁路通车。", "图书馆开门。"])
    assert kept_words(places) >= {"高速铁路"}
    assert "图书馆" not in kept_words(places)
    trends = Trends(places)
    ask = TrendQuestion(("高速铁路",), interval="day", share="count")
    assert trends.trend(ask).series[0].docs == (2,)
    arrive(tmp_path, places, "2026-02-01", ["高速铁路延长，高速铁路提速。", "图书馆关门。"])
    assert trends.trend(ask).series[0].docs == (2, 0, 1)
    assert trends.trend(ask, everything=True).series[0].occurrences == (2, 0, 2)
    assert kept_words(places) >= {"高速铁路", "图书馆"}
    trends.close()
