"""Series over a real store: they count what a scan finds, jumps once, gaps as gaps."""

from __future__ import annotations

import json
import shutil

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from store.database import index_counts, period_texts, term_counts
from store.database.connections import open_for_reading
from store.database.days import SEQ_BITS
from store.database.places import StorePlaces
from store.headlines import Headlines, Marks
from store.intake import add
from store.reading.detect import ReadOptions
from store.records import ChenbaoError, Scope
from store.trend_math import number
from store.trend_records import TermPeriods, TrendQuestion
from store.trends import Trends

TEXTS = {
    "2026-01-30": ["河水涨了两次，河水又退", "新桥通车"],
    "2026-01-31": ["新桥旁的河水", "AI进村，ＡＩ下田", "无事"],
    "2026-02-03": ["春耕", "新桥新桥新桥"],
}


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    """Three editions of records; none on 1 and 2 February."""
    folder = tmp_path_factory.mktemp("trends")
    records = [
        {"paper": "河报", "date": date, "page": "01", "title": f"第{n}条", "text": text}
        for date, texts in TEXTS.items()
        for n, text in enumerate(texts)
    ]
    path = folder / "records.jsonl"
    path.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in records), encoding="utf-8")
    places = StorePlaces.inside(folder / "store")
    assert add([str(path)], places, ReadOptions()).refused_files == 0
    return places


@pytest.fixture
def trends(places):
    made = Trends(places)
    yield made
    made.close()


def test_articles_occurrences_and_gaps(trends):
    trend = trends.trend(TrendQuestion(("新桥",), interval="day", share="count"), everything=True)
    (series,) = trend.series
    assert series.docs == (1, 1, 0, 0, 1)
    assert series.occurrences == (1, 1, 0, 0, 3)
    assert series.values == (1.0, 1.0, None, None, 1.0)
    assert trend.articles == (2, 3, 0, 0, 2)


def test_shares_by_month_with_both_ends_partial(trends):
    trend = trends.trend(TrendQuestion(("新桥", "河水"), interval="month"))
    assert [b.partial for b in trend.bins] == [True, True]
    assert trend.series[0].values == (40.0, 50.0)
    assert trend.series[1].values == (40.0, 0.0)


def test_widths_and_case_are_folded(trends):
    (series,) = trends.trend(TrendQuestion(("ai",), interval="year"), everything=True).series
    assert series.docs == (1,)
    assert series.occurrences == (2,)


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.text(alphabet="新桥河水春耕条第，", min_size=1, max_size=4))
def test_a_series_is_a_recount(trends, term):
    question = TrendQuestion((term,), interval="day", share="count")
    (series,) = trends.trend(question, everything=True).series
    # Articles alone are told by the index: the same.
    assert trends.trend(question).series[0].docs == series.docs
    whole = [f"第{n}条\n{t}" for texts in TEXTS.values() for n, t in enumerate(texts)]
    assert sum(series.docs) == sum(term in text for text in whole)
    assert sum(series.occurrences) == sum(
        part.count(term) for text in whole for part in text.split("\n")
    )


def test_a_jump_counts_once(morning):
    trends = Trends(morning)
    trend = trends.trend(TrendQuestion(("柳河镇", "河道清淤"), interval="day", share="count"))
    assert trend.articles == (4,)
    assert [s.docs for s in trend.series] == [(1,), (1,)]
    headlines = Headlines(morning)
    assert headlines.outline(Scope(words="柳河镇")).total == 1
    headlines.close()
    trends.close()


def test_the_days_asked_for_are_cut(trends):
    question = TrendQuestion(("新桥",), interval="week", first="2026-01-31", last="2026-02-02")
    trend = trends.trend(question)
    assert [(b.first, b.after) for b in trend.bins] == [
        (number("2026-01-31"), number("2026-02-02")),
        (number("2026-02-02"), number("2026-02-03")),
    ]
    assert trend.series[0].docs == (1, 0)
    with pytest.raises(ChenbaoError):
        trends.trend(TrendQuestion(("新桥",), first="2026-13"))


def test_totals_are_the_same_by_counters_and_by_rows(trends):
    for scope in (Scope(), Scope(paper="河报"), Scope(page="01"), Scope(paper="无此报")):
        quick = trends.trend(TrendQuestion(("桥",), scope, interval="day"))
        slow = trends.trend(TrendQuestion(("桥",), scope, interval="day"), everything=True)
        assert (quick.articles, quick.editions) == (slow.articles, slow.editions)
    assert sum(slow.characters) == 0
    per_chars = trends.trend(TrendQuestion(("河水",), share="chars", interval="year"))
    assert per_chars.series[0].values[0] == pytest.approx(10_000 * 2 / per_chars.characters[0])


def test_by_paper_the_parts_make_the_whole(trends):
    parts = trends.trend(TrendQuestion(("新桥",), interval="year", split="paper")).series
    assert [(s.term, s.label, s.docs) for s in parts] == [("新桥", "河报", (3,))]


def test_an_absent_store_reads_as_empty(tmp_path):
    trends = Trends(StorePlaces.inside(tmp_path))
    assert trends.trend(TrendQuestion(("新桥",))).series == ()
    assert trends.rising().rising == ()
    assert trends.span() is None


