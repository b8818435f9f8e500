"""Bins at true boundaries, shares, gaps, windows."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.trend_math import bounds, cumulated, cut, iso, number, scaled, smoothed, summed

DAYS = st.integers(min_value=number("1990-01-01"), max_value=number("2040-12-31"))
INTERVALS = st.sampled_from(["day", "week", "month", "year"])


@given(DAYS, INTERVALS)
def test_a_day_lies_in_its_bin(day, interval):
    start, end = bounds(day, interval)
    assert start <= day < end
    assert bounds(start, interval) == bounds(end - 1, interval) == (start, end)


@given(DAYS)
def test_weeks_begin_on_monday_months_on_the_first(day):
    week, _end = bounds(day, "week")
    assert datetime.date.fromisoformat(iso(week)).weekday() == 0
    month, following = bounds(day, "month")
    assert iso(month).endswith("-01")
    assert iso(following).endswith("-01")


@given(DAYS, st.integers(min_value=1, max_value=900), INTERVALS)
def test_bins_cover_the_days_once(first, size, interval):
    bins = cut(first, first + size, interval)
    assert [day for b in bins for day in range(b.first, b.after)] == list(
        range(first, first + size)
    )
    assert not any(b.partial for b in bins[1:-1])


def test_a_cut_month_is_partial():
    bins = cut(number("2026-01-10"), number("2026-03-01"), "month")
    assert [b.partial for b in bins] == [True, False]


@given(
    st.dictionaries(
        st.integers(min_value=40000, max_value=40400),
        st.tuples(st.integers(0, 9), st.integers(0, 9)),
    ),
    INTERVALS,
)
def test_sums_lose_nothing(days, interval):
    sums = summed(days, cut(40000, 40401, interval))
    assert sum(s[0] for s in sums) == sum(d for d, _o in days.values())
    assert sum(s[1] for s in sums) == sum(o for _d, o in days.values())
    assert sum(s[2] for s in sums) == len(days)


def test_a_missing_edition_is_a_gap_not_a_zero():
    below = ([10, 0, 20], [1000, 0, 4000], [1, 0, 1])
    assert scaled([0, 0, 5], *below, "count") == [0.0, None, 5.0]
    assert scaled([1, 0, 5], *below, "share") == [10.0, None, 25.0]
    assert scaled([1, 0, 5], *below, "chars") == [10.0, None, 12.5]
    assert smoothed([1, 0, 5], *below, "share", 3)[1] is None


def test_a_window_weighs_by_what_was_published():
    below = ([10, 90, 100], [1, 1, 1], [1, 1, 1])
    assert smoothed([10, 0, 0], *below, "share", 3) == pytest.approx([10.0, 5.0, 0.0])
    assert smoothed([10, 0, 0], *below, "share", 1) == [100.0, 0.0, 0.0]


def test_cumulated_counts_only_grow():
    below = ([10, 10, 10], [1, 1, 1], [1, 1, 1])
    assert cumulated([1, 0, 2], *below, "count") == [1.0, 1.0, 3.0]
    assert cumulated([1, 0, 2], *below, "share") == pytest.approx([10.0, 5.0, 10.0])
