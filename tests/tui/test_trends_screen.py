"""What a reader does on the trends tab, over a store of a hundred made-up days."""

from __future__ import annotations

import datetime
import json
import threading
from contextlib import asynccontextmanager

import pytest

import store.rising
from store.database.places import StorePlaces
from store.headlines import Marks
from store.intake import add
from store.reading.detect import ReadOptions
from tui import words
from tui.dashboard import Dashboard
from tui.screens.trend_articles import PointArticles
from tui.screens.trends import TrendsScreen

FIRST = datetime.date(2025, 11, 20)
DAYS = 100


def records():
    """Dyke news every day, floods in January; a spelling of rain each Monday."""
    for n in range(DAYS):
        day = FIRST + datetime.timedelta(n)
        flood = day.month == 1 and 10 <= day.day <= 20
        for k in range(4):
            text = "石堤安好，渡口如常。"
            if flood and k < 3:
                text = f"{'晨夜午'[k]}洪水{'漫涨退'[k]}过第{k}段石堤，渡口停航，河工抢险。"
            yield {
                "paper": "江报" if k % 2 else "河报", "date": day.isoformat(), "page": "01",
                "title": f"第{n}日之{k}", "text": text,
            }  # fmt: skip


@pytest.fixture
def places(tmp_path):
    path = tmp_path / "records.jsonl"
    path.write_text(
        "\n".join(json.dumps(r, ensure_ascii=False) for r in records()), encoding="utf-8"
    )
    places = StorePlaces.inside(tmp_path / "store")
    add([str(path)], places, ReadOptions())
    return places


@asynccontextmanager
async def trends(places, size=(120, 40)):
    words.use("zh_CN")
    app = Dashboard(places)
    async with app.run_test(size=size) as pilot:
        await pilot.press("4")
        await settle(pilot)
        yield app, pilot


async def settle(pilot):
    for _ in range(2):
        await pilot.pause(0.1)
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def type_in(pilot, text):
    await pilot.press("a")
    await pilot.pause(0.05)
    await pilot.press(*text, "enter")
    await settle(pilot)


def text_of(app):
    app.screen.refresh()
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip) for strip in strips]


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 20), (200, 60)])
async def test_a_word_is_added_by_typing(places, size):
    async with trends(places, size) as (app, pilot):
        assert any("a 添词" in line for line in text_of(app))
        await type_in(pilot, "洪水")
        screen = text_of(app)
        assert any("● 洪水" in line for line in screen)
        assert any("占全部文章 %" in line for line in screen)
        assert all(app.cells.width(line) == size[0] for line in screen if line.strip())


async def test_the_cursor_tells_exact_figures(places):
    async with trends(places) as (app, pilot):
        await type_in(pilot, "洪水")
        await type_in(pilot, "渡口")
        screen = app.screen
        assert screen.question.interval == "day"
        await pilot.press("k", "left_square_bracket")
        assert any("2026-01-10" in line and "全部 4 篇" in line for line in text_of(app))
        assert any("洪水" in line and "75.0%" in line and "(3篇)" in line for line in text_of(app))
        assert any("爆发 2026-01-10—2026-01-20" in line for line in text_of(app))
        await pilot.press("h")
        assert any("洪水 0% (0篇)" in line and "渡口 100.0%" in line for line in text_of(app))
        await pilot.press("g", "g")
        assert screen.chart.cursor == 0
        await pilot.press("G")
        assert screen.chart.cursor == DAYS - 1


async def test_a_word_that_did_not_rise_is_added_by_its_initials(places):
    async with trends(places) as (app, pilot):
        assert "渡口" not in {r.term for r in app.screen._rising.rising}
        await type_in(pilot, "dk")
        assert app.screen.question.terms[-1] == "渡口"


async def test_control_c_leaves_what_popped_up_and_the_chart_stays(places):
    async with trends(places) as (app, pilot):
        await type_in(pilot, "洪水")
        await pilot.press("m")
        await pilot.pause()
        assert len(app.screen_stack) == 2
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert len(app.screen_stack) == 1
        assert app.screen.question.terms == ("洪水",)


async def test_zoom_interval_view_and_smoothing(places):
    async with trends(places) as (app, pilot):
        await type_in(pilot, "洪水")
        screen = app.screen
        await pilot.press("k", "left_square_bracket", "plus")
        await settle(pilot)
        assert len(screen.chart.trend.bins) == 50
        assert screen.chart.trend.bins[screen.chart.cursor].first == screen._day
        await pilot.press("minus", "i")
        await settle(pilot)
        assert screen.question.interval == "week"
        for sign in ("柱", "分图", "日历", "折线"):
            await pilot.press("v")
            assert any(line.startswith(f" {sign}") for line in text_of(app))
        await pilot.press("S")
        await settle(pilot)
        assert screen.question.smoothing == 3


