"""The lines of two versions side by side, or of one against another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style

from store.comparing import Pair, Span, aligned
from store.digest import sentences
from store.records import StoredArticle
from tui.cells import Cells
from tui.terminal import clean_line
from tui.words import _, day_label, ngettext

HEADING = Style(color="cyan", bold=True)
TITLE = Style(bold=True)
SAME = Style(dim=True)
CHANGED = Style(bold=True, underline=True)
OWN = Style(bold=True)
#: Before a sentence: only here; changed in the underlined places. The other version has neither.
ONLY, DIFFERS = "+", "~"


@dataclass(frozen=True, slots=True)
class Version:
    """One article, its sentences, and which of them begin a paragraph."""

    article: StoredArticle
    sentences: tuple[str, ...]
    first: frozenset[int]

    @classmethod
    def of(cls, article: StoredArticle) -> Version:
        """The version an article is, its jumped half with it."""
        every: list[str] = []
        first = set()
        half: StoredArticle | None = article
        while half is not None:
            for paragraph in half.article.paragraphs:
                first.add(len(every))
                every += [clean_line(s) for s in sentences(paragraph.text)]
            half = half.continuation
        return cls(article, tuple(every), frozenset(first))

    def heading(self, own: int) -> str:
        """Paper, date, page, length, and how many sentences no other version has."""
        held = self.article.article
        parts = [f"{clean_line(held.paper or '')} {day_label(held.date or '')}".strip()]
        if held.page:
            parts.append(_("p. {page}").format(page=clean_line(held.page)))
        parts.append(_("{chars} chars").format(chars=self.article.chars))
        own_told = ngettext("{count} sentence of its own", "{count} sentences of its own", own)
        parts.append(own_told.format(count=own))
        return "  ".join(parts)


Lines = list[list[Segment]]


def side_by_side(one: Version, other: Version, cells: Cells, width: int, rule: str) -> Lines:
    """Both in two columns, what answers each other on one height."""
    room = (width - 3) // 2
    pairs = aligned(one.sentences, other.sentences)
    rows: list[tuple[Lines, Lines]] = [
        (_head(one, pairs, True, cells, room), _head(other, pairs, False, cells, room)),
        ([[]], [[]]),
    ]
    for pair in pairs:
        ours = _set(one, pair.one, pair.ours, pair, cells, room)
        rows.append((ours, _set(other, pair.other, pair.theirs, pair, cells, room)))
    lines: Lines = []
    for left, right in rows:
        for at in range(max(len(left), len(right))):
            mine = left[at] if at < len(left) else []
            used = sum(cells.width(s.text) for s in mine)
            gap = Segment(" " * (room - used) + f" {rule} ", SAME)
            lines.append([*mine, gap, *(right[at] if at < len(right) else [])])
    return lines


def alone(one: Version, other: Version, cells: Cells, width: int) -> Lines:
    """One version, marked against the other."""
    pairs = aligned(one.sentences, other.sentences)
    lines = [*_head(one, pairs, True, cells, width), []]
    for pair in pairs:
        if pair.one is not None:
            lines += _set(one, pair.one, pair.ours, pair, cells, width)
    return lines


def _head(version: Version, pairs: Sequence[Pair], left: bool, cells: Cells, room: int) -> Lines:
    own = sum((p.other if left else p.one) is None for p in pairs)
    lines = [[Segment(cells.fit(" " + version.heading(own), room, pad=False), HEADING)]]
    title = clean_line(version.article.article.title)
    lines += [
        [Segment("  " + title[start:end].rstrip(), TITLE)]
        for start, end in cells.wrap(title, room - 2)
    ]
    return lines


def _set(
    version: Version,
    place: int | None,
    spans: tuple[Span, ...],
    pair: Pair,
    cells: Cells,
    room: int,
) -> Lines:
    """A sentence in lines, its sign before the first of them."""
    if place is None:
        return []
    text = version.sentences[place]
    only = pair.one is None or pair.other is None
    sign = ONLY if only else " " if pair.equal else DIFFERS
    plain = OWN if only else SAME
    indent = 4 if place in version.first else 0
    lines: Lines = []
    for start, end in cells.wrap(text, room - 2, indent):
        head = f"{sign} " if start == 0 else "  "
        if start == 0:
            head += " " * indent
        lines.append([Segment(head, OWN), *_marked(text, start, end, spans, plain)])
    return lines


def _marked(
    text: str, start: int, end: int, spans: tuple[Span, ...], plain: Style
) -> list[Segment]:
    """A part of a sentence, the characters in ``spans`` marked."""
    found = []
    at = start
    for first, last in spans:
        first, last = max(first, at), min(last, end)
        if first >= last:
            continue
        if at < first:
            found.append(Segment(text[at:first], plain))
        found.append(Segment(text[first:last], CHANGED))
        at = last
    if at < end:
        found.append(Segment(text[at:end].rstrip(), plain))
    return found
