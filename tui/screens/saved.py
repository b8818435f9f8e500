"""Saved searches: a letter opens one; listed with how many unread articles each finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from rich.style import Style
from textual import events, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input
from textual.worker import get_current_worker

from store.headline_records import ChenbaoError
from store.search import SavedSearch, SupersededError
from tui.keys import SAVED, WITHIN, of_character
from tui.screens.choose import STEPS, Option, Options
from tui.terminal import clean_line
from tui.widgets.lines import Line
from tui.words import _

if TYPE_CHECKING:
    from tui.dashboard import Dashboard


class SavedScreen(ModalScreen[str]):
    """Gives the query that was chosen. ``+`` saves ``query``, Delete forgets the one chosen."""

    CSS = """
    SavedScreen { align: center top; background: ansi_default; }
    SavedScreen > Vertical { width: 100%; max-width: 76; height: 100%; padding: 1 1; background: ansi_default; }
    SavedScreen Line { height: 1; }
    SavedScreen Input { border: none; height: 1; padding: 0; background: ansi_default; display: none; }
    SavedScreen Input:focus { border: none; }
    SavedScreen Options { height: 1fr; }
    """
    AUTO_FOCUS = ""

    def __init__(self, query: str) -> None:
        super().__init__()
        self._query = query
        self._saved: list[SavedSearch] | None = None
        self._unread: dict[str, str] = {}
        self._typed = ""

    @property
    def board(self) -> Dashboard:
        """The application."""
        return cast("Dashboard", self.app)

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Line(self.board.cells, id="title")
            yield Input(compact=True, placeholder=_("a letter, then a name: h rivers"))
            yield Options(self.board.cells)
            yield Line(self.board.cells, id="keys")

    def on_mount(self) -> None:
        self.query_one("#title", Line).set(((" " + _("Saved searches"), Style(bold=True)),))
        names = self.board.key_names()
        self._hint(
            _("letter open   {move} {take} choose   {add} save this search   {forget} forget   {leave} leave").format(
                move=names["choose_up"] + names["choose_down"], take=names["choose_take"],
                add=names["saved_add"], forget=names["saved_forget"], leave=names["choose_leave"],
            )
        )  # fmt: skip
        self._load()

    def _hint(self, text: str) -> None:
        self.query_one("#keys", Line).set(((f" {clean_line(text)}", Style(dim=True)),))

    # What is listed.

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _load(self) -> None:
        worker = get_current_worker()
        saved = self.board.marks.saved_searches()
        self.app.call_from_thread(self._list, saved)
        for search in saved:
            while not worker.is_cancelled and search.query not in self._unread:
                try:
                    note = _("{count} unread").format(count=self.board.search.unread(search.query))
                except SupersededError:
                    continue
                except ChenbaoError:
                    note = "?"
                self._unread[search.query] = note
                self.app.call_from_thread(self._draw)

    def _list(self, saved: list[SavedSearch]) -> None:
        self._saved = saved
        self._draw()
        if self._typed:
            self._open(self._typed)

    def _draw(self) -> None:
        shown = self.query_one(Options)
        cursor = shown.cursor
        shown.show(
            [
                Option(f"{s.letter}  {s.name}", self._unread.get(s.query, "…"), s)
                for s in self._saved or ()
            ]
        )
        shown.move(cursor)

    def _open(self, letter: str) -> None:
        if self._saved is None:
            self._typed = letter
            return
        for search in self._saved:
            if search.letter == letter:
                self._leave(search.query)
                return
        self._typed = ""
        self._hint(_("No search is saved under {0}").format(letter))

    def _leave(self, query: str | None) -> None:
        self.workers.cancel_node(self)
        self.board.search.interrupt()
        self.dismiss(query)

    # Keys.

    def on_key(self, event: events.Key) -> None:
        typing = self.focused is not None
        if typing and event.is_printable:
            return
        typed = event.character if event.is_printable else None
        name = of_character(typed) if typed and typed != " " else event.key
        action = self.board.sequences.press(name, WITHIN[SAVED])
        if typing and action != "choose_leave":
            return
        event.stop()
        event.prevent_default()
        shown = self.query_one(Options)
        if action == "choose_leave":
            self._leave(None)
        elif action in STEPS:
            shown.move(STEPS[action])
        elif action == "choose_take":
            if shown.options:
                self._leave(cast(SavedSearch, shown.options[shown.cursor].value).query)
        elif action == "saved_forget":
            if shown.options:
                self._forget(cast(SavedSearch, shown.options[shown.cursor].value))
        elif action == "saved_add":
            self._ask()
        elif event.character and event.character.isalnum() and event.character.isascii():
            self._open(event.character)

    def _ask(self) -> None:
        if not self._query:
            self._hint(_("Nothing to save: find or filter something first"))
            return
        field = self.query_one(Input)
        field.display = True
        field.focus()
        names = self.board.key_names()
        self._hint(
            _("a letter and a name for “{0}”   Enter save   {leave} leave").format(
                self._query, leave=names["choose_leave"]
            )
        )

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        letter, _blank, name = event.value.strip().partition(" ")
        if len(letter) != 1 or not (letter.isascii() and letter.isalnum()):
            self._hint(_("First one letter or digit, then a blank and the name"))
            return
        search = SavedSearch(letter, name.strip() or self._query, self._query)
        field = self.query_one(Input)
        field.display = False
        self.set_focus(None)
        self.board.write(
            lambda: self.board.marks.save_search(search),
            lambda _none: self._changed(_("Saved under {0}").format(letter)),
        )

    def _forget(self, search: SavedSearch) -> None:
        self.board.write(
            lambda: self.board.marks.forget_search(search.letter),
            lambda _found: self._changed(_("Forgotten: {0}").format(search.name)),
        )

    def _changed(self, text: str) -> None:
        if self.is_attached:
            self._hint(text)
            self._load()
