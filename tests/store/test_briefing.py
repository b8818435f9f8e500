"""The briefing of a day: what it holds is what the papers printed, quoted and cited."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from store import intake
from store.briefing import Briefings
from store.briefing_marks import BriefingMarks
from store.database.places import StorePlaces
from store.entities import EntityMarks
from store.headlines import Headlines, Marks
from store.morning.ranks import rank
from store.post_title import full_title
from store.reading.detect import ReadOptions
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


def test_changes_of_post_are_found_and_none_invented(reader):
    wanted = {(c["date"], c["person"]) for c in TRUTH["changes"]}
    found = {(date, one.name) for date in DATES for one in reader.briefing(date=date).changes}
    assert found == wanted


def first_appearances():
    """By the whole truth: who is named with a leading post in the edition that first names him.

    Truth's own list (``new``) picks seven of them, two from the first edition.
    """
    seen = set()
    for edition in TRUTH["editions"]:
        articles = [a for page in edition["pages"] for a in page["articles"]]
        for post in (post for a in articles for post in a["posts"]):
            title = post["post"]
            if post["organisation"] and not title.startswith(post["organisation"]):
                title = post["organisation"] + title
            if post["person"] not in seen and rank(title):
                yield edition["date"], post["person"]
        seen |= {m["text"] for a in articles for m in a["mentions"] if m["kind"] == "PER"}


def test_new_names_with_a_leading_post_are_marked_and_no_others(reader):
    found = {
        (date, one.name) for date in DATES for one in reader.briefing(date=date).people if one.fresh
    }
    true = set(first_appearances())
    assert found <= true
    assert {(new["date"], new["person"]) for new in TRUTH["new"]} <= found
    assert len(found) >= 0.9 * len(true)


def test_every_event_of_a_day_is_told(reader):
    titles = {
        article["id"]: (edition["date"], article["title"])
        for edition in TRUTH["editions"]
        for page in edition["pages"]
        for article in page["articles"]
    }
    for event in TRUTH["events"]:
        for date, title in map(titles.get, event["articles"]):
            # A title may be read a little longer or shorter than it was set.
            assert any(title[:8] in told.title for told in reader.briefing(date=date).told), title


def test_announced_dates_are_on_the_agenda(reader):
    for coming in TRUTH["upcoming"]:
        later = [d for d in DATES if coming["date"] <= d < coming["on"]]
        assert any(one.first == coming["on"] for one in reader.briefing(date=later[0]).coming)


def test_every_sentence_is_the_papers_own(reader, sample):
    headlines = Headlines(sample)
    for date in DATES:
        briefing = reader.briefing(date=date)
        quoted = [(t.sentence, t.articles[0].article_id) for t in briefing.told]
        quoted += [(a.sentence, a.cited.article_id) for a in (*briefing.people, *briefing.changes)]
        quoted += [(n.sentence, n.cited.article_id) for n in briefing.numbers]
        for sentence, article_id in quoted:
            whole = headlines.article(article_id)
            halves = [whole.article] + [half.article for half in [whole.continuation] if half]
            texts = [text for half in halves for text in (half.title, half.body)]
            assert any(sentence in text for text in texts), sentence
    headlines.close()


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


def test_a_watched_name_in_both_halves_of_a_jump_is_one_article(morning):
    EntityMarks(morning).watch("LOC", "柳河镇", True)
    reader = Briefings(morning)
    (hit,) = reader.briefing(date="2026-03-02").watched
    reader.close()
    headlines = Headlines(morning)
    titles = [headlines.article(article_id).article.title for article_id in hit.articles]
    headlines.close()
    assert titles.count("柳河镇启动河道清淤 三个村先行") == 1
    assert "柳河镇启动河道清淤" not in titles


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


# What stands in it, and what does not.

BRIDGE = (
    "本报讯 {}，云溪大桥正式通车。大桥全长一千二百米，双向六车道，连接老城与高新区，过河时间由二十分钟缩短到三分钟。"
    "建设者在江上奋战了四年，浇筑混凝土三十万立方米，用钢四万吨。第一辆公交车载着三十位市民缓缓驶过桥面。"
)
LIBRARY = (
    "本报讯 区图书馆第一次开到夜里十点，自习室座无虚席。馆员备了热水和毯子，公交公司在门口加开一班末班车，"
    "把读者送到三个小区，读者说灯光很好。"
)


def of_papers(tmp_path, *records):
    path = tmp_path / "papers.jsonl"
    lines = [
        {"paper": paper, "date": date, "page": page, "title": title, "text": text}
        for paper, date, page, title, text in records
    ]
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), "utf-8")
    places = StorePlaces(tmp_path / "c.db", tmp_path / "state.db")
    intake.add([str(path)], places, ReadOptions())
    return places


@pytest.fixture
def evening(tmp_path):
    return of_papers(
        tmp_path,
        ("湖城晚报", "2026-03-09", "01", "云溪大桥正式通车", BRIDGE.format("今天上午")),
        ("湖城日报", "2026-03-10", "01", "三分钟过河 云溪大桥正式通车", BRIDGE.format("3月9日上午")),
        ("湖城日报", "2026-03-10", "02", "图书馆夜间开放", LIBRARY),
    )  # fmt: skip


def test_the_evening_before_had_it_and_the_morning_says_so(evening):
    reader = Briefings(evening)
    told = reader.briefing(date="2026-03-10").told
    (bridge,) = [t for t in told if "大桥" in t.title]
    assert [(c.paper, c.date) for c in bridge.articles] == [("湖城日报", "2026-03-10")]
    assert [(c.paper, c.date) for c in bridge.before] == [("湖城晚报", "2026-03-09")]
    assert all(not t.before for t in told if t is not bridge)
    (first,) = reader.briefing(date="2026-03-09").told
    assert not first.before
    reader.close()


def test_over_both_days_the_event_stands_once_with_both_papers(evening):
    reader = Briefings(evening)
    told = reader.briefing(date="2026-03-10", days=2).told
    (bridge,) = [t for t in told if "大桥" in t.title]
    assert {c.paper for c in bridge.articles} == {"湖城晚报", "湖城日报"}
    assert bridge.before == ()
    assert len(told) == 2
    reader.close()


def test_a_late_edition_of_the_day_before_makes_the_briefing_anew(tmp_path, evening):
    reader = Briefings(evening)
    before = {t.title for t in reader.briefing(date="2026-03-10").told if t.before}
    assert "图书馆夜间开放" not in before
    of_papers(
        tmp_path,
        ("湖城晚报", "2026-03-09", "02", "图书馆夜间开放", LIBRARY),
    )  # fmt: skip
    assert "图书馆夜间开放" in {
        t.title for t in reader.briefing(date="2026-03-10").told if t.before
    }
    reader.close()


def test_who_edited_a_page_and_advertisements_are_no_stories(tmp_path):
    places = of_papers(
        tmp_path,
        ("湖城日报", "2026-03-10", "01", "本版责编：某某", "版式设计：某某"),
        ("湖城日报", "2026-03-10", "01", "广告", "广告"),
        ("湖城日报", "2026-03-10", "02", "图书馆夜间开放", "本报讯 图书馆昨晚开到十点。"),
    )
    reader = Briefings(places)
    assert [t.title for t in reader.briefing(date="2026-03-10").told] == ["图书馆夜间开放"]
    reader.close()


def test_who_is_named_by_one_of_two_posts_has_not_changed_his(tmp_path):
    places = of_papers(
        tmp_path,
        ("湖城日报", "2026-03-08", "01", "座谈会召开", "本报讯 区妇联主席温如海出席座谈会并讲话。"),
        ("湖城日报", "2026-03-10", "01", "例会召开", "本报讯 区残联理事长温如海主持例会并讲话。"),
        ("湖城日报", "2026-03-11", "01", "干部大会召开", "本报讯 经区委研究决定，温如海任区水利局局长。"),
    )  # fmt: skip
    reader = Briefings(places)
    assert reader.briefing(date="2026-03-10").changes == ()
    (change,) = reader.briefing(date="2026-03-11").changes
    assert (change.name, change.post) == ("温如海", "区水利局局长")
    reader.close()


def test_a_thin_weekend_edition_misses_nothing(tmp_path):
    # 2026-03-14 is a Saturday, and so was 03-07.
    days = [d for d in range(2, 15) if d != 8]
    records = [
        ("湖城日报", f"2026-03-{d:02}", page, f"{d}日{page}版", "本报讯 昨天下雨，今天刮风。")
        for d in days
        for page in (("01", "02") if d in (7, 14) else ("01", "02", "03", "04"))
    ]
    records += [("湖城日报", "2026-03-08", p, f"8日{p}版", "本报讯 天晴。") for p in ("01", "02")]
    records += [("湖城日报", "2026-03-16", "01", "只来一版", "本报讯 天晴。")]
    reader = Briefings(of_papers(tmp_path, *records))
    (saturday,) = reader.briefing(date="2026-03-14").arrived
    assert saturday.missing == ()
    (monday,) = reader.briefing(date="2026-03-16").arrived
    assert monday.missing == ("02", "03", "04")
    reader.close()


def test_relative_dates_are_told_as_dates_and_who_stood_beside(tmp_path):
    places = of_papers(
        tmp_path,
        ("湖城日报", "2026-03-10", "01", "区委书记调研河道", "本报讯 昨天上午，区委书记顾行舟、区长沈砚秋到石桥镇调研河道治理。总投资3.2亿元。"),
    )  # fmt: skip
    reader = Briefings(places)
    one = next(a for a in reader.briefing(date="2026-03-10").people if a.name == "顾行舟")
    assert one.when == ("2026-03-09", "2026-03-09")
    assert one.beside == ("沈砚秋",)
    reader.close()


def test_a_figure_of_speech_is_no_appointment(tmp_path):
    places = of_papers(
        tmp_path,
        ("湖城日报", "2026-03-10", "01", "产业谋新篇", "本报讯 这里谋划的不只是今天的项目，也在为明天的发展积蓄动能。"),
        ("湖城日报", "2026-03-10", "02", "樱花节将开幕", "本报讯 第八届樱花节将于3月21日在樱花公园开幕。"),
    )  # fmt: skip
    reader = Briefings(places)
    coming = reader.briefing(date="2026-03-10").coming
    assert [(c.first, c.title) for c in coming] == [("2026-03-21", "樱花节将开幕")]
    reader.close()


def test_short_news_of_all_kinds_is_no_top_story_before_an_event(tmp_path):
    places = of_papers(
        tmp_path,
        ("湖城日报", "2026-03-10", "01", "国内联播快讯", "本报讯 昨天，三座水库开闸。" + LIBRARY),
        ("湖城日报", "2026-03-10", "01", "云溪大桥正式通车", BRIDGE.format("昨天上午")),
    )
    reader = Briefings(places)
    titles = [t.title for t in reader.briefing(date="2026-03-10").told]
    assert titles == ["云溪大桥正式通车", "国内联播快讯"]
    reader.close()


def test_what_somebody_said_is_quoted_with_him_who_said_it(tmp_path):
    places = of_papers(
        tmp_path,
        ("湖城日报", "2026-03-10", "01", "民宿添新客", "本报讯 春天到了，石桥镇的民宿都住满了。“县里请了设计团队，指导村民改造老屋。”石桥镇党委书记顾行舟说。"),
    )  # fmt: skip
    reader = Briefings(places)
    (one,) = [a for a in reader.briefing(date="2026-03-10").people if a.name == "顾行舟"]
    assert one.sentence == "“县里请了设计团队，指导村民改造老屋。”石桥镇党委书记顾行舟说。"
    reader.close()


def test_a_figure_is_told_once_a_story_and_with_what_it_counts(tmp_path):
    text = (
        "本报讯 区财政局下达资金3.2亿元支持学前教育\n近日，区财政局下达学前教育资金3.2亿元，三百所幼儿园受益。\n"
        "入园率97.5%，比2020年提高10个百分点。"
    )
    places = of_papers(tmp_path, ("湖城日报", "2026-03-10", "01", "学前教育添资金", text))
    reader = Briefings(places)
    numbers = reader.briefing(date="2026-03-10").numbers
    assert [n.text for n in numbers].count("3.2亿元") == 1
    assert all(not (n.what or "").startswith("比") for n in numbers)
    assert next(n for n in numbers if n.text == "3.2亿元").sentence.endswith("。")
    reader.close()


def test_a_foreign_minister_is_not_of_the_hosts_ministry():
    assert full_title("孟加拉国外交部长", "外交部") == "孟加拉国外交部长"
    assert full_title("外交部长", "孟加拉国") == "孟加拉国外交部长"
    assert full_title("副部长", "外交部") == "外交部副部长"


def test_what_the_evening_told_is_still_ahead_of_a_feature_in_the_morning(tmp_path):
    places = of_papers(
        tmp_path,
        ("湖城晚报", "2026-03-09", "01", "云溪大桥正式通车", BRIDGE.format("今天上午")),
        ("湖城日报", "2026-03-10", "01", "云溪大桥正式通车", BRIDGE.format("3月9日上午")),
        ("湖城日报", "2026-03-10", "01", "春到茶山", "茶山上的雾还没有散。" + LIBRARY.removeprefix("本报讯 ")),
    )  # fmt: skip
    reader = Briefings(places)
    titles = [t.title for t in reader.briefing(date="2026-03-10").told]
    assert titles == ["云溪大桥正式通车", "春到茶山"]
    reader.close()


def test_several_sentences_of_one_speaker_are_quoted_from_where_he_begins(tmp_path):
    said = "“桥会旧。不像人，多少都会有遗憾。”石桥镇党委书记顾行舟说。"
    long = "“" + "县里请了设计团队，指导村民改造老屋。" * 8 + "”石桥镇镇长沈砚秋说。"
    places = of_papers(
        tmp_path,
        ("湖城日报", "2026-03-10", "01", "老桥", f"本报讯 石桥镇的老桥拆了一半。{said}\n{long}"),
    )
    reader = Briefings(places)
    people = {a.name: a.sentence for a in reader.briefing(date="2026-03-10").people}
    assert people["顾行舟"] == said
    assert people["沈砚秋"] == "石桥镇镇长沈砚秋说。"
    reader.close()


def test_an_announcement_that_comes_to_its_date_late_is_cut_before_it(tmp_path):
    long = "本报讯 一幅幅图像讲述十七世纪的茶道，一条时间轴勾勒出码头兴衰的脉络，馆员说这些老照片都是街坊们从箱底翻出来的，有的还带着茶渍和雨痕，"
    places = of_papers(
        tmp_path,
        ("湖城日报", "2026-03-10", "01", "老码头影像展", long + "展览将持续到馆里的樱花落尽，于3月28日闭幕。"),
    )  # fmt: skip
    reader = Briefings(places)
    (one,) = reader.briefing(date="2026-03-10").coming
    assert one.sentence.startswith("…")
    assert "3月28日" in one.sentence[:30]
    reader.close()


def test_a_standing_programme_comes_after_what_happened(tmp_path):
    places = of_papers(
        tmp_path,
        ("湖城日报", "2026-03-10", "01", "【新湖城新征程】书香满城", LIBRARY * 8),
        ("湖城日报", "2026-03-10", "01", "云溪大桥正式通车", BRIDGE.format("昨天上午")),
    )
    reader = Briefings(places)
    titles = [t.title for t in reader.briefing(date="2026-03-10").told]
    assert titles == ["云溪大桥正式通车", "【新湖城新征程】书香满城"]
    reader.close()
