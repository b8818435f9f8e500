"""One event in several papers: the versions, and what each says that the first does not."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult

from store.digest import sentences
from store.records import StoredArticle
from tui.briefing_text import wrapped
from tui.keys import LIST
from tui.screens.base import TabScreen
from tui.screens.reading import ReadingScreen
from tui.terminal import clean_line
from tui.widgets.row_list import CURSOR, RowList
from tui.words import _, day_label, ngettext

HEADING = Style(color="cyan", bold=True)
DIM = Style(dim=True)
OWN = Style(color="yellow")


class VersionsScreen(TabScreen):
    """Each version in turn: shared sentences dim, what is its own marked and bright."""

    tab = 1

    def __init__(self, ids: Sequence[int]) -> None:
        super().__init__()
        self._ids = list(ids)
        self._lines: list[tuple[str, Style, int | None]] = []

    def body(self) -> ComposeResult:
        yield RowList(self._draw, self.board.cells, can_stop=self._can_stop, id="list")

    @property
    def listing(self) -> RowList:
        """The lines."""
        return self.query_one("#list", RowList)

    def on_mount(self) -> None:
        super().on_mount()
        ids = self._ids
        self.ask("versions", lambda: [self.board.headlines.article(i) for i in ids], self._show)

    def _show(self, found: list[StoredArticle | None]) -> None:
        articles = [a for a in found if a is not None]
        cells = self.board.cells
        width = min(84, max(20, self.size.width - 4))
        everyone = [set(_sentences(a)) for a in articles]
        for number, article in enumerate(articles):
            held = article.article
            shared = set().union(*(s for n, s in enumerate(everyone) if n != number))
            head = f" {clean_line(held.paper or '')} {day_label(held.date or '')}"
            if held.page:
                head += " " + _("p. {page}").format(page=clean_line(held.page))
            own = [s for s in _sentences(article) if not _near(s, shared)]
            head += "  " + _("{chars} chars").format(chars=article.chars)
            head += "  " + ngettext(
                "{count} sentence of its own", "{count} sentences of its own", len(own)
            ).format(count=len(own))
            if number:
                self._lines.append(("", DIM, None))
            self._lines.append((head, HEADING, article.id))
            self._lines.append((" " + clean_line(held.title), Style(bold=True), None))
            for sentence in _sentences(article):
                mine = not _near(sentence, shared)
                sign = self.board.terminal.marks.rule if mine else " "
                for line in wrapped(clean_line(sentence), cells, width):
                    self._lines.append((f" {sign} {line}", OWN if mine else DIM, None))
        self.listing.show(len(self._lines))
        self.draw_footer()

    def _draw(self, place: int, width: int, here: bool) -> list[Segment]:
        text, style, _id = self._lines[place]
        base = CURSOR if here else Style.null()
        return [Segment(self.board.cells.fit(text, width), style + base)]

    def _can_stop(self, place: int) -> bool:
        return self._lines[place][2] is not None

    def context(self) -> str:
        return LIST

    def hinted(self) -> tuple[str, ...]:
        return ("down", "open", "help", "back")

    def do_down(self) -> None:
        self.listing.move(self.listing.cursor + 1)

    def do_up(self) -> None:
        self.listing.move(self.listing.cursor - 1)

    def do_page_down(self) -> None:
        self.listing.page(1)

    def do_page_up(self) -> None:
        self.listing.page(-1)

    def do_open(self) -> None:
        article_id = self._lines[self.listing.cursor][2] if self._lines else None
        if article_id is not None:
            self.app.push_screen(ReadingScreen(1, self._ids, self._ids.index(article_id)))

    def do_close(self) -> None:
        self.dismiss()

    def do_back(self) -> None:
        self.dismiss()


def _sentences(article: StoredArticle) -> list[str]:
    return [s for p in article.article.paragraphs for s in sentences(p.text)]


def _near(sentence: str, others: set[str]) -> bool:
    """Whether another version has this sentence, or nearly."""
    if sentence in others:
        return True
    own = {sentence[n : n + 2] for n in range(len(sentence) - 1)}
    for other in others:
        if abs(len(other) - len(sentence)) < 0.5 * len(sentence):
            theirs = {other[n : n + 2] for n in range(len(other) - 1)}
            if own and len(own & theirs) / len(own | theirs) > 0.7:
                return True
    return False
