"""The headlines: what each key does there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from store.headline_records import Scope
from store.headlines import Undone
from tui.keys import ARTICLE, HEADLINES
from tui.screens.article_names import ArticleNames
from tui.screens.headlines_view import HeadlinesView
from tui.terminal import copy_sequence
from tui.typesetting import citation
from tui.widgets.search_bar import SearchBar
from tui.words import _

if TYPE_CHECKING:
    from store.records import SourcePage


class HeadlinesScreen(HeadlinesView, ArticleNames):
    """Tab 2."""

    # Moving.

    def context(self) -> str:
        return ARTICLE if self.reading else HEADLINES

    def _move(self, place: int | None) -> None:
        if place is None:
            return
        self.listing.move(place)
        if self.reading:
            self.open_current()

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
            self.open_current()
        else:
            self.open_name()

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
            self.open_current()
        else:
            self.do_next_unread()

    def do_next_unread(self) -> None:
        self._to_unread(1)

    def do_previous_unread(self) -> None:
        self._to_unread(-1)

    def _to_unread(self, step: int) -> None:
        def go(place: int | None) -> None:
            if place is None:
                self.say(_("No unread article below") if step > 0 else _("No unread article above"))
            self._move(place)

        self.ask("unread", lambda: self.listing.next_unread(step), go)

    def do_zen(self) -> None:
        self.zen = not self.zen
        if self.zen and not self.reading:
            self.open_current()
        self._arrange()

    # Marks.

    def do_toggle_read(self) -> None:
        row = self.listing.row(self.listing.cursor)
        if row is not None:
            self.mark_read(not row.read)

    def do_star(self) -> None:
        row = self.listing.row(self.listing.cursor)
        if row is not None:
            self.listing.change(replace(row, starred=not row.starred))
            self.board.write(lambda: self.board.marks.star([row.id], not row.starred))

    def do_all_read(self) -> None:
        scope, generation = self.scope, self._generation

        def told(count: int) -> None:
            self._outline = replace(self._outline, unread=max(0, self._outline.unread - count))
            self.listing.forget_all()
            self._status()
            if count:
                self.say(_("{count} marked read, u takes it back").format(count=count))
            else:
                self.say(_("All that is shown was read before"))

        self.board.write(lambda: self.board.marks.mark_all_read(scope, generation), told)

    def do_undo(self) -> None:
        def told(undone: Undone | None) -> None:
            if undone is None:
                self.say(_("Nothing to take back"))
                return
            self.listing.forget_all()
            self.load()
            self.say(_("Taken back: {count} articles").format(count=undone.count))

        self.board.write(self.board.marks.undo, told)

    # Finding and filtering.

    def do_find(self) -> None:
        self.query_one(SearchBar).ask(
            _("Find in this article: ") if self.reading else _("Find in title and text: "),
            self._finding if self.reading else self.scope.words,
        )

    def on_search_bar_typed(self, message: SearchBar.Typed) -> None:
        words = message.words
        if not self.reading:
            self._complete()
        if self.reading:
            self._finding = words
            asked = self._asked.mark if self._asked else None
            count = self.pane.find(self.board.search.words_marker(words) if words else asked)
            if words:
                self.say(
                    _("{count} matches, n and N walk them").format(count=count)
                    if count
                    else _("Nothing found; / finds")
                )
        elif words != self.scope.words:
            from store.search import QueryError, check
            from tui.query_faults import told

            try:
                check(words)
            except QueryError as fault:
                self.say(told(fault))
            else:
                self.scope = replace(self.scope, words=words)
                self.load()

    def _complete(self) -> None:
        """Offer what the word being typed may become."""
        from tui.completing import completions

        bar = self.query_one(SearchBar)
        text = bar.text

        def offer(found: list[str]) -> None:
            if bar.display and bar.text == text:
                bar.offer(found)
                if found:
                    self.say("Tab  " + "   ".join(found))

        if bar.display:
            board = self.board
            self.ask("complete", lambda: completions(text, board.search, board.headlines), offer)

    def do_next_match(self) -> None:
        self._next_match(1)

    def do_previous_match(self) -> None:
        self._next_match(-1)

    def _next_match(self, step: int) -> None:
        if not self.pane.display:
            # A list of results alone: each of them is a match.
            self._move((self.listing.cursor + step) % self.listing.count)
            return
        number, count = self.pane.next_match(step)
        self.say(f"{number}/{count}" if count else _("Nothing found; / finds"))

    def do_filter(self) -> None:
        from tui.screens.choose import choose_filter

        choose_filter(self, self.scope, self._set_scope)

    def do_saved(self) -> None:
        from store.search import QueryError, as_text
        from tui.screens.saved import SavedScreen

        def found(query: str | None) -> None:
            if query is not None:
                self.do_close()
                self._set_scope(Scope(words=query))

        try:
            query = as_text(self.scope)
        except QueryError:
            query = ""
        self.app.push_screen(SavedScreen(query), found)

    def do_date(self) -> None:
        from tui.screens.choose import choose_date

        choose_date(self, self.scope, self._go_to)

    def _go_to(self, scope: Scope | None) -> None:
        """To a day of the list as it is; where a filter names another date, that changes."""
        if scope is None or scope.date is None or self.scope.date is not None:
            self._set_scope(scope)
        elif (place := self.listing.first_of(scope.date)) is not None:
            self._move(place)
        else:
            self.say(_("Nothing of that date is shown; F shows everything"))

    def do_clear_filter(self) -> None:
        self._finding = ""
        self._set_scope(Scope())

    def _set_scope(self, scope: Scope | None) -> None:
        if scope is not None and scope != self.scope:
            self.scope = scope
            self.load()

    # The rest.

    def looked_at(self) -> int | None:
        return self.listing.current

    def possible(self, action: str) -> bool:
        if action == "close":
            return self.reading
        if action == "open":
            return self.walking if self.reading else self.listing.count > 0
        if action in ("next_match", "previous_match"):
            if not self.pane.display:
                return bool(self.scope.words) and self.listing.count > 0
            return bool(self._finding or self.scope.words) or self.walking
        if action == "clear_filter":
            return self.scope != Scope()
        if action in (
            "versions",
            "star",
            "toggle_read",
            "copy",
            "source",
            "read_on",
            "zen",
            "all_read",
        ):
            return self.listing.count > 0
        return super().possible(action)

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
        if article_id is None:
            return

        def show(page: SourcePage | None) -> None:
            if page is None or page.text is None:
                self.say(_("This article came as a record; there is no page to show"))
            else:
                from tui.screens.source_page import SourceScreen

                self.app.push_screen(SourceScreen(page))

        self.ask("source", lambda: self.board.headlines.source_page(article_id), show)
