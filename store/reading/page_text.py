"""One page of running text → its articles.

The kind of each line comes from the page grammar; here the lines are gathered into articles, with
offsets into the page as it was given. Nothing is invented and nothing of an article dropped:
a paragraph's text is what its spans hold, joined.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from store.reading import cues
from store.reading import page_grammar as grammar
from store.reading.credits import (
    caption_credits,
    closing_credits,
    dateline_credits,
    parse_credits,
    signature,
)
from store.reading.folding import fold
from store.reading.lines import Line, logical_lines
from store.reading.title_stack import split_title
from store.records import (
    Article,
    Caption,
    ChenbaoError,
    Credit,
    Jump,
    Paragraph,
    Reading,
    Section,
    Span,
)

# Raise it whenever pages may be read otherwise than before: `chenbao reread` goes by it.
# tests/store/reading/test_reader_version.py holds it to what the reader is made of.
READER = "page_text/3"
MAX_LINES = 6_000
MAX_CHARS = 2_000_000

_BLANKS = re.compile(r"\s+")
_HAN_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")}
_JUMP_TO_INLINE = re.compile(
    r"[(【\[]\s*(?:紧?下转|[^。,()]{0,6}下转|转)\s*第?\s*([A-Z]?\d{1,3}|[一二三四五六七八九十]{1,3})\s*版?"
    r"[^。()]{0,8}[)】\]]$"
)
_JUMP_FROM_INLINE = re.compile(
    r"^[(【\[]\s*(?:紧?上接|[^。,()]{0,4}上接|接)\s*第?\s*([A-Z]?\d{1,3}|[一二三四五六七八九十]{1,3}|头)\s*版?"
    r"[^。()]{0,10}[)】\]]"
)
_NOTE = re.compile(r"作者[为系是单:]|单位|来源|参与|贡献|采访|资料|[电讯]\)?$")
_BULLET = re.compile(r"^[■□●◆◇▲△★☆◎▶►▪※]\s*(?=\S)")
_DATELINE = re.compile(cues.DATELINE.pattern)


@dataclass(slots=True)
class _Draft:
    """An article being gathered, line by line."""

    titles: list[Line] = field(default_factory=list)
    title_cut: int = 0
    column: str | None = None
    credits: list[Credit] = field(default_factory=list)
    paragraphs: list[list[Span]] = field(default_factory=list)
    sections: list[tuple[Line, int]] = field(default_factory=list)
    captions: list[Line] = field(default_factory=list)
    jump: Jump | None = None
    lines: list[Line] = field(default_factory=list)
    has_byline: bool = False
    photo: bool = False


def read_page_text(
    text: str,
    source: str,
    *,
    paper: str | None = None,
    date: str | None = None,
    page: str | None = None,
    page_name: str | None = None,
) -> Reading:
    """Read the decoded text of one page. Raises ChenbaoError if it cannot be a page of text."""
    if len(text) > MAX_CHARS:
        raise ChenbaoError(
            f"is {len(text):,} characters long; a page of text has at most {MAX_CHARS:,}", source
        )
    if text.count("\n") > 4 * MAX_LINES:
        raise ChenbaoError(
            f"has {text.count(chr(10)):,} lines; a page of text has at most {MAX_LINES:,}", source
        )
    lines = logical_lines(text)
    if len(lines) > MAX_LINES:
        raise ChenbaoError(
            f"has {len(lines):,} lines; a page of text has at most {MAX_LINES:,}", source
        )
    states = grammar.shipped_model().states(lines)
    drafts = _gather(lines, states)
    articles = tuple(_finish(draft, text, source, paper, date, page, page_name) for draft in drafts)
    return Reading(source, articles, text, paper, date, page, page_name, READER)


def _gather(lines: list[Line], states: list[str]) -> list[_Draft]:
    drafts: list[_Draft] = []
    waiting: list[Line] = []
    current: _Draft | None = None

    def begin() -> _Draft:
        draft = _Draft()
        for line in waiting:
            draft.column = _bare_column(line.text)
            draft.lines.append(line)
        waiting.clear()
        drafts.append(draft)
        return draft

    for line, label in zip(lines, states, strict=True):
        state = label[0]
        if state == grammar.FURNITURE:
            continue
        if label == grammar.COLUMN:
            waiting.append(line)
            continue
        if (
            state == grammar.TITLE
            or current is None
            or (state == grammar.JUMP and current.paragraphs and cues.JUMP_FROM.match(line.folded))
        ):
            current = begin()
        current.lines.append(line)
        if state in (grammar.TITLE, grammar.MORE_TITLE):
            current.titles.append(line)
        elif state == grammar.BYLINE:
            current.credits += parse_credits(line.text)
            current.has_byline = True
        elif state == grammar.COLUMN:
            current.column = current.column or _bare_column(line.text)
        elif state == grammar.CONTINUED and current.paragraphs:
            current.paragraphs[-1] += line.spans
        elif state in (grammar.PARAGRAPH, grammar.CONTINUED):
            current.paragraphs.append(list(line.spans))
        elif state == grammar.SECTION:
            current.sections.append((line, len(current.paragraphs)))
        elif state == grammar.CAPTION:
            current.captions.append(line)
        elif state == grammar.JUMP:
            current.jump = current.jump or _jump(line.text)
        elif state == grammar.TAIL:
            _end_credit(current, line)
    return [d for d in drafts if d.titles or d.paragraphs or d.captions]


def _bare_column(text: str) -> str:
    return text.strip(" \u3000【】[]■●◆▲☆★［］")


def _page_number(raw: str) -> str:
    """二 → 2, 十二 → 12, 头 → 1, 02 → 2, A03 → A03."""
    if raw == "头":
        return "1"
    if raw[0] in _HAN_DIGITS or raw[0] == "十":
        tens, _, ones = raw.rpartition("十")
        value = (_HAN_DIGITS.get(tens, 1) * 10 if "十" in raw else 0) + _HAN_DIGITS.get(ones, 0)
        return str(value)
    return raw.lstrip("0") or raw


def _jump(text: str) -> Jump | None:
    folded = fold(text)
    to = cues.JUMP_TO.match(folded)
    if to:
        return Jump("to", _page_number(to.group(1)), text)
    came = cues.JUMP_FROM.match(folded)
    if came:
        return Jump("from", _page_number(came.group(1)), text)
    return None


def _end_credit(draft: _Draft, line: Line) -> None:
    """A line at the foot of an article: a credit, or a note that stays a paragraph."""
    folded = line.folded
    signed = None if draft.has_byline else signature(folded)
    if signed:
        draft.credits.append(signed)
        return
    photo = bool(cues.ENDS_PHOTO.search(folded) or re.search("摄|图", folded))
    names = parse_credits(line.text) if len(folded) <= 60 and not _NOTE.search(folded) else ()
    is_credit = (photo or not draft.has_byline) and (
        photo or bool(cues.CREDIT_LINE.match(folded)) or bool(cues.bare_names(folded))
    )
    if is_credit and names and all(2 <= len(c.name) <= 12 for c in names):
        draft.credits += names
        draft.photo = draft.photo or (photo and not draft.has_byline)
    else:
        draft.paragraphs.append(list(line.spans))


def _finish(
    draft: _Draft,
    text: str,
    source: str,
    paper: str | None,
    date: str | None,
    page: str | None,
    page_name: str | None,
) -> Article:
    jump = draft.jump
    spans = draft.paragraphs
    if spans:
        last = text[spans[-1][-1][0] : spans[-1][-1][1]]
        onward = _JUMP_TO_INLINE.search(fold(last[-30:]))
        if onward and jump is None:
            cut = spans[-1][-1][1] - len(onward.group())
            jump = Jump("to", _page_number(onward.group(1)), text[cut : spans[-1][-1][1]])
            spans[-1][-1] = (spans[-1][-1][0], cut)
        first = text[spans[0][0][0] : spans[0][0][1]]
        back = _JUMP_FROM_INLINE.match(fold(first[:40]))
        if back and jump is None:
            jump = Jump("from", _page_number(back.group(1)), first[: back.end()])
            rest = fold(first)[back.end() :]
            spans[0][0] = (
                spans[0][0][0] + back.end() + len(rest) - len(rest.lstrip()),
                spans[0][0][1],
            )
        if not draft.has_byline and not draft.credits:
            begin, end = spans[-1][-1]
            signed, length = closing_credits(text[begin:end])
            if signed and not dateline_credits(text[spans[0][0][0] : spans[0][0][1]]):
                draft.credits += signed
                spans[-1][-1] = (begin, begin + length)
        if not draft.has_byline and not draft.credits:
            begin, end = spans[-1][-1]
            credits_there, length = caption_credits(text[begin:end])
            if credits_there:
                draft.credits += credits_there
                draft.photo = len(spans) <= 3
                spans[-1][-1] = (begin, begin + length)
        spans = [kept for kept in ([s for s in p if s[0] < s[1]] for p in spans) if kept]
    paragraphs = tuple(
        Paragraph("".join(text[a:b] for a, b in pieces), tuple(pieces)) for pieces in spans
    )

    printed = [line.text for line in draft.titles]
    start = draft.titles[0].start if draft.titles else draft.lines[0].start
    column = draft.column
    if printed:
        inline = cues.COLUMN_AT_HEAD.match(fold(printed[0]))
        if inline and inline.end() < len(printed[0].rstrip()):
            column = column or _bare_column(printed[0][: inline.end()])
            rest = printed[0][inline.end() :]
            start += inline.end() + len(rest) - len(fold(rest).lstrip())
            printed[0] = rest.strip()
        mark = _BULLET.match(fold(printed[0]))
        if mark:
            start += mark.end()
            printed[0] = printed[0][mark.end() :]
    kicker, headline, deck = split_title(printed)
    for caption in draft.captions:
        draft.credits += caption_credits(caption.text)[0]
    lead = paragraphs[0].text if paragraphs else ""
    dateline = _DATELINE.match(fold(lead[:60]))
    credits = list(draft.credits)
    if not draft.has_byline and lead:
        known = {c.name for c in credits}
        credits = [c for c in dateline_credits(lead) if c.name not in known] + credits
    return Article(
        source=source,
        title=_BLANKS.sub(" ", " ".join(printed)).strip(),
        kicker=kicker,
        headline=headline,
        deck=deck,
        column=column,
        dateline=lead[: dateline.end()] if dateline else None,
        credits=tuple(credits),
        paragraphs=paragraphs,
        sections=tuple(Section(s.text, s.start, n) for s, n in draft.sections),
        captions=tuple(Caption(c.text, c.start) for c in draft.captions),
        jump=jump,
        paper=paper,
        date=date,
        page=page,
        page_name=page_name,
        start=start,
        spans=_extent(draft.lines),
        is_photo=draft.photo,
    )


def _extent(lines: list[Line]) -> tuple[Span, ...]:
    return tuple(span for line in lines for span in line.spans)
