"""The pane that shows a card: fetched in two steps, walked from name to name, opened into articles."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style

from store.records import (
    Companion,
    Context,
    EntityCard,
    EntityItem,
    EntityScope,
    HeldPost,
    MergeHint,
)
from tui.chart_look import Look
from tui.screens.entity_card import CardLine, Setting, Target, card_lines, segments
from tui.screens.entity_chart import Row, chart
from tui.screens.entity_corrections import EntityCorrections
from tui.screens.reading import ReadingScreen
from tui.widgets.row_list import CURSOR, RowList

_LEAST = 20


class EntityPane(EntityCorrections):
    """Adds the card to the screen of names."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: EntityItem | None = None
        #: The cards walked through to this one.
        self.before: list[EntityItem] = []
        #: Whether the cursor was moved since the card was asked for.
        self.moved = False
        self.lines: list[CardLine] = []
        self._chart: list[Row] = []
        self._drawn: tuple[EntityCard, int, int] | None = None

    @property
    def pane(self) -> RowList:
        """The card."""
        return self.query_one("#card", RowList)

    def fetch_card(self, item: EntityItem) -> None:
        """Show a card: at once what needs no counting, then the whole of it."""
        if self.shown is not item:
            self.marked.clear()
            self.moved = False
        self.shown = item
        entities = self.board.entities

        def whole() -> EntityCard | None:
            import tui.plotting  # noqa: F401  (loaded here, off the screen's thread)

            return entities.card(item)

        def first(card: EntityCard | None) -> None:
            if self.card is None or card is None or self.card.id != card.id:
                self._show(card)
            self.ask("card", whole, self._show)

        self.ask("card", lambda: entities.card(item, whole=False), first)

    def _show(self, card: EntityCard | None) -> None:
        self.card = card
        self.draw_card()

    def draw_card(self) -> None:
        """Set the card's lines; a cursor that was moved stays on what it was on."""
        width = self.pane.size.width
        held, place = self.target(), self.pane.cursor
        self.lines = []
        if self.card is not None and width >= _LEAST:
            cells, marks = self.board.cells, self.board.terminal.marks
            drawn = self._chart_of(self.card, width)
            self.lines = card_lines(self.card, Setting(cells, marks, width, self.marked), drawn)
        if self.moved:
            targets = [line.target for line in self.lines]
            place = targets.index(held) if held is not None and held in targets else place
        else:
            place = 0
        self.pane.show(len(self.lines), place)
        self.draw_footer()

    def _chart_of(self, card: EntityCard, width: int) -> list[Row]:
        if card.partial:
            return []
        size = (width, self.size.height)
        if self._drawn is None or self._drawn != (card, *size):
            self._chart = chart(card, Look.of(self.board.terminal, self.board.cells), *size)
            self._drawn = (card, *size)
        return self._chart

    def target(self) -> Target | None:
        """What stands under the card's cursor."""
        place = self.pane.cursor
        return self.lines[place].target if 0 <= place < len(self.lines) else None

    def draw_line(self, place: int, width: int, here: bool) -> list[Segment]:
        """One line of the card."""
        if place >= len(self.lines):
            return []
        base = CURSOR if here else Style.null()
        return segments(self.lines[place], self.board.cells, width, base)

    def is_target(self, place: int) -> bool:
        """Whether Enter opens something on this line."""
        return place < len(self.lines) and self.lines[place].target is not None

    def open_target(self) -> None:
        """Walk on to the name, or open the article, under the cursor."""
        target = self.target()
        if isinstance(target, Companion):
            self._walk_to(target.kind, target.name)
        elif isinstance(target, MergeHint):
            own = self.card is not None and self.card.name == target.short
            self._walk_to(target.kind, target.full if own else target.short)
        elif isinstance(target, Context):
            self._read(target.article_id, target.sentence[target.start : target.end])
        elif isinstance(target, HeldPost):
            self._read(target.article_id, self.shown.name if self.shown else "")
        elif isinstance(target, EntityCard):
            self._read(None, target.name)

    def _walk_to(self, kind: str, name: str) -> None:
        def find() -> EntityItem | None:
            found = self.board.entities.items(EntityScope(kinds=(kind,), days=None, words=name))
            return next((i for i in found if i.name == name), None)

        def go(item: EntityItem | None) -> None:
            if item is not None:
                if self.shown is not None:
                    self.before.append(self.shown)
                self.fetch_card(item)

        self.ask("walk", find, go)

    def _read(self, article_id: int | None, name: str) -> None:
        """Open an article, or the newest, with the name marked; the others follow."""
        item = self.shown
        if item is None:
            return

        def show(ids: list[int]) -> None:
            first = ids[0] if article_id is None and ids else article_id
            if first is not None:
                at = ids.index(first) if first in ids else 0
                self.app.push_screen(ReadingScreen(3, ids or [first], at, name))

        self.ask("articles", lambda: self.board.entities.article_ids(item), show)

    def do_card_before(self) -> None:
        if self.before:
            self.fetch_card(self.before.pop())
