"""Of the words of one event, one has a line of its own: 芦山, and beside it 震区, 灾民, 抗震救灾.

A word stands beside a stronger one when four in five of its articles hold that one too, at least
twice as many as of all articles do, and when it stands in half as many at most: a word about as
frequent as its event's strongest may be the name one looks for. So does, first of all, a longer
name of the stronger one (杭州亚运会 of 亚运会) that the choice among nested strings left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from store.rising_choice import Rise

_WITHIN = 0.8
_TIMES = 2.0
_SMALLER = 0.5
_LONGER = 0.25
#: So many words are told beside one.
_BESIDE = 4


def beside(
    kept: Sequence[Rise], pool: Iterable[Rise], texts: Sequence[str]
) -> list[tuple[Rise, tuple[str, ...]]]:
    """Those of ``kept`` (strongest first) with lines of their own, and what stands beside each.

    ``pool`` is what ``kept`` was chosen from, ``texts`` are articles of the period.
    """
    leads: list[tuple[Rise, set[int], list[str]]] = []
    for one in kept:
        held = {n for n, text in enumerate(texts) if one.term in text}
        for lead, its, words in leads:
            both = len(held & its)
            if (
                both
                and len(held) <= _SMALLER * len(its)
                and both >= _WITHIN * len(held)
                and both * len(texts) >= _TIMES * len(its) * len(held)
            ):
                if not _varies(one.term, [lead.term, *words]):
                    words.append(one.term)
                break
        else:
            leads.append((one, held, []))
    longer = _longer([lead for lead, _held, _words in leads], kept, pool)
    return [(lead, (*longer.get(lead.term, ()), *words)[:_BESIDE]) for lead, _held, words in leads]


def _varies(term: str, told: Iterable[str]) -> bool:
    """Whether it says again what is told."""
    return any(one in term or term in one for one in told)


def _longer(
    leads: Sequence[Rise], kept: Sequence[Rise], pool: Iterable[Rise]
) -> dict[str, tuple[str]]:
    """The strongest longer string of each that has no line."""
    told = {one.term for one in kept}
    found: dict[str, tuple[str]] = {}
    for one in sorted(pool, key=lambda one: (-one.score, one.term)):
        if one.term in told:
            continue
        for lead in leads:
            if lead.term in one.term and one.now >= _LONGER * lead.now:
                found.setdefault(lead.term, (one.term,))
                break
    return found
