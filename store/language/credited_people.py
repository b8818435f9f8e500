"""People a text names for making the paper, not for being in the news: 版式设计：××, （本报记者××采写）.

Credits above and below an article are read with its page. Inside texts they stand in three forms: a
line or a bracket of roles and names and nothing else; a line of names alone behind such a line; and
right after 本报记者. Such people are filed as credited.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

Span = tuple[int, int, str]

_ROLE = (
    r"责任?编辑?|编辑|主编|美编|版式|版面|设计|校对|校检|审读|视觉|统筹|制图|绘图|组版|策划|监制|插画|漫画|题图|执笔|采写|采访|撰文|撰稿|撰写|"
    r"整理|报道|记者|通讯员|摄影|供图|供稿|图片|参与|编译|翻译|实习生"
)
_PAPER = r"[\u4e00-\u9fff]{2}(?:日报|晚报|时报|早报|晨报|都市报|商报"
#: Only a line that says one of these is about the paper itself.
_MAKERS = re.compile(_ROLE + r"|摄(?=[）)\s。]|$)")
_LEFT_OVER = re.compile(
    rf"{_ROLE}|《[^》]{{1,12}}》|{_PAPER})|本[报社台网刊版期文]|新华社|人民网|综合|分别|来源|提供|作者|见习|特约|特派|首席|资料|除署名外|署名|均|以上|"
    r"[一二三四五六七八九十\d\s]+[版—–-]*|驻[\u4e00-\u9fff]{1,6}?(?=$|[^\u4e00-\u9fff])|[摄图文译等和及与为由]|[\W_]+"
)
#: A line of the editors, whatever of its names was found: 一版责编：××　××
_EDITORS = re.compile(
    r"\s*[（(]?(?:(?:本|[一二三四五六七八九十\d、—-]+)版)?(?:责任编辑|责编|编辑|美编|版式设计|版面设计|视觉设计|校对)\s*[:：\s][^。，；！？]{2,}"
)
_BRACKET = re.compile(r"[（(][^（）()]{4,120}[）)]")
_REPORTER = re.compile(
    rf"(?:本报|本社|本台|本网|总台|央视|新华社|{_PAPER}|电视台))(?:全媒体|融媒体|特约|实习|见习|首席|驻[\u4e00-\u9fff]{{1,8}}?)*(?:评论员|记者|通讯员)\s*[:：]?\s*$"
)
_BESIDE = re.compile(r"[、\s和,，]{0,3}")
_MOST = 160


def credited_people(texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> set[tuple[int, int]]:
    """(text, start) of each person who is named as one of the paper's makers.

    ``spans`` are the names of each text: start, end, kind.
    """
    found: set[tuple[int, int]] = set()
    after_makers = False
    for number, (text, own) in enumerate(zip(texts, spans, strict=True)):
        people = [(start, end) for start, end, kind in own if kind == "PER"]
        whole = (0, len(text))
        bare = len(text) <= _MOST and not _rest(text, whole, own)
        makers = bare and bool(_MAKERS.search(text))
        makers = makers or (len(text) <= _MOST and bool(_EDITORS.fullmatch(text)))
        if makers or (bare and after_makers and people):
            found.update((number, start) for start, _ in people)
        elif people:
            found.update((number, start) for start in _inside(text, own, people))
        after_makers = makers
    return found


def _inside(text: str, own: Sequence[Span], people: Sequence[tuple[int, int]]) -> Iterator[int]:
    for bracket in _BRACKET.finditer(text):
        # A name that was not found may be left over.
        if _MAKERS.search(bracket.group()) and len(_rest(text, bracket.span(), own)) <= 3:
            yield from (s for s, e in people if bracket.start() < s and e < bracket.end())
    reporter = -1
    for start, end in people:
        listed = reporter >= 0 and _BESIDE.fullmatch(text, reporter, start)
        if listed or _REPORTER.search(text, max(0, start - 24), start):
            yield start
            reporter = end
        else:
            reporter = -1


def _rest(text: str, span: tuple[int, int], own: Sequence[Span]) -> str:
    """What a stretch says beside people, roles and marks."""
    parts = []
    at = span[0]
    for start, end, kind in own:
        if kind == "PER" and at <= start and end <= span[1]:
            parts.append(text[at:start])
            at = end
    parts.append(text[at : span[1]])
    return _LEFT_OVER.sub("", "\n".join(parts))
