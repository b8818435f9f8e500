"""The entities as a press officer uses them: who, in what post, with whom; corrections that stay."""

from __future__ import annotations

import json

import pytest

import app as chenbao
from store.analysis import filing, reanalyse
from store.database.connections import open_for_writing
from store.database.day_terms import settle_days
from store.database.places import StorePlaces
from store.database.save import save_reading
from store.entities import Entities
from store.records import (
    Article,
    Companion,
    EntityScope,
    Findings,
    Mention,
    Paragraph,
    Reading,
)
from tests.tui.test_morning import dashboard, settle, text_of
from tui.screens.entities import EntitiesScreen
from tui.screens.reading import ReadingScreen

TEXTS = (
    ("2026-03-01", "区里调研", "区发改局局长阮明溪到石桥镇调研，石桥镇镇长温如海陪同。"),
    ("2026-03-03", "项目开工", "阮明溪和温如海来到工地，现场解决三个问题。"),
    ("2026-03-09", "任命", "会议决定，任命阮明溪为云溪区人民政府副区长。"),
    ("2026-03-10", "走进车间", "副区长阮明溪走进车间，温如海介绍了情况。"),
    ("2026-03-10", "又一场雨", "区气象局局长单晓岚说，明天还有雨。"),
)


@pytest.fixture
def morning(tmp_path):
    lines = [
        json.dumps(
            {"paper": "云溪晚报", "date": d, "page": "01", "title": t, "text": x},
            ensure_ascii=False,
        )
        for d, t, x in TEXTS
    ]
    path = tmp_path / "all.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    store = tmp_path / "c.db"
    assert chenbao.main(["--store", str(store), "add", str(path)]) == 0
    return StorePlaces(store, tmp_path / "state.db")


async def open_entities(pilot):
    await pilot.press("3")
    await settle(pilot, 0.5)


def names(app):
    return [item.name for item in app.screen.items]


async def test_people_by_how_often_with_their_latest_post(morning):
    async with dashboard(morning) as (app, pilot):
        await open_entities(pilot)
        assert isinstance(app.screen, EntitiesScreen)
        assert names(app)[:2] == ["阮明溪", "温如海"]
        first = next(line for line in text_of(app) if "阮明溪" in line)
        assert "副区长" in first


@pytest.mark.parametrize(
    ("typed", "found"), [("rmx", ["阮明溪"]), ("温", ["温如海"]), ("shan", ["单晓岚"])]
)
async def test_filter_by_characters_or_pinyin_as_one_types(morning, typed, found):
    async with dashboard(morning) as (app, pilot):
        await open_entities(pilot)
        await pilot.press("slash", *typed)
        await settle(pilot, 0.5)
        assert names(app) == found


async def test_the_card_shows_posts_over_time_and_walks_on(morning):
    async with dashboard(morning) as (app, pilot):
        await open_entities(pilot)
        await pilot.press("enter")
        await settle(pilot, 0.5)
        card = app.screen.card
        assert [p.post for p in card.posts][:1] == ["副区长"]
        assert "局长" in [p.post for p in card.posts]
        companion = next(
            n
            for n, line in enumerate(app.screen.lines)
            if isinstance(line.target, Companion) and line.target.name == "温如海"
        )
        while app.screen.pane.cursor < companion:
            await pilot.press("j")
        await pilot.press("enter")
        await settle(pilot, 0.5)
        assert app.screen.card.name == "温如海"
        await pilot.press("backspace")
        await settle(pilot, 0.5)
        assert app.screen.card.name == "阮明溪"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_chart_of_a_few_articles_takes_four_lines(morning, size):
    async with dashboard(morning, size=size) as (app, pilot):
        await open_entities(pilot)
        await pilot.press("enter")
        await settle(pilot, 0.5)
        lines = ["".join(text for text, _style in line.pieces) for line in app.screen.lines]
        first = next(n for n, line in enumerate(lines) if "│" in line)
        assert "┬" in lines[first + 2]
        assert "2026-03-10" in lines[first + 4]
        assert "篇" in lines[first + 4]


