"""Records: one article a line of JSON (.jsonl, also gzipped), streamed in batches.

Fields, any of which may be absent: paper, date, page, page_name, column, kicker, title, subtitle,
author, paragraphs (a list) or text (one string), bold (indices of section headings among the
paragraphs), captions, url, id, source.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from store.reading.credits import dateline_credits, parse_credits
from store.reading.cues import DATELINE
from store.reading.edition import EditionHint, iso_date, normal_page
from store.reading.folding import fold
from store.records import Article, Caption, ChenbaoError, Paragraph, Reading, Section, Span

READER = "table/1"
BATCH = 500
MAX_LINE = 8 * 1024 * 1024

_BLANKS = re.compile(r"\s+")
_DATE = re.compile(r"^\s*(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?:[T ].*)?\s*$")
_COLUMN_AT_END = re.compile(r"[(（]([^()（）]{2,16})[)）]$")


def read_records(lines: Iterable[str], source: str, hint: EditionHint) -> Iterator[Reading]:
    """Readings of at most BATCH articles each, in the order of the lines.

    ``hint`` fills what a record lacks. Raises ChenbaoError naming the line that is at fault.
    """
    batch: list[Article] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        if len(line) > MAX_LINE:
            raise ChenbaoError(
                "line {number} is longer than {most:,} characters",
                source,
                number=number,
                most=MAX_LINE,
            )
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise ChenbaoError(
                "line {number} is not JSON ({why})", source, number=number, why=error
            ) from None
        if not isinstance(record, dict):
            raise ChenbaoError("line {number} is not a JSON object", source, number=number)
        try:
            batch.append(record_article(record, source, hint))
        except ChenbaoError as error:
            raise ChenbaoError(f"line {number} {error}", source) from None
        if len(batch) >= BATCH:
            yield Reading(source, tuple(batch), reader=READER)
            batch = []
    if batch:
        yield Reading(source, tuple(batch), reader=READER)


def record_article(record: dict[str, Any], source: str, hint: EditionHint) -> Article:
    """One record as an article. Spans refer to the record's ``text`` when it has one."""

    def text_of(*keys: str) -> str | None:
        for key in keys:
            value = record.get(key)
            if value is None:
                continue
            if not isinstance(value, str | int | float):
                raise ChenbaoError(f"has a {key!r} that is not a string")
            bare = _BLANKS.sub(" ", str(value)).strip()
            if bare:
                return bare
        return None

    units = [text_of("kicker"), text_of("title", "headline"), text_of("subtitle", "deck")]
    title = " ".join(u for u in units if u)
    paragraphs, sections = _body(record)
    author = text_of("author", "byline")
    lead = paragraphs[0].text if paragraphs else ""
    dateline = DATELINE.match(fold(lead[:60]))
    column = text_of("column")
    if column is None and units[1]:
        found = _COLUMN_AT_END.search(units[1])
        column = found.group(1) if found else None
    raw_page = text_of("page")
    raw_date = text_of("date")
    return Article(
        source=source,
        title=title,
        kicker=units[0],
        headline=units[1],
        deck=units[2],
        column=column,
        dateline=lead[: dateline.end()] if dateline else None,
        credits=parse_credits(author) if author else dateline_credits(lead),
        paragraphs=paragraphs,
        sections=sections,
        captions=tuple(Caption(c) for c in _strings(record, "captions")),
        paper=text_of("paper") or hint.paper,
        date=_date(raw_date) if raw_date else hint.date,
        page=normal_page(raw_page) if raw_page else hint.page,
        page_name=text_of("page_name") or hint.page_name,
        is_photo=bool(title.startswith("图片报道") or (record.get("captions") and not paragraphs)),
        url=text_of("url"),
        address=text_of("id", "url"),
    )


def _date(raw: str) -> str:
    match = _DATE.match(raw)
    day = iso_date(*(int(part) for part in match.groups())) if match else None
    if day is None:
        raise ChenbaoError(f"has a date that is no date: {raw[:40]!r}")
    return day


def _strings(record: dict[str, Any], key: str) -> list[str]:
    value = record.get(key) or []
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list):
        raise ChenbaoError(f"has {key!r} that is not a list")
    return [v for v in value if isinstance(v, str) and v.strip()]


def _body(record: dict[str, Any]) -> tuple[tuple[Paragraph, ...], tuple[Section, ...]]:
    bold = record.get("bold") or []
    headings = {n for n in bold if isinstance(n, int)} if isinstance(bold, list) else set()
    paragraphs: list[Paragraph] = []
    sections: list[Section] = []

    def put(n: int, text: str, spans: tuple[Span, ...]) -> None:
        if n in headings and len(text) < 40:
            sections.append(Section(text, spans[0][0] if spans else None, len(paragraphs)))
        else:
            paragraphs.append(Paragraph(text, spans))

    listed = record.get("paragraphs")
    if listed:
        if not isinstance(listed, list):
            raise ChenbaoError("has 'paragraphs' that is not a list")
        for n, item in enumerate(listed):
            if not isinstance(item, str):
                raise ChenbaoError("has a paragraph that is not a string")
            if item.strip():
                put(n, item.strip(), ())
        return tuple(paragraphs), tuple(sections)
    text = record.get("text") or record.get("body") or ""
    if not isinstance(text, str):
        raise ChenbaoError("has a 'text' that is not a string")
    for n, match in enumerate(re.finditer(r"[^\r\n]+", text)):
        piece = match.group()
        bare = piece.strip()
        if bare:
            start = match.start() + len(piece) - len(piece.lstrip())
            put(n, bare, ((start, start + len(bare)),))
    return tuple(paragraphs), tuple(sections)
