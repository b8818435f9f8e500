"""Three sentences of a long article, its own, over the screen; any key goes back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widget import Widget

from tui.cells import Cells
from tui.terminal import clean_line
from tui.words import _

if TYPE_CHECKING:
    from tui.dashboard import Dashboard

WIDTH = 72


def set_in(cells: Cells, text: str, room: int) -> list[str]:
    """The lines of a text."""
    return [text[start:end].rstrip() for start, end in cells.wrap(text, room)]


class Sentences(Widget):
    """Lines that were set before, each with its style."""

    can_focus = False

    def __init__(self, lines: Sequence[tuple[str, Style]]) -> None:
        super().__init__()
        self.lines = lines

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if y >= len(self.lines):
            return Strip.blank(width)
        text, style = self.lines[y]
        return Strip([Segment(text, style)]).adjust_cell_length(width)


class DigestScreen(ModalScreen[None]):
    """Shows the sentences of a digest."""

    CSS = """
    DigestScreen { align: center middle; background: ansi_default; }
    Sentences { background: ansi_default; }
    """

    def __init__(self, title: str, sentences: Sequence[str]) -> None:
        super().__init__()
        self._title = title
        self._sentences = sentences

    def compose(self) -> ComposeResult:
        board = cast("Dashboard", self.app)
        cells = board.cells
        room = min(WIDTH, self.app.size.width - 4)
        lines: list[tuple[str, Style]] = [
            (line, Style(bold=True)) for line in set_in(cells, clean_line(self._title), room)
        ]
        for sentence in self._sentences:
            lines.append(("", Style.null()))
            lines += [(line, Style.null()) for line in set_in(cells, clean_line(sentence), room)]
        lines.append(("", Style.null()))
        lines.append((_("the paper's own sentences; any key goes back"), Style(dim=True)))
        shown = Sentences(lines[: self.app.size.height])
        shown.styles.width = room
        shown.styles.height = len(shown.lines)
        yield shown

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        self.dismiss()
