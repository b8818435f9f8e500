"""What a reader does in the morning, on the real application over a real store."""

from __future__ import annotations

import json
from contextlib import asynccontextmanager

import pytest

from store.headlines import Headlines, Marks, Place
from store.intake import add
from store.reading.detect import ReadOptions
from store.records import Scope
from tui import words
from tui.dashboard import Dashboard
from tui.screens.choose import ChooseScreen
from tui.screens.source_page import SourceScreen
from tui.settings import Settings
from tui.terminal import Terminal
from tui.widgets.search_bar import SearchBar

SIZES = [(80, 24), (120, 40), (200, 60), (60, 20)]


@asynccontextmanager
async def dashboard(places, size=(80, 24), **options):
    words.use("zh_CN")
    on_headlines(places)
    app = Dashboard(places, **options)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        yield app, pilot


def on_headlines(places):
    """Where no reader was yet, let the headlines be begun on, which these tests are about."""
    marks = Marks(places)
    if marks.load_place() is None:
        marks.save_place(Place("headlines"))
    marks.close()


async def settle(pilot, seconds=0.1):
    await pilot.app.workers.wait_for_complete()
    await pilot.pause(seconds)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def text_of(app):
    """The screen as lines of text."""
    app.screen.refresh()
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip) for strip in strips]


def marks_in(places, scope):
    headlines = Headlines(places)
    try:
        return [r.title for g in headlines.outline(scope).groups for r in headlines.rows(g.ids)]
    finally:
        headlines.close()


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_shows_the_edition_at_every_size(morning, size):
    async with dashboard(morning, size) as (app, _pilot):
        screen = text_of(app)
        assert any("3月2日 周一 · 湖城晚报" in line for line in screen)
        assert any("● " in line and "图书馆夜间开放首周" in line for line in screen)
        assert any("未读 4" in line for line in screen)
        assert "? 帮助" in screen[-1]


@pytest.mark.parametrize("size", [(50, 15), (59, 20), (60, 19)])
async def test_too_small_a_terminal_is_told_so(morning, size):
    async with dashboard(morning, size) as (app, _pilot):
        assert any("{}×{}".format(*size) in line for line in text_of(app))


async def test_opening_an_article_marks_it_read(morning):
    async with dashboard(morning) as (app, pilot):
        await pilot.press("j", "enter")
        await settle(pilot)
        screen = text_of(app)
        assert any("本报讯 区图书馆自本周一起延长" in line for line in screen)
        assert any("未读 3" in line for line in screen)
    assert "图书馆夜间开放首周迎来三千读者" not in marks_in(morning, Scope(unread=True))


async def test_showing_an_article_beside_the_list_does_not_mark_it(morning):
    async with dashboard(morning, (120, 40)) as (app, pilot):
        await pilot.press("j")
        await settle(pilot, 0.5)
        assert any("本报讯 区图书馆" in line for line in text_of(app))
    assert len(marks_in(morning, Scope(unread=True))) == 4


async def test_both_halves_of_a_jump_are_read_as_one(morning):
    async with dashboard(morning, (120, 60)) as (app, pilot):
        await pilot.press("enter")
        await settle(pilot)
        screen = "\n".join(text_of(app))
        assert "沿岸村民" in screen
        assert "下接 02版" in screen
        assert screen.index("下接 02版") < screen.index("护河员")


async def test_space_walks_through_everything_unread(morning):
    async with dashboard(morning) as (_app, pilot):
        for _ in range(14):
            await pilot.press("space")
            await settle(pilot, 0.02)
    assert marks_in(morning, Scope(unread=True)) == []


async def test_brackets_go_to_the_next_and_previous_unread(morning):
    async with dashboard(morning) as (app, pilot):
        await pilot.press("j", "r", "k")
        await pilot.press("right_square_bracket")
        await settle(pilot)
        assert app.screen.listing.row(app.screen.listing.cursor).title == "春耕用上新农机"
        await pilot.press("left_square_bracket")
        assert app.screen.listing.cursor == 0


async def test_a_star_stays(morning):
    async with dashboard(morning) as (app, pilot):
        await pilot.press("G", "s")
        await settle(pilot)
        assert any("★" in line for line in text_of(app))
    assert marks_in(morning, Scope(starred=True)) == ["社区食堂本月开张 老人用餐打八折"]


async def test_all_read_and_undo(morning):
    async with dashboard(morning) as (app, pilot):
        await pilot.press("A")
        await settle(pilot)
        assert any("未读 0" in line for line in text_of(app))
        await pilot.press("u")
        await settle(pilot)
        assert any("未读 4" in line for line in text_of(app))


