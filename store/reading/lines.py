"""Page text → logical lines with their offsets.

A page wrapped at a fixed width (a plain-text export of about 40 characters a line) is unwrapped
here, so that what follows sees paragraphs however the text was laid out.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from store.reading import cues
from store.reading.folding import fold
from store.reading.marked_lines import split_marked
from store.records import Span

_LINE = re.compile(r"[^\r\n]+")
_ENDS = frozenset("。!?…")
_CLOSERS = frozenset("”’\"')》」』】]")


@dataclass(frozen=True, slots=True)
class Line:
    """One logical line: its pieces in the page, its text, its folded text, what stands around.

    ``gap`` counts the blank lines before it; ``indent`` the blanks cut from its front; ``mark``
    names the states of the page grammar it must be in, where the page itself says so.
    """

    spans: tuple[Span, ...]
    text: str
    folded: str
    gap: int
    indent: int
    mark: str = ""

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]


def ends_sentence(folded: str) -> bool:
    """Whether the text ends as a sentence does, closing quotes and brackets aside."""
    for char in reversed(folded[-4:]):
        if char in _ENDS:
            return True
        if char not in _CLOSERS:
            return False
    return False


def _raw_lines(text: str, folded: str) -> list[tuple[int, int, int, int]]:
    """(start, end, gap, indent) of every line that is not blank, blanks trimmed at both ends."""
    found = []
    last_row = -1
    row = 0
    position = 0
    for match in _LINE.finditer(text):
        row += text.count("\n", position, match.start()) or text.count(
            "\r", position, match.start()
        )
        position = match.start()
        piece = folded[match.start() : match.end()]
        bare = piece.strip()
        if not bare:
            continue
        # Zero-width characters fold to blanks but stay part of the line: they are the text's own.
        raw = match.group()
        indent = len(raw) - len(raw.lstrip())
        start = match.start() + indent
        found.append((start, start + len(raw.strip()), row - last_row - 1, indent))
        last_row = row
    return found


def _cells(text: str) -> int:
    return sum(2 if ord(c) > 0x2E7F or c in "“”‘’…—·" else 1 for c in text)


def wrap_width(folded_lines: list[str]) -> int | None:
    """The width in cells at which the page was wrapped, or None if it was not.

    Wrapped pages have many lines of nearly one width, none wider, that end in mid-sentence.
    """
    if len(folded_lines) < 8:
        return None
    widths = sorted(_cells(line) for line in folded_lines)
    # A folio line set across the page may be wider than the measure; a few lines are passed over.
    widest = widths[-1 - max(1, len(widths) // 20)]
    if not 24 <= widest <= 132:
        return None
    near = [line for line in folded_lines if widest - 6 <= _cells(line) <= widest + 4]
    wider = sum(width > widest + 4 for width in widths)
    open_ended = sum(not ends_sentence(line) for line in near)
    if (
        len(near) >= 0.3 * len(folded_lines)
        and open_ended >= 0.6 * len(near)
        and wider <= max(2, len(widths) // 20)
    ):
        return widest
    return None


def logical_lines(text: str) -> list[Line]:
    """The lines of a page, unwrapped, without the blank ones."""
    folded = fold(text)
    raw = _raw_lines(text, folded)
    width = wrap_width([folded[a:b] for a, b, _, _ in raw])
    lines: list[list[tuple[int, int, int, int]]] = []
    # Most lines of a wrapped page stand at its margin; those further in begin paragraphs.
    margin = Counter(indent for *_, indent in raw).most_common(1)[0][0] if raw else 0
    for item in raw:
        if width is not None and lines and item[2] == 0:
            start, end, _, indent = lines[-1][-1]
            room = width - _cells(folded[start:end]) - 2 * max(0, indent - margin)
            full = room <= 5
            bare = folded[item[0] : item[1]]
            alone = cues.CREDIT_LINE.match(bare[:60]) or cues.FURNITURE.search(bare[:40])
            if full and item[3] <= margin and not alone:
                lines[-1].append(item)
                continue
        lines.append([item])
    found = []
    for pieces in lines:
        spans = tuple((a, b) for a, b, _, _ in pieces)
        joined = "".join(text[a:b] for a, b in spans)
        found.append(Line(spans, joined, fold(joined), pieces[0][2], pieces[0][3]))
    return split_marked(found)
