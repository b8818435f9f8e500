"""The reading pane: an article's lines, drawn one by one as they come into view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.cells import Cells
from tui.typesetting import SetArticle, TextLine, set_article

if TYPE_CHECKING:
    from store.records import StoredArticle
    from store.search import Marker

_STYLES = {
    "column": Style(color="cyan"),
    "kicker": Style(dim=True),
    "headline": Style(bold=True),
    "deck": Style.null(),
    "about": Style(dim=True),
    "text": Style.null(),
    "section": Style(bold=True),
    "caption": Style(dim=True),
    "seam": Style(color="cyan", dim=True),
}
_FOUND = Style(underline=True, bold=True)
_HERE = Style(reverse=True)


class ArticleText(ScrollView):
    """Shows one article; scrolls by line, screen or match."""

    can_focus = False
    DEFAULT_CSS = "ArticleText { scrollbar-size: 0 0; }"

    def __init__(self, cells: Cells, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._cells = cells
        self.article: StoredArticle | None = None
        self._set = SetArticle((), ())
        self._matches: list[tuple[int, int, int]] = []
        self._match = -1
        self._mark: Marker | None = None

    def show(self, article: StoredArticle | None, *, at: int = 0) -> None:
        """Show an article from line ``at``; the words looked for before are marked in it too."""
        self.article = article
        self._typeset()
        self.scroll_to(y=at, animate=False, immediate=True, force=True)
        self.refresh()

    def _typeset(self) -> None:
        room = self.size.width - 2
        self._set = (
            set_article(self.article, self._cells, room)
            if self.article and room > 0
            else SetArticle((), ())
        )
        self._matches = self._set.find(self._mark) if self._mark else []
        self._match = -1
        self.virtual_size = Size(self.size.width, len(self._set.lines))

    def on_resize(self) -> None:
        self._typeset()

    # Moving.

    @property
    def top(self) -> int:
        """The first line on the screen."""
        return round(self.scroll_offset.y)

    @property
    def at_end(self) -> bool:
        """Whether the last line is on the screen."""
        return self.top + self.size.height >= len(self._set.lines)

    @property
    def share(self) -> int:
        """How much has been shown, in percent."""
        lines = len(self._set.lines)
        return min(100, 100 * (self.top + self.size.height) // max(1, lines))

    def scroll_lines(self, lines: int) -> None:
        """Scroll by so many lines."""
        last = max(0, len(self._set.lines) - self.size.height)
        target = max(0, min(self.top + lines, last))
        if target != self.top:
            self.scroll_to(y=target, animate=False, immediate=True, force=True)

    def scroll_share(self, share: float) -> None:
        """Scroll by a share of the screen."""
        self.scroll_lines(round(share * max(2, self.size.height - 1)))

    # Finding.

    def find(self, mark: Marker | None) -> int:
        """Mark what ``mark`` finds; how often that is. None takes the marks away."""
        if mark is self._mark:
            return len(self._matches)
        self._mark = mark
        self._matches = self._set.find(mark) if mark else []
        self._match = -1
        self.refresh()
        return len(self._matches)

    @property
    def match_text(self) -> str | None:
        """What stands at the match gone to last."""
        if not 0 <= self._match < len(self._matches):
            return None
        unit, start, end = self._matches[self._match]
        return self._set.units[unit][start:end]

    def next_match(self, step: int) -> tuple[int, int]:
        """Go to the next or previous match: (its number from 1, how many there are)."""
        if not self._matches:
            return 0, 0
        if self._match < 0:
            tops = [self._set.line_of(u, s) for u, s, _e in self._matches]
            later = [n for n, line in enumerate(tops) if line >= self.top]
            self._match = (later[0] if later else 0) if step > 0 else len(tops) - 1
        else:
            self._match = (self._match + step) % len(self._matches)
        unit, start, _end = self._matches[self._match]
        line = self._set.line_of(unit, start)
        if not self.top <= line < self.top + self.size.height:
            self.scroll_lines(line - self.top - self.size.height // 3)
        self.refresh()
        return self._match + 1, len(self._matches)

    # Drawing.

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        number = y + self.top
        if not 0 <= number < len(self._set.lines):
            return Strip.blank(width)
        line = self._set.lines[number]
        if line.unit < 0:
            return Strip.blank(width)
        segments = [Segment(" " * (1 + line.indent)), *self._pieces(line)]
        used = sum(self._cells.width(s.text) for s in segments)
        segments.append(Segment(" " * max(0, width - used)))
        return Strip(segments, width)

    def _pieces(self, line: TextLine) -> list[Segment]:
        text = self._set.units[line.unit]
        base = _STYLES[line.kind]
        found = []
        at = line.start
        for n, (unit, start, end) in enumerate(self._matches):
            if unit != line.unit or end <= line.start or start >= line.end:
                continue
            start, end = max(start, line.start), min(end, line.end)
            found.append(Segment(text[at:start], base))
            found.append(Segment(text[start:end], base + (_HERE if n == self._match else _FOUND)))
            at = end
        found.append(Segment(text[at : line.end], base))
        return [s for s in found if s.text]
