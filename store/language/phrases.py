"""Phrases that the texts of a period share: what might be in the news, known to no dictionary.

A phrase is a string of 2–8 Han characters that several texts hold (``shared_strings``), that begins
and ends where words do in most of its places (``rough_cut``), and neither begins nor ends in a word
of grammar or a reporting verb. Single words compete by the rules of all words (``can_rise``).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from store.language import rough_cut
from store.language.background import Background, shipped
from store.language.keywords import can_rise, dull_edge
from store.language.new_words import NO_EDGES
from store.language.shared_strings import SharedString, join, shared_strings

_HAN_FIRST, _HAN_LAST = "\u4e00", "\u9fff"
_ALWAYS = 0.97
_LOOKED_AT = 9
_AROUND = 7
_BOUNDED = 0.6
# 高质量发展 is a phrase, 发展经济 none.
_ENDS = frozenset(
    "发展 建设 服务 组织 支持 保障 增长 人 地 号 间 内 外 上 年 会 家 能 名 点 分".split()
)
_NO_FIRST = frozenset("届版条名枚场座项次位家副总")


def phrases(
    texts: Sequence[str], least: int, most: int, names: Collection[str] = ()
) -> list[tuple[str, int]]:
    """(phrase, texts that hold it), the most frequent first, ``most`` at most."""
    joined = join(texts)
    background = shipped()
    found = []
    shared = sorted(shared_strings(texts, least, _ALWAYS), key=lambda one: -one.articles)
    for one in shared:
        if one.text in names or (_told(one.text, background) and _bounded(joined, one)):
            found.append((one.text, one.articles))
            if len(found) == most:
                break
    return found


def _told(text: str, background: Background) -> bool:
    """Whether a rise of the string would tell anything, by its own words."""
    parts = rough_cut.words(text)
    if len(parts) == 1:
        return can_rise(text, False, background)
    first, last = parts[0], parts[-1]
    if first in NO_EDGES or first in _NO_FIRST or dull_edge(first):
        return False
    return last in _ENDS or not (last in NO_EDGES or dull_edge(last))


def _bounded(joined: str, one: SharedString) -> bool:
    step = max(1, len(one.places) // _LOOKED_AT)
    looked = [int(place) for place in one.places[::step]][:_LOOKED_AT]
    size = len(one.text)
    left = right = 0
    for place in looked:
        first, after = place, place + size
        while place - first < _AROUND and first and _is_han(joined[first - 1]):
            first -= 1
        while after - place - size < _AROUND and after < len(joined) and _is_han(joined[after]):
            after += 1
        cut = rough_cut.cuts(joined[first:after])
        left += place - first in cut
        right += place + size - first in cut
    return min(left, right) >= _BOUNDED * len(looked)


def _is_han(char: str) -> bool:
    return _HAN_FIRST <= char <= _HAN_LAST
