"""One event across papers: near-duplicates by winnowed fingerprints, follow-ups by names and words.

Papers trim the same wire story (通稿), so what counts is how much of the shorter text the longer one
holds. Winnowing: Schleimer, Wilkerson & Aiken 2003, with k = 8 characters and windows of 12.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, combinations
from typing import TYPE_CHECKING, Any
from zlib import crc32

from store.digest import without_dateline
from store.records import Article, Findings

if TYPE_CHECKING:
    from numpy.typing import NDArray

K, WINDOW = 8, 12
#: Eight Han characters, as most are, in UTF-8.
_BYTES = 3 * K
#: Characters from here on take three bytes in UTF-8.
_THREE_BYTES = 0x800
_MOST = 3000
_HELD = 0.45
#: So much of the shorter held by the longer is the same text.
_ONE_TEXT = 0.75
_SOME_TEXT = 0.25
_TITLES = 0.5
_KIN = 0.42
#: So many rare figures, and such a share of those of the poorer in figures, make two reports one.
_FIGURES, _FIGURES_SHARE, _SAME_FIGURES = 3, 0.35, 0.3
_FIGURE = re.compile(
    r"(\d[\d,]*(?:\.\d+)?)(万亿|亿|万|%|个百分点|[家户件项人个台艘辆亩吨元架条处座名])"
)
_HAN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class Story:
    """What is known of one article when it is compared.

    ``words`` its keywords, ``names`` its names, ``people`` and ``places`` those of its title.
    """

    id: int
    title: str
    text: str
    words: frozenset[str]
    names: frozenset[str]
    people: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    #: The one day (ISO) on which it happened, by its first sentence; None: not said.
    day: str | None = None


def story_of(id: int, article: Article, findings: Findings | None) -> Story:
    """What of an article the comparison needs."""
    if findings is None:
        return Story(id, article.title, article.body[:_MOST], frozenset(), frozenset())
    return Story(
        id,
        article.title,
        article.body[:_MOST],
        frozenset(k.word for k in findings.keywords[:6]),
        frozenset(m.name for m in findings.mentions if m.kind != "LOC" or len(m.name) > 2),
        frozenset(m.name for m in findings.mentions if m.where == "title" and m.kind == "PER"),
        frozenset(m.name for m in findings.mentions if m.where == "title" and m.kind == "LOC"),
        _day_of(article, findings),
    )


def _day_of(article: Article, findings: Findings) -> str | None:
    """The day that the first sentence gives: 5月14日上午, 昨天; not that of the dateline."""
    if not article.paragraphs:
        return None
    text = article.paragraphs[0].text
    begins = len(text) - len(without_dateline(text))
    ends = text.find("。", begins)
    for date in findings.dates:
        if date.where == 0 and date.start >= begins and (ends < 0 or date.end <= ends):
            return date.first if date.first == date.last and not date.future else None
    return None


def fingerprints(text: str) -> frozenset[int]:
    """The winnowed fingerprints of a text."""
    import numpy as np

    plain = "".join(_HAN.findall(text))
    count = len(plain) - K + 1
    if count <= 0:
        return frozenset()
    # What _HAN lets through is in the basic plane.
    codes = np.frombuffer(plain.encode("utf-16-le"), np.uint16)
    hashes = np.full(count, crc32(bytes(_BYTES)), np.uint32)
    for at, part in enumerate(_parts_of_crc()):
        hashes ^= part[codes[at : at + count]]
    shorter = np.concatenate(([0], np.cumsum(codes < _THREE_BYTES)))
    for at in np.flatnonzero(shorter[K:] != shorter[:-K]).tolist():
        hashes[at] = crc32(plain[at : at + K].encode())
    if count > WINDOW:
        # The least of every two neighbours, of every four, eight, twelve.
        for step in (1, 2, 4, WINDOW - 8):
            hashes = np.minimum(hashes[:-step], hashes[step:])
    return frozenset(hashes.tolist())


@cache
def _parts_of_crc() -> NDArray[Any]:
    """What each character adds at each of K places to the CRC of ``_BYTES`` bytes: CRC is linear in them."""
    import numpy as np

    nothing = crc32(bytes(_BYTES))
    of_byte = np.array(
        [
            [crc32(bytes(at) + bytes((v,)) + bytes(_BYTES - at - 1)) ^ nothing for v in range(256)]
            for at in range(_BYTES)
        ],
        np.uint32,
    )
    codes = np.arange(1 << 16)
    utf8 = (0xE0 | codes >> 12, 0x80 | codes >> 6 & 0x3F, 0x80 | codes & 0x3F)
    return np.array(
        [
            of_byte[at][utf8[0]] ^ of_byte[at + 1][utf8[1]] ^ of_byte[at + 2][utf8[2]]
            for at in range(0, _BYTES, 3)
        ]
    )


def figures(text: str) -> frozenset[str]:
    """The figures of a text that are not easily met by chance: 3.38亿吨, 46.0%; no dates."""
    return frozenset(
        m[1].replace(",", "") + m[2] for m in _FIGURE.finditer(text) if len(m[1].strip("0.")) >= 2
    )


def _counted_alike(counted: Sequence[frozenset[str]]) -> set[tuple[int, int]]:
    """Pairs that tell the same figures: one release in two papers' own words."""
    holders: dict[str, list[int]] = defaultdict(list)
    for at, own in enumerate(counted):
        for figure in own:
            holders[figure].append(at)
    shared: Counter[tuple[int, int]] = Counter()
    for places in holders.values():
        if 2 <= len(places) <= 4:
            shared.update((one, other) for n, one in enumerate(places) for other in places[n + 1 :])
    return {
        (one, other)
        for (one, other), count in shared.items()
        if count >= _FIGURES
        and count >= _FIGURES_SHARE * min(len(counted[one]), len(counted[other]))
    }


