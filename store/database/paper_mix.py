"""What an article of the base counts where the papers of a period are not those before it.

Like is compared with like: what is expected of a period is, over its papers, each one's own rate in the
base times its size now (direct standardisation by stratum). So every article of the base weighs what
its paper has grown or shrunk by, the base as a whole staying as large as it is. A paper that began
much later than the others says nothing, neither of the base nor of the period: all its words would rise.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from store.database.days import SEQ_BITS

#: A paper is compared if its base is so many times its size now; where all began lately, if it is
#: so much of what the longest there has.
_TIMES, _LONG_ENOUGH = 3.0, 0.25
#: Of all articles so many may have gone from paper to paper and the mix is still the same: pages
#: more or less on a Monday, one of twenty papers without a Sunday edition.
_SAME = 0.2


@dataclass(frozen=True, slots=True)
class PaperMix:
    """``weights`` by article; one that is absent counts nothing. ``articles`` by bin, so weighed."""

    weights: Mapping[int, float]
    articles: tuple[int, ...]


def paper_mix(db: sqlite3.Connection, bins: Sequence[tuple[int, int]]) -> PaperMix | None:
    """The weights where papers came, went, grew or shrank; None where the mix is the same.

    ``bins`` are (first day, day after the last), the last one judged against those before it.
    """
    low, start, high = bins[0][0], bins[-1][0], bins[-1][1]
    sizes: dict[str, tuple[int, int]] = {
        paper: (base, now)
        for paper, base, now in db.execute(
            """SELECT paper, sum(CASE WHEN day < ?2 THEN articles ELSE 0 END),
               sum(CASE WHEN day >= ?2 THEN articles ELSE 0 END)
               FROM edition WHERE day >= ?1 AND day < ?3 AND articles > 0 GROUP BY paper""",
            (low, start, high),
        )
    }
    longest = max((base / now for base, now in sizes.values() if now), default=0.0)
    told = {
        paper: (base, now)
        for paper, (base, now) in sizes.items()
        if base and now and base / now >= min(_TIMES, _LONG_ENOUGH * longest)
    }
    if not told:
        return None
    base_total = sum(base for base, _now in told.values())
    now_total = sum(now for _base, now in told.values())
    grown = {p: now / base * base_total / now_total for p, (base, now) in told.items()}
    young = any(now and paper not in told for paper, (_base, now) in sizes.items())
    if not young and _moved(list(sizes.values())) <= _SAME:
        return None
    weights: dict[int, float] = {}
    held = [0.0] * len(bins)
    starts = [first for first, _after in bins]
    for article, paper, continues in db.execute(
        """SELECT a.id, e.paper, a.continues FROM article a JOIN page p ON p.id = a.page_id
           JOIN edition e ON e.id = p.edition_id WHERE a.id >= ? AND a.id < ?""",
        (low << SEQ_BITS, high << SEQ_BITS),
    ):
        if paper in grown:
            day = article >> SEQ_BITS
            weights[article] = weight = grown[paper] if day < start else 1.0
            if continues is None:
                held[bisect_right(starts, day) - 1] += weight
    return PaperMix(weights, whole(held))


def _moved(sizes: Sequence[tuple[int, int]]) -> float:
    """The share of all articles that papers gained from one another since the base."""
    bases = sum(base for base, _now in sizes)
    nows = sum(now for _base, now in sizes)
    return sum((abs(now / nows - base / bases) for base, now in sizes), 0.0) / 2


def whole(parts: Sequence[float]) -> tuple[int, ...]:
    """Whole numbers that add up to the rounded sum, at every place of the row."""
    sums = [0, *(round(total) for total in accumulate(parts))]
    return tuple(after - before for before, after in pairwise(sums))