async def test_slash_finds_in_titles_and_texts(morning):
    async with dashboard(morning) as (app, pilot):
        await pilot.press("slash")
        await pilot.pause()
        app.screen.query_one(SearchBar).query_one("Input").value = "护河员"
        await pilot.press("enter")
        await settle(pilot, 0.4)
        screen = text_of(app)
        assert any("柳河镇启动河道清淤 三个村先行" in line for line in screen)
        assert not any("图书馆" in line for line in screen)
        assert "护河员" in screen[-1]
        await pilot.press("F")
        await settle(pilot)
        assert any("图书馆" in line for line in text_of(app))


async def test_slash_in_an_article_marks_the_matches(morning):
    async with dashboard(morning) as (app, pilot):
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("slash")
        await pilot.pause()
        app.screen.query_one(SearchBar).query_one("Input").value = "淤泥"
        await pilot.press("enter")
        await settle(pilot, 0.4)
        await pilot.press("n")
        await pilot.pause()
        assert any(" 1/" in line for line in text_of(app))


async def test_a_filter_is_chosen_by_typing(morning):
    async with dashboard(morning) as (app, pilot):
        await pilot.press("f")
        await pilot.pause(0.2)
        assert isinstance(app.screen, ChooseScreen)
        await pilot.press("0", "2", "enter")
        await settle(pilot, 0.3)
        assert marks_in(morning, app.screen.scope) == ["社区食堂本月开张 老人用餐打八折"]
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen.scope == Scope()


async def test_the_source_page_is_shown_with_the_article_marked(morning):
    async with dashboard(morning) as (app, pilot):
        await pilot.press("j", "o")
        await settle(pilot, 0.2)
        assert isinstance(app.screen, SourceScreen)
        screen = text_of(app)
        assert any("┃" in line and "图书馆夜间开放" in line for line in screen)
        assert any("┃" not in line and "下转2版" in line for line in screen)
        await pilot.press("o")
        await pilot.pause()
        assert not isinstance(app.screen, SourceScreen)


async def test_what_arrives_is_told_and_shown_on_request(morning, tmp_path):
    async with dashboard(morning) as (app, pilot):
        later = tmp_path / "r.jsonl"
        record = {
            "paper": "湖城晚报",
            "date": "2026-03-03",
            "page": "1",
            "title": "新来的一篇",
            "text": "正文。",
        }
        later.write_text(json.dumps(record), encoding="utf-8")
        held = app.screen.listing.current
        add([str(later)], morning, ReadOptions())
        await settle(pilot, 2.3)
        screen = text_of(app)
        assert any("1 篇新到" in line for line in screen)
        assert not any("新来的一篇" in line for line in screen)
        await pilot.press("R")
        await settle(pilot)
        assert any("新来的一篇" in line for line in text_of(app))
        assert app.screen.listing.current == held


async def test_the_next_start_resumes_where_one_was(morning):
    async with dashboard(morning) as (app, pilot):
        await pilot.press("j", "j", "enter")
        await settle(pilot)
        app.leave()
    async with dashboard(morning) as (app, _pilot):
        assert app.screen.reading
        assert any("两台无人插秧机" in line for line in text_of(app))


async def test_the_first_start_and_the_next_paper_open_the_briefing(morning, tmp_path):
    begun = []
    for arrives in (False, False, True):
        if arrives:
            page = tmp_path / "新报_2026-03-09_01.txt"
            page.write_text("新来的一篇\n本报讯 今天，新来的一篇登在一版。\n", encoding="utf-8")
            add([str(page)], morning, ReadOptions())
        app = Dashboard(morning)
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            begun.append(app.screen.tab)
            await pilot.press("2")
            await settle(pilot)
            app.leave()
    assert begun == [1, 2, 1]


async def test_two_dashboards_share_the_marks(morning):
    async with dashboard(morning) as (first, pilot):
        marks = Marks(morning)
        marks.mark_read([first.screen.listing.current])
        marks.close()
        await pilot.press("R")
        await settle(pilot)
        assert any("未读 3" in line for line in text_of(first))


async def test_every_tab_opens(morning):
    async with dashboard(morning) as (app, pilot):
        for key, number in (("3", 3), ("4", 4), ("1", 1), ("2", 2)):
            await pilot.press(key)
            await settle(pilot)
            assert app.screen.tab == number
            assert any(line.strip() for line in text_of(app)[2:-2])


