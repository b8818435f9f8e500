"""Bursts on made-up series: found where they were put, not made by weekends or missing editions."""

from __future__ import annotations

import itertools
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from store.burst_math import bursts, cheapest

DAYS = 1000


def made(rate, burst=None, seed=1, articles=lambda day: 20):
    """Counts of a term at ``rate``, and at a higher rate within ``burst`` = (first, last, rate)."""
    dice = random.Random(seed)
    published = [articles(day) for day in range(DAYS)]
    docs = []
    for day, number in enumerate(published):
        now = burst[2] if burst and burst[0] <= day <= burst[1] else rate
        docs.append(sum(dice.random() < now for _ in range(number)))
    return docs, published, [day % 7 for day in range(DAYS)]


def test_a_burst_is_found_where_it_is():
    for seed in range(10):
        found = bursts(*made(0.01, (600, 640, 0.2), seed))
        first, last, level, strength = found[0]
        assert abs(first - 600) <= 6
        assert abs(last - 640) <= 5
        assert level >= 2
        assert strength > 50
        assert all(f >= first and e <= last for f, e, _level, _strength in found)


def test_the_hot_days_nest_in_the_long_months():
    docs, articles, weekdays = made(0.005, (300, 600, 0.05))
    hot = made(0.3, seed=2)[0]
    docs[400:420] = hot[400:420]
    found = bursts(docs, articles, weekdays)
    assert found[0].first < 320
    assert found[0].last > 580
    assert any(abs(r.first - 400) <= 2 and abs(r.last - 419) <= 2 for r in found[1:])


def test_steady_series_have_no_burst():
    assert sum(len(bursts(*made(0.03, seed=seed))) for seed in range(20)) <= 1


def test_thin_weekends_make_no_burst():
    for seed in range(10):
        assert bursts(*made(0.05, seed=seed, articles=lambda d: 4 if d % 7 > 4 else 30)) == []


def test_a_weekly_column_makes_no_burst():
    """One article every Monday, in all years alike."""
    docs = [4 * (day % 7 == 0) for day in range(DAYS)]
    assert bursts(docs, [20] * DAYS, [day % 7 for day in range(DAYS)]) == []


def test_missing_editions_neither_make_nor_break_a_burst():
    docs, articles, weekdays = made(0.01, (600, 640, 0.3))
    for day in (*range(610, 614), *range(200, 260)):
        docs[day] = articles[day] = 0
    found = bursts(docs, articles, weekdays)
    assert found[0].first < 605
    assert found[0].last > 635


def test_nothing_and_everything_have_no_burst():
    assert bursts([0] * 50, [10] * 50) == []
    assert bursts([10] * 50, [10] * 50) == []
    assert bursts([], []) == []


@settings(max_examples=60)
@given(
    st.lists(st.tuples(*[st.integers(-4, 4)] * 2), min_size=1, max_size=6),
    st.integers(1, 5),
)
def test_the_path_is_the_cheapest(gains, toll):
    """Against every sequence of three states there is."""
    saved = [(0, *gain) for gain in gains]

    def worth(states):
        up = sum(max(0, b - a) for a, b in itertools.pairwise((0, *states)))
        return sum(row[s] for row, s in zip(saved, states, strict=True)) - toll * up

    best = max(worth(s) for s in itertools.product(range(3), repeat=len(saved)))
    assert worth(cheapest(saved, toll)) == best
