"""Articles as rows, and back. Layout keeps lengths and spans; the text itself stands readable."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from store.records import Article, Span

# The columns an article fills by itself, in the order of ``ArticleRow.values``.
OWN = (
    "title",
    "kicker",
    "headline",
    "deck",
    '"column"',
    "dateline",
    "credits",
    "jump_direction",
    "jump_page",
    "jump_raw",
    "photo",
    "chars",
    "start",
    "url",
    "address",
)
BODY = ("text", "aside", "layout")


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """What two rows must share to be the same article unchanged."""

    values: tuple[str | int | None, ...]
    body: tuple[str, str | None, str]

    @property
    def searched(self) -> tuple[str, str, str | None]:
        """What of it can be found: title, paragraphs, headings and captions."""
        return str(self.values[0]), self.body[0], self.body[1]


def says_the_same(stands: Sequence[Any], row: ArticleRow) -> bool:
    """Whether only the place in the page's text changed: something above it was corrected.

    ``stands``: the columns of ``OWN`` and ``BODY`` as they are stored.
    """
    here, there = stands[: len(OWN)], row.values
    body, other = tuple(stands[len(OWN) :]), row.body
    return (
        all(a == b for a, b, name in zip(here, there, OWN, strict=True) if name != "start")
        and body[:2] == other[:2]
        and _unplaced(body[2]) == _unplaced(other[2])
    )


def _unplaced(layout: str) -> list[Any]:
    found = json.loads(layout)
    return [
        [length for length, *_ends in found["p"]],
        [[text, before] for text, _start, before in found.get("s", ())],
        [text for text, _start in found.get("c", ())],
    ]


def encode(article: Article) -> ArticleRow:
    """The row of an article, without its identity and place."""
    jump = article.jump
    text = article.body
    aside = "\n".join([*(s.text for s in article.sections), *(c.text for c in article.captions)])
    return ArticleRow(
        (
            article.title,
            article.kicker,
            article.headline,
            article.deck,
            article.column or None,
            article.dateline,
            _json([[c.role, c.name] for c in article.credits]) if article.credits else None,
            jump.direction if jump else None,
            jump.page if jump else None,
            jump.raw if jump else None,
            int(article.is_photo),
            sum(len(p.text) for p in article.paragraphs),
            article.start,
            article.url or None,
            article.address or None,
        ),
        (text, aside or None, _layout(article)),
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _layout(article: Article) -> str:
    """``p``: each paragraph's length, then its span ends. ``s``, ``c``: headings, captions."""
    layout: dict[str, list[Any]] = {
        "p": [[len(p.text), *(end for span in p.spans for end in span)] for p in article.paragraphs]
    }
    if article.sections:
        layout["s"] = [[s.text, s.start, s.before_paragraph] for s in article.sections]
    if article.captions:
        layout["c"] = [[c.text, c.start] for c in article.captions]
    if article.spans:
        layout["spans"] = [end for span in article.spans for end in span]
    return _json(layout)


def decode(row: Mapping[str, Any] | sqlite3.Row) -> Article:
    """The article of a row that has the columns of article, article_body, page and edition.

    Of the last two: ``paper``, ``date``, ``page`` (the number) and ``page_name``.
    """
    # Not before an article is opened: the list needs none of these.
    from store.records import Article, Caption, Credit, Jump, Paragraph, Section

    layout = json.loads(row["layout"])
    paragraphs = []
    text = row["text"]
    position = 0
    for length, *ends in layout["p"]:
        paragraphs.append(Paragraph(text[position : position + length], _pairs(ends)))
        position += length + 1
    direction = row["jump_direction"]
    return Article(
        source=row["source"],
        title=row["title"],
        kicker=row["kicker"],
        headline=row["headline"],
        deck=row["deck"],
        column=row["column"],
        dateline=row["dateline"],
        credits=tuple(Credit(*c) for c in json.loads(row["credits"] or "[]")),
        paragraphs=tuple(paragraphs),
        sections=tuple(Section(*s) for s in layout.get("s", ())),
        captions=tuple(Caption(*c) for c in layout.get("c", ())),
        jump=Jump(direction, row["jump_page"], row["jump_raw"]) if direction else None,
        paper=row["paper"],
        date=row["date"],
        page=row["page"] or None,
        page_name=row["page_name"],
        start=row["start"],
        spans=_pairs(layout.get("spans", [])),
        is_photo=bool(row["photo"]),
        url=row["url"],
        address=row["address"],
    )


def spans_of(layout: str) -> tuple[Span, ...]:
    """The article's spans in its page, or those of its paragraphs where it names none."""
    found = json.loads(layout)
    return _pairs(found.get("spans") or [end for p in found["p"] for end in p[1:]])


def _pairs(ends: list[int]) -> tuple[Span, ...]:
    return tuple(zip(ends[::2], ends[1::2], strict=True))


def as_json(article: Article) -> bytes:
    """An article as a version keeps it: everything, as JSON."""
    from dataclasses import asdict

    return _json(asdict(article)).encode()


# The query ``decode`` reads; append a WHERE clause.
WHOLE = """
SELECT a.*, b.text, b.aside, b.layout,
       p.number AS page, p.name AS page_name, e.paper, e.date, e.variant
FROM article a
JOIN article_body b ON b.article_id = a.id
JOIN page p ON p.id = a.page_id
JOIN edition e ON e.id = p.edition_id
"""

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def uid_text(uid: int) -> str:
    """A uid as it is shown and kept outside: base 36."""
    found = ""
    while uid:
        uid, digit = divmod(uid, 36)
        found = _DIGITS[digit] + found
    return found or "0"


def uid_number(uid: str) -> int | None:
    """The number of a uid as text; None when it cannot be one."""
    try:
        number = int(uid, 36)
    except ValueError:
        return None
    return number if 0 <= number < 1 << 63 else None