async def test_an_empty_store_says_what_to_do(tmp_path):
    from store.database.places import StorePlaces

    async with dashboard(StorePlaces.inside(tmp_path / "new")) as (app, _pilot):
        assert any("chenbao add" in line for line in text_of(app))


async def test_help_lists_the_keys_and_runs_them(morning):
    async with dashboard(morning) as (app, pilot):
        await pilot.press("question_mark")
        await pilot.pause(0.2)
        assert isinstance(app.screen, ChooseScreen)
        assert any("下一篇未读" in line for line in text_of(app))
        for char in "收藏":
            await pilot.press(char)
        await pilot.press("enter")
        await settle(pilot, 0.2)
    assert len(marks_in(morning, Scope(starred=True))) == 1


async def test_remapped_keys_work_and_show(morning):
    async with dashboard(morning, settings=Settings(keys={"star": "x"})) as (app, pilot):
        assert "x 收藏" in text_of(app)[-1]
        await pilot.press("x")
        await settle(pilot)
    assert len(marks_in(morning, Scope(starred=True))) == 1


def archive(tmp_path, count):
    """Add a long day of another paper, older than the morning's edition."""
    records = tmp_path / "old.jsonl"
    lines = [
        {
            "paper": "旧报",
            "date": "2026-03-01",
            "page": f"{n // 10 + 1}",
            "title": f"旧闻第{n}条",
            "text": "文。",
        }
        for n in range(count)
    ]
    records.write_text("\n".join(json.dumps(r) for r in lines), encoding="utf-8")
    return records


async def test_the_next_unread_is_found_however_far(morning, tmp_path):
    add([str(archive(tmp_path, 5_000))], morning, ReadOptions())
    marks = Marks(morning)
    headlines = Headlines(morning)
    last = headlines.outline(Scope()).groups[-1].ids[-1]
    marks.mark_all_read(Scope(), headlines.generation())
    marks.mark_read([last], read=False)
    headlines.close()
    marks.close()
    async with dashboard(morning) as (app, pilot):
        await pilot.press("right_square_bracket")
        await settle(pilot, 0.3)
        assert app.screen.listing.current == last


async def test_showing_arrivals_keeps_the_cursor_deep_in_a_long_list(morning, tmp_path):
    add([str(archive(tmp_path, 600))], morning, ReadOptions())
    async with dashboard(morning) as (app, pilot):
        await settle(pilot, 0.5)
        await pilot.press("G")
        held = app.screen.listing.current
        await pilot.press("R")
        await settle(pilot, 0.6)
        assert app.screen.listing.current == held


async def test_the_next_start_shows_the_tab_one_was_on(morning):
    async with dashboard(morning) as (app, pilot):
        await pilot.press("3")
        await pilot.pause(0.1)
        app.leave()
    async with dashboard(morning) as (app, _pilot):
        assert app.current_mode == "entities"


async def test_a_failing_store_is_told_in_a_sentence(morning, monkeypatch):
    async with dashboard(morning) as (app, pilot):

        def fail(_article_id):
            raise OSError("disk \x1b[2J gone")

        monkeypatch.setattr(app.headlines, "article", fail)
        await pilot.press("enter")
        await settle(pilot)
        screen = text_of(app)
        assert any("库出错" in line and "gone" in line for line in screen)
        assert not any("\x1b" in line for line in screen)


async def test_a_mark_is_committed_within_a_second(morning):
    async with dashboard(morning) as (_app, pilot):
        await pilot.press("s")
        await pilot.pause(0.9)
        assert len(marks_in(morning, Scope(starred=True))) == 1


async def test_a_date_is_gone_to_and_the_list_stays_whole(morning, tmp_path):
    add([str(archive(tmp_path, 30))], morning, ReadOptions())
    async with dashboard(morning) as (app, pilot):
        await pilot.press("D")
        await settle(pilot, 0.2)
        for char in "2026-03-01":
            await pilot.press("minus" if char == "-" else char)
        await pilot.press("enter")
        await settle(pilot, 0.3)
        assert app.screen.scope == Scope()
        assert app.screen.listing.row(app.screen.listing.cursor).date == "2026-03-01"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_wide_quotes_shift_no_column(morning, size):
    """Where the terminal draws “ on two cells every line still fills its own width."""
    async with dashboard(morning, size, terminal=Terminal(wide_ambiguous=True)) as (app, pilot):
        await pilot.press("j")
        await settle(pilot, 0.5)
        assert {app.cells.width(line) for line in text_of(app)} == {size[0]}
