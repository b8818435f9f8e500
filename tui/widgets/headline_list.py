"""A virtual list of headlines: only the lines on the screen exist.

It is handed an outline of ids and a callable that fetches rows by id, never the database. A
million headlines cost one tuple of ids a page and two small arrays.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from store.headline_records import HeadlineRow, Outline
from tui.cells import Cells
from tui.terminal import Marks, clean_line
from tui.words import _, day_label

if TYPE_CHECKING:
    from store.search import Marker, Sentence

FetchRows = Callable[[Sequence[int]], list[HeadlineRow]]
FetchSentences = Callable[[Sequence[int]], "dict[int, Sentence]"]

DIM = Style(dim=True)
BOLD = Style(bold=True)
WARM = Style(color="yellow")
HEADING = Style(color="cyan", bold=True)
CURSOR = Style(reverse=True)
FOUND = Style(underline=True, bold=True)
NOT_DIM = Style(dim=False)
_INDENT = 4
_BLOCK = 64
_LONG_BLOCK = 1_000
_KEEP = 2_000
_COLUMN_ROOM = 36


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where each page group begins, in lines and in articles; ``each`` article takes so many lines.

    ``heads``: the lines of a group's heading, and 4 where it opens an edition.
    """

    first_line: array[int]
    first_article: array[int]
    heads: bytes
    lines: int
    articles: int
    each: int


def _lay_out(outline: Outline, each: int = 1) -> _Layout:
    first_line, first_article, heads = array("l"), array("l"), bytearray()
    line = article = 0
    edition: tuple[str, str] | None = None
    for group in outline.groups:
        fresh = (group.date, group.paper) != edition
        edition = (group.date, group.paper)
        head = int(fresh) + int(bool(group.page))
        first_line.append(line)
        first_article.append(article)
        heads.append(head | (4 if fresh else 0))
        line += head + each * len(group.ids)
        article += len(group.ids)
    return _Layout(first_line, first_article, bytes(heads), line, article, each)


@dataclass(frozen=True, slots=True)
class Found:
    """What was looked for: how to mark it, and where to get the sentences it stands in."""

    mark: Marker
    sentences: FetchSentences


