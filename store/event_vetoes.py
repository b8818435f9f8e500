"""What parts two reports for certain, however alike they are written.

Officials are expelled and conferences opened in the same words: what differs is who, where, which
time, which moment.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from store.event_stories import Story
from store.language.numerals import chinese

#: So much of the shorter held by the longer is the same text.
ONE_TEXT = 0.7
_SOME_TEXT = 0.25
#: A text of so many characters is no form, and so much of it is all of it.
_WHOLE_TEXT, _LONG = 0.85, 300
_ORDINAL = re.compile(r"第([0-9一二三四五六七八九十百〇零两]+)(次|届|号|期|批|轮|场|讲|篇)")
_MOMENTS = re.compile(
    r"(?P<n>将访|将[^，。 ]{0,8}访问)|(?P<o>今起)|(?P<k>会见记者|见记者)|(?P<l>茶叙|散步)|(?P<m>视频讲话|发表演讲)|(?P<a>开幕|启动|开工|抵达|赴|离京)|(?P<b>闭幕|结束|回到|竣工)|(?P<c>仪式)|(?P<d>宴会|午宴|晚宴)|(?P<e>演出|参观|参谒)"
    r"|(?P<f>会谈|会晤|会见)|(?P<g>决议|决定$)|(?P<h>报告$)|(?P<i>出版|发行)|(?P<j>篇目|目录)"
)
_ROUND_UP = re.compile(r"快讯|扫描|速递|简讯|图片报道|要闻|集锦|名录|导读|一览|预告")


def is_round_up(title: str) -> bool:
    """Whether a title is that of short news of all kinds rather than of one event."""
    return bool(_ROUND_UP.search(title))


def contradict(one: Story, other: Story, held: Callable[[], float]) -> bool:
    """Whether two reports cannot be of one event; ``held`` tells how much of one the other holds."""
    if one.title == other.title:
        # A standing title over another text is another day's.
        return held() < (ONE_TEXT if _ROUND_UP.search(one.title) else _SOME_TEXT)
    apart = not _within(one.people, other.people) or not _within(one.places, other.places)
    if apart and not _two_headlines(one, other, held()):
        return True
    ours, theirs = _ordinals(one.title), _ordinals(other.title)
    if any(ours[unit] != theirs[unit] for unit in ours.keys() & theirs.keys()):
        return True
    moments = [{m.lastgroup for m in _MOMENTS.finditer(s.title)} for s in (one, other)]
    if moments[0] and moments[1] and not moments[0] & moments[1]:
        return True
    a_round_up = _ROUND_UP.search(one.title) or _ROUND_UP.search(other.title)
    return bool(a_round_up) and held() < ONE_TEXT


def told_together(one: Story, other: Story, stories: Iterable[Story]) -> bool:
    """甲会见某总统 and 乙会见某总统, where 甲乙分别会见某总统 is told."""
    people = one.people | other.people
    return (
        one.people != other.people
        and len(people) > 1
        and any(_held_by(people, story.people) for story in stories)
    )


def _within(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one of the two holds the other; a name may be told shorter (云溪 for 云溪区)."""
    few, many = sorted((one, other), key=len)
    return _held_by(few, many)


def _two_headlines(one: Story, other: Story, held: float) -> bool:
    """Whether two are one text under two headlines, not one form filled in for two people."""
    if held < ONE_TEXT:
        return False
    if held >= _WHOLE_TEXT and min(len(one.text), len(other.text)) >= _LONG:
        return True
    names = one.people | one.places | other.people | other.places
    return all(name in s.title or name in s.text for name in names for s in (one, other))


def _held_by(few: frozenset[str], many: frozenset[str]) -> bool:
    return all(any(a == b or a in b or b in a for b in many) for a in few)


def _ordinals(title: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for match in _ORDINAL.finditer(title):
        value = match[1] if match[1].isdigit() else chinese(match[1])
        found[match[2]].add(str(value))
    return found