async def test_a_period_is_chosen_or_typed(places):
    async with trends(places) as (app, pilot):
        await type_in(pilot, "洪水")
        await pilot.press("p", "down", "enter")
        await settle(pilot)
        assert len(app.screen.chart.trend.bins) == 30
        await pilot.press("p", *"2026-01", "enter")
        await settle(pilot)
        assert len(app.screen.chart.trend.bins) == 31
        await pilot.press("p", *"nonsense", "enter")
        await settle(pilot)
        assert any("没有这样的时段" in line for line in text_of(app))


async def test_measures_and_the_split_by_paper(places):
    async with trends(places) as (app, pilot):
        await type_in(pilot, "洪水")
        await pilot.press("m", "down", "enter")
        await settle(pilot)
        assert app.screen.question.share == "count"
        await pilot.press("m", *[*["down"] * 8, "enter"])
        await settle(pilot)
        assert app.screen.question.split == "paper"
        assert {s.label for s in app.screen.chart.trend.series} == {"江报", "河报"}


async def test_enter_lists_the_articles_of_the_point(places):
    async with trends(places) as (app, pilot):
        await type_in(pilot, "洪水")
        await pilot.press("left_square_bracket", "enter")
        await settle(pilot)
        assert isinstance(app.screen, PointArticles)
        assert app.screen.listing.count == 3
        assert any("1月10日" in line for line in text_of(app))
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, TrendsScreen)
        await pilot.press("i", "left_square_bracket", "enter")
        await settle(pilot)
        assert isinstance(app.screen, PointArticles)
        assert app.screen.listing.count == 6
        await pilot.press("q")
        await settle(pilot)


async def test_a_rising_word_is_added_with_enter(places):
    async with trends(places) as (app, pilot):
        screen = app.screen
        await type_in(pilot, "洪水")
        await pilot.press("left_square_bracket", "r", "tab")
        await settle(pilot)
        names = [word.term for word in screen.rising.words]
        assert any(name in ("洪水", "停航", "河工", "抢险") for name in names), names
        await pilot.press("tab", "x", "tab")
        await settle(pilot)
        assert screen.question.terms == ()
        await pilot.press("enter")
        await settle(pilot)
        assert screen.question.terms == (names[0],)


async def test_a_word_is_sent_from_elsewhere(places):
    words.use("zh_CN")
    app = Dashboard(places)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        for term in ("洪水", "渡口"):
            await app.show_trend(term)
            await settle(pilot)
            await pilot.press("2")
        await pilot.press("4")
        await settle(pilot)
        assert app.screen.question.terms == ("洪水", "渡口")
        assert [s.label for s in app.screen.chart.trend.series] == ["洪水", "渡口"]


async def test_six_words_are_the_most(places):
    async with trends(places) as (app, pilot):
        for term in "石堤渡口洪水河":
            app.screen.add(term)
        await settle(pilot)
        assert len(app.screen.question.terms) == 6
        assert any("至多六个词" in line for line in text_of(app))


async def test_a_note_stands_on_the_chart_and_stays(places):
    async with trends(places) as (app, pilot):
        await type_in(pilot, "洪水")
        await pilot.press("left_square_bracket", "e", *"决口", "enter")
        await settle(pilot)
        assert any("¶决口" in line for line in text_of(app))
        assert any("01-10 决口" in line for line in text_of(app))
    async with trends(places) as (app, _pilot):
        assert app.screen.question.terms == ("洪水",)
        assert any("¶决口" in line for line in text_of(app))
    marks = Marks(places)
    marks.annotate("2026-01-10", "", 1)
    marks.close()


async def test_an_empty_store_says_what_to_do(tmp_path):
    async with trends(StorePlaces.inside(tmp_path)) as (app, pilot):
        assert any("chenbao add" in line for line in text_of(app))
        await pilot.press(*"hlHLijkvSxe+-[]r", "enter", "tab", "enter", "j")
        await settle(pilot)


async def test_words_counted_already_stand_there_while_phrases_are_counted(places, monkeypatch):
    """The list is marked until then, and the cursor stays on its word when more join."""
    counted = threading.Event()
    phrases = store.rising._phrases

    def slow(*given):
        assert counted.wait(10)
        return phrases(*given)

    monkeypatch.setattr("store.rising._phrases", slow)
    words.use("zh_CN")
    app = Dashboard(places)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("4")
        screen = app.screen
        screen.rising_interval, screen.rising_date = "month", "2026-01-15"
        screen.load_rising()
        for _ in range(100):
            await pilot.pause(0.02)
            if screen.rising.words and screen._rising.start.startswith("2026-01"):
                break
        early = screen.rising.words
        head = str(screen.query_one("#rising_head").render_line(0).text)
        assert len(early) > 1
        assert "还在清点…" in head
        assert "河工抢险" not in {word.term for word in early}
        flood = [word.term for word in early].index("洪水")
        await pilot.press("tab", *"j" * flood)
        assert screen.rising.current.term == "洪水"
        counted.set()
        await settle(pilot)
        head = str(screen.query_one("#rising_head").render_line(0).text)
        assert "还在清点…" not in head
        assert "河工抢险" in {word.term for word in screen.rising.words}
        assert screen.rising.current.term == "洪水"
