"""The card of one name, laid over what one was reading; Escape goes back there."""

from __future__ import annotations

from store.records import EntityItem
from tui.screens.entities import EntitiesScreen
from tui.terminal import clean_line
from tui.words import _


class CardScreen(EntitiesScreen):
    """The entities' card alone, of the name of that kind (PER, ORG, LOC, BYL)."""

    def __init__(self, kind: str, name: str) -> None:
        super().__init__()
        self._asked = kind, name
        self.on_card = True

    @property
    def wide(self) -> bool:
        """There is no list beside it."""
        return False

    def load(self) -> None:
        """Fetch the one name; after a correction, what it has become."""
        kind, name = self._asked
        if self.shown is not None:
            kind, name = self.shown.kind, self.shown.name

        def show(item: EntityItem | None) -> None:
            if item is None:
                self.say(_("{name} is not listed").format(name=clean_line(name)))
            else:
                self.fetch_card(item)

        self.ask("entities", lambda: self.board.entities.named(kind, name), show)
        self.draw_status()

    def leave_card(self) -> None:
        """There is no list to go back to: ``load`` shows what the name has become."""

    def do_close(self) -> None:
        self.dismiss()

    def do_find(self) -> None:
        self.dismiss()

    def do_switch_pane(self) -> None:
        self.dismiss()

    def do_back(self) -> None:
        if self.before:
            self.do_card_before()
        else:
            self.dismiss()
