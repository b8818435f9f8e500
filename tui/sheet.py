"""A sheet of cells to draw on: every character goes where it was put, double-width ones too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from rich.style import Style

from tui.cells import Cells

PLAIN = Style.null()
Overlay = Callable[[str, Style], tuple[str, Style]]


class Sheet:
    """``width`` × ``height`` cells. What does not fit is cut; a wide character is never halved."""

    def __init__(self, width: int, height: int, cells: Cells) -> None:
        self.width, self.height = width, height
        self._cells = cells
        # The second cell of a wide character holds an empty string.
        self._chars = [[" "] * width for _ in range(height)]
        self._styles = [[PLAIN] * width for _ in range(height)]

    def put(self, x: int, y: int, char: str, style: Style = PLAIN) -> None:
        """Put one character of one cell."""
        if 0 <= x < self.width and 0 <= y < self.height:
            self._clear(x, y)
            self._chars[y][x] = char
            self._styles[y][x] = style

    def write(
        self, x: int, y: int, text: str, style: Style = PLAIN, room: int | None = None
    ) -> int:
        """Write from ``x`` on, into ``room`` cells at most; the cell after the last one written."""
        end = self.width if room is None else min(self.width, x + room)
        if not 0 <= y < self.height or x < 0:
            return x
        text = self._cells.fit(text, end - x, pad=False)
        for char in text:
            wide = self._cells.char(char)
            if not wide:
                continue
            self.put(x, y, char, style)
            if wide == 2:
                self._clear(x + 1, y)
                self._chars[y][x + 1] = ""
                self._styles[y][x + 1] = style
            x += wide
        return x

    def _clear(self, x: int, y: int) -> None:
        row = self._chars[y]
        if row[x] == "" and x:
            row[x - 1] = " "
        if x + 1 < self.width and row[x + 1] == "":
            row[x + 1] = " "
        row[x] = " "

    def char(self, x: int, y: int) -> str:
        """What stands in a cell."""
        return self._chars[y][x]

    def row(
        self, y: int, over: Overlay | None = None, columns: range = range(0)
    ) -> Iterator[tuple[str, Style]]:
        """The pieces of a row, each in one style; ``over`` redraws the cells in ``columns``."""
        pairs = list(zip(self._chars[y], self._styles[y], strict=True))
        if over is not None:
            for x in columns:
                if 0 <= x < self.width:
                    pairs[x] = over(*pairs[x]) if pairs[x][0] else pairs[x]
        for style, run in groupby(pairs, key=lambda pair: pair[1]):
            yield "".join(char for char, _style in run), style

    def text(self) -> str:
        """The sheet without its styles, lines stripped on the right."""
        return "\n".join("".join(row).rstrip() for row in self._chars)