def test_rising_with_terms_given(trends):
    terms = {"春耕": TermPeriods((0,) * 28 + (9,)), "旧闻": TermPeriods((0,) * 27 + (9, 0))}
    found = trends.rising("day", "2026-02-03", terms=terms)
    assert (found.start, found.articles) == ("2026-02-03", 2)
    assert [r.term for r in found.new] == ["春耕"]
    assert found.new[0].first_seen == "2026-02-03"


def test_notes_are_kept_and_changed(places, trends):
    marks = Marks(places)
    marks.annotate("2026-01-31", "大雨")
    (note,) = trends.notes("2026-01-01", "2026-01-31")
    assert (note.date, note.text) == ("2026-01-31", "大雨")
    assert trends.trend(TrendQuestion((), first="2026-02")).notes == ()
    marks.annotate(note.date, "暴雨", note.id)
    assert trends.trend(TrendQuestion(())).notes[0].text == "暴雨"
    marks.annotate(note.date, "", note.id)
    assert trends.notes("2026-01-01", "2026-12-31") == []
    marks.close()


def test_a_query_is_counted_as_what_it_finds(trends):
    docs = trends.trend(TrendQuestion(("新桥",), interval="year")).series[0].docs
    by_query, either = trends.trend(
        TrendQuestion(("title:第", "=新桥 OR 河水"), interval="year", share="count")
    ).series
    assert by_query.docs[0] >= docs[0]
    whole = [f"第{n}条\n{t}" for texts in TEXTS.values() for n, t in enumerate(texts)]
    assert sum(either.docs) == sum("新桥" in t or "河水" in t for t in whole)


def test_a_wrong_query_says_what_is_wrong(trends):
    with pytest.raises(ChenbaoError, match="bracket"):
        trends.trend(TrendQuestion(("=(新桥",), interval="year"))


def _as_matched(db, term, scope, split):
    """Counted article by article, as strings of two cases are."""
    found = {}
    for label, article, times in term_counts._matches(db, term, scope, split):
        docs, occurrences = found.get((label, article >> SEQ_BITS), (0, 0))
        found[label, article >> SEQ_BITS] = (docs + 1, occurrences + times)
    return found


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.data())
def test_counted_inside_the_database_as_outside(places, morning, data):
    """With jumps and without, by paper and page, in one thread and in several."""
    db = open_for_reading(data.draw(st.sampled_from([places, morning])))
    texts = [
        f"{title}\n{text}"
        for title, text in db.execute(
            "SELECT a.title, b.text FROM article a JOIN article_body b ON b.article_id = a.id"
        )
    ]
    text = data.draw(st.sampled_from(texts))
    at = data.draw(st.integers(0, len(text) - 1))
    term = text[at : at + data.draw(st.integers(1, 5))]
    scope = data.draw(st.sampled_from([Scope(), Scope(page="01"), Scope(paper="河报")]))
    split = data.draw(st.sampled_from([None, "paper", "page"]))
    assume(index_counts.can_tell(db, term))

    def spread(run, parts):
        return [run(db, part) for part in parts]

    try:
        meant = _as_matched(db, term, scope, split)
        assert term_counts._counts(db, term, scope, split, None) == meant
        assert term_counts._counts(db, term, scope, split, spread) == meant
        if split is None:
            articles = term_counts.count_articles(db, term, scope)
            assert {day: docs for day, (docs, _) in articles.days.items()} == {
                day: docs for (_label, day), (docs, _) in meant.items()
            }
            days = [day for (_label, day) in meant]
            assert scope != Scope() or period_texts.first_day(db, term) == min(days, default=None)
    finally:
        db.close()


def test_what_is_shown_at_once_is_marked_and_no_less_than_the_truth(trends, monkeypatch):
    monkeypatch.setattr("store.trends._VERIFIED_AT_ONCE", 0)
    monkeypatch.setattr("store.trends._MANY", 0)
    question = TrendQuestion(("新桥新", "河水"), interval="day", share="count")
    first = trends.trend(question, at_once=True)
    assert not first.exact
    then = trends.trend(question)
    assert then.exact
    for early, late in zip(first.series, then.series, strict=True):
        assert all(a >= b for a, b in zip(early.docs, late.docs, strict=True))
    assert then.series[0].docs == (0, 0, 0, 0, 1)
    # Counted once, it is known.
    assert trends.trend(question, at_once=True).exact


def test_what_was_counted_while_articles_arrived_is_not_kept(tmp_path, places, monkeypatch):
    """A slow count of the old articles ends after another call has seen the new ones."""
    shutil.copytree(places.articles.parent, tmp_path / "store")
    places = StorePlaces.inside(tmp_path / "store")
    trends = Trends(places)
    question = TrendQuestion(("河水",), interval="year", share="count")
    count = term_counts.count_articles

    def slowly(db, term, scope, spread=None):
        old = count(db, term, scope, spread)
        monkeypatch.setattr(term_counts, "count_articles", count)
        path = tmp_path / "more.jsonl"
        record = {
            "paper": "河报",
            "date": "2026-02-03",
            "page": "01",
            "title": "又涨",
            "text": "河水",
        }
        path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
        add([str(path)], places, ReadOptions())
        trends.span()
        return old

    monkeypatch.setattr(term_counts, "count_articles", slowly)
    assert trends.trend(question).series[0].docs == (2,)
    assert trends.trend(question).series[0].docs == (3,)
    trends.close()
