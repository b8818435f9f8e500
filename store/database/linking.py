"""Jumps (转版): which second half continues which first half, within one edition."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from store.database.days import page_sort
from store.database.likeness import share, shingles

_ALIKE = 0.12
_SECTION = re.compile(r"[A-Z]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Half:
    """One half of a jump: where it stands, where it points, and what it is about."""

    id: int
    page: str
    direction: Literal["to", "from"]
    target: str
    title: str
    body: str = ""
    names: frozenset[str] = frozenset()


def link(halves: Sequence[Half]) -> dict[int, int]:
    """The second halves with the first half each continues, by id.

    A pair must point at each other's pages. Where only one of each does, that is enough; where
    several do, titles, credited names and text decide, and a doubtful half stays alone.
    """
    firsts = [h for h in halves if h.direction == "to"]
    seconds = [h for h in halves if h.direction == "from"]
    pairs = [
        (first, second)
        for first in firsts
        for second in seconds
        if first.page != second.page
        and _names_page(first.target, second.page, first.page)
        and _names_page(second.target, first.page, second.page)
    ]
    ways = Counter(h.id for pair in pairs for h in pair)
    found: dict[int, int] = {}
    taken: set[int] = set()
    scored = sorted(((-_score(a, b), a.id, b.id) for a, b in pairs), key=lambda s: s)
    for negative, first_id, second_id in scored:
        if first_id in taken or second_id in found:
            continue
        alone = ways[first_id] == 1 and ways[second_id] == 1
        if alone or -negative >= _ALIKE:
            found[second_id] = first_id
            taken.add(first_id)
    left = [(a, b) for a, b in pairs if a.id not in taken and b.id not in found]
    ways = Counter(h.id for pair in left for h in pair)
    for first, second in left:
        if ways[first.id] == 1 and ways[second.id] == 1:
            found[second.id] = first.id
    return found


def _names_page(target: str, page: str, standing_on: str) -> bool:
    """Whether “2版” printed on page A01 means page A02: a bare number stays in its section."""
    wanted, actual = page_sort(target), page_sort(page)
    if wanted == actual:
        return True
    if _SECTION.match(wanted):
        return False
    section = _SECTION.match(page_sort(standing_on))
    return bool(section) and f"{section[0]}{wanted}" == actual if section else False


def _score(first: Half, second: Half) -> float:
    titles = share(shingles(first.title, width=2), shingles(second.title, width=2))
    if first.title and second.title:
        one, other = "".join(first.title.split()), "".join(second.title.split())
        if one in other or other in one:
            titles = 1.0
    texts = share(shingles(first.body, width=2), shingles(second.body, width=2))
    names = 0.3 if first.names & second.names else 0.0
    return titles + texts + names
