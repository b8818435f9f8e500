"""Names in a row: 石岛、成山、俚岛; what one of them is the others are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.language import words
from store.language.name_rules.spans import put, word_borders
from store.language.name_tagger import TaggedSpan
from store.language.surnames import classes

_ITEM = r"[\u4e00-\u9fff·]{2,7}"
_ROW = re.compile(rf"{_ITEM}(?:[、]{_ITEM})+")
#: What a row stands in: asked first, since few sentences hold one.
_STRETCH = re.compile(r"[\u4e00-\u9fff·、]+")
_CLOSED = re.compile(
    r"等|和|及|与|的|在|两|三|四|五|[，。；：、！？）”\s]|$|一带|境内|段|路口|口岸|方向"
)
#: What stands in rows and is no name of a place.
_NO_PLACE = re.compile(
    r"[业学费物品料材器果菜茶粮鱼肉药油车机书画歌舞戏病法权税险款金技术工农商军民员者们家人会议制度性化力感型类级种项个年月日时分多大小好新老]$|^[各全本某每多不无未已正在]"
)
_SURNAMES = classes()
#: 巫头、山心两个村: what is counted at the end says what they are.
_COUNTED = re.compile(
    r"((?:[\u4e00-\u9fff]{2,4}、)+[\u4e00-\u9fff]{2,4}?)等?(?:[0-9两二三四五六七八九十]+)个?"
    r"(?:村|镇|乡|县|区|市|州|旗|社区|街道|地(?![方区块])|乡镇|县市|行政村|自然村)(?![民委党])"
)
_LEADS = re.compile(r"^.*?[在到从和与对往向及由]")


def rows(text: str, spans: list[TaggedSpan], segmented: Sequence[str]) -> list[TaggedSpan]:
    """Items of a row of places (or people) that were passed over."""
    borders = set(word_borders(segmented))
    knows = words.stock().knows
    spans = _counted(text, spans)
    stretches = (one for one in _STRETCH.finditer(text) if "、" in one.group())
    for match in (row for one in stretches for row in _ROW.finditer(text, *one.span())):
        at = match.start()
        items: list[tuple[int, int]] = []
        for item in match.group().split("、"):
            items.append((at, at + len(item)))
            at += len(item) + 1
        for number, (start, end) in enumerate(items):
            inside = [s for s in spans if s[0] < end and s[1] > start]
            if inside:
                continue
            kinds = {
                s[2]
                for n in (number - 1, number + 1)
                if 0 <= n < len(items)
                for s in spans
                if (s[1] == items[n][1] if n < number else s[0] == items[n][0]) and s[1] - s[0] >= 2
            }
            if len(kinds) != 1:
                continue
            kind = kinds.pop()
            first, last = number == 0, number == len(items) - 1
            if first or (last and not _CLOSED.match(text, end)):
                # Where it ends (or begins) is not told: at a word of two or three characters.
                continue
            name = text[start:end]
            if last:
                closing = re.search(r"等|和|及|与|的|在|两|三", name[2:])
                if closing:
                    end = start + 2 + closing.start()
                    name = text[start:end]
            if knows(name) or end not in borders or start not in borders:
                continue
            if kind == "LOC" and 2 <= len(name) <= 4 and not _NO_PLACE.search(name):
                spans = put(spans, (start, end, "LOC"))
            elif kind == "PER" and 2 <= len(name) <= 3 and name[0] in _SURNAMES:
                spans = put(spans, (start, end, "PER"))
    return spans


def _counted(text: str, spans: list[TaggedSpan]) -> list[TaggedSpan]:
    for match in _COUNTED.finditer(text):
        at = match.start(1)
        for number, item in enumerate(match[1].split("、")):
            start, end = at, at + len(item)
            at = end + 1
            lead = _LEADS.match(item) if number == 0 else None
            if lead and end - start - lead.end() >= 2:
                start += lead.end()
            if number == 0 and start == match.start(1) and end - start > 3:
                continue
            if not any(s[0] < end and s[1] > start for s in spans):
                spans = put(spans, (start, end, "LOC"))
    return spans
