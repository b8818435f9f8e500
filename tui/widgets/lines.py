"""One-line widgets: the tab bar, the message line, the footer."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from tui.cells import Cells

DIM = Style(dim=True)


class Line(Widget):
    """One line of styled text on the left and one on the right; repainted only when it changes."""

    can_focus = False
    DEFAULT_CSS = "Line { height: 1; width: 1fr; }"

    def __init__(self, cells: Cells, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._cells = cells
        self._left: tuple[tuple[str, Style], ...] = ()
        self._right: tuple[tuple[str, Style], ...] = ()

    def set(
        self,
        left: tuple[tuple[str, Style], ...] = (),
        right: tuple[tuple[str, Style], ...] = (),
    ) -> None:
        """Show these pieces."""
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        right = sum(self._cells.width(text) for text, _style in self._right)
        if right > width:
            return Strip([Segment(self._cells.fit("", width))], width)
        room = max(0, width - right)
        segments = []
        for text, style in self._left:
            piece = self._cells.fit(text, min(room, self._cells.width(text)), pad=False)
            room -= self._cells.width(piece)
            segments.append(Segment(piece, style))
        segments.append(Segment(" " * room))
        segments += [Segment(text, style) for text, style in self._right]
        # Filled by our own widths: Rich would count “ and · otherwise than the terminal draws.
        return Strip(segments, width)


class Rule(Widget):
    """The one rule of the screen: under the tab bar, or between list and text."""

    can_focus = False
    DEFAULT_CSS = "Rule { height: 1; width: 1fr; } Rule.upright { width: 1; height: 1fr; }"

    def __init__(self, sign: str, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._sign = sign

    def render_line(self, y: int) -> Strip:
        return Strip([Segment(self._sign * self.size.width, DIM)], self.size.width)