async def test_people_come_first_among_those_who_appear_together(morning):
    async with dashboard(morning) as (app, pilot):
        await open_entities(pilot)
        await pilot.press("enter")
        await settle(pilot, 0.5)
        kinds = [x.target.kind for x in app.screen.lines if isinstance(x.target, Companion)]
        assert len(set(kinds)) > 1
        assert kinds == sorted(kinds, key=("PER", "ORG", "LOC").index)


async def test_a_mention_opens_its_article_with_the_name_marked(morning):
    async with dashboard(morning) as (app, pilot):
        await open_entities(pilot)
        await pilot.press("enter")
        await settle(pilot, 0.5)
        await pilot.press("G", "enter")
        await settle(pilot, 0.5)
        assert isinstance(app.screen, ReadingScreen)
        assert app.screen.pane.match_text == "阮明溪"


async def test_watching_hiding_and_taking_back(morning):
    async with dashboard(morning) as (app, pilot):
        await open_entities(pilot)
        await pilot.press("w")
        await settle(pilot, 0.5)
        assert any("◆" in line and "阮明溪" in line for line in text_of(app))
        await pilot.press("W")
        await settle(pilot, 0.5)
        assert names(app) == ["阮明溪"]
        await pilot.press("W")
        await settle(pilot, 0.5)
        await pilot.press("X")
        await settle(pilot, 0.5)
        assert "阮明溪" not in names(app)
        await pilot.press("u")
        await settle(pilot, 0.5)
        assert "阮明溪" in names(app)


async def test_all_corrections_are_listed_and_any_can_be_taken_back(morning):
    from store.database.corrections import EntityRule
    from store.entities import EntityMarks

    marks = EntityMarks(morning)
    marks.correct(EntityRule("hide", "PER", "阮明溪"))
    marks.correct(EntityRule("rename", "PER", "温如海", to_name="温镇长"))
    async with dashboard(morning) as (app, pilot):
        await open_entities(pilot)
        assert names(app)[0] == "温镇长"
        assert "阮明溪" not in names(app)
        await pilot.press("C")
        await settle(pilot, 0.5)
        shown = "\n".join(text_of(app))
        assert "阮明溪" in shown
        assert "温镇长" in shown
        # The newest stands first; the older one is taken back by itself.
        await pilot.press("down", "enter")
        await settle(pilot, 0.5)
        assert "阮明溪" in names(app)
        assert "温镇长" in names(app)


def listed(places):
    reader = Entities(places)
    found = {i.name: i.count for i in reader.items(EntityScope(kinds=("PER",), days=None))}
    reader.close()
    return found


def test_corrections_survive_analysing_again_and_a_store_made_anew(morning, tmp_path):
    from store.database.corrections import EntityRule
    from store.entities import EntityMarks

    EntityMarks(morning).correct(
        EntityRule("merge", "PER", "温如海", to_kind="PER", to_name="阮明溪")
    )
    merged = listed(morning)
    assert "温如海" not in merged
    assert merged["阮明溪"] == 4
    reanalyse(morning, everything=True)
    assert listed(morning) == merged
    for file in tmp_path.glob("c.db*"):
        file.unlink()
    assert chenbao.main(["--store", str(morning.articles), "add", str(tmp_path / "all.jsonl")]) == 0
    assert listed(morning) == merged
    EntityMarks(morning).take_back()
    assert "温如海" in listed(morning)


async def test_a_name_added_by_hand_is_found_where_it_stands(morning, tmp_path):
    path = tmp_path / "more.jsonl"
    line = {"paper": "云溪晚报", "date": "2026-03-11", "page": "01", "title": "夜市",
            "text": "昨晚老码边上人山人海，老码的豆花卖到半夜。"}  # fmt: skip
    path.write_text(json.dumps(line, ensure_ascii=False), "utf-8")
    assert chenbao.main(["--store", str(morning.articles), "add", str(path)]) == 0
    async with dashboard(morning) as (app, pilot):
        await open_entities(pilot)
        await pilot.press("a", *"老码", "enter")
        await settle(pilot)
        await pilot.press("down", "down", "enter")
        await settle(pilot, 2.5)
        assert [(i.kind, i.name, i.count) for i in app.screen.items] == [("LOC", "老码", 1)]
    reanalyse(morning, everything=True)
    reader = Entities(morning)
    assert reader.named("LOC", "老码").count == 1
    reader.close()


