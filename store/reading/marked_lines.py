"""Lines that hold two things at once, or say themselves what they are, taken apart.

Briefs set as 【title】text, headlines with 紧接A1版 behind them, and the exports of publishing
systems that label every part (引题：… 主题：… 副题：… 作者：… 正文：…).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from store.reading import cues

if TYPE_CHECKING:
    from store.reading.lines import Line

_INLINE_TITLE = re.compile(r"^【([^【】]{4,26})】\s*(?=[^\s】].{14,})")
_JUMP_BEHIND = re.compile(
    r"\s+(?=(?:[(\[【▲▶]?\s*(?:紧?上接|紧接|上接|下转)\s*第?\s*[A-Z一二三四五六七八九十头\d]{1,4}\s*版\s*[)\]】]?)$)"
)
_LABEL = re.compile(
    r"^[<〈\[【]?(引题|肩题|眉题|主题|标题|大标题|主标题|副题|副标题|小标题|插题|栏目|专栏|栏目名称?|正文|内容|"
    r"报纸名称|报名|出版日期|日期|版次|版名|版面|期号)[>〉\]】]?\s*[::]\s*"
)
_MARKS = {
    **dict.fromkeys(("引题", "肩题", "眉题"), "H"),
    **dict.fromkeys(("主题", "标题", "大标题", "主标题"), "H h"),
    **dict.fromkeys(("副题", "副标题"), "h"),
    **dict.fromkeys(("小标题", "插题"), "S0 S1"),
    **dict.fromkeys(("栏目", "专栏", "栏目名", "栏目名称"), "C C0 C1"),
    **dict.fromkeys(("正文", "内容"), "P0 P1"),
    **dict.fromkeys(("报纸名称", "报名", "出版日期", "日期", "版次", "版名", "版面", "期号"), "F"),
}
_BULLET = re.compile(r"^[■●▲◆★]\s*(?=\S{4,30}$)")
_ENDS = ("。", "!", "?", "…", ")", "”", "》")
_TITLES = ("H", "H h", "h")


def cut(line: Line, start: int, end: int, mark: str = "") -> Line:
    """The part of a line between two offsets in its text, with a mark of its own."""
    spans = []
    at = 0
    for a, b in line.spans:
        left, right = max(a, a + start - at), min(b, a + end - at)
        if left < right:
            spans.append((left, right))
        at += b - a
    first = start == 0
    return replace(
        line,
        spans=tuple(spans),
        text=line.text[start:end],
        folded=line.folded[start:end],
        gap=line.gap if first else 0,
        indent=line.indent if first else 0,
        mark=mark,
    )


def split_marked(lines: list[Line]) -> list[Line]:
    """The lines, those that hold two things taken apart and those with a label without it."""
    for step in () if not lines else (_inline_titles, _jumps_behind, _labels, _bulleted):
        lines = list(step(lines))
    return lines


def _inline_titles(lines: list[Line]) -> Iterator[Line]:
    """Briefs set as 【title】text, two or more on a page: title and text become lines of their own."""
    found = [
        _INLINE_TITLE.match(line.folded)
        if line.folded.endswith(_ENDS) or len(line.folded) > 60
        else None
        for line in lines
    ]
    several = sum(match is not None for match in found) >= 2
    for line, match in zip(lines, found, strict=True):
        if match is None or not several:
            yield line
        else:
            yield replace(cut(line, *match.span(1), "H"), gap=line.gap, indent=line.indent)
            yield cut(line, match.end(), len(line.text), "P0 P1")


def _jumps_behind(lines: list[Line]) -> Iterator[Line]:
    """A jump printed behind a headline becomes a line of its own."""
    for line in lines:
        match = _JUMP_BEHIND.search(line.folded) if len(line.folded) <= 60 else None
        if match and match.start() >= 4 and "。" not in line.folded:
            came = cues.JUMP_FROM.match(line.folded[match.end() :])
            yield cut(line, 0, match.start(), "H h" if came else "")
            yield cut(line, match.end(), len(line.text), "J")
        else:
            yield line


def _labels(lines: list[Line]) -> Iterator[Line]:
    """The labels of an export are no part of the text; what they say is certain."""
    found = [_LABEL.match(line.folded) for line in lines]
    marks = [_MARKS[match.group(1)] if match else "" for match in found]
    labelled = sum(mark in _TITLES for mark in marks) >= 2
    for line, match, mark in zip(lines, found, marks, strict=True):
        if match is None or not labelled:
            yield line
        elif mark == "F" or match.end() >= len(line.text):
            yield replace(line, mark="F")
        else:
            rest = cut(line, match.end(), len(line.text), mark)
            yield replace(rest, gap=line.gap, indent=line.indent)


def _bulleted(lines: list[Line]) -> Iterator[Line]:
    """Headlines that all bear one mark, three or more on a page, are read without it."""
    found: list[re.Match[str] | None] = []
    for line, under in zip(lines, [*lines[1:], None], strict=True):
        match = _BULLET.match(line.folded) if under and len(under.folded) >= 40 else None
        plain = (
            match
            and not line.folded.endswith(("。", "!", "…"))
            and not (
                cues.CREDIT_LINE.match(line.folded) or (under and under.folded[0] == line.folded[0])
            )
        )
        found.append(match if plain else None)
    marks = {match.group()[0] for match in found if match}
    several = len(marks) == 1 and sum(match is not None for match in found) >= 3
    for line, match in zip(lines, found, strict=True):
        if match and several:
            bare = cut(line, match.end(), len(line.text), line.mark)
            yield replace(bare, gap=line.gap, indent=line.indent)
        else:
            yield line