def group(stories: Sequence[Story]) -> list[list[int]]:
    """The stories of one event together, as places in ``stories``; in the order of their first.

    The likest are joined first; two groups are joined only when no story of the one contradicts a
    story of the other, so that an event does not grow along a chain of neighbours.
    """
    prints = [fingerprints(s.text) for s in stories]
    counted = [figures(s.text) for s in stories]
    told = _counted_alike(counted)
    edges = []
    for one, other in _near(prints) | _kin(stories) | told:
        held = _held(prints[one], prints[other])
        if contradict(stories[one], stories[other], held):
            continue
        if held >= _HELD:
            edges.append((held, one, other))
        else:
            likeness = _alike(stories[one], stories[other])
            if not likeness and (one, other) in told:
                likeness = _share(stories[one].words, stories[other].words) + _SAME_FIGURES
            if likeness:
                edges.append((likeness / 2, one, other))
    edges.sort(key=lambda edge: (-edge[0], edge[1:]))
    home = {at: [at] for at in range(len(stories))}
    for _strength, one, other in edges:
        ours, theirs = home[one], home[other]
        if ours is theirs:
            continue
        both = [stories[at] for at in (*ours, *theirs)]
        if any(
            contradict(stories[a], stories[b], _held(prints[a], prints[b]))
            and not _told_together(stories[a], stories[b], both)
            for a in ours
            for b in theirs
        ):
            continue
        ours.extend(theirs)
        for at in theirs:
            home[at] = ours
    found = {id(some): sorted(some) for some in home.values()}
    return sorted(found.values())


_ORDINAL = re.compile(r"第[0-9一二三四五六七八九十百〇零两]+(次|届|号|期|批|轮|场|讲|篇)")
_MOMENTS = re.compile(
    r"(?P<n>将访|将[^，。 ]{0,8}访问)|(?P<o>今起)|(?P<k>会见记者|见记者)|(?P<l>茶叙|散步)|(?P<m>视频讲话|发表演讲)|(?P<a>开幕|启动|开工|抵达|赴|离京)|(?P<b>闭幕|结束|回到|竣工)|(?P<c>仪式)|(?P<d>宴会|午宴|晚宴)|(?P<e>演出|参观|参谒)"
    r"|(?P<f>会谈|会晤|会见)|(?P<g>决议|决定$)|(?P<h>报告$)|(?P<i>出版|发行)|(?P<j>篇目|目录)"
)
_VOICES = re.compile(
    r"反响|论学习|谈贯彻|激励|评论员|（钟声）|（和音）|（今日谈）|（人民论坛）|（望海楼）|答记者问|发表谈话|表态|回应|驳斥|综述|述评|侧记|写在|启示|指明方向|根本遵循|指引|"
    r"热评|时评|社论|故事|回眸|观察|引领方向|催人奋进|【[^】]*】|如何|为什么|怎么|（(?!权威发布|摘要|全文|图)[^）]{3,}）$"
)
_ROUND_UP = re.compile(r"快讯|扫描|速递|简讯|图片报道|要闻|集锦|名录|导读|一览|预告")


