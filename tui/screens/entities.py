"""The entities: who appeared, in what post; the card of one of them beside the list."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal

from store.records import (
    Companion,
    Context,
    EntityCard,
    EntityItem,
    EntityRow,
    EntityScope,
    HeldPost,
    MergeHint,
    Sort,
)
from store.search import quoted
from tui.chart import Look
from tui.keys import ENTITIES
from tui.screens.choose import ChooseScreen, Option
from tui.screens.entity_card import CardLine, Setting, card_lines, kind_name, segments
from tui.screens.entity_chart import chart
from tui.screens.entity_corrections import OF_NAMES, EntityCorrections
from tui.screens.entity_row import item_line, name_room
from tui.screens.reading import ReadingScreen
from tui.sheet import Sheet
from tui.terminal import clean_line
from tui.widgets.lines import Rule
from tui.widgets.row_list import CURSOR, RowList
from tui.widgets.search_bar import SearchBar
from tui.words import _, ngettext

WIDE = 100
ORDERS: tuple[Sort, ...] = ("count", "latest", "rising", "name", "prominence")
PERIODS: tuple[int | None, ...] = (1, 7, 30, None)
KINDS: tuple[tuple[str, ...], ...] = ((), ("PER",), ("ORG",), ("LOC",), ("BYL",), ("COL",))
_BLOCK = 60
Given = TypeVar("Given")


class EntitiesScreen(EntityCorrections):
    """Tab 3."""

    CSS_PATH: ClassVar = ["base.tcss", "entities.tcss"]
    tab = 3

    def __init__(self) -> None:
        super().__init__()
        self.scope = EntityScope(kinds=("PER",))
        self.items: list[EntityItem] = []
        self._names = 0
        self._moved = False
        self._chart: Sheet | None = None
        self._rows: dict[int, EntityRow | None] = {}
        self._lines: list[CardLine] = []
        self._before: list[EntityItem] = []
        self._shown: EntityItem | None = None
        self._loaded = False

    def body(self) -> ComposeResult:
        cells = self.board.cells
        with Horizontal(id="panes"):
            yield RowList(self._draw_item, cells, id="list")
            yield Rule(self.board.terminal.marks.rule, classes="upright", id="between")
            yield RowList(self._draw_line, cells, can_stop=self._is_target, id="card")
        yield SearchBar(id="search")

    def on_mount(self) -> None:
        super().on_mount()
        self._arrange()
        self.load()

    @property
    def listing(self) -> RowList:
        """The list."""
        return self.query_one("#list", RowList)

    @property
    def pane(self) -> RowList:
        """The card."""
        return self.query_one("#card", RowList)

    @property
    def wide(self) -> bool:
        """Whether list and card stand side by side."""
        return self.size.width >= WIDE

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        if self.is_mounted:
            self._arrange()
            self._set_card()

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
            self._status()
            if not found:
                self.say(self._nothing())
            elif self.wide and not self.on_card:
                self._fetch_card(found[self.listing.cursor])

        self.ask("entities", items, show)
        self._status()

    def _nothing(self) -> str:
        if self.scope.words or self.scope.paper or self.scope.watched or self.scope.days:
            return _("Nobody here; p widens the period, F shows everyone")
        return _("No names yet: chenbao reanalyse finds them in what is stored")

    def _status(self) -> None:
        scope = self.scope
        kind = kind_name(scope.kinds[0]) if scope.kinds else _("all kinds")
        period = (
            _("all time")
            if scope.days is None
            else ngettext("{count} day", "{count} days", scope.days).format(count=scope.days)
        )
        order = {
            "count": _("by count"),
            "latest": _("by latest"),
            "rising": _("by rising"),
            "name": _("by name"),
            "prominence": _("by prominence"),
        }[scope.order]
        parts = [kind, period, order]
        if scope.paper:
            parts.append(clean_line(scope.paper))
        if scope.watched:
            parts.append(_("watched"))
        if scope.words:
            parts.append(f"/{clean_line(scope.words)}")
        self.draw_tabs("  ".join(parts))
        self.draw_footer()

    def _current(self) -> EntityItem | None:
        place = self.listing.cursor if self.is_mounted else 0
        return self.items[place] if 0 <= place < len(self.items) else None

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        self._moved = self._moved or message.widget is self.pane
        if message.widget is self.listing:
            self.draw_footer()
            item = self._current()
            if self.wide and item is not None:
                self.set_timer(0.25, lambda: self._preview(item))

    def _preview(self, item: EntityItem) -> None:
        if self._current() is item and not self.on_card and self._shown is not item:
            self._fetch_card(item)

    def _fetch_card(self, item: EntityItem) -> None:
        """Show a card: at once what needs no counting, then the whole of it."""
        if self._shown is not item:
            self.marked.clear()
            self._moved = False
        self._shown = item
        entities, look, width = (
            self.board.entities,
            Look.of(self.board.terminal, self.board.cells),
            0,
        )
        width = self.pane.size.width

        def whole() -> tuple[EntityCard | None, Sheet | None]:
            card = entities.card(item)
            # The chart's library is loaded here, off the screen's thread.
            return card, chart(card, look, width) if card is not None else None

        def first(card: EntityCard | None) -> None:
            if self.card is None or card is None or self.card.id != card.id:
                self._chart = None
                self._show_card(card)
            self.ask("card", whole, lambda found: self._show_whole(*found))

        self.ask("card", lambda: entities.card(item, whole=False), first)

    def _show_whole(self, card: EntityCard | None, drawn: Sheet | None) -> None:
        self._chart = drawn
        self._show_card(card)

    def _show_card(self, card: EntityCard | None) -> None:
        same = self.card is not None and card is not None and self.card.id == card.id
        self.card = card
        self._set_card(keep=same)

    def draw_card(self) -> None:
        self._set_card(keep=True)

    def _set_card(self, *, keep: bool = False) -> None:
        """Set the card's lines; ``keep`` the cursor on what it was on."""
        width = self.pane.size.width
        held, place = self.target(), self.pane.cursor
        self._lines = []
        if self.card is not None and width >= 20:
            cells, marks = self.board.cells, self.board.terminal.marks
            drawn = self._chart
            if drawn is not None and drawn.width != width:
                drawn = self._chart = chart(self.card, Look.of(self.board.terminal, cells), width)
            self._lines = card_lines(self.card, Setting(cells, marks, width, self.marked), drawn)
        if keep and self._moved:
            targets = [line.target for line in self._lines]
            place = targets.index(held) if held is not None and held in targets else place
        else:
            place = 0
        self.pane.show(len(self._lines), place)
        self.draw_footer()

    # Drawing.

    def _row(self, place: int) -> EntityRow | None:
        if place not in self._rows:
            first = place - place % _BLOCK
            wanted = range(first, min(first + _BLOCK, len(self.items)))
            self._rows.update(dict.fromkeys(wanted))
            items = [self.items[n] for n in wanted]
            days, scope = self.scope.days, self.scope

            def show(rows: list[EntityRow]) -> None:
                if scope == self.scope:
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

    def _draw_line(self, place: int, width: int, here: bool) -> list[Segment]:
        if place >= len(self._lines):
            return []
        base = CURSOR if here else Style.null()
        return segments(self._lines[place], self.board.cells, width, base)

    def _is_target(self, place: int) -> bool:
        return place < len(self._lines) and self._lines[place].target is not None

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
            return bool(self._before)
        if action in ("next_match", "previous_match"):
            return False
        return super().possible(action)

    # Moving.

    @property
    def _here(self) -> RowList:
        return self.pane if self.on_card else self.listing

    def do_down(self) -> None:
        self._here.move(self._here.cursor + 1)

    def do_up(self) -> None:
        self._here.move(self._here.cursor - 1)

    def do_top(self) -> None:
        self._here.move(0)

    def do_bottom(self) -> None:
        self._here.move(self._here.count - 1)

    def do_half_down(self) -> None:
        self._here.page(0.5)

    def do_half_up(self) -> None:
        self._here.page(-0.5)

    def do_page_down(self) -> None:
        self._here.page(1)

    def do_page_up(self) -> None:
        self._here.page(-1)

    def do_open(self) -> None:
        if not self.on_card:
            item = self._current()
            if item is None:
                return
            self.on_card = True
            self._before = []
            self._arrange()
            if self._shown is not item or self.card is None:
                self.call_after_refresh(self._fetch_card, item)
            else:
                self.call_after_refresh(self._set_card)
            return
        target = self.target()
        if isinstance(target, Companion):
            self._walk_to(target)
        elif isinstance(target, MergeHint):
            self._walk_to_name(target.kind, self._other(target))
        elif isinstance(target, Context):
            self._read(target.article_id, target.sentence[target.start : target.end])
        elif isinstance(target, HeldPost):
            self._read(target.article_id, self._shown.name if self._shown else "")
        elif isinstance(target, EntityCard):
            self._read(None, target.name)

    def _other(self, hint: MergeHint) -> str:
        return hint.full if self.card is not None and self.card.name == hint.short else hint.short

    def _walk_to(self, companion: Companion) -> None:
        self._walk_to_name(companion.kind, companion.name)

    def _walk_to_name(self, kind: str, name: str) -> None:
        def find() -> EntityItem | None:
            found = self.board.entities.items(EntityScope(kinds=(kind,), days=None, words=name))
            return next((i for i in found if i.name == name), None)

        def go(item: EntityItem | None) -> None:
            if item is not None:
                if self._shown is not None:
                    self._before.append(self._shown)
                self._fetch_card(item)

        self.ask("walk", find, go)

    def _read(self, article_id: int | None, name: str) -> None:
        """Open an article, or the newest, with the name marked; the others follow."""
        item = self._shown
        if item is None:
            return

        def show(ids: list[int]) -> None:
            first = ids[0] if article_id is None and ids else article_id
            if first is not None:
                at = ids.index(first) if first in ids else 0
                self.app.push_screen(ReadingScreen(3, ids or [first], at, name))

        self.ask("articles", lambda: self.board.entities.article_ids(item), show)

    def do_card_before(self) -> None:
        if self._before:
            self._fetch_card(self._before.pop())

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
        if self.on_card and self._before:
            self.do_card_before()
        elif self.on_card:
            self.do_close()
        elif self.scope.words or self.scope.paper or self.scope.watched:
            self.set_scope(replace(self.scope, words="", paper=None, watched=False))
        else:
            self.board.leave()

    # What is listed.

    def set_scope(self, scope: EntityScope) -> None:
        if scope != self.scope:
            self.scope = scope
            self.load()

    def do_entity_order(self) -> None:
        self.set_scope(replace(self.scope, order=_after(ORDERS, self.scope.order)))

    def do_entity_period(self) -> None:
        self.set_scope(replace(self.scope, days=_after(PERIODS, self.scope.days)))

    def do_entity_kind(self) -> None:
        self.set_scope(replace(self.scope, kinds=_after(KINDS, self.scope.kinds)))

    def do_entity_watched(self) -> None:
        self.set_scope(replace(self.scope, watched=not self.scope.watched))

    def do_clear_filter(self) -> None:
        self.set_scope(EntityScope(kinds=self.scope.kinds, order=self.scope.order))

    def do_entity_paper(self) -> None:
        def ask(options: list[Option]) -> None:
            def take(value: object) -> None:
                if value is not None:
                    self.set_scope(replace(self.scope, paper=str(value) or None))

            self.app.push_screen(ChooseScreen(_("Paper"), options), take)

        def options() -> list[Option]:
            papers = self.board.headlines.papers()
            return [Option(_("all papers"), "", "")] + [
                Option(c.value, str(c.count), c.value) for c in papers
            ]

        self.ask("choices", options, ask)

    def do_find(self) -> None:
        if self.on_card:
            self.do_close()
        self.query_one(SearchBar).ask(_("Name, pinyin or initials: "), self.scope.words)

    def on_search_bar_typed(self, message: SearchBar.Typed) -> None:
        self.set_scope(replace(self.scope, words=message.words))

    # What the corrections ask.

    def subject(self) -> EntityItem | None:
        return self._shown if self.on_card else self._current()

    def watched(self) -> bool:
        if self.on_card and self.card is not None:
            return self.card.watched
        row = self._row(self.listing.cursor)
        return bool(row and row.watched)

    def target(self) -> object:
        place = self.pane.cursor
        return self._lines[place].target if self._is_target(place) else None

    def refetch(self) -> None:
        self._rows.clear()
        self.listing.redraw()
        if self._shown is not None:
            self._fetch_card(self._shown)

    async def do_entity_trend(self) -> None:
        item = self.subject()
        if item is not None:
            field = {"PER": "who", "ORG": "org", "LOC": "place", "COL": "column", "BYL": "by"}
            # One that goes by several names is counted by all of them.
            several = len(item.members) > 1 or item.kind in ("COL", "BYL")
            term = f"{field[item.kind]}:{quoted(item.name)}" if several else item.name
            await self.board.show_trend(term)


def _after(values: tuple[Given, ...], value: Given) -> Given:
    """The value after this one, around."""
    return values[(values.index(value) + 1) % len(values)]
