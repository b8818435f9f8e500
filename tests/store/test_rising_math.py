"""Signed G²: what rose stands first, what is everywhere is damped."""

from __future__ import annotations

from math import log

import pytest

from store.rising_math import ranked, scores
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
