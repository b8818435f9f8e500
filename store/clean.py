"""Text from outside, made harmless for a terminal: one character for one, so that spans hold.

Escape, the other control characters, bidirectional controls and lone surrogates could move the
cursor, rewrite the screen or break the store; none of them is text. Used at intake, and again
wherever a string from outside is printed or drawn.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.records import Article, Reading

REPLACEMENT = "\ufffd"
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_FOREIGN = re.compile(f"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff{_BIDI}]")
_BREAKS = frozenset("\x0b\x0c\x85\u2028\u2029")


def _harmless(match: re.Match[str]) -> str:
    char = match[0]
    if char == "\t":
        return " "
    if char == "\r":
        return " " if match.string[match.end() : match.end() + 1] == "\n" else "\n"
    return "\n" if char in _BREAKS else REPLACEMENT


def clean(text: str) -> str:
    """``text`` with every control character but the line feed replaced, one for one.

    Line breaks of other kinds become line feeds (a CR before its LF a space), a tab a space,
    the rest U+FFFD.
    """
    return _FOREIGN.sub(_harmless, text)


def clean_line(text: str) -> str:
    """As ``clean``, line feeds becoming spaces too: for titles, names and anything of one line."""
    return clean(text).replace("\n", " ")


def _maybe(text: str | None) -> str | None:
    return None if text is None else clean_line(text)


def clean_article(article: Article) -> Article:
    """The article with every string in it cleaned."""
    return replace(
        article,
        source=clean_line(article.source),
        title=clean_line(article.title),
        kicker=_maybe(article.kicker),
        headline=_maybe(article.headline),
        deck=_maybe(article.deck),
        column=_maybe(article.column),
        dateline=_maybe(article.dateline),
        credits=tuple(
            replace(c, role=clean_line(c.role), name=clean_line(c.name)) for c in article.credits
        ),
        paragraphs=tuple(replace(p, text=clean(p.text)) for p in article.paragraphs),
        sections=tuple(replace(s, text=clean_line(s.text)) for s in article.sections),
        captions=tuple(replace(c, text=clean(c.text)) for c in article.captions),
        jump=article.jump
        and replace(
            article.jump, page=clean_line(article.jump.page), raw=clean_line(article.jump.raw)
        ),
        paper=_maybe(article.paper),
        date=_maybe(article.date),
        page=_maybe(article.page),
        page_name=_maybe(article.page_name),
        url=_maybe(article.url),
        address=_maybe(article.address),
    )


def clean_reading(reading: Reading) -> Reading:
    """The reading with its page text and every article cleaned."""
    return replace(
        reading,
        source=clean_line(reading.source),
        articles=tuple(clean_article(a) for a in reading.articles),
        text=None if reading.text is None else clean(reading.text),
        paper=_maybe(reading.paper),
        date=_maybe(reading.date),
        page=_maybe(reading.page),
        page_name=_maybe(reading.page_name),
    )
