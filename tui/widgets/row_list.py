"""A virtual list of any rows: the screen says how a row is drawn, the list which ones are seen.

Rows are asked for while painting; a row that is not there yet is drawn as “…”, and the screen is
told which ones to fetch.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.cells import Cells

Given = TypeVar("Given")
CURSOR = Style(reverse=True)
#: Draws row ``n`` in so many cells; the third says whether the cursor is on it.
Draw = Callable[[int, int, bool], list[Segment]]


class RowList(ScrollView):
    """Rows with a cursor. ``can_stop`` tells on which rows the cursor may rest."""

    can_focus = False
    DEFAULT_CSS = "RowList { scrollbar-size: 0 0; }"

    class Moved(Message):
        """The cursor is on another row."""

        def __init__(self, widget: RowList, place: int) -> None:
            self.widget = widget
            self.place = place
            super().__init__()

    def __init__(
        self,
        draw: Draw,
        cells: Cells,
        *,
        can_stop: Callable[[int], bool] | None = None,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._draw = draw
        self._cells = cells
        self._can_stop = can_stop or (lambda _place: True)
        self.count = 0
        self.cursor = 0
        self.active = True

    def show(self, count: int, cursor: int = 0) -> None:
        """Show so many rows anew."""
        self.count = count
        self.cursor = max(0, min(cursor, count - 1))
        if count and not self._can_stop(self.cursor):
            self.cursor = self._stop_near(self.cursor, 1)
        self.virtual_size = Size(self.size.width, count)
        self._bring_in(centre=True)
        self.refresh()

    def redraw(self) -> None:
        """Draw the rows on the screen again."""
        self.refresh()

    def set_active(self, active: bool) -> None:
        """Whether the cursor is drawn."""
        if active != self.active:
            self.active = active
            self.refresh_line(self.cursor)

    def _stop_near(self, place: int, step: int) -> int:
        """The nearest row in that direction, or else the other, where the cursor may rest."""
        for direction in (step, -step):
            at = place
            while 0 <= at < self.count:
                if self._can_stop(at):
                    return at
                at += direction
        return place

    def move(self, place: int) -> None:
        """Put the cursor on a row, or the nearest where it may rest."""
        if not self.count:
            return
        place = max(0, min(place, self.count - 1))
        step = 1 if place >= self.cursor else -1
        target = self._stop_near(place, step)
        if (target - self.cursor) * step < 0:
            target = self.cursor
        if target == self.cursor:
            self._look_at(place)
            return
        before, self.cursor = self.cursor, target
        if not self._bring_in():
            self.refresh_line(before)
            self.refresh_line(target)
        self.post_message(self.Moved(self, target))

    def _look_at(self, place: int) -> None:
        """Scroll to a row on which the cursor may not rest, so that it can be read."""
        height = max(1, self.size.height)
        top = round(self.scroll_offset.y)
        if not top <= place < top + height:
            target = max(0, min(place - height // 2, self.count - height))
            self.scroll_to(y=target, animate=False, immediate=True, force=True)

    def page(self, share: float) -> None:
        """Move by a share of the screen."""
        self.move(self.cursor + round(share * max(2, self.size.height - 1)))

    def _bring_in(self, *, centre: bool = False) -> bool:
        height = max(1, self.size.height)
        line, top = self.cursor, round(self.scroll_offset.y)
        if top <= line < top + height:
            return False
        target = line - height // 2 if centre or line < top else line - height + 1 + height // 2
        target = max(0, min(target, max(0, self.count - height)))
        if target == top:
            return False
        self.scroll_to(y=target, animate=False, immediate=True, force=True)
        return True

    def on_resize(self) -> None:
        self.virtual_size = Size(self.size.width, self.count)
        self._bring_in()

    def render_line(self, y: int) -> Strip:
        line = y + round(self.scroll_offset.y)
        width = self.size.width
        if not 0 <= line < self.count:
            return Strip.blank(width)
        here = self.active and line == self.cursor
        segments = self._draw(line, width, here)
        used = sum(self._cells.width(s.text) for s in segments)
        if used < width:
            segments = [*segments, Segment(" " * (width - used), CURSOR if here else Style.null())]
        return Strip(segments, width)
