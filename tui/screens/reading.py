"""Articles read one after the other, away from the headlines: from a card, a chart, the briefing."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult

from store.records import SourcePage, StoredArticle
from tui.keys import ARTICLE
from tui.screens.article_names import ArticleNames
from tui.screens.source_page import SourceScreen
from tui.terminal import clean_line, copy_sequence
from tui.typesetting import citation
from tui.widgets.article_text import ArticleText
from tui.widgets.search_bar import SearchBar
from tui.words import _, day_label


class ReadingScreen(ArticleNames):
    """Reads ``ids`` in order from ``at``; ``words`` are marked. Escape goes back."""

    def __init__(self, tab: int, ids: Sequence[int], at: int = 0, words: str = "") -> None:
        super().__init__()
        self.tab = tab
        self._ids = list(ids)
        self._at = at
        self._words = words

    def body(self) -> ComposeResult:
        yield ArticleText(self.board.cells, id="article")
        yield SearchBar(id="search")

    @property
    def pane(self) -> ArticleText:
        """The reading pane."""
        return self.query_one("#article", ArticleText)

    def on_mount(self) -> None:
        super().on_mount()
        self._load()

    def _load(self) -> None:
        article_id = self._ids[self._at]
        self.ask("article", lambda: self.board.headlines.article(article_id), self._show)

    def _show(self, article: StoredArticle | None) -> None:
        if article is None:
            self.say(_("This article is no longer in the store"))
            return
        self.pane.show(article)
        if self._words:
            self.pane.find(self.board.search.words_marker(self._words))
            self.pane.next_match(1)
        held = article.article
        parts = [clean_line(held.paper or ""), day_label(held.date) if held.date else ""]
        if len(self._ids) > 1:
            parts.append(f"{self._at + 1}/{len(self._ids)}")
        self.draw_tabs("  ".join(p for p in parts if p))
        self.draw_footer()
        if not article.read:
            self.board.write(lambda: self.board.marks.mark_read([article.id]))

    def context(self) -> str:
        return ARTICLE

    def where(self) -> str:
        return f"{self.pane.share}%" if self.is_mounted else ""

    def hinted(self) -> tuple[str, ...]:
        return ("read_on", "next_unread", "find", "source", "help", "back")

    def possible(self, action: str) -> bool:
        return hasattr(self, f"do_{action}") or action in (
            "help", "palette", "redraw", "quit", "tab_1", "tab_2", "tab_3", "tab_4",
            "next_tab", "previous_tab",
        )  # fmt: skip

    # Moving.

    def do_down(self) -> None:
        self.pane.scroll_lines(1)
        self.draw_footer()

    def do_up(self) -> None:
        self.pane.scroll_lines(-1)
        self.draw_footer()

    def _page(self, share: float) -> None:
        self.pane.scroll_share(share)
        self.draw_footer()

    def do_half_down(self) -> None:
        self._page(0.5)

    def do_half_up(self) -> None:
        self._page(-0.5)

    def do_page_down(self) -> None:
        self._page(1)

    def do_page_up(self) -> None:
        self._page(-1)

    def do_top(self) -> None:
        self.pane.scroll_lines(-(10**6))
        self.draw_footer()

    def do_bottom(self) -> None:
        self.pane.scroll_lines(10**6)
        self.draw_footer()

    def do_read_on(self) -> None:
        if self.pane.at_end:
            self.do_next_unread()
        else:
            self._page(1)

    def do_next_unread(self) -> None:
        self._go(1)

    def do_previous_unread(self) -> None:
        self._go(-1)

    def _go(self, step: int) -> None:
        if 0 <= self._at + step < len(self._ids):
            self._at += step
            self._load()
        else:
            self.say(
                _("That was the last one; Esc goes back") if step > 0 else _("This is the first")
            )

    def do_open(self) -> None:
        self.open_name()

    def do_close(self) -> None:
        self.dismiss()

    def do_back(self) -> None:
        self.dismiss()

    # Finding, copying, the source.

    def do_find(self) -> None:
        self.query_one(SearchBar).ask(_("Find in this article: "), self._words)

    def on_search_bar_typed(self, message: SearchBar.Typed) -> None:
        self._words = message.words
        count = self.pane.find(
            self.board.search.words_marker(message.words) if message.words else None
        )
        if message.words:
            self.say(
                _("{count} matches, n and N walk them").format(count=count)
                if count
                else _("Nothing found; / finds")
            )

    def do_next_match(self) -> None:
        self._match(1)

    def do_previous_match(self) -> None:
        self._match(-1)

    def _match(self, step: int) -> None:
        number, count = self.pane.next_match(step)
        self.say(f"{number}/{count}" if count else _("Nothing found; / finds"))

    def do_star(self) -> None:
        article = self.pane.article
        if article is not None:
            self.board.write(lambda: self.board.marks.star([article.id], not article.starred))
            self.say(_("Star taken away") if article.starred else _("Starred"))
            self._load()

    def do_copy(self) -> None:
        article = self.pane.article
        if article is None:
            return
        sequence = copy_sequence(citation(article))
        if sequence is None:
            self.say(_("Too long for the terminal's clipboard"))
            return
        self.board.send(sequence)
        self.say(_("Copied with its citation"))

    def do_source(self) -> None:
        article = self.pane.article
        if article is None:
            return

        def show(page: SourcePage | None) -> None:
            if page is None or page.text is None:
                self.say(_("This article came as a record; there is no page to show"))
            else:
                self.app.push_screen(SourceScreen(page))

        self.ask("source", lambda: self.board.headlines.source_page(article.id), show)
