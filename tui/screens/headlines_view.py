"""The headlines as they stand: list, article beside it or alone, what is loaded and shown."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.timer import Timer
from textual.worker import get_current_worker

from store.headline_records import Outline, Scope
from store.headlines import Place, SupersededError
from tui.faults import told
from tui.screens.base import TabScreen
from tui.terminal import clean_line
from tui.widgets.article_text import ArticleText
from tui.widgets.headline_list import Found, HeadlineList
from tui.widgets.lines import Rule
from tui.widgets.search_bar import SearchBar
from tui.words import _, day_label, ngettext

if TYPE_CHECKING:
    from store.records import StoredArticle
    from store.search import Asked

WIDE = 100
PREVIEW_PAUSE = 0.25
FIRST = 200
FIRST_PAUSE = 0.3


@dataclass(frozen=True, slots=True)
class Loaded:
    """An outline, how far arrivals were counted then, and where the held article is in it.

    ``asked``: what its words look for. ``count``: how many a search finds, known before all of them are listed.
    """

    outline: Outline
    generation: int
    keep: int | None
    asked: Asked | None = None
    count: int | None = None


class HeadlinesView(TabScreen):
    """Panes, loading, previewing; the actions are in ``HeadlinesScreen``."""

    CSS_PATH: ClassVar = ["base.tcss", "headlines.tcss"]
    tab = 2

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.scope = place.scope
        self.reading = False
        self.zen = False
        self._resume: Place | None = place
        self._outline = Outline((), 0, 0)
        self._loading = False
        self._shown: Scope | None = None
        self._count: int | None = None
        self._generation = 0
        self._arrived = 0
        self._pause: Timer | None = None
        self._finding = ""
        self._asked: Asked | None = None

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
        """Fetch the outline of the scope; the cursor stays on its article."""
        row = self.listing.row(self.listing.cursor)
        uid = self._resume.uid if self._resume is not None else row.uid if row else None
        if self._loading:
            self.board.headlines.interrupt()
        self._loading = True
        # The newest first only where nothing of this filter stands on the screen yet.
        fresh = self.scope != self._shown
        self._fetch_outline(self.scope, uid, fresh)
        self.draw_footer()

    @work(thread=True, exclusive=True, group="outline", exit_on_error=False)
    def _fetch_outline(self, scope: Scope, uid: str | None, fresh: bool) -> None:
        worker = get_current_worker()
        headlines = self.board.headlines
        while not worker.is_cancelled:
            try:
                generation = headlines.generation()
                keep = headlines.find_uid(uid) if uid else None
                asked = self.board.search.asked(scope.words) if scope.words else None
                if fresh:
                    first = self.outline_of(scope, newest=FIRST)
                    if not worker.is_cancelled and not first.complete:
                        count = self._count_quickly(scope)
                        self._hand(Loaded(first, generation, keep, asked, count))
                        # Let the first picture be drawn before the rest takes the processor.
                        time.sleep(FIRST_PAUSE)
                whole = self.outline_of(scope)
            except SupersededError:
                continue
            except Exception as fault:
                if not worker.is_cancelled:
                    self.app.call_from_thread(self._failed, fault)
                return
            if not worker.is_cancelled:
                self._hand(Loaded(whole, generation, keep, asked))
            return

    def outline_of(self, scope: Scope, newest: int | None = None) -> Outline:
        """What the list shows of a scope."""
        return self.board.headlines.outline(scope, newest=newest)

    def _count_quickly(self, scope: Scope) -> int | None:
        if not scope.words:
            return None
        return self.board.search.quick_count(scope.words, replace(scope, words=""))

    def _found(self) -> Found | None:
        """What the list shows below each headline."""
        asked, words = self._asked, self.scope.words
        if asked is None:
            return None
        return Found(asked.mark, lambda ids: self.board.search.sentences(ids, words))

    def _hand(self, loaded: Loaded) -> None:
        self.app.call_from_thread(self._show_outline, loaded)

    def _show_outline(self, loaded: Loaded) -> None:
        outline, keep = loaded.outline, loaded.keep
        self._outline, self._generation = outline, loaded.generation
        self._shown = self.scope
        self._count, self._asked = loaded.count, loaded.asked
        if not self._finding:
            self.pane.find(self._asked.mark if self._asked else None)
        self._loading = not outline.complete
        self._arrived = 0
        if not outline.complete and keep is not None:
            self.listing.show(outline, keep, self._found())
        else:
            held = keep if keep is not None else self.listing.current
            self.listing.show(outline, held, self._found())
        resume = self._resume
        if outline.complete and resume is not None:
            self._resume = None
            if resume.article_open and keep is not None and self.listing.current == keep:
                self.open_current(at=resume.scroll)
        self._status()
        if self.listing.count == 0:
            self._fetch_article(None, 0)
            if outline.complete and not self.query_one(SearchBar).offering:
                self.say(self._nothing())
        elif not self.reading:
            self._preview()

    def _failed(self, fault: Exception) -> None:
        from store.search import QueryError

        self._loading = False
        self._shown = None
        if isinstance(fault, QueryError):
            self.say(told(fault))
        else:
            self.say(_("The store failed: {0}").format(told(fault)))
        self.draw_footer()

    def _nothing(self) -> str:
        if self.scope.words:
            return _("Nothing is found; F shows everything again")
        if self.scope != Scope():
            return _("Nothing matches this filter; F shows everything again")
        return _("Nothing is stored yet; leave with q and run: chenbao add FILE…")

    def _status(self) -> None:
        row = self.listing.row(self.listing.cursor)
        parts = [_("{count} unread").format(count=self._outline.unread)]
        if row is not None:
            parts = [clean_line(row.paper), day_label(row.date), *parts]
        self.draw_tabs("  ".join(parts))
        self.draw_footer()

    def _look_for_arrivals(self) -> None:
        if not self._loading:
            since = self._generation
            self.ask(
                "arrivals", lambda: self.board.headlines.arrived_since(since), self._tell_arrivals
            )

    def _tell_arrivals(self, count: int) -> None:
        if count != self._arrived:
            self._arrived = count
            self.draw_footer()

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

    def _fetch_article(self, article_id: int | None, at: int) -> None:
        def found() -> StoredArticle | None:
            return None if article_id is None else self.board.headlines.article(article_id)

        def show(article: StoredArticle | None) -> None:
            self.pane.show(article, at=at)
            self.draw_footer()

        self.ask("article", found, show)

    def open_current(self, at: int = 0) -> None:
        """Open the article under the cursor; that marks it read."""
        row = self.listing.row(self.listing.cursor)
        if row is None:
            return
        self.reading = True
        self._arrange()
        self._fetch_article(row.id, at)
        self.mark_read(True)

    def mark_read(self, read: bool) -> None:
        """Mark the article under the cursor: shown at once, committed off the screen's thread."""
        row = self.listing.row(self.listing.cursor)
        if row is None or row.read == read:
            return
        self.listing.change(replace(row, read=read))
        self._outline = replace(self._outline, unread=max(0, self._outline.unread + (1 - 2 * read)))
        self._status()
        self.board.write(lambda: self.board.marks.mark_read([row.id], read))

    def where(self) -> str:
        if self.reading:
            parts = [f"{self.pane.share}%"]
        elif self.scope.words:
            parts = [self._count_found(), describe(self.scope)]
            if self._asked is not None and self._asked.names and self._shown == self.scope:
                parts.append(_("by pinyin: {0}").format(clean_line(" ".join(self._asked.names))))
        elif self._loading:
            parts = [describe(self.scope), _("loading…")]
        else:
            total = ngettext("{count} article", "{count} articles", self._outline.total)
            parts = [describe(self.scope), total.format(count=self._outline.total)]
        if self._arrived:
            new = ngettext("{count} new article, R", "{count} new articles, R", self._arrived)
            parts.append(new.format(count=self._arrived))
        return " · ".join(parts)

    def _count_found(self) -> str:
        """How many are found, and whether that is all."""
        count = self._outline.total
        known = self._shown == self.scope and self._count is not None
        if self._loading and known:
            count = self._count or 0
        if known or not self._loading:
            return ngettext("{count} found", "{count} found", count).format(count=count)
        if self._shown == self.scope:
            return _("{count} found so far, looking on…").format(count=count)
        return _("looking…")

    def hinted(self) -> tuple[str, ...]:
        if self.reading:
            return ("read_on", "next_unread", "star", "source", "close", "help")
        return ("read_on", "next_unread", "star", "filter", "find", "help")

    def place(self) -> Place:
        """Where the reader is, to be resumed."""
        row = self.listing.row(self.listing.cursor)
        at = self.pane.top if self.reading else 0
        uid = row.uid if row else None
        return Place("headlines", self.scope, uid, at, self.reading, self._generation)


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
