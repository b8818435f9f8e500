"""The page an article came from, its own lines marked: what was read can always be checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.scroll_view import ScrollView
from textual.strip import Strip

from store.records import SourcePage
from tui.cells import Cells
from tui.keys import SOURCE, WITHIN, of_character
from tui.terminal import clean_line
from tui.widgets.lines import DIM, Line
from tui.words import _

if TYPE_CHECKING:
    from tui.dashboard import Dashboard


class PageText(ScrollView):
    """The page's lines as printed, wrapped; a bar stands before those of the article."""

    can_focus = False
    DEFAULT_CSS = "PageText { scrollbar-size: 0 0; height: 1fr; background: ansi_default; }"

    def __init__(self, page: SourcePage, cells: Cells) -> None:
        super().__init__()
        self._page = page
        self._cells = cells
        self._lines: list[tuple[str, bool]] = []

    def on_resize(self) -> None:
        room = max(8, min(self.size.width - 4, 100))
        self._lines = []
        at = 0
        first = None
        for line in (self._page.text or "").split("\n"):
            own = any(a < at + len(line) and at < b for a, b in self._page.spans) and bool(line)
            if own and first is None:
                first = len(self._lines)
            self._lines += [(line[start:end], own) for start, end in self._cells.wrap(line, room)]
            at += len(line) + 1
        self.virtual_size = Size(self.size.width, len(self._lines))
        if first is not None:
            self.scroll_to(y=max(0, first - 2), animate=False, immediate=True, force=True)

    def scroll_by_lines(self, lines: int) -> None:
        """Scroll down, or up."""
        last = max(0, len(self._lines) - self.size.height)
        target = max(0, min(round(self.scroll_offset.y) + lines, last))
        self.scroll_to(y=target, animate=False, immediate=True, force=True)

    def render_line(self, y: int) -> Strip:
        number = y + round(self.scroll_offset.y)
        width = self.size.width
        if number >= len(self._lines):
            return Strip.blank(width)
        text, own = self._lines[number]
        bar = Segment(" ┃ " if own else "   ", Style(color="cyan"))
        style = Style.null() if own else DIM
        return Strip([bar, Segment(self._cells.fit(clean_line(text), width - 3), style)], width)


class SourceScreen(ModalScreen[None]):
    """Any of o, h, q or Escape closes it; the moving keys are those of a list."""

    CSS = """
    SourceScreen { background: ansi_default; }
    SourceScreen > Vertical { width: 100%; height: 100%; background: ansi_default; }
    """

    def __init__(self, page: SourcePage) -> None:
        super().__init__()
        self._page = page

    def compose(self) -> ComposeResult:
        cells = cast("Dashboard", self.app).cells
        with Vertical():
            yield Line(cells, id="name")
            yield PageText(self._page, cells)
            yield Line(cells, id="keys")

    def on_mount(self) -> None:
        name = clean_line(self._page.source)
        self.query_one("#name", Line).set(((f" {name}", Style(bold=True)),))
        names = cast("Dashboard", self.app).key_names()
        keys = _(" {move} move   {back} back").format(
            move=names["down"] + names["up"], back=names["source_close"]
        )
        self.query_one("#keys", Line).set(((keys, DIM),))

    async def on_key(self, event: events.Key) -> None:
        event.stop()
        board = cast("Dashboard", self.app)
        typed = event.character if event.is_printable else None
        name = of_character(typed) if typed and typed != " " else event.key
        action = board.sequences.press(name, WITHIN[SOURCE])
        page = self.query_one(PageText)
        height = page.size.height
        steps = {
            "down": 1, "up": -1, "page_down": height - 1, "source_on": height - 1,
            "page_up": 1 - height, "half_down": height // 2, "half_up": -(height // 2),
            "bottom": 10**6, "top": -(10**6),
        }  # fmt: skip
        if action in ("source_close", "close", "back"):
            self.dismiss(None)
        elif action == "quit":
            board.leave()
        elif action in steps:
            page.scroll_by_lines(steps[action])
