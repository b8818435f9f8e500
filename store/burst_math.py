"""Bursts: periods in which a term is unusually frequent.

The method is the two-state automaton over batched streams of J. Kleinberg, “Bursty and
hierarchical structure in streams”, KDD 2002 (Data Mining and Knowledge Discovery 7, 2003), section
on enumerating bursts: of ``d`` articles of a day ``r`` hold the term with probability ``p0`` in the
usual state and ``p1`` in the frequent one; entering the frequent state costs ``gamma · ln n``,
leaving it nothing; the cheapest sequence of states (Viterbi) gives the bursts, and the strength
(Kleinberg's weight) of one is how much cheaper it is than the usual state over the same days.

What differs, and why:

- ``d`` is what was published that day, so a day without an edition (d = 0) speaks for neither
  state, and a thin Sunday counts as little as it holds.
- ``p0`` is the term's own rate on that day of the week, drawn towards its rate on all days, so that
  a column that stands every Monday is no burst on Mondays.
- The odds, not the probability, are multiplied by ``s``; so ``p1`` stays below 1 for common words,
  and for rare ones it is the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log

SCALING = 2.0
GAMMA = 1.0
#: How many articles of a weekday weigh as much as the rate of the whole week.
_PRIOR = 200.0


def bursts(
    docs: Sequence[int],
    articles: Sequence[int],
    weekdays: Sequence[int] | None = None,
    *,
    scaling: float = SCALING,
    gamma: float = GAMMA,
) -> list[tuple[int, int, float]]:
    """(first, last, strength) of each burst, places in the series, both included.

    ``docs`` holds the term's articles, ``articles`` all articles of each day (or longer bin);
    ``weekdays`` is 0–6 a bin, None where bins are longer than a day.
    """
    size = len(docs)
    published = sum(articles)
    held = sum(docs)
    if size < 2 or not held or held >= published:
        return []
    rates = _rates(docs, articles, weekdays, held / published)
    costs = {rate: _costs(rate, scaling) for rate in set(rates)}
    # What the frequent state saves on each day; the transition is paid once a burst.
    saved = [_saving(r, d, costs[rate]) for r, d, rate in zip(docs, articles, rates, strict=True)]
    toll = gamma * log(max(2, sum(1 for d in articles if d)))
    return [(i, j, sum(saved[i : j + 1])) for i, j in _cheapest(saved, toll)]


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


def _costs(rate: float, scaling: float) -> tuple[float, float]:
    """What one article with the term, and one without, saves in the frequent state."""
    rate = min(max(rate, 1e-9), 1 - 1e-9)
    frequent = scaling * rate / (1 + (scaling - 1) * rate)
    return log(frequent / rate), log((1 - frequent) / (1 - rate))


def _saving(held: int, published: int, costs: tuple[float, float]) -> float:
    held = min(held, published)
    return held * costs[0] + (published - held) * costs[1]


def _cheapest(saved: Sequence[float], toll: float) -> list[tuple[int, int]]:
    """The runs of the frequent state on the cheapest path: Viterbi over two states.

    ``usual`` and ``frequent`` are what has been saved at best when today is in that state.
    """
    usual, frequent = 0.0, float("-inf")
    from_frequent, stayed = [], []
    for gain in saved:
        from_frequent.append(frequent > usual)
        stayed.append(frequent >= usual - toll)
        usual, frequent = (
            max(usual, frequent),
            max(frequent, usual - toll) + gain,
        )
    runs: list[tuple[int, int]] = []
    inside = frequent > usual
    end = len(saved) - 1
    for n in range(len(saved) - 1, -1, -1):
        if inside:
            if not stayed[n]:
                runs.append((n, end))
                inside = False
        elif from_frequent[n]:
            inside, end = True, n - 1
    return runs[::-1]
