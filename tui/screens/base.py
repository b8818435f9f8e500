"""What every tab shares: tab bar above, message line and footer below, keys from the one table."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import Screen
from textual.worker import get_current_worker

from store.headlines import SupersededError
from tui.faults import told
from tui.keys import EVERYWHERE, WITHIN, of_character, shown
from tui.terminal import clean_line
from tui.widgets.lines import DIM, Line, Rule
from tui.words import _

if TYPE_CHECKING:
    from tui.dashboard import Dashboard

HERE = Style(bold=True, color="cyan")
LEAST = (60, 20)
Given = TypeVar("Given")


class TabScreen(Screen[None]):
    """A tab. Subclasses give ``body`` and handle actions by methods named ``do_<id>``."""

    CSS_PATH: ClassVar = ["base.tcss"]
    AUTO_FOCUS = ""
    tab = 2

    @property
    def board(self) -> Dashboard:
        """The application."""
        return cast("Dashboard", self.app)

    def compose(self) -> ComposeResult:
        cells, marks = self.board.cells, self.board.terminal.marks
        with Vertical(id="all"):
            yield Line(cells, id="tabs")
            yield Rule(marks.line)
            with Vertical(id="body"):
                yield from self.body()
            yield Line(cells, id="message")
            yield Line(cells, id="footer")
        yield Line(cells, id="small")

    def body(self) -> ComposeResult:
        """What stands between the rule and the message line."""
        yield from ()

    def on_mount(self) -> None:
        self.draw_tabs()
        self.draw_footer()

    def on_resize(self, event: events.Resize) -> None:
        width, height = event.size
        small = width < LEAST[0] or height < LEAST[1]
        self.query_one("#all").display = not small
        note = self.query_one("#small", Line)
        note.display = small
        if small:
            text = _("chenbao needs {0}×{1} cells; this is {2}×{3}").format(*LEAST, width, height)
            note.set(((text, Style.null()),))

    # The lines around.

    def draw_tabs(self, right: str = "") -> None:
        """The tab bar; ``right`` says where one is."""
        names = (_("Briefing"), _("Headlines"), _("Entities"), _("Trends"))
        left = []
        for n, name in enumerate(names, 1):
            left.append((f" {n} {name} ", HERE if n == self.tab else DIM))
        room = self.size.width - sum(self.board.cells.width(text) for text, _style in left) - 2
        parts = right.split("  ")
        while len(parts) > 1 and self.board.cells.width("  ".join(parts)) > room:
            parts.pop(0)
        self.query_one("#tabs", Line).set(tuple(left), ((clean_line("  ".join(parts)) + " ", DIM),))

    def draw_footer(self) -> None:
        """Where one is, and what the next key does here."""
        where = f" {self.where()}  "
        room = self.size.width - self.board.cells.width(where) - 1
        hints = self.hints()
        while len(hints) > 1 and self.board.cells.width("   ".join(hints)) > room:
            hints.pop(-2)
        self.query_one("#footer", Line).set(
            ((where, Style.null()),), (("   ".join(hints) + " ", DIM),)
        )

    def where(self) -> str:
        """The footer's left side."""
        return ""

    def hinted(self) -> tuple[str, ...]:
        """The ids of the keys worth showing now, at most six."""
        return ("help",)

    def hints(self) -> list[str]:
        """The footer's right side."""
        keys = {key.id: key for key in self.board.keys}
        return [f"{shown(keys[i].keys[0])} {keys[i].label}" for i in self.hinted()]

    def say(self, text: str) -> None:
        """Tell something in the message line, until the next key."""
        self.query_one("#message", Line).set(((" " + clean_line(text), Style(color="yellow")),))

    # Asking the store.

    def ask(self, group: str, call: Callable[[], Given], then: Callable[[Given], None]) -> None:
        """Call the store in a thread and hand ``then`` what it gave, unless asked anew meanwhile."""
        self.run_worker(lambda: self._answer(call, then), thread=True, exclusive=True, group=group)

    def _answer(self, call: Callable[[], Given], then: Callable[[Given], None]) -> None:
        worker = get_current_worker()
        while not worker.is_cancelled:
            try:
                given = call()
            except SupersededError:
                # Stopped with another call: ask again, unless this one was meant.
                continue
            except Exception as fault:
                if not worker.is_cancelled:
                    self.app.call_from_thread(
                        self.say, _("The store failed: {0}").format(told(fault))
                    )
                return
            if not worker.is_cancelled:
                self.app.call_from_thread(then, given)
            return

    # Keys.

    def context(self) -> str:
        """Which keys act now."""
        return EVERYWHERE

    def possible(self, action: str) -> bool:
        """Whether an action can be done here and now; the impossible is not offered."""
        return hasattr(self, f"do_{action}") or hasattr(self.app, f"do_{action}")

    async def on_key(self, event: events.Key) -> None:
        if self.focused is not None:
            return
        self.query_one("#message", Line).set()
        typed = event.character if event.is_printable else None
        name = of_character(typed) if typed and typed != " " else event.key
        action = self.board.sequences.press(name, WITHIN[self.context()])
        if action is not None:
            event.stop()
            event.prevent_default()
            await self.act(action)

    async def act(self, action: str) -> None:
        """Do an action of the key table, here or in the application."""
        for holder in (self, self.app):
            method = getattr(holder, f"do_{action}", None)
            if method is not None:
                result = method()
                if result is not None:
                    await result
                return
