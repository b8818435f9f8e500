"""The sentences that tell an article best, its own, exactly: lead, position, centrality.

A sentence counts by the character bigrams it shares with the whole (a centroid, Radev et al. 2004),
by how early it stands, and by what the title says; the lead is always among them. They come in
their own order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_END = re.compile(r"[^。！？!?\n]*[。！？!?]+[”’」』）)]*|[^。！？!?\n]+")
_DATELINE = re.compile(
    r"^[\s\u3000]*(?:本报讯|本报[\u4e00-\u9fff]{0,8}\d{0,2}月?\d{0,2}日?电|新华社[\u4e00-\u9fff]{0,8}\d{0,2}月?\d{0,2}日?电|"
    r"据新华社[^电]{0,14}电|央视网消息[（(]新闻联播[）)][：:]|\s)*(?:[（(]\s*(?:记者|通讯员|本报记者|全媒体记者)[^）)]{1,40}[）)])?[\s\u3000：:]*"
)
_OPENING = 4
_HAN = re.compile(r"[\u4e00-\u9fff]+")


def sentences(paragraph: str) -> list[str]:
    """The sentences of a paragraph, closing quotes with them."""
    return [m.group().strip() for m in _END.finditer(paragraph) if m.group().strip()]


def lead(paragraphs: Sequence[str], title: str = "") -> str:
    """The first sentence that says something, without dateline and credit before it.

    One that has nothing of the title in it (夏日时节，田野绿波滔滔。) gives way to the first of the
    opening paragraphs that has most.
    """
    first = ""
    opening: list[str] = []
    for number, paragraph in enumerate(paragraphs):
        body = _DATELINE.sub("", paragraph, count=1)
        for sentence in sentences(body):
            if len(sentence) >= 8:
                first = first or sentence
                if number < _OPENING and 12 <= len(sentence) <= 120:
                    opening.append(sentence)
    named = set(_bigrams(title))
    if not named or not first or named & set(_bigrams(first)):
        return first
    best = max(opening, key=lambda s: len(named & set(_bigrams(s))), default=first)
    return best if len(named & set(_bigrams(best))) >= 2 else first


def digest(title: str, paragraphs: Sequence[str], size: int = 3) -> list[str]:
    """The ``size`` sentences that tell the article best, in its order."""
    first = lead(paragraphs, title)
    every: list[str] = []
    for number, paragraph in enumerate(paragraphs):
        body = _DATELINE.sub("", paragraph, count=1) if number == 0 else paragraph
        every += [s for s in sentences(body) if 10 <= len(s) <= 160]
    every = list(dict.fromkeys(every))
    if len(every) <= size:
        return every
    whole = Counter(g for s in every for g in _bigrams(s))
    named = _bigrams(title)
    scores = {}
    for place, sentence in enumerate(every):
        own = _bigrams(sentence)
        central = sum(whole[g] for g in own) / (len(own) + 6) if own else 0.0
        titled = len(own & named) / (len(named) + 1)
        early = 1.0 / (1 + place / 4)
        scores[sentence] = central * (1 + 1.5 * titled) * (0.7 + 0.6 * early)
    chosen = [first] if first in scores else []
    for sentence in sorted(scores, key=lambda s: -scores[s]):
        own = _bigrams(sentence)
        if all(len(own & _bigrams(c)) < 0.5 * max(1, len(own)) for c in chosen):
            chosen.append(sentence)
        if len(chosen) == size:
            break
    return [s for s in every if s in chosen][:size]


def _bigrams(text: str) -> set[str]:
    return {run[n : n + 2] for run in _HAN.findall(text) for n in range(len(run) - 1)}
