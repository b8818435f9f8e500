"""Charts: no cell out of its place at any size, values where they belong, gaps as gaps."""

from __future__ import annotations

import random

import pytest

from store.records import Scope
from store.trend_math import cut, number, scaled, smoothed
from store.trend_records import Annotation, Burst, Series, Trend, TrendQuestion
from tui import words
from tui.cells import Cells
from tui.chart import VIEWS, draw
from tui.chart_look import Look
from tui.terminal import Terminal
from tui.trend_ticks import number_label, steps, top_of

SIZES = [(40, 10), (60, 14), (80, 18), (97, 23), (120, 34), (160, 45), (200, 60)]
TERMS = (
    "具身智能",
    "“新质生产力”",
    "AI＋农业",
    "三级干部大会暨…",
    "水",
    "a长长长长长长长长长长长的词语",
)
LOOKS = {
    "narrow": Terminal(),
    "wide": Terminal(wide_ambiguous=True),
    "plain": Terminal(plain=True),
}


def look_of(terminal):
    return Look.of(terminal, Cells(terminal.wide_ambiguous))


def trend_of(days=400, interval="day", terms=TERMS[:2], share="share", smoothing=1, split=None):
    """Made-up series with a fortnight of missing editions and partial ends."""
    dice = random.Random(days)
    first = number("2024-11-09")
    bins = cut(first, first + days, interval)
    editions = [
        0 if 20 <= n < 34 and interval == "day" else b.after - b.first for n, b in enumerate(bins)
    ]
    articles = [20 * e for e in editions]
    below = (articles, [500 * a for a in articles], editions)
    made = []
    for k, term in enumerate(terms):
        docs = [sum(dice.random() < 0.1 * (k + 1) for _ in range(a)) for a in articles]
        made.append(
            Series(
                term, term, tuple(docs), tuple(docs), tuple(scaled(docs, *below, share)),
                tuple(smoothed(docs, *below, share, smoothing)) if smoothing > 1 else None,
                (Burst("2024-12-20", "2025-01-20", 2, 9.0), Burst("2025-01-01", "2025-01-05", 5, 7.0)),
            )
        )  # fmt: skip
    question = TrendQuestion(
        tuple(terms), Scope(), interval=interval, share=share, smoothing=smoothing, split=split
    )
    notes = (Annotation(1, "2024-12-25", "大雪封路，报纸停印"), Annotation(2, "2024-12-26", "复印"))
    return Trend(
        question, bins, tuple(articles), tuple(below[1]), tuple(editions), tuple(made), notes
    )


def cells_of(drawing, cells, y):
    return sum(cells.width(text) for text, _style in drawing.sheet.row(y))


@pytest.mark.parametrize("kind", LOOKS)
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_no_column_is_shifted_at_any_size(kind, view, language):
    words.use(language)
    look = look_of(LOOKS[kind])
    for interval in ("day", "week", "month", "year"):
        for terms in (TERMS[:1], TERMS):
            trend = trend_of(900, interval, terms, smoothing=3)
            for width, height in SIZES:
                drawing = draw(trend, width, height, look, view=view, focus=len(terms) - 1)
                assert drawing.sheet.height == height
                for y in range(height):
                    assert cells_of(drawing, look.cells, y) == width, (interval, width, height, y)
                assert len(drawing.spots) == len(trend.bins)
                for x0, y0, x1, y1 in drawing.spots:
                    assert 0 <= x0 <= x1 <= width
                    assert 0 <= y0 <= y1 <= height
    words.use("zh_CN")


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("kind", ["wide", "plain"])
def test_only_safe_characters_where_signs_are_wide(kind, view):
    """Braille is one cell in every terminal; blocks, lines and ● are not."""
    trend = trend_of(300, terms=("水", "火"))
    text = draw(trend, 100, 30, look_of(LOOKS[kind]), view=view).sheet.text()
    odd = {c for c in text if not c.isascii() and not "\u4e00" <= c <= "\u9fff"} - {"，"}
    assert odd <= ({chr(c) for c in range(0x2800, 0x2900)} if kind == "wide" else set())


def test_series_are_told_apart_without_colour():
    text = draw(
        trend_of(30, terms=("水", "火", "木")), 100, 30, look_of(LOOKS["narrow"])
    ).sheet.text()
    plot = text.split("\n", 1)[1]
    assert all(plot.count(sign) > 2 for sign in "●◆▲")
    plain = draw(trend_of(30, terms=("水", "火")), 100, 30, look_of(LOOKS["plain"])).sheet.text()
    assert all(plain.split("\n", 1)[1].count(sign) > 2 for sign in "ox")


def test_a_missing_edition_breaks_line_and_axis():
    trend = trend_of(60, terms=("水",), share="count")
    drawing = draw(trend, 66, 20, look_of(LOOKS["narrow"]))
    for n in range(21, 33):
        x, y0, _x1, y1 = drawing.spots[n]
        assert all(drawing.sheet.char(x, y) == " " for y in range(y0, y1 - 1))
        assert drawing.sheet.char(x, y1 - 1) in " ┬"


def test_the_highest_value_stands_highest():
    trend = trend_of(20, terms=("水",))
    values = trend.series[0].values
    drawing = draw(trend, 100, 24, look_of(LOOKS["narrow"]), view="bars")

    def height(n):
        x, y0, _x1, y1 = drawing.spots[n]
        return sum(drawing.sheet.char(x, y) != " " for y in range(y0, y1 - 1))

    best = max(range(20), key=lambda n: values[n] or 0)
    assert height(best) == max(height(n) for n in range(20))


def test_log_scale_lifts_what_is_small():
    trend = trend_of(20, terms=("水",))
    look = look_of(LOOKS["narrow"])
    assert (
        draw(trend, 80, 20, look, log=True).sheet.text() != draw(trend, 80, 20, look).sheet.text()
    )


def test_ticks_stand_at_true_dates():
    text = draw(trend_of(400, "month", ("水",)), 120, 20, look_of(LOOKS["narrow"])).sheet.text()
    assert "2025-01" in text
    text = draw(trend_of(4000, "month", ("水",)), 80, 20, look_of(LOOKS["narrow"])).sheet.text()
    assert "2030" in text


def test_notes_and_bursts_are_shown():
    text = draw(trend_of(100, terms=("水",)), 120, 24, look_of(LOOKS["narrow"])).sheet.text()
    assert "¶大雪封路，报纸停印" in text
    assert "▁" in text
    assert "▆" in text


def test_a_stack_is_as_high_as_its_parts():
    trend = trend_of(24, "day", ("水", "水"), share="count", split="paper")
    text = draw(trend, 80, 24, look_of(LOOKS["narrow"]), view="bars").sheet.text()
    assert "█" in text
    assert "▒" in text


def test_nothing_to_draw_draws_nothing():
    empty = Trend(TrendQuestion(()), (), (), (), (), ())
    assert draw(empty, 80, 20, look_of(LOOKS["narrow"])).sheet.text().strip() == ""


@pytest.mark.parametrize(
    ("most", "whole", "labels"),
    [
        (37, False, ["0", "10", "20", "30", "40"]),
        (18, False, ["0", "5", "10", "15", "20"]),
        (7, True, ["0", "2", "4", "6", "8"]),
        (3, True, ["0", "1", "2", "3"]),
        (1, True, ["0", "1"]),
        (13, True, ["0", "5", "10", "15"]),
    ],
)
def test_the_y_axis_counts_in_round_numbers(most, whole, labels):
    assert [number_label(v) for v in steps(top_of(most), 13, whole=whole)] == labels
