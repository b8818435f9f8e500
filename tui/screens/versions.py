"""One event in several papers: its versions side by side, what differs marked.

On a narrow terminal one version at a time. The fullest stands left and is what the others are
held against.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult

from store.records import StoredArticle
from tui.keys import VERSIONS
from tui.screens.base import TabScreen
from tui.screens.reading import ReadingScreen
from tui.screens.versions_view import DIFFERS, ONLY, Lines, Version, alone, side_by_side
from tui.widgets.row_list import RowList
from tui.words import _

WIDE = 100


class VersionsScreen(TabScreen):
    """The first version and one of the others; Tab takes the next one."""

    tab = 1

    def __init__(self, ids: Sequence[int]) -> None:
        super().__init__()
        self._ids = list(ids)
        self._versions: list[Version] = []
        self._shown = 0
        self._lines: Lines = []

    def body(self) -> ComposeResult:
        yield RowList(self._draw, self.board.cells, id="list")

    @property
    def listing(self) -> RowList:
        """The lines."""
        return self.query_one("#list", RowList)

    @property
    def _wide(self) -> bool:
        return self.size.width >= WIDE and len(self._versions) > 1

    def on_mount(self) -> None:
        super().on_mount()
        self.listing.set_active(False)
        ids = self._ids
        self.ask("versions", lambda: [self.board.headlines.article(i) for i in ids], self._take)

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        if self._versions:
            self._show()

    def _take(self, found: list[StoredArticle | None]) -> None:
        self._versions = [Version.of(a) for a in found if a is not None]
        self._ids = [v.article.id for v in self._versions]
        self._show()

    def _show(self) -> None:
        if not self._versions:
            self.say(_("Nothing is left of this event"))
            return
        cells, width = self.board.cells, self.size.width
        first, count = self._versions[0], len(self._versions)
        if self._wide:
            # The first is always left.
            self._shown = max(1, self._shown)
            rule = self.board.terminal.marks.rule
            self._lines = side_by_side(first, self._versions[self._shown], cells, width, rule)
        else:
            against = first if self._shown or count == 1 else self._versions[1]
            self._lines = alone(self._versions[self._shown], against, cells, min(86, width))
        self.listing.show(len(self._lines))
        self.listing.scroll_to(y=0, animate=False, immediate=True, force=True)
        self.draw_footer()

    def _draw(self, place: int, width: int, here: bool) -> list[Segment]:
        return self._lines[place] if place < len(self._lines) else []

    # Where one is.

    def context(self) -> str:
        return VERSIONS

    def where(self) -> str:
        if not self._versions:
            return ""
        told = _("version {n} of {count}").format(n=self._shown + 1, count=len(self._versions))
        return (
            told
            + "  "
            + _("{only} only here  {differs} changed").format(only=ONLY, differs=DIFFERS)
        )

    def hinted(self) -> tuple[str, ...]:
        return ("versions_on", "next_version", "open", "help", "back")

    # Moving.

    def do_next_version(self) -> None:
        self._turn(1)

    def do_previous_version(self) -> None:
        self._turn(-1)

    def do_versions_on(self) -> None:
        """A screen down; from the end of this version the next one."""
        if round(self.listing.scroll_offset.y) + self.listing.size.height < self.listing.count:
            self.do_page_down()
        else:
            self._turn(1)

    def _turn(self, step: int) -> None:
        places = list(range(1 if self._wide else 0, len(self._versions)))
        if places:
            at = places.index(self._shown) if self._shown in places else 0
            self._shown = places[(at + step) % len(places)]
            self._show()

    def _scroll(self, lines: float) -> None:
        self.listing.scroll_relative(y=lines, animate=False, immediate=True, force=True)

    def do_down(self) -> None:
        self._scroll(1)

    def do_up(self) -> None:
        self._scroll(-1)

    def do_top(self) -> None:
        self._scroll(-self.listing.count)

    def do_bottom(self) -> None:
        self._scroll(self.listing.count)

    def do_half_down(self) -> None:
        self._scroll(self.listing.size.height // 2)

    def do_half_up(self) -> None:
        self._scroll(-(self.listing.size.height // 2))

    def do_page_down(self) -> None:
        self._scroll(self.listing.size.height - 1)

    def do_page_up(self) -> None:
        self._scroll(-(self.listing.size.height - 1))

    def do_open(self) -> None:
        if self._ids:
            self.app.push_screen(ReadingScreen(1, self._ids, self._shown))

    def do_close(self) -> None:
        self.dismiss()

    def do_back(self) -> None:
        self.dismiss()
