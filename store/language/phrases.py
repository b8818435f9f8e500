"""Phrases that the texts of a period share: what might be in the news, known to no dictionary.

A phrase is a string of 2–8 Han characters that several texts hold (``shared_strings``), that begins
and ends where words do in most of its places (``rough_cut``), and neither begins nor ends in a word
of grammar or a reporting verb. Single words compete by the rules of all words (``can_rise``).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import log

from store.language import rough_cut
from store.language.background import Background, shipped
from store.language.keywords import FURNITURE, NUMBER, can_rise, dull_edge, only_counts
from store.language.new_words import NO_EDGES
from store.language.shared_strings import SharedString, join, shared_strings
from store.language.tokens import KINDS_OF_PLACE

_HAN_FIRST, _HAN_LAST = "\u4e00", "\u9fff"
_ALWAYS = 0.97
_LOOKED_AT = 9
_AROUND = 7
_BOUNDED = 0.6
_HALF_A_WORD = 0.75
_RARER = 0.3
# 高质量发展 is a phrase, 发展经济 none.
_ENDS = frozenset("发展 建设 服务 组织 支持 保障 增长 人 地 号 年 会 家 能 名 点 分".split())
_NO_LAST = frozenset("成 新 大 小 主 各 党 全 总 副 双 首 第 会上".split())
_NO_BEGINNING = frozenset("之的")
# The end of a longer word, where a whole word follows: (水)网建设, (球)队主场, (八百)多残疾人.
_TAILS = frozenset("县镇队院网所区部厂场群率费学类级式型集多")
_NO_FIRST = frozenset("届版条名枚场座项次位家副总")


def phrases(
    texts: Sequence[str], least: int, most: int, names: Collection[str] = ()
) -> list[tuple[str, int]]:
    """(phrase, texts that hold it), those first that newspapers at large lack.

    ``most`` at most, and as many of the ``names`` that are known already.
    """
    joined = join(texts)
    background = shipped()
    found: list[tuple[str, int]] = []
    unknown = 0
    shared = [
        (_surprise(one, len(texts), background), one)
        for one in shared_strings(texts, least, _ALWAYS)
    ]
    for _surprising, one in sorted(shared, key=lambda pair: (-pair[0], pair[1].text)):
        if one.text in names:
            # Known words have their place anyway; they must not take that of the unknown.
            if len(found) - unknown < most:
                found.append((one.text, one.articles))
        elif _told(one, background) and _bounded(joined, one):
            found.append((one.text, one.articles))
            unknown += 1
            if unknown == most:
                break
    return found


def _surprise(one: SharedString, texts: int, background: Background) -> float:
    """How much more often than its rarest word it stands, each further word making it rarer."""
    parts = rough_cut.words(one.text)
    rarest = min(background.documents.get(part, 1.0) for part in parts) / background.articles
    expected = rarest * _RARER ** (len(parts) - 1)
    return one.articles * log(one.articles / texts / expected)


def _told(one: SharedString, background: Background) -> bool:
    """Whether a rise of the string would tell anything, by its own words."""
    parts = rough_cut.words(one.text)
    if one.text[0] in _NO_BEGINNING:
        return False
    if len(one.text) == 2 and one.text[1] in KINDS_OF_PLACE:
        # 阳市 is the end of many cities' names; a place of two characters is known as a name.
        return False
    if len(parts) == 1:
        return can_rise(one.text, False, background)
    if not FURNITURE.isdisjoint(parts):
        return False
    first, last = parts[0], parts[-1]
    if only_counts(one.text):
        return False
    if first in _TAILS and (len(parts[1]) > 1 or NUMBER.match(parts[1])):
        return False
    if first in NO_EDGES or first in _NO_FIRST:
        return False
    if last in NO_EDGES and last not in _ENDS:
        return False
    if any(dull_edge(part) and part not in _ENDS for part in parts):
        return False
    return last not in _NO_LAST


def _bounded(joined: str, one: SharedString) -> bool:
    """Whether words begin and end there.

    A word that is known nowhere falls into single characters, and half of it seems to end in one:
    then what comes next must vary, unless it belongs to a known word.
    """
    step = max(1, len(one.places) // _LOOKED_AT)
    looked = [int(place) for place in one.places[::step]][:_LOOKED_AT]
    size = len(one.text)
    begins = ends = loose_before = loose_after = 0
    for seen, place in enumerate(looked):
        if seen - min(begins, ends) > (1 - _BOUNDED) * len(looked):
            # However it goes on: most strings are none.
            return False
        first, after = place, place + size
        while place - first < _AROUND and first and _is_han(joined[first - 1]):
            first -= 1
        while after - place - size < _AROUND and after < len(joined) and _is_han(joined[after]):
            after += 1
        cut = rough_cut.cuts(joined[first:after])
        start, end = place - first, place + size - first
        begins += start in cut
        ends += end in cut
        loose_before += start - 1 in cut and start + 1 in cut
        loose_after += end + 1 in cut and end - 1 in cut
    many = len(looked) / 2
    return (
        min(begins, ends) >= _BOUNDED * len(looked)
        and (one.before < _HALF_A_WORD or loose_before <= many)
        and (one.after < _HALF_A_WORD or loose_after <= many)
    )


def _is_han(char: str) -> bool:
    return _HAN_FIRST <= char <= _HAN_LAST