class HeadlineList(ScrollView):
    """Headlines grouped by edition and page, with a cursor that is an article."""

    can_focus = False
    DEFAULT_CSS = "HeadlineList { scrollbar-size: 0 0; }"

    class Moved(Message):
        """The cursor is on another article."""

        def __init__(self, article_id: int) -> None:
            self.article_id = article_id
            super().__init__()

    def __init__(
        self,
        fetch: FetchRows,
        cells: Cells,
        marks: Marks,
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._fetch = fetch
        self._cells = cells
        self._marks = marks
        self._outline = Outline((), 0, 0)
        self._layout_of = _lay_out(self._outline)
        self._rows: dict[int, HeadlineRow | None] = {}
        self._found: Found | None = None
        self._sentences: dict[int, Sentence] = {}
        self.cursor = 0

    # What is shown.

    @property
    def count(self) -> int:
        """How many articles the list holds."""
        return self._layout_of.articles

    def show(self, outline: Outline, keep: int | None = None, found: Found | None = None) -> None:
        """Show another outline; the cursor goes to article ``keep``, or stays where it was.

        ``found`` gives every article a second line: the sentence in which it was found.
        """
        held = keep if keep is not None else self.current
        self._outline = outline
        self._found = found
        self._layout_of = _lay_out(outline, 1 if found is None else 2)
        self._rows.clear()
        self._sentences.clear()
        place = self.place_of(held) if held is not None else None
        self.cursor = place if place is not None else min(self.cursor, max(0, self.count - 1))
        self.virtual_size = Size(self.size.width, self._layout_of.lines)
        self._bring_in(centre=place is not None)
        self.refresh()

    def forget(self, ids: Sequence[int]) -> None:
        """Fetch these rows again: their marks have changed."""
        for article_id in ids:
            self._rows.pop(article_id, None)
            place = self.place_of(article_id)
            if place is not None:
                self._refresh_place(place)

    def forget_all(self) -> None:
        """Fetch every row again."""
        self._rows.clear()
        self.refresh()

    # Where the cursor is.

    @property
    def current(self) -> int | None:
        """The id of the article under the cursor."""
        return self.id_at(self.cursor)

    def id_at(self, place: int) -> int | None:
        """The id of the article at a place, counted from the first."""
        if not 0 <= place < self.count:
            return None
        group = bisect_right(self._layout_of.first_article, place) - 1
        return self._outline.groups[group].ids[place - self._layout_of.first_article[group]]

    def place_of(self, article_id: int | None) -> int | None:
        """The place of an article, None when it is not in the list."""
        if article_id is None:
            return None
        # Ids begin with the day, and the newest day comes first.
        groups, day = self._outline.groups, article_id >> 16
        n = bisect_left(groups, -day, key=lambda g: -(g.ids[0] >> 16))
        while n < len(groups) and groups[n].ids[0] >> 16 == day:
            if article_id in groups[n].ids:
                return self._layout_of.first_article[n] + groups[n].ids.index(article_id)
            n += 1
        return None

    def first_of(self, date: str) -> int | None:
        """The place of the newest article of a day, month or year."""
        for n, group in enumerate(self._outline.groups):
            if group.date.startswith(date):
                return self._layout_of.first_article[n]
        return None

    def change(self, row: HeadlineRow) -> None:
        """Draw this row with its new marks."""
        self._rows[row.id] = row
        place = self.place_of(row.id)
        if place is not None:
            self._refresh_place(place)

    def row(self, place: int) -> HeadlineRow | None:
        """The row at a place, fetched with its neighbours."""
        article_id = self.id_at(place)
        if article_id is None:
            return None
        if article_id not in self._rows:
            if len(self._rows) > _KEEP:
                self._rows.clear()
                self._sentences.clear()
            first = place - place % _BLOCK
            wanted = [i for i in map(self.id_at, range(first, first + _BLOCK)) if i is not None]
            self._rows.update(dict.fromkeys(wanted))
            self._rows.update({row.id: row for row in self._fetch(wanted)})
            if self._found is not None:
                self._sentences.update(self._found.sentences(wanted))
        return self._rows.get(article_id)

    def next_unread(self, step: int) -> int | None:
        """The place of the nearest unread article in the direction of ``step``, near or far.

        Fetches by itself, a block at a time: any thread may call it.
        """
        place = self.cursor + step
        block = _BLOCK
        while 0 <= place < self.count:
            end = place + step * block
            wanted = [i for i in map(self.id_at, range(place, end, step)) if i is not None]
            unread = {row.id for row in self._fetch(wanted) if not row.read}
            for n, article_id in enumerate(wanted):
                if article_id in unread:
                    return place + step * n
            place, block = end, _LONG_BLOCK
        return None

    def move(self, place: int) -> None:
        """Put the cursor on an article; at the edge half a screen is scrolled."""
        place = max(0, min(place, self.count - 1))
        if place == self.cursor or not self.count:
            return
        before = self.cursor
        self.cursor = place
        if not self._bring_in():
            self._refresh_place(before)
            self._refresh_place(place)
        article_id = self.current
        if article_id is not None:
            self.post_message(self.Moved(article_id))

    def page(self, share: float) -> None:
        """Move by a share of the screen: 1 a screen down, -0.5 half a screen up."""
        lines = share * max(2, self.size.height - 1)
        self.move(self.cursor + round(lines / self._layout_of.each))

    def _refresh_place(self, place: int) -> None:
        first = self._line_of(place)
        for line in range(first, first + self._layout_of.each):
            self.refresh_line(line)

    def _line_of(self, place: int) -> int:
        layout = self._layout_of
        group = bisect_right(layout.first_article, place) - 1
        if group < 0:
            return 0
        head = layout.heads[group] & 3
        inside = place - layout.first_article[group]
        return layout.first_line[group] + head + layout.each * inside

    def _bring_in(self, *, centre: bool = False) -> bool:
        """Scroll the cursor into view; whether that moved the screen."""
        height = max(1, self.size.height)
        line, top = self._line_of(self.cursor), round(self.scroll_offset.y)
        last = line + self._layout_of.each - 1
        if top <= line and last < top + height and not (line < 3 and top > 0):
            return False
        if centre or line < top - height or line > top + 2 * height or line < top:
            target = line - height // 2
        else:
            target = line - height + 1 + height // 2
        if line <= height // 2:
            target = 0
        target = max(0, min(target, max(0, self._layout_of.lines - height)))
        if target == top:
            return False
        self.scroll_to(y=target, animate=False, immediate=True, force=True)
        return True

    def on_resize(self) -> None:
        self.virtual_size = Size(self.size.width, self._layout_of.lines)
        self._bring_in()

    # How it is drawn.

    def render_line(self, y: int) -> Strip:
        line = y + round(self.scroll_offset.y)
        width = self.size.width
        layout = self._layout_of
        if not 0 <= line < layout.lines:
            return Strip.blank(width)
        group = bisect_right(layout.first_line, line) - 1
        inside = line - layout.first_line[group]
        head = layout.heads[group]
        if inside < head & 3:
            edition = inside == 0 and bool(head & 4)
            return Strip([self._heading(group, edition, width)], width)
        place, below = divmod(inside - (head & 3), layout.each)
        place += layout.first_article[group]
        drawn = self._sentence(place, width) if below else self._headline(place, width)
        return Strip(drawn, width)

    def _heading(self, group: int, edition: bool, width: int) -> Segment:
        of = self._outline.groups[group]
        if edition:
            text = f" {day_label(of.date)} · {clean_line(of.paper)}"
            return Segment(self._cells.fit(text, width), HEADING)
        text = _("p. {page}").format(page=clean_line(of.page))
        if of.page_name:
            text += " " + clean_line(of.page_name)
        return Segment(self._cells.fit(" " + text, width), DIM)

    def _headline(self, place: int, width: int) -> list[Segment]:
        row = self.row(place)
        if row is None:
            return [Segment(self._cells.fit("   …", width), DIM)]
        here = place == self.cursor
        base = CURSOR if here else Style.null()
        marks = self._marks
        sign = marks.photo if row.is_photo else marks.read if row.read else marks.unread
        star = marks.starred if row.starred else " "
        watched = marks.watched if row.watched else " "
        tail = f" {marks.jump if row.has_jump else ' '}{row.chars:>5} "
        head = [
            Segment(watched, base + WARM if row.watched else base),
            Segment(sign, base + (DIM if row.read else BOLD)),
            Segment(star, base + WARM if row.starred else base),
            Segment(" ", base),
        ]
        used = sum(self._cells.width(s.text) for s in head)
        room = width - used - self._cells.width(tail)
        title = clean_line(row.title) or _("(untitled)")
        if row.column and f"【{row.column}】" not in row.title and room >= _COLUMN_ROOM:
            name = self._cells.fit(clean_line(row.column), room // 3 - 4, pad=False)
            column = f"【{name}】"
            head.append(Segment(column, base + DIM))
            room -= self._cells.width(column)
        weight = Style.null() if here else DIM if row.read else BOLD
        spans = self._found.mark(title) if self._found else []
        return [
            *head,
            *self._marked(title, spans, room, base + weight),
            Segment(tail, base + DIM),
        ]

    def _sentence(self, place: int, width: int) -> list[Segment]:
        """The sentence in which an article was found, its match in sight."""
        article_id = self.id_at(place)
        if article_id not in self._rows:
            self.row(place)
        found = self._sentences.get(article_id or 0)
        head = [Segment(" " * _INDENT)]
        room = width - _INDENT - 1
        if found is None or not found.text:
            return [Segment(" " * width)]
        text, spans = clean_line(found.text), list(found.spans)
        if spans and self._cells.width(text[: spans[0][1]]) > room:
            cut = max(0, spans[0][0] - 2)
            text = "…" + text[cut:]
            spans = [(a - cut + 1, b - cut + 1) for a, b in spans if a >= cut]
        return [*head, *self._marked(text, spans, room, DIM), Segment(" ")]

    def _marked(
        self, text: str, spans: Sequence[tuple[int, int]], room: int, style: Style
    ) -> list[Segment]:
        """``text`` in ``room`` cells, what was found in it marked."""
        fitted = self._cells.fit(text, room)
        # What the ellipsis took the place of is not marked.
        same = next(
            (n for n, (a, b) in enumerate(zip(fitted, text, strict=False)) if a != b), len(text)
        )
        segments, at = [], 0
        for start, end in spans:
            end = min(end, same)
            if start >= end:
                break
            segments.append(Segment(fitted[at:start], style))
            segments.append(Segment(fitted[start:end], Style.chain(style, NOT_DIM, FOUND)))
            at = end
        segments.append(Segment(fitted[at:], style))
        return [s for s in segments if s.text]
