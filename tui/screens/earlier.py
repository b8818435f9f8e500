"""What an article said before it was corrected: a correction each, what left and what came."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult

from store.versions import Change, Correction
from tui.keys import LIST
from tui.screens.base import TabScreen
from tui.terminal import clean_line
from tui.widgets.row_list import RowList
from tui.words import _, ngettext

HEADING = Style(color="cyan", bold=True)
DIM = Style(dim=True)
GONE, NEW = Style(dim=True, underline=True), Style(bold=True)
MEASURE = 80
_ENDS = 12


class EarlierScreen(TabScreen):
    """Newest correction first; − stands before what left, + before what came. Escape goes back."""

    def __init__(self, tab: int, corrections: Sequence[Correction]) -> None:
        super().__init__()
        self.tab = tab
        self._corrections = corrections
        self._lines: list[tuple[str, Style]] = []

    def body(self) -> ComposeResult:
        yield RowList(self._draw, self.board.cells, id="list")

    def on_mount(self) -> None:
        super().on_mount()
        room = max(20, min(MEASURE, self.size.width - 6))
        for correction in self._corrections:
            if self._lines:
                self._lines.append(("", DIM))
            self._lines.append((f" {heading(correction)}", HEADING))
            for change in correction.changes:
                self._put(change, room)
        self._list.show(len(self._lines))
        self._list.set_active(False)
        self.draw_footer()

    @property
    def _list(self) -> RowList:
        return self.query_one("#list", RowList)

    def _put(self, change: Change, room: int) -> None:
        sign, style = {"gone": ("−", GONE), "new": ("+", NEW), "same": (" ", DIM)}[change.sign]
        text = clean_line(change.text) if change.sign != "same" else shortened(change.text)
        for n, (start, end) in enumerate(self.board.cells.wrap(text, room)):
            self._lines.append((f"  {sign if n == 0 else ' '} {text[start:end]}", style))

    def _draw(self, place: int, width: int, here: bool) -> list[Segment]:
        text, style = self._lines[place]
        return [Segment(self.board.cells.fit(text, width, pad=False), style)]

    def context(self) -> str:
        return LIST

    def where(self) -> str:
        count = len(self._corrections)
        return ngettext("{count} correction", "{count} corrections", count).format(count=count)

    def hinted(self) -> tuple[str, ...]:
        return ("down", "page_down", "help", "back")

    def possible(self, action: str) -> bool:
        return hasattr(self, f"do_{action}") or action in ("help", "palette", "redraw", "quit")

    def _scroll(self, lines: int) -> None:
        self._list.scroll_to(
            y=max(0, min(self._list.scroll_offset.y + lines, len(self._lines) - self._list.size.height)),
            animate=False, immediate=True, force=True,
        )  # fmt: skip

    def do_down(self) -> None:
        self._scroll(1)

    def do_up(self) -> None:
        self._scroll(-1)

    def do_page_down(self) -> None:
        self._scroll(self._list.size.height - 1)

    def do_page_up(self) -> None:
        self._scroll(1 - self._list.size.height)

    def do_half_down(self) -> None:
        self._scroll(self._list.size.height // 2)

    def do_half_up(self) -> None:
        self._scroll(-(self._list.size.height // 2))

    def do_top(self) -> None:
        self._scroll(-(10**6))

    def do_bottom(self) -> None:
        self._scroll(10**6)

    def do_close(self) -> None:
        self.dismiss()

    def do_back(self) -> None:
        self.dismiss()


def heading(correction: Correction) -> str:
    """When the version made way, by which file it had come, and how long it was."""
    local = datetime.datetime.fromisoformat(correction.replaced_at).astimezone()
    parts = (
        _("until {when}").format(when=f"{local:%Y-%m-%d %H:%M}"),
        clean_line(correction.source),
        _("{chars} chars").format(chars=correction.chars),
    )
    return " · ".join(part for part in parts if part)


def shortened(text: str) -> str:
    """What stayed, by its ends."""
    text = clean_line(text).strip()
    if len(text) <= 3 * _ENDS:
        return text
    return f"{text[:_ENDS]} … {text[-_ENDS:]}"
