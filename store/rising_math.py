"""Rising and falling: which terms' share of the articles changed most against a base.

The score is the signed log-likelihood ratio G² of the two-by-two table (articles with and without
the term, now and in the base): T. Dunning, “Accurate methods for the statistics of surprise and
coincidence”, Computational Linguistics 19 (1993). It is positive when the share rose. A term that
stands in more than half of the editions now and in the base is boilerplate: its score is damped, to
nothing when it is in all of them. So is the score of what rose by less than 2.8 times: a large archive
makes any small change of a common word significant, but it is no news.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log2
from typing import TYPE_CHECKING, Any

from store.trend_records import TermPeriods

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEAST = 3
#: Doublings above which a rise counts in full.
_RISE = 1.5


def scores(
    now: Sequence[int] | NDArray[Any],
    base: Sequence[int] | NDArray[Any],
    now_total: int,
    base_total: int,
    everywhere: Sequence[float] | None = None,
) -> NDArray[Any]:
    """Signed G² of each term; ``everywhere`` is the share of editions it stands in (0–1)."""
    import numpy as np

    a, b = np.asarray(now, float), np.asarray(base, float)
    if not len(a) or not now_total or not base_total:
        return np.zeros(len(a))
    a, b = np.minimum(a, now_total), np.minimum(b, base_total)
    whole = now_total + base_total
    share = (a + b) / whole

    def part(seen: NDArray[Any], expected: NDArray[Any]) -> NDArray[Any]:
        with np.errstate(divide="ignore", invalid="ignore"):
            found = seen * np.log(seen / expected)
        return np.where(seen > 0, found, 0.0)

    g2 = 2 * (
        part(a, share * now_total)
        + part(b, share * base_total)
        + part(now_total - a, (1 - share) * now_total)
        + part(base_total - b, (1 - share) * base_total)
    )
    signed: NDArray[Any] = np.where(a / now_total >= b / base_total, g2, -g2)
    if everywhere is None:
        return signed
    damped: NDArray[Any] = signed * np.clip(2 * (1 - np.asarray(everywhere, float)), 0.0, 1.0)
    return damped


def ranked(
    terms: Mapping[str, TermPeriods],
    articles: Sequence[int],
    editions: int,
    *,
    least: int = LEAST,
) -> list[tuple[str, float, int, int, float]]:
    """(term, score, count, base, expected), the strongest change first, whichever way it went.

    ``articles`` counts what was published in each bin of the base and in the bin judged, the last;
    ``editions`` the days of the base. Left out: what neither stands in ``least`` articles now nor
    could be expected to.
    """
    names = list(terms)
    now = [terms[name].docs[-1] for name in names]
    base = [sum(terms[name].docs[:-1]) for name in names]
    now_total, base_total = articles[-1], sum(articles[:-1])
    if not names or not now_total:
        return []
    # A term is everywhere when it was so in the base and is so still: neither an explosion nor
    # the end of an age is damped.
    share_now = [n / now_total for n in now]
    usual = [min(1.0, terms[name].editions / editions) if editions else 0.0 for name in names]
    still = [
        _still(s, b / base_total if base_total else 0.0)
        for s, b in zip(share_now, base, strict=True)
    ]
    everywhere = [u * s for u, s in zip(usual, still, strict=True)]
    found = scores(now, base, now_total, base_total, everywhere)
    times = now_total / base_total if base_total else 0.0
    out = [
        (name, float(score) * _effect(n, b * times), n, b, b * times)
        for name, score, n, b in zip(names, found, now, base, strict=True)
        if n >= least or b * times >= least
    ]
    return sorted(out, key=lambda row: (-abs(row[1]), row[0]))


def _effect(now: int, expected: float) -> float:
    """1 for a fall, and for a rise of some times; less the less it rose (log-ratio)."""
    if now <= expected or not expected:
        return 1.0
    return min(1.0, log2(now / expected) / _RISE)


def _still(now: float, base: float) -> float:
    """1 while a term is about as common as it was; less the more it changed."""
    if now <= 0 or base <= 0:
        return 0.0
    change = now / base if now < base else base / now
    return min(1.0, 2 * change)
