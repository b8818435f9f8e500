"""A hint that two people bear one name: posts that one person cannot hold at one time.

A hint needs all of this, so that a change of post, a province's leader who also leads its city, and a
post told once by mistake give none:

- two heads, of whom there is one a body (镇长, 局长, 书记, 总统, …, no deputies and no members),
- of two places, neither of which lies in the name of the other's body,
- each stated in at least ``LEAST`` articles, on different days, and in a tenth of all that state a
  post, not looking back (时任),
- by turns: the first again after the second was stated, or the other way round.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from store.database.days import SEQ_BITS
from store.held_posts import Statement, same_post

LEAST = 2
_SHARE = 10
_HEAD = re.compile(
    r"(?<!副)(?<!总)(?:书记|[省市区县州盟旗镇乡]长|自治[区州县]主席|政府主席|局长|厅长|校长|院长|检察长|站长|所长"
    r"|总统|总理|首相|国王|外长|外交部长|国防部长)$"
)
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,4}?(?:自治[区州县]|[省市区县州盟旗镇乡村])")
_PARTS = re.compile(r"[、兼]")
_FOREIGN = re.compile(r"(?:总统|总理|首相|国王|外长|外交部长|国防部长)$")


@dataclass(slots=True)
class _Office:
    """A head of a body in a place, and the articles that say so."""

    title: str
    place: str
    articles: set[int]


def conflict(statements: Sequence[Statement], countries: frozenset[str]) -> str | None:
    """The two posts that one person can hardly hold at once, None when there are none such."""
    offices: dict[str, _Office | None] = {}
    every: set[int] = set()
    for statement in statements:
        if statement.ended or statement.inferred or statement.looks_back:
            continue
        every.add(statement.article_id)
        title = _PARTS.split(statement.title)[0]
        if title not in offices:
            place = _place_of(title, countries) if _HEAD.search(title) else None
            offices[title] = None if place is None else _Office(title, place, set())
        office = offices[title]
        if office is not None:
            office.articles.add(statement.article_id)
    often = [
        o
        for o in offices.values()
        if o
        and len({a >> SEQ_BITS for a in o.articles}) >= LEAST
        and len(o.articles) * _SHARE >= len(every)
    ]
    for at, one in enumerate(often):
        for other in often[at + 1 :]:
            if _apart(one, other) and _by_turns(one.articles, other.articles):
                return f"{one.title} / {other.title}"
    return None


def _place_of(title: str, countries: frozenset[str]) -> str | None:
    """The place a title begins with: a country for those who lead one, else by its ending."""
    if _FOREIGN.search(title):
        return max((c for c in countries if title.startswith(c)), key=len, default=None)
    found = _PLACE.match(title)
    return found[0] if found else None


def _apart(one: _Office, other: _Office) -> bool:
    return not (
        same_post(one.title, other.title)
        or _shortened(one.place, other.place)
        or one.title.startswith(other.place[:2])
        or other.title.startswith(one.place[:2])
        or one.place in other.title
        or other.place in one.title
    )


def _shortened(one: str, other: str) -> bool:
    """印尼 and 印度尼西亚 are one place."""
    short, full = sorted((one, other), key=len)
    rest = iter(full)
    return short[0] == full[0] and all(char in rest for char in short)


def _by_turns(one: set[int], other: set[int]) -> bool:
    """Whether each was stated after the other, so that neither simply came first."""
    ours, theirs = one - other, other - one
    return bool(ours and theirs) and min(ours) < max(theirs) and min(theirs) < max(ours)
