"""Of strings that stand in one another, those that tell most: 嫦娥五号 and not 嫦娥, 疫情 and not
新冠肺炎疫情防控 besides.

The strongest come first (signed G², see ``store.rising_math``). A string that holds a chosen one, or
is held by it, or overlaps with it, is chosen as well only where it tells something more: a longer
one when its share *within* the articles of the shorter rose too, a shorter one when it rose in the
articles without the longer one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from store.language.tokens import KINDS_OF_PLACE
from store.rising_math import scores

#: G² of one degree of freedom that chance exceeds once in a hundred times: less is no evidence.
SIGNIFICANT = 6.63
#: Once in twenty: what a small paper's day, of a dozen articles, can show at all.
_SIGNIFICANT_IN_FEW = 3.84
_FEW_ARTICLES = 200
_PART = 0.98
_NEARLY = 0.8
_NEARLY_SCORE = 0.9
_TELLS_BETTER = 2.0


@dataclass(frozen=True, slots=True)
class Rise:
    """A term with its score and its articles now and in the base."""

    term: str
    score: float
    now: int
    base: int


def evidence(now_total: int) -> float:
    """The least G² that is told of a period with so many articles."""
    return SIGNIFICANT if now_total >= _FEW_ARTICLES else _SIGNIFICANT_IN_FEW


def chosen(rises: Iterable[Rise], now_total: int, base_total: int) -> list[Rise]:
    """Those to be shown, strongest first."""
    pool = sorted(rises, key=lambda one: (-one.score, -len(one.term), one.term))
    replaced = _replaced(pool, base_total / now_total if now_total else 1.0)
    kept: list[Rise] = []
    for one in pool:
        if one.term not in replaced and all(
            _tells_more(one, other, now_total, base_total) for other in kept
        ):
            kept.append(one)
    return kept


def _replaced(pool: Sequence[Rise], times: float) -> set[str]:
    """Those for which another stands: of two, one within the other, in mostly the same articles.

    A compound's head is its end: without it a name is incomplete (监察 of 监察法, 冬奥 of 冬奥会), while
    what stands in front can be spared (the 国际 of 国际进口博览会) unless it makes the name exact.
    """
    found = set()
    for one in pool:
        for other in pool:
            if len(other.term) <= len(one.term) or one.term not in other.term:
                continue
            if other.now < _NEARLY * one.now:
                continue
            exact = (other.now * (one.base + times)) / (one.now * (other.base + times))
            if (
                _is_part(one, other)
                or (exact >= _TELLS_BETTER and other.score >= _NEARLY_SCORE * one.score)
                or _completes(one, other)
            ):
                found.add(one.term)
            elif exact < _TELLS_BETTER and one.score >= _NEARLY_SCORE * other.score:
                found.add(other.term)
    return found


def _is_part(one: Rise, other: Rise) -> bool:
    """Whether the shorter stands hardly anywhere but in the longer."""
    return (
        other.now >= _PART * one.now
        and other.base >= _PART * one.base
        and other.score >= _PART * one.score
    )


def _completes(one: Rise, other: Rise) -> bool:
    """Whether the longer adds the one character that makes the word whole (民法典, 监察法); a place is
    as well known without its 县."""
    added = other.term.replace(one.term, "", 1)
    return len(added) == 1 and added not in KINDS_OF_PLACE and other.score >= _NEARLY * one.score


def _tells_more(one: Rise, other: Rise, now_total: int, base_total: int) -> bool:
    if other.term in one.term:
        return _score(one.now, one.base, other.now, other.base) >= SIGNIFICANT
    if one.term in other.term:
        now, base = one.now - other.now, one.base - other.base
        rest = (now_total - other.now, base_total - other.base)
        return _score(now, base, *rest) >= SIGNIFICANT
    return not _overlap(one, other)


def _score(now: int, base: int, now_total: int, base_total: int) -> float:
    if now <= 0 or now_total <= 0:
        return 0.0
    if base_total <= 0:
        return 0.0
    return float(scores([now], [max(0, base)], now_total, base_total)[0])


def _overlap(one: Rise, other: Rise) -> bool:
    """Whether the end of one is the beginning of the other, in about as many articles."""
    if one.term[-1] not in other.term and other.term[-1] not in one.term:
        return False
    short = min(len(one.term), len(other.term))
    if min(one.now, other.now) < _NEARLY * max(one.now, other.now):
        return False
    return any(
        one.term[-size:] == other.term[:size] or other.term[-size:] == one.term[:size]
        for size in range(max(2, short // 2), short)
    )
