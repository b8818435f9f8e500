"""The headlines: the list, the article beside it or alone, filters, marks."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.timer import Timer
from textual.worker import get_current_worker

from store.headlines import Place, SupersededError
from store.records import Outline, Scope, StoredArticle
from tui.keys import ARTICLE, HEADLINES
from tui.screens.base import TabScreen
from tui.screens.choose import choose_date, choose_filter
from tui.screens.source_page import SourceScreen
from tui.terminal import clean_line, copy_sequence
from tui.typesetting import citation
from tui.widgets.article_text import ArticleText
from tui.widgets.headline_list import HeadlineList
from tui.widgets.lines import Rule
from tui.widgets.search_bar import SearchBar
from tui.words import _, ngettext

WIDE = 100
PREVIEW_PAUSE = 0.25
FIRST = 200
FIRST_PAUSE = 0.3


class HeadlinesScreen(TabScreen):
    """Tab 2."""

    CSS_PATH: ClassVar = ["base.tcss", "headlines.tcss"]
    tab = 2

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.scope = place.scope
        self.reading = False
        self.zen = False
        self._resume: Place | None = place
        self._outline = Outline((), 0, 0)
        self._loaded = False
        self._generation = 0
        self._arrived = 0
        self._pause: Timer | None = None
        self._finding = ""

    def body(self) -> ComposeResult:
        board = self.board
        with Horizontal(id="panes"):
            yield HeadlineList(board.headlines.rows, board.cells, board.terminal.marks, id="list")
            yield Rule(board.terminal.marks.rule, classes="upright", id="between")
            yield ArticleText(board.cells, id="article")
        yield SearchBar(id="search")

    def on_mount(self) -> None:
        super().on_mount()
        self._arrange()
        self.load()
        self.set_interval(2.0, self._look_for_arrivals)

    # Parts.

    @property
    def listing(self) -> HeadlineList:
        """The list of headlines."""
        return self.query_one("#list", HeadlineList)

    @property
    def pane(self) -> ArticleText:
        """The reading pane."""
        return self.query_one("#article", ArticleText)

    @property
    def wide(self) -> bool:
        """Whether list and article stand side by side."""
        return self.size.width >= WIDE

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        if self.is_mounted:
            self._arrange()

    def _arrange(self) -> None:
        side = self.wide and not self.zen
        self.listing.display = side or not self.reading
        self.pane.display = side or self.reading
        self.query_one("#between").display = side
        if side:
            self.listing.styles.width = max(48, min(72, self.size.width * 9 // 20))
        else:
            self.listing.styles.width = "1fr"
        self.draw_footer()

    # Loading.

    def load(self) -> None:
        """Fetch the outline of the scope; first the newest, then all of it."""
        self._loaded = False
        self._fetch_outline(self.scope)

    @work(thread=True, exclusive=True, group="outline")
    def _fetch_outline(self, scope: Scope) -> None:
        worker = get_current_worker()
        headlines = self.board.headlines
        try:
            generation = headlines.generation()
            if not scope.words and not self._loaded:
                first = headlines.outline(scope, newest=FIRST)
                if not worker.is_cancelled and not first.complete:
                    self.app.call_from_thread(self._show_outline, first, generation)
                    # Let the first picture be drawn before the rest takes the processor.
                    time.sleep(FIRST_PAUSE)
            if worker.is_cancelled:
                return
            whole = headlines.outline(scope)
        except SupersededError:
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show_outline, whole, generation)

    def _show_outline(self, outline: Outline, generation: int) -> None:
        self._outline, self._generation = outline, generation
        self._loaded = outline.complete
        self._arrived = 0
        resume, keep = self._resume, None
        if resume is not None and resume.uid:
            keep = self.board.headlines.find_uid(resume.uid)
        self.listing.show(outline, keep)
        if outline.complete and resume is not None:
            self._resume = None
            if resume.article_open and keep is not None and self.listing.current == keep:
                self._open(at=resume.scroll)
        self._status()
        if self.listing.count == 0:
            self._fetch_article(None, 0)
            if outline.complete:
                self.say(self._nothing())
        elif not self.reading:
            self._preview()

    def _nothing(self) -> str:
        if self.scope != Scope():
            return _("Nothing matches this filter; F shows everything again")
        return _("Nothing is stored yet; leave with q and run: chenbao add FILE…")

    def _status(self) -> None:
        unread = _("{count} unread").format(count=self._outline.unread)
        row = self.listing.row(self.listing.cursor)
        where = f"{clean_line(row.paper)}  " if row else ""
        self.draw_tabs(where + unread)
        self.draw_footer()

    def _look_for_arrivals(self) -> None:
        if self._loaded:
            self._count_arrivals()

    @work(thread=True, exclusive=True, group="arrivals")
    def _count_arrivals(self) -> None:
        try:
            count = self.board.headlines.arrived_since(self._generation)
        except SupersededError:
            return
        if count != self._arrived:
            self.app.call_from_thread(self._tell_arrivals, count)

    def _tell_arrivals(self, count: int) -> None:
        self._arrived = count
        if count:
            text = ngettext(
                "{count} new article, R shows it", "{count} new articles, R shows them", count
            )
            self.say(text.format(count=count))

    def do_arrivals(self) -> None:
        self.load()

    # The article.

    def on_headline_list_moved(self, message: HeadlineList.Moved) -> None:
        if self.wide and not self.zen:
            if self._pause is not None:
                self._pause.stop()
            self._pause = self.set_timer(PREVIEW_PAUSE, self._preview)
        self.draw_footer()

    def _preview(self) -> None:
        if self.wide and not self.zen:
            self._fetch_article(self.listing.current, 0)

    @work(thread=True, exclusive=True, group="article")
    def _fetch_article(self, article_id: int | None, at: int) -> None:
        try:
            found = None if article_id is None else self.board.headlines.article(article_id)
        except SupersededError:
            return
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._show_article, found, at)

    def _show_article(self, article: StoredArticle | None, at: int) -> None:
        self.pane.show(article, at=at)
        self.draw_footer()

    def _open(self, at: int = 0) -> None:
        article_id = self.listing.current
        if article_id is None:
            return
        self.reading = True
        self._arrange()
        self._fetch_article(article_id, at)
        self._mark_read([article_id], True)

    def _mark_read(self, ids: list[int], read: bool) -> None:
        row = self.listing.row(self.listing.cursor)
        if row is not None and [row.id] == ids and row.read == read:
            return
        self.board.marks.mark_read(ids, read)
        self._outline = replace(self._outline, unread=max(0, self._outline.unread + (1 - 2 * read)))
        self.listing.forget(ids)
        self._status()

    # Moving.

    def context(self) -> str:
        return ARTICLE if self.reading else HEADLINES

    def _move(self, place: int | None) -> None:
        if place is None:
            return
        self.listing.move(place)
        if self.reading:
            self._open()

    def do_down(self) -> None:
        self.pane.scroll_lines(1) if self.reading else self.listing.move(self.listing.cursor + 1)
        self._moved_in_text()

    def do_up(self) -> None:
        self.pane.scroll_lines(-1) if self.reading else self.listing.move(self.listing.cursor - 1)
        self._moved_in_text()

    def _page(self, share: float) -> None:
        self.pane.scroll_share(share) if self.reading else self.listing.page(share)
        self._moved_in_text()

    def _moved_in_text(self) -> None:
        if self.reading:
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
        self.pane.scroll_lines(-(10**6)) if self.reading else self.listing.move(0)
        self._moved_in_text()

    def do_bottom(self) -> None:
        self.pane.scroll_lines(10**6) if self.reading else self.listing.move(self.listing.count - 1)
        self._moved_in_text()

    def do_open(self) -> None:
        if not self.reading:
            self._open()

    def do_close(self) -> None:
        if self.reading:
            self.reading = self.zen = False
            self._arrange()
            self.listing.refresh()

    def do_back(self) -> None:
        if self.reading:
            self.do_close()
        elif self.scope != Scope():
            self.do_clear_filter()
        else:
            self.board.leave()

    def do_read_on(self) -> None:
        if self.reading and not self.pane.at_end:
            self._page(1)
        elif not self.reading:
            self._open()
        else:
            self.do_next_unread()

    def do_next_unread(self) -> None:
        self._to_unread(1)

    def do_previous_unread(self) -> None:
        self._to_unread(-1)

    def _to_unread(self, step: int) -> None:
        place = self.listing.next_unread(step)
        if place is None:
            self.say(_("No unread article below") if step > 0 else _("No unread article above"))
        self._move(place)

    def do_zen(self) -> None:
        self.zen = not self.zen
        if self.zen and not self.reading:
            self._open()
        self._arrange()

    # Marks.

    def do_toggle_read(self) -> None:
        row = self.listing.row(self.listing.cursor)
        if row is not None:
            self._mark_read([row.id], not row.read)

    def do_star(self) -> None:
        row = self.listing.row(self.listing.cursor)
        if row is not None:
            self.board.marks.star([row.id], not row.starred)
            self.listing.forget([row.id])

    def do_all_read(self) -> None:
        count = self.board.marks.mark_all_read(self.scope, self._generation)
        self._outline = replace(self._outline, unread=max(0, self._outline.unread - count))
        self.listing.forget_all()
        self._status()
        self.say(_("{count} marked read, u takes it back").format(count=count))

    def do_undo(self) -> None:
        undone = self.board.marks.undo()
        if undone is None:
            self.say(_("Nothing to take back"))
            return
        self.listing.forget_all()
        self.load()
        self.say(_("Taken back: {count} articles").format(count=undone.count))

    # Finding and filtering.

    def do_find(self) -> None:
        self.query_one(SearchBar).ask(
            _("Find in this article: ") if self.reading else _("Find in title and text: "),
            self._finding if self.reading else self.scope.words,
        )

    def on_search_bar_typed(self, message: SearchBar.Typed) -> None:
        self._finding = message.words
        if self.reading:
            count = self.pane.find(message.words)
            if message.words:
                self.say(_("{count} matches, n and N walk them").format(count=count))
        elif message.words != self.scope.words:
            self.board.headlines.interrupt()
            self.scope = replace(self.scope, words=message.words)
            self.pane.find(message.words)
            self.load()

    def do_next_match(self) -> None:
        self._next_match(1)

    def do_previous_match(self) -> None:
        self._next_match(-1)

    def _next_match(self, step: int) -> None:
        number, count = self.pane.next_match(step)
        self.say(f"{number}/{count}" if count else _("Nothing found; / finds"))

    def do_filter(self) -> None:
        choose_filter(self, self.scope, self._set_scope)

    def do_date(self) -> None:
        choose_date(self, self.scope, self._set_scope)

    def do_clear_filter(self) -> None:
        self._finding = ""
        self.pane.find("")
        self._set_scope(Scope())

    def _set_scope(self, scope: Scope | None) -> None:
        if scope is not None and scope != self.scope:
            self.scope = scope
            self.load()

    # The rest.

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
        article_id = self.listing.current
        page = None if article_id is None else self.board.headlines.source_page(article_id)
        if page is None or page.text is None:
            self.say(_("This article came as a record; there is no page to show"))
        else:
            self.app.push_screen(SourceScreen(page))

    def where(self) -> str:
        if self.reading:
            return f"{self.pane.share}%"
        parts = [part for part in (describe(self.scope),) if part]
        total = ngettext("{count} article", "{count} articles", self._outline.total)
        parts.append(total.format(count=self._outline.total))
        return " · ".join(parts)

    def hinted(self) -> tuple[str, ...]:
        if self.reading:
            return ("read_on", "next_unread", "star", "source", "close", "help")
        return ("read_on", "next_unread", "star", "filter", "find", "help")

    def place(self) -> Place:
        """Where the reader is, to be resumed."""
        row = self.listing.row(self.listing.cursor)
        at = self.pane.top if self.reading else 0
        return Place("headlines", self.scope, row.uid if row else None, at, self.reading)


def describe(scope: Scope) -> str:
    """The filter in force, in a few words."""
    parts = [
        scope.paper or "",
        scope.date or "",
        _("p. {page}").format(page=scope.page) if scope.page else "",
        f"【{scope.column}】" if scope.column else "",
        _("unread") if scope.unread else "",
        _("starred") if scope.starred else "",
        _("photos") if scope.photo else "",
        f"“{scope.words}”" if scope.words else "",
    ]
    return clean_line(" ".join(p for p in parts if p)) or _("Everything")
