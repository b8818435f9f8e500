"""Signed G²: what rose stands first, what is everywhere is damped."""

from __future__ import annotations

from math import log

import pytest

from store.rising_math import in_headlines, ranked, scores
from store.trend_records import TermPeriods


def test_g2_is_dunnings():
    a, b, n, m = 30, 10, 100, 400
    e1, e2 = 40 / 500 * n, 40 / 500 * m
    f1, f2 = n - e1, m - e2
    expected = 2 * (
        a * log(a / e1)
        + b * log(b / e2)
        + (n - a) * log((n - a) / f1)
        + (m - b) * log((m - b) / f2)
    )
    assert scores([a], [b], n, m)[0] == pytest.approx(expected)


def test_the_sign_is_the_direction():
    up, down, level = scores([20, 2, 10], [20, 80, 40], 100, 400)
    assert up > 0 > down
    assert level == pytest.approx(0, abs=1e-9)


def test_ranking():
    terms = {
        "boil": TermPeriods((90, 90, 95), editions=28),
        "news": TermPeriods((0, 1, 30), editions=1),
        "gone": TermPeriods((40, 40, 1), editions=20),
        "rare": TermPeriods((0, 0, 2), editions=0),
    }
    found = ranked(terms, [100, 100, 100], 28)
    assert {row[0]: row[1] > 0 for row in found[:2]} == {"news": True, "gone": False}
    assert "rare" not in [row[0] for row in found]
    assert abs(next(row[1] for row in found if row[0] == "boil")) < 0.5


def test_an_explosion_is_not_damped():
    """In every edition of the base, but ten times as often now."""
    (row,) = ranked({"疫情": TermPeriods((28, 0, 80), editions=28)}, [400, 400, 100], 28)
    assert row[1] > 100


def test_the_word_of_a_feast_that_comes_every_year_yields_to_news():
    """Both as rare in the base and as frequent now; one of them stood in its month a year ago."""
    terms = {
        "灯会": TermPeriods((20, *[0] * 11, 24), editions=12),
        "桥塌": TermPeriods((0, *[2] * 10, 0, 24), editions=12),
    }
    assert [row.term for row in ranked(terms, [100] * 13, 300, season=2)] == ["桥塌", "灯会"]


def test_a_word_that_headlines_say_is_ranked_before_one_that_texts_say():
    terms = {word: TermPeriods((1, 1, 12), editions=2) for word in ("建立健全", "茶博会")}
    rows = in_headlines(ranked(terms, [100] * 3, 28), ["茶博会开幕", "茶博会观察", "雨后"])
    assert [row.term for row in rows] == ["茶博会", "建立健全"]
    assert rows[0].evidence == rows[1].evidence
