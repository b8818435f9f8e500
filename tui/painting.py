"""What stands on the terminal, cell by cell, so that only what differs is sent.

Textual sends every dirty region again, blanks and all: 3 KB for a preview of three lines. Over SSH
that is what a key press costs. The cells sent last are kept, and an update is cut down to the runs
that change; blanks up to the right edge become one “erase to end of line”.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TypeAlias

from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

from store.clean import clean_line
from tui.cells import Cells

#: A character and the SGR parameters it is drawn with; the second cell of a wide one is empty.
Cell: TypeAlias = tuple[str, str]
BLANK: Cell = (" ", "")
_GAP = 6
_ERASE = 4
_STYLES_KEPT = 2_000
_VISIBLE_ON_BLANKS = frozenset(("4", "7", "9", "21", "53"))
_BACKGROUND = re.compile("4[0-8]|10[0-7]")


class Painted:
    """The terminal as it was last painted. ``forget`` what others may have written over."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells
        self._rows: dict[int, list[Cell | None]] = {}
        self._size = (0, 0)
        self._styles: dict[Style | None, tuple[str, Cell]] = {}

    def forget(self) -> None:
        """Everything is to be sent again."""
        self._rows.clear()

    def changed(self, update: CompositorUpdate, size: tuple[int, int]) -> CompositorUpdate:
        """The update, cut down to what differs when it is rendered."""
        if size != self._size:
            self._size = size
            self.forget()
        if isinstance(update, (LayoutUpdate, ChopsUpdate)):
            return _Changes(self, update)
        self.forget()
        return update

    def sequence(self, update: LayoutUpdate | ChopsUpdate, console: Console) -> str:
        """What to send to make the terminal show the update."""
        system = console._color_system or ColorSystem.TRUECOLOR
        out: list[str] = []
        width, height = self._size
        for y, x, strips in _pieces(update):
            if not 0 <= y < height:
                continue
            row = self._rows.setdefault(y, [None] * width)
            new = self._read(strips, system)[: max(0, width - x)]
            # Half a wide character at the edge is a blank.
            if new and len(new[-1][0]) and self._cells.width(new[-1][0]) > 1:
                new[-1] = BLANK
            for first, end in _runs(row[x : x + len(new)], new):
                out.append(f"\x1b[{y + 1};{x + first + 1}H")
                out.append(_written(new[first:end], x + end == width))
            row[x : x + len(new)] = new
        return "".join(out)

    def _read(self, strips: Iterable[Strip], system: ColorSystem) -> list[Cell]:
        cells: list[Cell] = []
        measure = self._cells.char
        for strip in strips:
            for text, style, control in strip:
                if control:
                    continue
                known = self._styles.get(style)
                if known is None:
                    if len(self._styles) > _STYLES_KEPT:
                        self._styles.clear()
                    known = self._styles[style] = _drawn(style, system)
                sgr, blank = known
                # Everything drawn comes through here: whatever was not cleaned before is now.
                for char in clean_line(text):
                    if char == " ":
                        cells.append(blank)
                        continue
                    wide = measure(char)
                    if wide:
                        cells.append((char, sgr))
                        if wide == 2:
                            cells.append(("", sgr))
                    elif cells:
                        at = -1 if cells[-1][0] else -2
                        cells[at] = (cells[at][0] + char, cells[at][1])
        return cells


class _Changes(CompositorUpdate):
    """An update that sends only what differs."""

    def __init__(self, painted: Painted, update: LayoutUpdate | ChopsUpdate) -> None:
        self._painted = painted
        self._update = update

    def render_segments(self, console: Console) -> str:
        return self._painted.sequence(self._update, console)


def _pieces(update: LayoutUpdate | ChopsUpdate) -> Iterator[tuple[int, int, Iterable[Strip]]]:
    """The parts of lines in an update: row, column, strips."""
    if isinstance(update, LayoutUpdate):
        for y, strips in enumerate(update.strips, update.region.y):
            yield y, update.region.x, strips
        return
    for y, first, last in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is None or x > last or end <= first:
                continue
            whole = last > x >= first and end <= last
            yield y, x, (strip if whole else strip.crop(0, min(end, last) - x),)


def _drawn(style: Style | None, system: ColorSystem) -> tuple[str, Cell]:
    """The SGR parameters of a style without default colours, and what a blank in it is."""
    if style is None:
        return "", BLANK
    codes = [c for c in Strip.render_ansi(style, system).split(";") if c not in ("39", "49", "")]
    sgr = ";".join(codes)
    return sgr, (" ", sgr) if _shows_on_blanks(sgr) else BLANK


@lru_cache(maxsize=1_000)
def _shows_on_blanks(sgr: str) -> bool:
    codes = sgr.split(";")
    return any(c in _VISIBLE_ON_BLANKS or _BACKGROUND.fullmatch(c) for c in codes)


def _safe(char: str) -> bool:
    """Whether any terminal draws it as wide as we think."""
    return len(char) <= 1 and (char < "\u0250" or "\u2000" <= char < "\u2800" or "\u2e80" <= char < "\ua000" or "\uff00" <= char < "\uff61")  # fmt: skip


def _runs(old: list[Cell | None], new: list[Cell]) -> Iterator[tuple[int, int]]:
    """The half-open runs of cells to be written, near ones joined."""
    differ = [n for n, (a, b) in enumerate(zip(old, new, strict=True)) if a != b]
    if not differ:
        return
    doubtful = next(
        (n for n, (a, b) in enumerate(zip(old, new, strict=True))
         if not (_safe(b[0]) and (a is None or _safe(a[0])))),
        None,
    )  # fmt: skip
    if doubtful is not None and differ[-1] >= doubtful:
        # From there on a cell may stand elsewhere than we think: all of it, as it was meant.
        differ = [n for n in differ if n < doubtful] + list(range(doubtful, len(new)))
    first = last = differ[0]
    for n in [*differ[1:], None]:
        if n is not None and n - last <= _GAP:
            last = n
            continue
        while first and not new[first][0]:
            first -= 1
        end = last + 1
        while end < len(new) and not new[end][0]:
            end += 1
        yield first, end
        if n is not None:
            first = last = n


def _written(cells: list[Cell], to_edge: bool) -> str:
    """The cells as text and SGR; blanks at the right edge are erased instead of written."""
    tail = 0
    if to_edge:
        while tail < len(cells) and cells[-1 - tail] == BLANK:
            tail += 1
        if tail >= _ERASE:
            cells = cells[:-tail]
    out: list[str] = []
    now = ""
    for char, sgr in cells:
        # A blank between two dim words stays dim: nobody sees it, and two changes are saved.
        if sgr != now and not (char == " " and not sgr and not _shows_on_blanks(now)):
            out.append(f"\x1b[0;{sgr}m" if now and sgr else f"\x1b[{sgr}m" if sgr else "\x1b[0m")
            now = sgr
        out.append(char)
    if now:
        out.append("\x1b[0m")
    if tail >= _ERASE:
        out.append("\x1b[K")
    return "".join(out)
