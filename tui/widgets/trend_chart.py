"""The chart on the screen: drawn once a change; the cursor lights what stands in its column."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from store.trend_records import Trend
from tui.chart import Drawing, View, draw
from tui.chart_look import Look
from tui.sheet import Overlay, Sheet

_LIT = Style(reverse=True)
_HERE = Style(bold=True)


class TrendChart(Widget):
    """Shows a trend; the cursor is a bin. Only cells that it lights or leaves are repainted."""

    can_focus = False
    DEFAULT_CSS = "TrendChart { height: 1fr; width: 1fr; background: ansi_default; }"

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._look = look
        self._drawing: Drawing | None = None
        self.trend: Trend | None = None
        self.view: View = "line"
        self.log_scale = False
        self.focus_on = 0
        self.cursor = 0

    def show(self, trend: Trend, cursor: int) -> None:
        """Show another trend, the cursor on a bin of it."""
        self.trend = trend
        self.cursor = cursor
        self.redraw()

    def redraw(self) -> None:
        """Draw again: view, scale or the series in focus has changed."""
        self._drawing = None
        self.refresh()

    def on_resize(self) -> None:
        self.redraw()

    def move(self, place: int) -> None:
        """Put the cursor on a bin."""
        if self.trend is None or not self.trend.bins:
            return
        place = max(0, min(place, len(self.trend.bins) - 1))
        if place == self.cursor:
            return
        before, self.cursor = self._spot(self.cursor), place
        after = self._spot(place)
        if self.view == "calendar" and after == Region(0, 0, 0, 0):
            self.redraw()
        elif before != after:
            self.refresh(*self._inked(before), *self._inked(after))

    def _drawn(self) -> Drawing | None:
        width, height = self.size
        if self._drawing is None and self.trend is not None and width and height:
            self._drawing = draw(
                self.trend,
                width,
                height,
                self._look,
                view=self.view,
                focus=self.focus_on,
                log=self.log_scale,
                cursor=self.cursor,
            )
        return self._drawing

    def _spot(self, place: int) -> Region:
        drawing = self._drawn()
        if drawing is None or place >= len(drawing.spots):
            return Region(0, 0, 0, 0)
        x0, y0, x1, y1 = drawing.spots[place]
        return Region(x0, y0, x1 - x0, y1 - y0)

    def _inked(self, spot: Region) -> list[Region]:
        """The cells of a spot in which something stands: a blank one is not sent over the line."""
        sheet = self.sheet
        if sheet is None or self.view == "calendar":
            return [spot]
        last = spot.bottom - 1
        rows = (y for y in range(spot.y, spot.bottom) if y == last or sheet.char(spot.x, y) != " ")
        return [Region(spot.x, y, 1, 1) for y in rows]

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        drawing = self._drawn()
        if drawing is None or y >= drawing.sheet.height or drawing.sheet.width != width:
            return Strip.blank(width)
        spot = self._spot(self.cursor)
        lit = range(spot.x, spot.right) if spot.y <= y < spot.bottom else range(0)
        over: Overlay = _light
        if self.view != "calendar":
            over = self._stand if y == spot.bottom - 1 else _light_ink
        return Strip(
            [Segment(text, style) for text, style in drawing.sheet.row(y, over, lit)], width
        )

    def _stand(self, _char: str, _style: Style) -> tuple[str, Style]:
        return self._look.cursor, _HERE

    @property
    def sheet(self) -> Sheet | None:
        """What is drawn, for tests."""
        drawing = self._drawn()
        return drawing.sheet if drawing is not None else None


def _light(char: str, style: Style) -> tuple[str, Style]:
    return char, style + _LIT


def _light_ink(char: str, style: Style) -> tuple[str, Style]:
    return (char, style + _LIT) if char != " " else (char, style)
