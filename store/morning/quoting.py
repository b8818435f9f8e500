"""The sentences of an article as the briefing quotes them: with who is in them and the day they speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from store.digest import without_dateline
from store.morning.pieces import Piece
from store.records import DateMention

_END = re.compile(r"[^。！？\n]*[。！？]+[”’」』）)]*|[^。！？\n]+")
_PAIRS = {"“": "”", "「": "」", "『": "』", "‘": "’", "（": "）"}
_EXPLICIT = re.compile(r"(?:[\d零〇一二三四五六七八九]{4}年)?\d{1,2}月(?:份|\d{1,2}日)?$")
#: 某某说。 says nothing without what he said; both together at most so long.
_SAID = re.compile(
    r"[^，。“”：]{2,40}(?:说|表示|介绍|称|称赞|坦言|感慨|感叹|认为|告诉记者|指出|强调)。"
)
_TWO = 110
#: 今年 and 近年来 are too long to be dates.
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Quote:
    """One sentence, exactly: ``people`` named in it, and the days (ISO) that a relative date means."""

    text: str
    people: tuple[str, ...]
    when: tuple[str, str] | None
    paragraph: int
    start: int
    end: int


def quotes(piece: Piece) -> Iterator[Quote]:
    """The sentences of its paragraphs, in order."""
    return (_quote(piece, *sentence) for sentence in _sentences(piece))


def quotes_with(piece: Piece, name: str) -> Iterator[tuple[int, Quote]]:
    """Those of the sentences in which the name stands, and their places among all."""
    for place, sentence in enumerate(_sentences(piece)):
        if name in sentence[1]:
            yield place, _quote(piece, *sentence)


def _sentences(piece: Piece) -> Iterator[tuple[int, str, int, int]]:
    for number, paragraph in enumerate(piece.article.paragraphs):
        for match in _END.finditer(paragraph.text):
            text, start = tidy(match.group()), match.start()
            if _SAID.fullmatch(text):
                # What was said may be several sentences: from where its quotation mark opens.
                opens = paragraph.text.rfind("“", 0, start)
                if (
                    paragraph.text[start - 1 : start] == "”"
                    and opens >= 0
                    and match.end() - opens <= _TWO
                ):
                    start = opens
                    text = tidy(paragraph.text[start : match.end()])
            if len(text) >= 6:
                yield number, text, start, match.end()


def clause(piece: Piece, number: int, start: int, end: int) -> Quote:
    """The part of a sentence, up to a semicolon, that holds a span of a paragraph."""
    text = piece.article.paragraphs[number].text
    first = max(text.rfind(stop, 0, start) for stop in "。！？；\n") + 1
    stops = [at for at in (text.find(stop, end) for stop in "。！？；\n") if at >= 0]
    last = min(stops) + 1 if stops else len(text)
    return _quote(piece, number, tidy(text[first:last]), first, last)


def tidy(text: str) -> str:
    """Without dateline, and without a quotation mark whose other half stands elsewhere."""
    text = without_dateline(text.strip()).strip()
    text = text.lstrip("”’」』）) \u3000、，")
    for opening, closing in _PAIRS.items():
        if text.startswith(opening) and closing not in text:
            text = text[1:]
        if text.endswith(closing) and opening not in text:
            text = text[:-1]
    return text


def _quote(piece: Piece, number: int, text: str, start: int, end: int) -> Quote:
    findings = piece.findings
    if findings is None:
        return Quote(text, (), None, number, start, end)
    people = dict.fromkeys(
        m.name
        for m in findings.mentions
        if m.kind == "PER" and m.where == number and start <= m.start < end and m.text in text
    )
    dates = [d for d in findings.dates if d.where == number and start <= d.start < end]
    return Quote(
        text, tuple(people), _when(piece.article.paragraphs[number].text, dates), number, start, end
    )


def _when(text: str, dates: list[DateMention]) -> tuple[str, str] | None:
    """What the first relative date means: 昨天上午, 本月初; 3月2日 and 4月 say it by themselves."""
    from datetime import date as day

    for one in dates:
        if text[max(0, one.start - 1) : one.start] == "前" and one.text.endswith("月"):
            # 前4月 are the first four.
            return f"{one.last[:4]}-01-01", one.last
        if _EXPLICIT.match(one.text):
            return None
        span = day.fromisoformat(one.last) - day.fromisoformat(one.first)
        if span.days <= _LONGEST:
            return one.first, one.last
    return None
