"""Rising and falling: which terms' share of the articles changed most against a base.

The evidence is the signed log-likelihood ratio G² of the two-by-two table (articles with and without
the term, now and in the base): T. Dunning, “Accurate methods for the statistics of surprise and
coincidence”, Computational Linguistics 19 (1993). It is positive when the share rose. A term that
stands in more than half of the editions now and in the base is boilerplate: its score is damped, to
nothing when it is in all of them. A large archive makes any small change of a common word significant,
but it is no news, so the G² of what rose is weighed by the doublings of its share (1 for 2.8 times as
much, 2.7 for sixteen times and more), and up to three times as much when headlines say it. Of months the share of a year ago counts as the usual one
if it was higher: the words of a feast come every year.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import inf, log2
from typing import TYPE_CHECKING, Any, NamedTuple

from store.trend_records import TermPeriods

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEAST = 3
#: Doublings above which a rise gains no more, and above which its evidence counts in full.
_RISE, _EVIDENT_RISE = 4.0, 1.5
#: What a word gains that stands in the headline of all its articles, in times.
_IN_HEADLINES = 2.0
#: How much of the share of a year ago is expected again.
_AGAIN = 0.8


class Ranked(NamedTuple):
    """A term with its score, its articles now and in the base, those expected now, and its damped G²."""

    term: str
    score: float
    now: int
    base: int
    expected: float
    evidence: float


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
    season: int = 0,
) -> list[Ranked]:
    """The strongest change first, whichever way it went.

    ``articles`` counts what was published in each bin of the base and in the bin judged, the last;
    ``editions`` the days of the base. The first ``season`` bins are those of a year ago. Left out:
    what neither stands in ``least`` articles now nor could be expected to.
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
    out = []
    for name, g2, n, b in zip(names, found.tolist(), now, base, strict=True):
        expected = b * times
        if n < least and expected < least:
            continue
        again = _a_year_ago(terms[name].docs, articles, season)
        rise = _doublings(n, max(expected, _AGAIN * again)) if g2 > 0 else 0.0
        score = g2 * min(_RISE, rise) / _EVIDENT_RISE if g2 > 0 else g2
        evidence = g2 * min(1.0, rise / _EVIDENT_RISE) if g2 > 0 else g2
        out.append(Ranked(name, score, n, b, expected, evidence))
    return _sorted(out)


def in_headlines(rows: Sequence[Ranked], titles: Sequence[str]) -> list[Ranked]:
    """The same, what rose ranked higher the more of its articles have it in their headlines."""
    joined = "\n".join(titles)
    return _sorted(
        row._replace(
            score=row.score * (1 + _IN_HEADLINES * min(1.0, joined.count(row.term) / row.now))
        )
        if row.score > 0
        else row
        for row in rows
    )


def _sorted(rows: Iterable[Ranked]) -> list[Ranked]:
    return sorted(rows, key=lambda row: (-abs(row.score), row.term))


def _a_year_ago(docs: Sequence[int], articles: Sequence[int], season: int) -> float:
    """The articles expected now by the highest share of the bins of a year ago."""
    shares = [d / a for d, a in zip(docs[:season], articles[:season], strict=True) if a]
    return max(shares, default=0.0) * articles[-1]


def _doublings(now: int, expected: float) -> float:
    """How often the expected must be doubled (log-ratio); without end where nothing was expected."""
    if not expected:
        return inf
    return max(0.0, log2(now / expected))


def _still(now: float, base: float) -> float:
    """1 while a term is about as common as it was; less the more it changed."""
    if now <= 0 or base <= 0:
        return 0.0
    change = now / base if now < base else base / now
    return min(1.0, 2 * change)
