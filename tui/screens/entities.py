"""The entities: who appeared, in what post; the card of one of them beside the list."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal

from store.records import (
    EntityItem,
    EntityRow,
    EntityScope,
)
from store.search import quoted
from tui.keys import ENTITIES
from tui.screens.entity_corrections import OF_NAMES
from tui.screens.entity_row import item_line, name_room
from tui.screens.entity_scope import EntityScoping
from tui.terminal import clean_line
from tui.widgets.lines import Rule
from tui.widgets.row_list import RowList
from tui.widgets.search_bar import SearchBar
from tui.words import _, ngettext

WIDE = 100
_BLOCK = 60


class EntitiesScreen(EntityScoping):
    """Tab 3."""

    CSS_PATH: ClassVar = ["base.tcss", "entities.tcss"]
    tab = 3

    def __init__(self) -> None:
        super().__init__()
        self.scope = EntityScope(kinds=("PER",))
        self.items: list[EntityItem] = []
        self._names = 0
        self._moved = False
        self._rows: dict[int, EntityRow | None] = {}
        self._loaded = False

    def body(self) -> ComposeResult:
        cells = self.board.cells
        with Horizontal(id="panes"):
            yield RowList(self._draw_item, cells, id="list")
            yield Rule(self.board.terminal.marks.rule, classes="upright", id="between")
            yield RowList(self.draw_line, cells, can_stop=self.is_target, id="card")
        yield SearchBar(id="search")

    def on_mount(self) -> None:
        super().on_mount()
        self._arrange()
        self.load()

    @property
    def wide(self) -> bool:
        """Whether list and card stand side by side."""
        return self.size.width >= WIDE

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        if self.is_mounted:
            self._arrange()
            self.draw_card()

    def _arrange(self) -> None:
        self.listing.display = self.wide or not self.on_card
        self.pane.display = self.wide or self.on_card
        self.query_one("#between").display = self.wide
        self.listing.styles.width = max(48, self.size.width * 9 // 20) if self.wide else "1fr"
        self.listing.set_active(not self.on_card)
        self.pane.set_active(self.on_card)
        self.draw_footer()

    # Loading.

    def load(self) -> None:
        """Fetch the entities of the scope; the cursor stays on its name."""
        scope = self.scope
        held = self._current()
        name = (held.kind, held.name) if held else None

        def items() -> list[EntityItem]:
            if scope.kinds == ("COL",):
                return self.board.entities.columns(scope)
            return self.board.entities.items(scope)

        def show(found: list[EntityItem]) -> None:
            self._loaded = True
            self.items = found
            self._names = name_room(found, self.board.cells)
            self._rows.clear()
            places = [n for n, item in enumerate(found) if (item.kind, item.name) == name]
            self.listing.show(len(found), places[0] if places else 0)
            self.draw_status()
            if not found:
                self.say(self._nothing())
            elif self.wide and not self.on_card:
                self.fetch_card(found[self.listing.cursor])

        self.ask("entities", items, show)
        self.draw_status()

    def _nothing(self) -> str:
        if self.scope.words or self.scope.paper or self.scope.watched or self.scope.days:
            return _("Nobody here; p widens the period, F shows everyone")
        return _("No names yet: chenbao reanalyse finds them in what is stored")

    def _current(self) -> EntityItem | None:
        place = self.listing.cursor if self.is_mounted else 0
        return self.items[place] if 0 <= place < len(self.items) else None

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        self.moved = self.moved or message.widget is self.pane
        if message.widget is self.listing:
            self.draw_footer()
            item = self._current()
            if self.wide and item is not None:
                self.set_timer(0.25, lambda: self._preview(item))

    def _preview(self, item: EntityItem) -> None:
        if self._current() is item and not self.on_card and self.shown is not item:
            self.fetch_card(item)

    # Drawing.

    def _row(self, place: int) -> EntityRow | None:
        if place not in self._rows:
            first = place - place % _BLOCK
            wanted = range(first, min(first + _BLOCK, len(self.items)))
            self._rows.update(dict.fromkeys(wanted))
            items = [self.items[n] for n in wanted]
            days, listed = self.scope.days, self.items

            def show(rows: list[EntityRow]) -> None:
                if listed is self.items:
                    self._rows.update(zip(wanted, rows, strict=False))
                    self.listing.redraw()

            if self.scope.kinds != ("COL",):
                self.ask(f"rows{first}", lambda: self.board.entities.rows(items, days), show)
        return self._rows.get(place)

    def _draw_item(self, place: int, width: int, here: bool) -> list[Segment]:
        if place >= len(self.items):
            return []
        cells, marks = self.board.cells, self.board.terminal.marks
        return item_line(
            self.items[place], self._row(place), cells, marks, width, here,
            names=self._names, with_kind=not self.scope.kinds,
        )  # fmt: skip

    # Where one is.

    def context(self) -> str:
        return ENTITIES

    def where(self) -> str:
        if self.on_card and self.card is not None:
            return clean_line(self.card.name)
        count = len(self.items)
        return ngettext("{count} name", "{count} names", count).format(count=count)

    def hinted(self) -> tuple[str, ...]:
        if self.on_card:
            if self.marked:
                return ("entity_mark", "entity_split", "help", "back")
            if self.card is not None and self.card.proposals:
                return ("open", "entity_accept", "entity_watch", "entity_merge", "help", "back")
            return ("open", "card_before", "entity_watch", "entity_merge", "help", "back")
        return ("open", "entity_order", "entity_period", "entity_kind", "find", "help")

    def possible(self, action: str) -> bool:
        if action in OF_NAMES:
            item = self.subject()
            return item is not None and item.kind != "COL"
        if action in ("card_before",):
            return bool(self.before)
        if action in ("next_match", "previous_match"):
            return False
        return super().possible(action)

    # Moving.

    def do_open(self) -> None:
        if not self.on_card:
            item = self._current()
            if item is None:
                return
            self.on_card = True
            self.before = []
            self._arrange()
            if self.shown is not item or self.card is None:
                self.call_after_refresh(self.fetch_card, item)
            else:
                self.call_after_refresh(self.draw_card)
            return
        self.open_target()

    def do_switch_pane(self) -> None:
        if self.on_card:
            self.do_close()
        else:
            self.do_open()

    def do_close(self) -> None:
        self.leave_card()

    def leave_card(self) -> None:
        if self.on_card:
            self.on_card = False
            self._arrange()

    def do_back(self) -> None:
        if self.on_card and self.before:
            self.do_card_before()
        elif self.on_card:
            self.do_close()
        elif self.scope.words or self.scope.paper or self.scope.watched:
            self.set_scope(replace(self.scope, words="", paper=None, watched=False))
        else:
            self.board.leave()

    # What the corrections ask.

    def subject(self) -> EntityItem | None:
        return self.shown if self.on_card else self._current()

    def watched(self) -> bool:
        if self.on_card and self.card is not None:
            return self.card.watched
        row = self._row(self.listing.cursor)
        return bool(row and row.watched)

    def refetch(self) -> None:
        self._rows.clear()
        self.listing.redraw()
        if self.shown is not None:
            self.fetch_card(self.shown)

    async def do_entity_trend(self) -> None:
        item = self.subject()
        if item is not None:
            field = {"PER": "who", "ORG": "org", "LOC": "place", "COL": "column", "BYL": "by"}
            # One that goes by several names is counted by all of them.
            several = len(item.members) > 1 or item.kind in ("COL", "BYL")
            term = f"{field[item.kind]}:{quoted(item.name)}" if several else item.name
            await self.board.show_trend(term)
