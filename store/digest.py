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
    r"据新华社[^电]{0,14}电|[\u4e00-\u9fff]{2,8}消息[：:]|央视网消息[（(]新闻联播[）)][：:]|\s)*(?:[（(]\s*(?:记者|通讯员|本报记者|全媒体记者)[^）)]{1,40}[）)])?[\s\u3000：:]*"
)
_OPENING = 4
_WHOLE = "。！？!?”’」』）)"
#: What is set off by a sign is a summary of points, not the text.
_POINTS = "■●▲◆★□○△◇☆▶"
_DIGIT = re.compile(r"\d")
_HAN = re.compile(r"[\u4e00-\u9fff]+")


def sentences(paragraph: str) -> list[str]:
    """The sentences of a paragraph, closing quotes with them."""
    return [m.group().strip() for m in _END.finditer(paragraph) if m.group().strip()]


def without_dateline(text: str) -> str:
    """The text from where it says something: without 本报北京5月13日电 （记者某某） before it."""
    return _DATELINE.sub("", text, count=1)


def lead(paragraphs: Sequence[str], title: str = "") -> str:
    """The sentence that says what happened, without dateline and credit before it.

    A report (本报讯, 新华社…电) says it first. Elsewhere (夏日时节，田野绿波滔滔。) it is the sentence of the
    opening paragraphs that has most of the title, figures and an early place counting for it.
    """
    first = ""
    opening: list[str] = []
    for number, paragraph in enumerate(paragraphs):
        body = without_dateline(paragraph)
        for sentence in sentences(body):
            if len(sentence) < 8 or sentence[0] in _POINTS:
                continue
            whole = sentence[-1] in _WHOLE
            if (
                number == 0
                and not first
                and whole
                and body != paragraph
                and sentence[0] not in "“‘"
            ):
                return sentence
            first = first or sentence
            if number < _OPENING and 12 <= len(sentence) <= 120 and whole:
                opening.append(sentence)
    named = set(_bigrams(title))
    if not named or not opening:
        return first

    def value(place: int) -> float:
        sentence = opening[place]
        shared = len(named & _bigrams(sentence)) / (len(named) + 1)
        told = 0.15 if _DIGIT.search(sentence) else 0.0
        # A thought in quotation marks is somebody's; who says it comes after.
        quoted = 0.15 if sentence[0] in "“‘" else 0.0
        return shared + told - quoted + 0.3 / (1 + place)

    return opening[max(range(len(opening)), key=value)]


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
