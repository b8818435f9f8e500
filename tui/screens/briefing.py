"""The briefing: the day in one reading, foldable, every line leading to its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import ComposeResult

from store.briefing_records import Briefing, Cited
from tui.briefing_text import Item, Section, sections
from tui.keys import BRIEFING
from tui.screens.base import TabScreen
from tui.screens.briefing_lines import DIM, BriefingLine, lay_out
from tui.widgets.row_list import CURSOR, RowList
from tui.words import _, day_label, ngettext

if TYPE_CHECKING:
    from store.records import StoredArticle


class BriefingScreen(TabScreen):
    """Tab 1."""

    CSS_PATH: ClassVar = ["base.tcss", "briefing.tcss"]
    tab = 1

    def __init__(self) -> None:
        super().__init__()
        self.briefing: Briefing | None = None
        self._date: str | None = None
        self._folded: set[str] = {"unread"}
        self._sections: list[Section] = []
        self._lines: list[BriefingLine] = []
        self._done = False
        self._apart: list[list[tuple[Cited, str]]] = []

    def body(self) -> ComposeResult:
        yield RowList(self._draw, self.board.cells, can_stop=self._can_stop, id="list")

    @property
    def listing(self) -> RowList:
        """The lines."""
        return self.query_one("#list", RowList)

    def on_mount(self) -> None:
        super().on_mount()
        self.load()

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        if self.is_mounted and self.briefing is not None:
            self._lay_out()

    def load(self) -> None:
        """Fetch the briefing of the date asked for, or of what is new."""
        date = self._date
        self.ask("briefing", lambda: self.board.briefings.briefing(date=date), self._show)

    def _show(self, briefing: Briefing | None) -> None:
        self.briefing = briefing
        if briefing is None:
            self._lines = []
            self.listing.show(0)
            self.say(_("Nothing is stored yet; leave with q and run: chenbao add FILE…"))
            return
        self._sections = sections(briefing)
        self._lay_out()
        self.draw_tabs("  ".join(day_label(d) for d in briefing.dates[:3]))

    def _lay_out(self) -> None:
        width = max(20, self.listing.size.width or self.size.width)
        held = self.listing.cursor if self._lines else 0
        self._lines = lay_out(
            self._sections,
            self._folded,
            self.briefing.dates if self.briefing else (),
            self.board.cells,
            self.board.terminal.marks,
            width,
        )
        self.listing.show(len(self._lines), held)
        self.draw_footer()

    def _draw(self, place: int, width: int, here: bool) -> list[Segment]:
        if place >= len(self._lines):
            return []
        line, cells = self._lines[place], self.board.cells
        base = CURSOR if here else Style.null()
        tail = f" {line.tail} " if line.tail else ""
        room = max(10, width - cells.width(tail))
        return [
            Segment(cells.fit(line.text, room), line.style + base),
            Segment(tail, DIM + base),
        ]

    def _can_stop(self, place: int) -> bool:
        return place < len(self._lines) and self._lines[place].first

    # Where one is.

    def context(self) -> str:
        return BRIEFING

    def where(self) -> str:
        if self.briefing is None:
            return ""
        minutes = max(
            1, round(sum(len(i.text) + len(i.quote) for s in self._sections for i in s.items) / 400)
        )
        return ngettext("about {count} minute", "about {count} minutes", minutes).format(
            count=minutes
        )

    def hinted(self) -> tuple[str, ...]:
        return ("read_through", "open", "fold", "item_digest", "help", "back")

    # Moving.

    def do_down(self) -> None:
        self.listing.move(self.listing.cursor + 1)

    def do_up(self) -> None:
        self.listing.move(self.listing.cursor - 1)

    def do_top(self) -> None:
        self.listing.move(0)

    def do_bottom(self) -> None:
        self.listing.move(self.listing.count - 1)
        self._finish()

    def do_half_down(self) -> None:
        self.listing.page(0.5)

    def do_half_up(self) -> None:
        self.listing.page(-0.5)

    def do_page_down(self) -> None:
        self.listing.page(1)

    def do_page_up(self) -> None:
        self.listing.page(-1)

    # Reading.

    def _ids(self) -> list[int]:
        """The articles of the briefing in its order, each once."""
        return list(
            dict.fromkeys(
                article_id
                for section in self._sections
                if section.id
                in ("told", "changes", "people", "watched", "searches", "numbers", "coming")
                for item in section.items
                for article_id in item.ids[:1]
            )
        )

    def do_open(self) -> None:
        place = self.listing.cursor
        if place >= len(self._lines):
            return
        line = self._lines[place]
        if line.item is None:
            self.do_fold()
        elif len(line.item.ids) > 1 and line.section.id == "told":
            self._open_group(line.item)
        elif line.item.ids:
            from tui.screens.reading import ReadingScreen

            self.app.push_screen(ReadingScreen(1, line.item.ids))
        elif line.item.edition:
            self._open_edition(*line.item.edition)

    def _open_group(self, item: Item) -> None:
        from tui.screens.versions import VersionsScreen

        self.app.push_screen(VersionsScreen(item.ids))

    def _open_edition(self, paper: str, date: str) -> None:
        from tui.screens.edition import EditionScreen

        self.app.push_screen(EditionScreen(paper, date))

    def do_item_digest(self) -> None:
        """Three sentences of the article behind the line."""
        place = self.listing.cursor
        item = self._lines[place].item if place < len(self._lines) else None
        if item is None or not item.ids:
            return
        article_id = item.ids[0]

        def told(article: StoredArticle | None) -> None:
            from tui.screens.article_names import digest_of
            from tui.screens.digest import DigestScreen

            said = digest_of(article) if article is not None else []
            if article is not None and said:
                self.app.push_screen(DigestScreen(article.article.title, said))
            else:
                self.say(_("Too short for a digest"))

        self.ask("digest", lambda: self.board.headlines.article(article_id), told)

    def do_read_through(self) -> None:
        """Read the whole briefing: a screen down, and from its end its articles one after another."""
        top = round(self.listing.scroll_offset.y)
        if top + self.listing.size.height < self.listing.count:
            self.listing.page(1)
            return
        self._finish()
        ids = self._ids()
        if ids:
            from tui.screens.reading import ReadingScreen

            self.app.push_screen(ReadingScreen(1, ids))

    def _finish(self) -> None:
        """The briefing was read to its end: the next one covers what comes from now on."""
        if self.briefing is not None and not self._done and self._date is None:
            self._done = True
            generation = self.briefing.generation
            self.board.write(lambda: self.board.briefing_marks.finished(generation))

    def do_fold(self) -> None:
        place = self.listing.cursor
        if place >= len(self._lines):
            return
        section = self._lines[place].section
        self._folded ^= {section.id}
        self._lay_out()
        heads = [n for n, line in enumerate(self._lines) if line.section.id == section.id]
        if heads:
            self.listing.move(heads[0])

    def _event(self) -> Item | None:
        """The event of several articles that the cursor is on."""
        place = self.listing.cursor
        line = self._lines[place] if place < len(self._lines) else None
        if line is None or line.item is None or line.section.id != "told":
            return None
        return line.item if len(line.item.ids) > 1 else None

    def do_take_apart(self) -> None:
        item = self._event()
        if item is None:
            self.say(_("Only one article tells of this"))
            return

        def apart() -> list[tuple[Cited, str]]:
            found = []
            for cited in item.cited[1:]:
                article = self.board.headlines.article(cited.article_id)
                if article is not None:
                    found.append((cited, article.article.title))
            self.board.briefing_marks.take_apart(found)
            return found

        def told(found: list[tuple[Cited, str]]) -> None:
            self._apart.append(found)
            self.load()
            self.say(_("Taken apart; u takes it back"))

        self.ask("apart", apart, told)

    def do_undo(self) -> None:
        if not self._apart:
            self.say(_("Nothing to take back"))
            return
        found = self._apart.pop()

        def told(_none: None) -> None:
            self.load()

        self.ask("apart", lambda: self.board.briefing_marks.take_apart(found, False), told)

    def do_briefing_date(self) -> None:
        from tui.screens.choose import ChooseScreen, Option

        def ask(options: list[Option]) -> None:
            def take(value: object) -> None:
                if value is not None:
                    self._date = str(value) or None
                    self.load()

            self.app.push_screen(ChooseScreen(_("Date"), options), take)

        def options() -> list[Option]:
            newest = [Option(_("the newest"), "", "")]
            return newest + [
                Option(c.value, str(c.count), c.value) for c in self.board.headlines.dates()
            ]

        self.ask("choices", options, ask)

    def do_arrivals(self) -> None:
        self._date = None
        self._done = False
        self.load()

    def do_back(self) -> None:
        if self._date is not None:
            self._date = None
            self.load()
        else:
            self.board.leave()
