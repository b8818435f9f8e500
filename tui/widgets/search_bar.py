"""One line to type what to find; tells it after a short pause, and goes with Enter or Escape.

Tab takes what is offered, and then the next of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from textual import events
from textual.containers import Horizontal
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, Static

from tui.keys import TYPING, WITHIN

if TYPE_CHECKING:
    from tui.dashboard import Dashboard

PAUSE = 0.2


class SearchBar(Horizontal):
    """Hidden until ``ask``."""

    DEFAULT_CSS = """
    SearchBar { height: 1; display: none; }
    SearchBar Static { width: auto; }
    SearchBar Input { width: 1fr; border: none; height: 1; padding: 0; background: ansi_default; }
    SearchBar Input:focus { border: none; }
    """

    class Typed(Message):
        """What stands in the bar now."""

        def __init__(self, words: str) -> None:
            self.words = words
            super().__init__()

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._timer: Timer | None = None
        self._before = ""
        self._offers: list[str] = []

    def ask(self, prompt: str, words: str) -> None:
        """Open the bar."""
        if not self.children:
            # Not before it is wanted: a first screen has nothing to type into.
            self.mount(Static("", markup=False), Input(compact=True, select_on_focus=False))
        self._before = words
        self.query_one(Static).update(" " + prompt)
        bar = self.query_one(Input)
        with bar.prevent(Input.Changed):
            bar.value = words
        bar.cursor_position = len(words)
        self.display = True
        bar.focus()

    @property
    def text(self) -> str:
        """What stands in the bar."""
        return self.query_one(Input).value if self.children else ""

    @property
    def offering(self) -> bool:
        """Whether Tab would put something in."""
        return self.display and bool(self._offers)

    def offer(self, texts: Sequence[str]) -> None:
        """What Tab puts into the bar, one after the other."""
        self._offers = list(texts)

    def _take(self) -> None:
        if self._offers:
            text = self._offers.pop(0)
            self._offers.append(text)
            bar = self.query_one(Input)
            bar.value = text
            bar.cursor_position = len(text)

    def _close(self) -> None:
        self._offers = []
        if self._timer is not None:
            self._timer.stop()
        self.display = False
        self.screen.set_focus(None)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(PAUSE, self._tell)

    def _tell(self) -> None:
        self.post_message(self.Typed(self.query_one(Input).value.strip()))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._close()
        self._tell()

    def on_key(self, event: events.Key) -> None:
        if event.is_printable:
            return
        action = cast("Dashboard", self.app).sequences.press(event.key, WITHIN[TYPING])
        if action == "typing_complete":
            event.stop()
            event.prevent_default()
            self._take()
        elif action == "typing_leave":
            event.stop()
            event.prevent_default()
            self._close()
            self.post_message(self.Typed(self._before))
