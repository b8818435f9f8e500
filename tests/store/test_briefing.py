"""The briefing of a day: what it holds is what the papers printed, quoted and cited."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from store import intake
from store.briefing import BriefingMarks, Briefings
from store.database.places import StorePlaces
from store.entities import EntityMarks
from store.headlines import Headlines, Marks
from store.reading.detect import ReadOptions
from store.records import Scope
from store.search import SavedSearch

ROOT = Path(__file__).parents[2]
TRUTH = json.loads((ROOT / "tests" / "sample_edition" / "truth.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample")
    places = StorePlaces(folder / "c.db", folder / "state.db")
    options = ReadOptions(codes={"yxwb": TRUTH["paper"]})
    intake.add([str(ROOT / "store" / "sample" / "pages")], places, options)
    return places


@pytest.fixture
def reader(sample):
    briefings = Briefings(sample)
    yield briefings
    briefings.close()


DATES = sorted({edition["date"] for edition in TRUTH["editions"]})


def stored_texts(places):
    headlines = Headlines(places)
    outline = headlines.outline(Scope())
    ids = [i for group in outline.groups for i in group.ids]
    texts = {i: headlines.article(i).article for i in ids}
    headlines.close()
    return texts


def test_changes_of_post_are_found_and_none_invented(reader):
    wanted = {(c["date"], c["person"]) for c in TRUTH["changes"]}
    found = {
        (date, one.name)
        for date in DATES
        for one in reader.briefing(date=date).changes
        if one.before
    }
    assert len(found & wanted) >= 0.85 * len(wanted)
    assert len(found - wanted) <= 0.1 * len(wanted)


def test_announced_dates_are_on_the_agenda(reader):
    for coming in TRUTH["upcoming"]:
        later = [d for d in DATES if coming["date"] <= d < coming["on"]]
        assert any(one.first == coming["on"] for one in reader.briefing(date=later[0]).coming)


def test_every_sentence_is_the_papers_own(reader, sample):
    texts = stored_texts(sample)
    for date in DATES:
        briefing = reader.briefing(date=date)
        quoted = [(t.sentence, t.articles[0].article_id) for t in briefing.told]
        quoted += [(a.sentence, a.cited.article_id) for a in (*briefing.people, *briefing.changes)]
        quoted += [(n.sentence, n.cited.article_id) for n in briefing.numbers]
        for sentence, article_id in quoted:
            article = texts[article_id]
            assert sentence in f"{article.title}\n{article.body}", sentence


def test_every_edition_is_in_the_ledger(reader):
    for edition in TRUTH["editions"]:
        (arrived,) = reader.briefing(date=edition["date"]).arrived
        assert arrived.paper == TRUTH["paper"]
        assert len(arrived.pages) == len(edition["pages"])
        assert arrived.missing == ()


def test_it_is_the_same_however_often_it_is_made(reader):
    assert reader.briefing(date=DATES[5]) == reader.briefing(date=DATES[5])


def test_no_edition_no_briefing(reader, tmp_path):
    assert reader.briefing(date="2020-01-01") is None
    nothing = Briefings(StorePlaces(tmp_path / "no.db", tmp_path / "s.db"))
    assert nothing.briefing() is None


# One's own.


def arrive(tmp_path, places, date, page, *records):
    path = tmp_path / f"{date}-{page}.jsonl"
    lines = [
        {"paper": "湖城晚报", "date": date, "page": page, "title": title, "text": text}
        for title, text in records
    ]
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), "utf-8")
    intake.add([str(path)], places, ReadOptions())


@pytest.fixture
def own(tmp_path):
    places = StorePlaces(tmp_path / "c.db", tmp_path / "state.db")
    for day in range(1, 8):
        for page in ("01", "02"):
            arrive(
                tmp_path,
                places,
                f"2026-03-0{day}",
                page,
                (f"第{day}天第{page}版", "镇长温如海说，桥在修。"),
            )
    return places


def test_watched_names_and_saved_searches_have_their_hits(own):
    EntityMarks(own).watch("PER", "温如海", True)
    marks = Marks(own)
    marks.save_search(SavedSearch("q", "修桥", "桥"))
    marks.save_search(SavedSearch("w", "没有的", "查无此事"))
    marks.close()
    reader = Briefings(own)
    briefing = reader.briefing(date="2026-03-05")
    assert [(h.name, len(h.articles)) for h in briefing.watched] == [("温如海", 2)]
    assert [(h.name, len(h.articles)) for h in briefing.searches] == [("修桥", 2)]
    assert {c.date for c in briefing.cites} >= {"2026-03-05"}
    reader.close()


def test_it_covers_what_came_since_the_last_one_read_to_its_end(tmp_path, own):
    reader = Briefings(own)
    first = reader.briefing()
    assert first.dates == ("2026-03-07",)
    BriefingMarks(own).finished(first.generation)
    arrive(tmp_path, own, "2026-03-08", "01", ("新的一天", "昨天下雨。"))
    arrive(tmp_path, own, "2026-03-06", "03", ("迟到的版", "前天刮风。"))
    assert reader.briefing().dates == ("2026-03-08", "2026-03-06")
    reader.close()


def test_what_is_missing_against_the_papers_habit_is_told(tmp_path, own):
    arrive(tmp_path, own, "2026-03-08", "01", ("只来了一版", "昨天下雨。"))
    reader = Briefings(own)
    (arrived,) = reader.briefing(date="2026-03-08").arrived
    assert (arrived.pages, arrived.missing) == (("01",), ("02",))
    reader.close()


def test_still_unread_from_the_day_before(tmp_path):
    places = StorePlaces(tmp_path / "c.db", tmp_path / "state.db")
    # What comes a week late counts as read, so these are of today.
    today = datetime.date.today()
    yesterday = str(today - datetime.timedelta(days=1))
    arrive(tmp_path, places, yesterday, "01", ("昨天一", "下雨。"), ("昨天二", "刮风。"))
    arrive(tmp_path, places, str(today), "01", ("今天", "天晴。"))
    reader = Briefings(places)
    unread = reader.briefing(date=str(today)).unread_before
    assert len(unread) == 2
    marks = Marks(places)
    marks.mark_read(unread[:1])
    assert reader.briefing(date=str(today)).unread_before == unread[1:]
    marks.close()
    reader.close()
