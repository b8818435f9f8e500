"""The signs and colours of a chart, as far as a terminal has them."""

from __future__ import annotations

from dataclasses import dataclass

from rich.style import Style

from tui.cells import Cells
from tui.terminal import Marks, Terminal

DIM = Style(dim=True)
COLORS = (6, 3, 5, 2, 1, 4)
_MARKS = "●◆▲■★▼"
ASCII_MARKS = "ox+@%="
_FILLS = "█▒▚░▞▓"
ASCII_FILLS = "#:%.=/"


@dataclass(frozen=True, slots=True)
class Look:
    """How the terminal lets us draw: widths, braille or not, blocks or ASCII."""

    cells: Cells
    marks: Marks
    ascii_only: bool = False
    braille: bool = True

    @classmethod
    def of(cls, terminal: Terminal, cells: Cells) -> Look:
        """Braille is one cell everywhere; blocks and ● are two where “ is."""
        ascii_only = terminal.plain or terminal.wide_ambiguous
        return cls(cells, terminal.marks, ascii_only, not terminal.plain)

    def mark(self, n: int) -> str:
        """The sign of a series, readable without colour."""
        return (ASCII_MARKS if self.ascii_only else _MARKS)[n % len(_MARKS)]

    def fill(self, n: int) -> str:
        """The pattern of a series in a stack."""
        return (ASCII_FILLS if self.ascii_only else _FILLS)[n % len(_FILLS)]

    @property
    def cursor(self) -> str:
        """What stands on the axis under the cursor."""
        return "^" if self.ascii_only else "▲"

    @property
    def note(self) -> str:
        """The sign of a note."""
        return "!" if self.ascii_only else "¶"


def color(n: int) -> Style:
    """The colour of a series."""
    return Style(color=f"color({COLORS[n % len(COLORS)]})")