def is_voice(title: str) -> bool:
    """Whether a title is that of a comment, an essay or reactions rather than of a report."""
    return bool(_VOICES.search(title))


def contradict(one: Story, other: Story, held: float) -> bool:
    """Whether two stories cannot be one event, however alike they are written.

    Officials are expelled and conferences opened in the same words: what differs is who, where,
    which time, and whether it is the report or a voice on it.
    """
    if one.title == other.title:
        # A standing title over another text is another day's.
        return held < (_ONE_TEXT if _ROUND_UP.search(one.title) else _SOME_TEXT)
    if not _within(one.people, other.people) or not _within(one.places, other.places):
        return True
    ours, theirs = _ordinals(one.title), _ordinals(other.title)
    if any(ours[unit] != theirs[unit] for unit in ours.keys() & theirs.keys()):
        return True
    if bool(_VOICES.search(one.title)) != bool(_VOICES.search(other.title)):
        return True
    moments = [{m.lastgroup for m in _MOMENTS.finditer(s.title)} for s in (one, other)]
    if moments[0] and moments[1] and not moments[0] & moments[1]:
        return True
    if held >= _ONE_TEXT:
        return False
    if one.day and other.day and one.day != other.day:
        return True
    if _ROUND_UP.search(one.title) or _ROUND_UP.search(other.title):
        return True
    return bool(_VOICES.search(one.title))


def _told_together(one: Story, other: Story, stories: Iterable[Story]) -> bool:
    """甲会见某总统 and 乙会见某总统, where 甲乙分别会见某总统 is told."""
    people = one.people | other.people
    return (
        one.people != other.people
        and len(people) > 1
        and any(story.people >= people for story in stories)
    )


def _within(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one of the two holds the other; a name may be told shorter (云溪 for 云溪区)."""
    few, many = sorted((one, other), key=len)
    return all(any(a == b or a in b or b in a for b in many) for a in few)


def _ordinals(title: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for match in _ORDINAL.finditer(title):
        found[match[1]].add(match[0])
    return found


def _near(prints: Sequence[frozenset[int]]) -> set[tuple[int, int]]:
    """Pairs that share some fingerprints that are not everywhere."""
    import numpy as np

    held = np.fromiter(chain.from_iterable(prints), np.int64)
    owners = np.repeat(np.arange(len(prints)), [len(own) for own in prints])
    order = np.argsort(held, kind="stable")
    held, owners = held[order], owners[order]
    starts = np.flatnonzero(np.diff(held, prepend=-1))
    sizes = np.diff(starts, append=len(held))
    few = (sizes >= 2) & (sizes <= 12)
    shared: Counter[tuple[int, int]] = Counter()
    for start, size in zip(starts[few].tolist(), sizes[few].tolist(), strict=True):
        shared.update(combinations(owners[start : start + size].tolist(), 2))
    return {pair for pair, count in shared.items() if count >= 3}


def _kin(stories: Sequence[Story]) -> set[tuple[int, int]]:
    """Pairs that share a word that few articles bear."""
    holders: dict[str, list[int]] = defaultdict(list)
    for at, story in enumerate(stories):
        for word in story.words:
            holders[word].append(at)
    return {
        (one, other)
        for places in holders.values()
        if 2 <= len(places) <= 8
        for n, one in enumerate(places)
        for other in places[n + 1 :]
    }


def _held(one: frozenset[int], other: frozenset[int]) -> float:
    """How much of the shorter text the longer one holds."""
    least = min(len(one), len(other))
    return len(one & other) / least if least >= 4 else 0.0


def _bigrams(text: str) -> set[str]:
    plain = "".join(_HAN.findall(text))
    return {plain[n : n + 2] for n in range(len(plain) - 1)}


def _alike(one: Story, other: Story) -> float:
    """How alike titles, words and names are when two reports are worded apart; 0: not enough."""
    titles = _share(_bigrams(one.title), _bigrams(other.title))
    words = _share(one.words, other.words)
    names = one.names & other.names
    if titles >= _TITLES and (names or words):
        return titles
    if words >= _KIN and len(one.words & other.words) >= 3 and names:
        return words
    if titles >= 0.25 and words >= 0.25 and len(names) >= 2:
        return (titles + words) / 2
    return 0.0


def _share(one: Iterable[str], other: Iterable[str]) -> float:
    a, b = set(one), set(other)
    return len(a & b) / len(a | b) if a | b else 0.0