async def test_the_card_draws_its_chart(morning):
    async with dashboard(morning, (120, 40)) as (app, pilot):
        await open_entities(pilot)
        await pilot.press("enter")
        await settle(pilot, 1)
        shown = text_of(app)
        assert any("3-01" in line and "┬" not in line for line in shown)
        assert any("┬" in line for line in shown)
        assert any("\u2800" < char < "\u28ff" for line in shown for char in line)


async def test_picked_mentions_are_split_off_and_stay_so_in_a_store_made_anew(morning, tmp_path):
    async with dashboard(morning) as (app, pilot):
        await open_entities(pilot)
        await pilot.press("enter")
        await settle(pilot, 0.5)
        # The oldest mention is the last line.
        await pilot.press("G", "space")
        await settle(pilot)
        assert len(app.screen.marked) == 1
        await pilot.press("x")
        await settle(pilot)
        await pilot.press(*"石桥阮明溪", "enter")
        await settle(pilot, 1)
        assert {i.name: i.count for i in app.screen.items}["石桥阮明溪"] == 1
    parted = listed(morning)
    assert parted["阮明溪"] == 3
    for file in tmp_path.glob("c.db*"):
        file.unlink()
    assert chenbao.main(["--store", str(morning.articles), "add", str(tmp_path / "all.jsonl")]) == 0
    assert listed(morning) == parted


FULL = "青禾机器人（云溪）股份有限公司"
COMPANY = (
    # text, and who is named in it: (kind, as printed, name)
    (f"{FULL}总经理褚良和副区长阮明溪参加开工仪式。青禾今年招三百人。",
     [("ORG", FULL, FULL), ("PER", "褚良", "褚良"), ("PER", "阮明溪", "阮明溪"), ("ORG", "青禾", FULL)]),
    ("褚良说，青禾已经满产。阮明溪到青禾调研。",
     [("PER", "褚良", "褚良"), ("ORG", "青禾", "青禾"), ("PER", "阮明溪", "阮明溪")]),
    ("青禾昨天招工。", [("ORG", "青禾", "青禾")]),
)  # fmt: skip


@pytest.fixture
def company(tmp_path):
    places = StorePlaces(tmp_path / "company.db", tmp_path / "state.db")
    articles, findings = [], []
    for number, (text, named) in enumerate(COMPANY):
        articles.append(
            Article("made up", f"第{number}条", paragraphs=(Paragraph(text),), paper="云溪晚报",
                    date=f"2026-03-{number + 2:02d}", page="01", address=str(number))
        )  # fmt: skip
        found = [(k, t, n, text.rindex(t) if n != t else text.index(t)) for k, t, n in named]
        findings.append(Findings(tuple(Mention(k, t, n, 0, a, a + len(t)) for k, t, n, a in found)))
    db = open_for_writing(places)
    reading = Reading("made up", tuple(articles))
    save_reading(db, reading, findings=findings, on_change=filing(db))
    settle_days(db)
    db.close()
    return places


def organisations(places):
    reader = Entities(places)
    found = reader.items(EntityScope(kinds=("ORG",), days=None))
    cards = {item.name: reader.card(item) for item in found}
    reader.close()
    return cards


async def test_a_short_form_is_proposed_with_its_evidence_and_merged_by_one_key(company):
    before = organisations(company)
    (hint,) = before["青禾"].proposals
    assert (hint.short, hint.full, hint.printed) == ("青禾", FULL, 1)
    assert before[FULL].proposals[0].short == "青禾"
    async with dashboard(company) as (app, pilot):
        await open_entities(pilot)
        await pilot.press("v")
        await settle(pilot, 0.5)
        place = [i.name for i in app.screen.items].index("青禾")
        for _step in range(place):
            await pilot.press("j")
        await pilot.press("enter")
        await settle(pilot, 1)
        assert any("股份有限公司" in line and "= " in line for line in text_of(app))
        # Nothing was merged by looking.
        assert "青禾" in organisations(company)
        await pilot.press("equals_sign")
        await settle(pilot, 1)
        after = organisations(company)
        assert "青禾" not in after
        assert after[FULL].articles == 3
        await pilot.press("u")
        await settle(pilot, 0.5)
    assert organisations(company).keys() == before.keys()
