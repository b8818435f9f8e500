"""Bursts: periods in which a term is unusually frequent.

The method is the automaton of J. Kleinberg, “Bursty and hierarchical structure in streams”, KDD 2002
(Data Mining and Knowledge Discovery 7, 2003), for batched arrivals: of the ``d`` articles of a day
``r`` hold the term with probability ``p0`` in the usual state and ``p_i`` in state ``i``, ``s`` times
as much a state; going up a state costs ``gamma · ln n``, going down nothing; the cheapest sequence
of states (Viterbi) gives the bursts. A burst of level ``i`` is a run of states from ``i`` up, so
bursts nest: the years of an epidemic hold the months in which nothing else was spoken of. With the
two lowest states alone, as the paper has it for lists of titles, a burst of a rare term begins with
its first forerunner and ends with its last echo; the nested ones begin with the event.

What differs, and why:

- ``d`` is what was published that day, so a day without an edition (d = 0) speaks for no state,
  and a thin Sunday counts as little as it holds.
- ``p0`` is the term's own rate on that day of the week, drawn towards its rate on all days, so that
  a column that stands every Monday is no burst on Mondays.
- The odds, not the probability, are multiplied by ``s``: ``p_i`` stays below 1 for common words, and
  for rare ones it is the same.
- Of nested runs that hold nearly the same articles only the tightest is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import NamedTuple

SCALING = 2.0
GAMMA = 1.0
STATES = 10
#: How many articles of a weekday weigh as much as the rate of the whole week.
_PRIOR = 200.0
#: A run within another with this share of its articles stands for both.
_SAME = 0.8


class Run(NamedTuple):
    """A burst: places in the series, both included, its level, and what it saves in nats against
    the usual state."""

    first: int
    last: int
    level: int
    strength: float


def bursts(
    docs: Sequence[int],
    articles: Sequence[int],
    weekdays: Sequence[int] | None = None,
    *,
    scaling: float = SCALING,
    gamma: float = GAMMA,
) -> list[Run]:
    """The bursts of a series, an outer one before those within it.

    ``docs`` holds the term's articles, ``articles`` all articles of each day (or longer bin);
    ``weekdays`` is 0–6 a bin, None where bins are longer than a day.
    """
    published, held = sum(articles), sum(docs)
    if len(docs) < 2 or not held or held >= published:
        return []
    rates = _rates(docs, articles, weekdays, held / published)
    days = [(min(r, d), d, rate) for r, d, rate in zip(docs, articles, rates, strict=True)]
    gains = _useful({rate: _gains(rate, scaling) for rate in set(rates)}, days)
    # Most days of most terms are alike: nothing, of about so many articles.
    rows = {
        day: [day[0] * with_it + (day[1] - day[0]) * without for with_it, without in gains[day[2]]]
        for day in set(days)
    }
    saved = [rows[day] for day in days]
    toll = gamma * log(max(2, sum(1 for d in articles if d)))
    levels = cheapest(saved, toll)
    found: list[Run] = []
    for first, last in runs(levels, 1, 0, len(levels) - 1):
        _tell(found, docs, saved, levels, (first, last), 1)
    return found


def _tell(
    found: list[Run],
    docs: Sequence[int],
    saved: Sequence[Sequence[float]],
    levels: Sequence[int],
    place: tuple[int, int],
    level: int,
) -> None:
    """Add a run, narrowed to the tightest that is nearly the same, and the runs within it."""
    held = sum(docs[place[0] : place[1] + 1])
    inner = runs(levels, level + 1, *place)
    while True:
        same = [(a, b) for a, b in inner if sum(docs[a : b + 1]) >= _SAME * held]
        if not same:
            break
        place, level = same[0], level + 1
        inner = runs(levels, level + 1, *place)
    first, last = place
    strength = sum(row[level] for row in saved[first : last + 1])
    found.append(Run(first, last, level, strength))
    for within in inner:
        _tell(found, docs, saved, levels, within, level + 1)


def runs(levels: Sequence[int], level: int, first: int, last: int) -> list[tuple[int, int]]:
    """The runs of states from ``level`` up between two places."""
    found = []
    start: int | None = None
    for n in range(first, last + 1):
        if levels[n] >= level:
            start = n if start is None else start
        elif start is not None:
            found.append((start, n - 1))
            start = None
    if start is not None:
        found.append((start, last))
    return found


def _rates(
    docs: Sequence[int], articles: Sequence[int], weekdays: Sequence[int] | None, whole: float
) -> list[float]:
    if weekdays is None:
        return [whole] * len(docs)
    held, published = [0.0] * 7, [0.0] * 7
    for r, d, day in zip(docs, articles, weekdays, strict=True):
        held[day] += r
        published[day] += d
    rates = [(held[w] + _PRIOR * whole) / (published[w] + _PRIOR) for w in range(7)]
    return [rates[day] for day in weekdays]


def _gains(rate: float, scaling: float) -> list[tuple[float, float]]:
    """What an article with the term, and one without, saves in each state against the usual one."""
    rate = min(max(rate, 1e-9), 1 - 1e-9)
    gains = []
    for state in range(STATES):
        odds = rate / (1 - rate) * scaling**state
        here = odds / (1 + odds)
        gains.append((log(here / rate), log((1 - here) / (1 - rate))))
    return gains


def _useful(
    gains: dict[float, list[tuple[float, float]]], days: Sequence[tuple[int, int, float]]
) -> dict[float, list[tuple[float, float]]]:
    """Without the highest states that save no more than the state below on any day, not even on that
    with the largest share: no cheapest sequence goes there."""
    fullest: dict[float, tuple[int, int]] = {}
    for r, d, rate in days:
        before = fullest.get(rate)
        if d and (before is None or r * before[1] > before[0] * d):
            fullest[rate] = (r, d)

    def saves_more(state: int) -> bool:
        return any(
            r * (gains[rate][state][0] - gains[rate][state - 1][0])
            + (d - r) * (gains[rate][state][1] - gains[rate][state - 1][1])
            > 0
            for rate, (r, d) in fullest.items()
        )

    most = STATES - 1
    while most > 1 and not saves_more(most):
        most -= 1
    return {rate: states[: most + 1] for rate, states in gains.items()}


def cheapest(saved: Sequence[Sequence[float]], toll: float) -> list[int]:
    """The sequence of states that saves most: Viterbi, a row a day, ``toll`` for each state up."""
    if not saved:
        return []
    states = range(len(saved[0]))
    best = [0.0, *([float("-inf")] * (len(states) - 1))]
    came: list[list[int]] = []
    for row in saved:
        now, back = [0.0] * len(states), [0] * len(states)
        most, place = float("-inf"), 0
        for state in reversed(states):  # stay, or come down for nothing
            if best[state] >= most:
                most, place = best[state], state
            now[state], back[state] = most, place
        most, place = float("-inf"), 0
        for state in states:  # come up, a toll a state
            most -= toll
            if most > now[state]:
                now[state], back[state] = most, place
            if best[state] > most:
                most, place = best[state], state
        best = [n + gain for n, gain in zip(now, row, strict=True)]
        came.append(back)
    state = max(states, key=lambda s: best[s])
    path = []
    for back in reversed(came):
        path.append(state)
        state = back[state]
    return path[::-1]
