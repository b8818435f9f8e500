"""The signs by which two reports are known to tell one event: weighed in store/event_weights.py.

What two reports share counts by its rarity among the reports compared: pairs of characters of titles
and beginnings, figures, numbers; besides, the days they tell of and who prints them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from store.digest import without_dateline
from store.event_stories import Story
from store.fingerprints import fingerprints, held

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Pairs = NDArray[Any]

#: Two characters as one number: so far is the first of them shifted.
_CODE = 21
#: Characters of a report's beginning that are compared, and of its first sentences.
_OPENING, _LEAD, _ANNOUNCED, _COUNTED = 700, 160, 400, 1500
#: What stands in more reports than this joins none, but for neighbours of its list.
_FEW, _MANY = 12, 40
#: Below so many reports rarity would say nothing.
_LEAST = 100
#: Rarity, as the logarithm of one in so many, from which something is rare.
_RARE = 3.0
#: What of a title says which event it is.
_TELLING = 2.5
#: So much that is rare must be shared before two reports are compared at all.
_ENOUGH = 12.0
_FIGURE = re.compile(
    r"(\d[\d,]*(?:\.\d+)?)(万亿|亿|万|%|个百分点|[家户件项人个台艘辆亩吨元架条处座名])"
)
_NUMBER = re.compile(r"\d[\d.]*\d")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_VOICES = re.compile(
    r"反响|论学习|谈贯彻|激励|评论员|（钟声）|（和音）|（今日谈）|（人民论坛）|（望海楼）|答记者问|发表谈话|表态|回应|驳斥|综述|述评|侧记|写在|启示|指明方向|根本遵循|指引|"
    r"快评|热评|时评|社论|故事|回眸|观察|引领方向|催人奋进|【[^】]*】|如何|为什么|怎么|（(?!权威发布|摘要|全文|图)[^）]{3,}）$"
)
_WORDS = re.compile(r"[\u4e00-\u9fff0-9A-Za-z]+")
_PRESS = re.compile(r"新闻办|国新办|发布会|吹风会|见面会")


def is_voice(title: str) -> bool:
    """Whether a title is that of a comment, an essay or reactions rather than of a report."""
    return bool(_VOICES.search(title))


def figures(text: str) -> frozenset[str]:
    """The figures of a text that are not easily met by chance: 3.38亿吨, 46.0%; no dates."""
    return frozenset(
        m[1].replace(",", "") + m[2] for m in _FIGURE.finditer(text) if len(m[1].strip("0.")) >= 2
    )


def _numbers(text: str) -> frozenset[str]:
    """Numbers of three digits and more that are no years, whatever their unit."""
    return frozenset(
        n
        for n in _NUMBER.findall(text)
        if len(n.strip("0.").replace(".", "")) >= 3 and not _YEAR.match(n)
    )


def _held_pairs(texts: Sequence[str]) -> tuple[Pairs, Pairs]:
    """The pairs of neighbouring characters that each text holds, as numbers in their order, and in
    which text; each once a text."""
    import numpy as np

    codes = np.frombuffer("\n".join([*texts, ""]).encode("utf-32-le", "replace"), np.uint32)
    codes = codes.astype(np.int64)
    word = ((codes >= 0x4E00) & (codes <= 0x9FFF)) | (
        (codes < 0x80)
        & ((codes >= 0x30) & (codes <= 0x39) | (codes | 0x20 >= 0x61) & (codes | 0x20 <= 0x7A))
    )
    here = np.flatnonzero(word[:-1] & word[1:])
    owners = np.searchsorted(np.cumsum([len(t) + 1 for t in texts]), here, side="right")
    size = max(len(texts), 1)
    keys = (codes[here] << _CODE | codes[here + 1]) * size + owners
    keys.sort()
    keys = keys[np.diff(keys, prepend=-1) != 0]
    return keys // size, keys % size


def _pairs(title: str) -> list[str]:
    """The pairs of neighbouring characters of a title, once each."""
    runs = _WORDS.findall(title)
    return list(dict.fromkeys(run[n : n + 2] for run in runs for n in range(len(run) - 1)))


class _Compared:
    """One report, and what is asked of it with every other."""

    __slots__ = ("figures", "lead", "numbers", "opening", "press", "title", "voice")

    def __init__(self, story: Story, text: str, title: list[tuple[str, float]]) -> None:
        self.title = title
        self.opening = f"{story.title}\n{text[:_OPENING]}"
        self.lead = f"{story.title}\n{text[:_LEAD]}"
        self.figures = figures(story.text)
        self.numbers = _numbers(text[:_COUNTED])
        self.voice = is_voice(story.title)
        self.press = bool(_PRESS.search(story.title) or _PRESS.search(text[:_ANNOUNCED]))


class Signs:
    """The signs of all pairs of some reports that may tell one event."""

    def __init__(self, stories: Sequence[Story]) -> None:
        import numpy as np

        self._stories = stories
        self._texts = [without_dateline(s.text) for s in stories]
        openings = [f"{s.title}\n{t[:_OPENING]}" for s, t in zip(stories, self._texts, strict=True)]
        codes, owners = _held_pairs(openings)
        starts = np.flatnonzero(np.diff(codes, prepend=-1))
        counts = np.diff(starts, append=len(codes))
        self._codes = codes[starts]
        self._rarity = np.log((max(len(stories), _LEAST) + 1) / counts)
        self._shared = _shared(len(stories), owners, starts, counts, self._rarity)
        rare = np.repeat(np.maximum(self._rarity - _RARE, 0), counts)
        self._rare = np.maximum(np.bincount(owners, rare, minlength=len(stories)), 1.0).tolist()
        self._reports: dict[int, _Compared] = {}
        self._prints: dict[int, frozenset[int]] = {}

    def _report(self, at: int) -> _Compared:
        found = self._reports.get(at)
        if found is None:
            story = self._stories[at]
            title = _pairs(story.title)
            codes = [ord(pair[0]) << _CODE | ord(pair[1]) for pair in title]
            weights = self._rarity[self._codes.searchsorted(codes)].tolist() if codes else []
            weighed = list(zip(title, weights, strict=True))
            found = self._reports[at] = _Compared(story, self._texts[at], weighed)
        return found

    def pairs(self) -> list[tuple[int, int]]:
        """The pairs that share enough to be asked about, as places, the smaller first."""
        import numpy as np

        one, other = np.nonzero(self._shared >= _ENOUGH)
        return list(zip(one.tolist(), other.tolist(), strict=True))

    def held(self, one: int, other: int) -> float:
        """How much of the shorter text the longer one holds; it costs more than all other signs."""
        for at in (one, other):
            if at not in self._prints:
                self._prints[at] = fingerprints(self._stories[at].text)
        return held(self._prints[one], self._prints[other])

    def of(self, one: int, other: int) -> dict[str, float]:
        """The signs of one pair, all but what the one holds of the other."""
        a, b = self._report(one), self._report(other)
        ours, theirs = self._stories[one], self._stories[other]
        shared = float(self._shared[min(one, other), max(one, other)])
        counted = a.figures & b.figures
        one_paper = ours.paper == theirs.paper
        return {
            "rare": math.log1p(shared),
            "rare, share": shared / min(self._rare[one], self._rare[other]),
            "title in lead": min(_cover(a.title, b.lead), _cover(b.title, a.lead)),
            "title in text": max(
                _cover(a.title, b.opening, _TELLING), _cover(b.title, a.opening, _TELLING)
            ),
            "figures, share": len(counted) / min(len(a.figures), len(b.figures))
            if counted
            else 0.0,
            "numbers": math.log1p(len(a.numbers & b.numbers)),
            "one day": _one_day(ours.days, theirs.days),
            "press conferences": float(a.press and b.press),
            "report and voice": float(a.voice != b.voice),
            "one paper": float(one_paper),
            "one paper, next day": float(one_paper and ours.date != theirs.date),
        }


def _shared(size: int, owners: Pairs, starts: Pairs, counts: Pairs, rarity: Pairs) -> Pairs:
    """How much that is rare each two share: a square of sums, filled above its diagonal."""
    import numpy as np

    keys: list[Pairs] = []
    weights: list[Pairs] = []
    for count in range(2, _MANY + 1):
        chosen = (counts == count) & (rarity > _RARE)
        if not chosen.any():
            continue
        table = owners[starts[chosen][:, None] + np.arange(count)]
        weight = rarity[chosen][0] - _RARE
        one, other = np.triu_indices(count, 1)
        if count > _FEW:
            one, other = one[other - one <= 2], other[other - one <= 2]
        pairs = (table[:, one] * size + table[:, other]).ravel()
        keys.append(pairs)
        weights.append(np.full(len(pairs), weight))
    if not keys:
        return np.zeros((size, size))
    sums = np.bincount(np.concatenate(keys), np.concatenate(weights), minlength=size * size)
    return sums.reshape(size, size)


def _cover(title: Sequence[tuple[str, float]], text: str, least: float = 0.0) -> float:
    """How much of a title, by rarity, a text holds."""
    whole = there = 0.0
    for pair, weight in title:
        if weight > least:
            whole += weight
            if pair in text:
                there += weight
    return there / whole if whole else 0.0


def _one_day(one: frozenset[str], other: frozenset[str]) -> float:
    """1 where both tell of one day, -1 where of other days, 0 where a report tells of none."""
    if not one or not other:
        return 0.0
    return 1.0 if one & other else -1.0
