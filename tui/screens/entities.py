"""The entities: who appeared, in what post; the card of one of them beside the list."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal

from store.database.corrections import EntityRule
from store.entities import SPARK
from store.post_title import full_title
from store.records import (
    Companion,
    Context,
    EntityCard,
    EntityItem,
    EntityRow,
    EntityScope,
    Sort,
)
from store.search import quoted
from tui.keys import ENTITIES
from tui.screens.base import TabScreen
from tui.screens.choose import ChooseScreen, Option
from tui.screens.entity_card import CardLine, card_lines, kind_name, segments
from tui.screens.reading import ReadingScreen
from tui.sparkline import sparkline
from tui.terminal import clean_line
from tui.widgets.lines import Rule
from tui.widgets.row_list import CURSOR, RowList
from tui.widgets.search_bar import SearchBar
from tui.words import _, ngettext

WIDE = 100
DIM = Style(dim=True)
WARM = Style(color="yellow")
NEW = Style(color="yellow", bold=True)
ORDERS: tuple[Sort, ...] = ("count", "latest", "rising", "name", "prominence")
PERIODS: tuple[int | None, ...] = (1, 7, 30, None)
KINDS: tuple[tuple[str, ...], ...] = ((), ("PER",), ("ORG",), ("LOC",), ("BYL",), ("COL",))
_BLOCK = 60
Given = TypeVar("Given")


class EntitiesScreen(TabScreen):
    """Tab 3."""

    CSS_PATH: ClassVar = ["base.tcss", "entities.tcss"]
    tab = 3

    def __init__(self) -> None:
        super().__init__()
        self.scope = EntityScope(kinds=("PER",))
        self.items: list[EntityItem] = []
        self.card: EntityCard | None = None
        self.on_card = False
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
        if message.widget is self.listing:
            self.draw_footer()
            item = self._current()
            if self.wide and item is not None:
                self.set_timer(0.25, lambda: self._preview(item))

    def _preview(self, item: EntityItem) -> None:
        if self._current() is item and not self.on_card and self._shown is not item:
            self._fetch_card(item)

    def _fetch_card(self, item: EntityItem) -> None:
        self._shown = item
        self.ask("card", lambda: self.board.entities.card(item), self._show_card)

    def _show_card(self, card: EntityCard | None) -> None:
        self.card = card
        self._set_card()

    def _set_card(self) -> None:
        width = self.pane.size.width
        if self.card is None or width < 20:
            self._lines = []
        else:
            cells, marks = self.board.cells, self.board.terminal.marks
            self._lines = card_lines(self.card, cells, marks, width)
        self.pane.show(len(self._lines))
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
        item, row = self.items[place], self._row(place)
        cells, marks = self.board.cells, self.board.terminal.marks
        base = CURSOR if here else Style.null()
        sign = marks.new if item.fresh else marks.rising if item.change > 6 else ""
        sign = sign or (marks.falling if item.change < -6 else " ")
        bars = sparkline(row.counts, marks.bars) if row else " " * SPARK
        watched = marks.watched if row and row.watched else " "
        tail = f" {item.count:>5} "
        kind = "" if self.scope.kinds else kind_name(item.kind)
        used = 3 + cells.width(tail) + SPARK + 1 + cells.width(marks.new)
        room = max(12, width - used)
        name_room = min(max(14, room * 2 // 5), room) if item.kind == "PER" else room
        post = clean_line(row.post or "") if row else ""
        beside = f" {post or kind}" if item.kind == "PER" or kind else ""
        beside_room = room - name_room
        if kind and item.kind != "PER":
            beside_room = min(10, room // 3)
            name_room = room - beside_room
        style = NEW if row and row.new_post else DIM
        return [
            Segment(f" {cells.fit(watched, 1)} ", base + WARM),
            Segment(cells.fit(clean_line(item.name), name_room), base),
            Segment(cells.fit(beside, beside_room), base + style),
            Segment(tail, base + DIM),
            Segment(bars, base + Style(color="cyan")),
            Segment(" " + cells.fit(sign, cells.width(marks.new)), base + WARM),
        ]

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
            return ("open", "card_before", "entity_watch", "entity_merge", "help", "back")
        return ("open", "entity_order", "entity_period", "entity_kind", "find", "help")

    def possible(self, action: str) -> bool:
        if action in ("entity_merge", "entity_split", "entity_rename", "entity_hide", "entity_watch",
                      "entity_retype"):  # fmt: skip
            item = self._subject()
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
        place = self.pane.cursor
        target = self._lines[place].target if self._is_target(place) else None
        if isinstance(target, Companion):
            self._walk_to(target)
        elif isinstance(target, Context):
            self._read(target)

    def _walk_to(self, companion: Companion) -> None:
        def find() -> EntityItem | None:
            scope = EntityScope(kinds=(companion.kind,), days=None, words=companion.name)
            found = self.board.entities.items(scope)
            return next((i for i in found if i.name == companion.name), None)

        def go(item: EntityItem | None) -> None:
            if item is not None:
                if self._shown is not None:
                    self._before.append(self._shown)
                self._fetch_card(item)

        self.ask("walk", find, go)

    def _read(self, context: Context) -> None:
        item = self._shown
        if item is None:
            return
        name = context.sentence[context.start : context.end]

        def show(ids: list[int]) -> None:
            at = ids.index(context.article_id) if context.article_id in ids else 0
            self.app.push_screen(ReadingScreen(3, ids or [context.article_id], at, name))

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
        if self.on_card:
            self.on_card = False
            self._arrange()

    def do_back(self) -> None:
        if self.on_card and self._before:
            self.do_card_before()
        elif self.on_card:
            self.do_close()
        elif self.scope.words or self.scope.paper or self.scope.watched:
            self._set(replace(self.scope, words="", paper=None, watched=False))
        else:
            self.board.leave()

    # What is listed.

    def _set(self, scope: EntityScope) -> None:
        if scope != self.scope:
            self.scope = scope
            self.load()

    def do_entity_order(self) -> None:
        self._set(replace(self.scope, order=_after(ORDERS, self.scope.order)))

    def do_entity_period(self) -> None:
        self._set(replace(self.scope, days=_after(PERIODS, self.scope.days)))

    def do_entity_kind(self) -> None:
        self._set(replace(self.scope, kinds=_after(KINDS, self.scope.kinds)))

    def do_entity_watched(self) -> None:
        self._set(replace(self.scope, watched=not self.scope.watched))

    def do_clear_filter(self) -> None:
        self._set(EntityScope(kinds=self.scope.kinds, order=self.scope.order))

    def do_entity_paper(self) -> None:
        def ask(options: list[Option]) -> None:
            def take(value: object) -> None:
                if value is not None:
                    self._set(replace(self.scope, paper=str(value) or None))

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
        self._set(replace(self.scope, words=message.words))

    # Corrections.

    def _subject(self) -> EntityItem | None:
        return self._shown if self.on_card else self._current()

    def do_entity_watch(self) -> None:
        item = self._subject()
        if item is None or item.kind == "COL":
            return
        row = self._row(self.listing.cursor) if not self.on_card else None
        on = not (self.card.watched if self.on_card and self.card else bool(row and row.watched))
        marks = self.board.entity_marks

        def told(_none: None) -> None:
            self.say(_("Watched: {name}").format(name=item.name) if on else _("No longer watched"))
            self._rows.clear()
            self.listing.redraw()
            if self._shown is not None:
                self._fetch_card(self._shown)

        self.board.write(lambda: marks.watch(item.kind, item.name, on), told)

    def _correct(self, rule: EntityRule, text: str) -> None:
        marks = self.board.entity_marks

        def told(_id: int) -> None:
            self.say(text + "  " + _("u takes it back"))
            self.on_card = False
            self._arrange()
            self.load()

        self.board.write(lambda: marks.correct(rule), told)

    def do_undo(self) -> None:
        def told(rule: EntityRule | None) -> None:
            if rule is None:
                self.say(_("Nothing to take back"))
                return
            self.say(_("Taken back: {name}").format(name=rule.name))
            self.load()

        self.board.write(self.board.entity_marks.take_back, told)

    def do_entity_rules(self) -> None:
        """What was said of names, the newest first; each can be taken back by itself."""

        def ask(rules: list[EntityRule]) -> None:
            if not rules:
                self.say(_("Nothing was corrected yet"))
                return
            options = [Option(_told(rule), rule.made_at[:10], rule.id) for rule in reversed(rules)]
            self.app.push_screen(
                ChooseScreen(_("Corrections: Enter takes one back"), options), back
            )

        def back(number: object) -> None:
            if isinstance(number, int):
                marks = self.board.entity_marks
                self.ask("rules", lambda: marks.take_back(number), taken)

        def taken(rule: EntityRule | None) -> None:
            self.load()
            if rule is not None:
                self.say(_("Taken back: {rule}").format(rule=_told(rule)))

        self.ask("rules", self.board.entities.rules, ask)

    def do_entity_hide(self) -> None:
        item = self._subject()
        if item is not None and item.kind != "COL":
            text = _("Hidden: {name}").format(name=item.name)
            self._correct(EntityRule("hide", item.kind, item.name), text)

    def do_entity_rename(self) -> None:
        item = self._subject()
        if item is None or item.kind == "COL":
            return

        def take(value: object) -> None:
            if value:
                text = _("{name} is shown as {other}").format(name=item.name, other=value)
                rule = EntityRule("rename", item.kind, item.name, to_name=str(value))
                self._correct(rule, text)

        options = [Option(name, "", name) for name in (self.card.names if self.card else ())]
        title = _("Show {name} as").format(name=item.name)
        self.app.push_screen(ChooseScreen(title, options, free=True), take)

    def do_entity_add(self) -> None:
        def kinds(name: object) -> None:
            if not isinstance(name, str) or len(name.strip()) < 2:
                return
            options = [Option(kind_name(kind), "", kind) for kind in ("PER", "ORG", "LOC")]
            title = _("What is {name}?").format(name=clean_line(name))
            self.app.push_screen(ChooseScreen(title, options), lambda kind: add(name.strip(), kind))

        def add(name: str, kind: object) -> None:
            if not isinstance(kind, str):
                return

            def find() -> int:
                # Finding loads the language stage: half a second, in this thread.
                from store.analysis import find_added

                self.board.entity_marks.correct(EntityRule("add", kind, name))
                return find_added(self.board.entities.places, kind, name)

            def told(count: int) -> None:
                self._set(replace(self.scope, kinds=(kind,), days=None, words=name))
                self.load()
                text = ngettext(
                    "{name}: found in {count} article", "{name}: found in {count} articles", count
                )
                self.say(text.format(name=clean_line(name), count=count))

            self.say(_("Looking for {name}…").format(name=clean_line(name)))
            self.ask("add", find, told)

        self.app.push_screen(ChooseScreen(_("Add a name: type it"), (), free=True), kinds)

    def do_entity_retype(self) -> None:
        item = self._subject()
        if item is None or item.kind == "COL":
            return

        def take(value: object) -> None:
            if value and value != item.kind:
                text = _("{name} is now: {kind}").format(name=item.name, kind=kind_name(str(value)))
                self._correct(EntityRule("kind", item.kind, item.name, to_kind=str(value)), text)

        options = [Option(kind_name(kind), "", kind) for kind in ("PER", "ORG", "LOC")]
        self.app.push_screen(ChooseScreen(_("{name} is").format(name=item.name), options), take)

    def do_entity_merge(self) -> None:
        item = self._subject()
        if item is None or item.kind == "COL":
            return

        def ask(found: list[EntityItem]) -> None:
            options = [
                Option(other.name, str(other.count), other)
                for other in found
                if (other.kind, other.name) != (item.kind, item.name)
            ]

            def take(value: object) -> None:
                if isinstance(value, EntityItem):
                    rule = EntityRule(
                        "merge", item.kind, item.name, value.kind, value.name, _("by hand")
                    )
                    text = _("{name} is {other}").format(name=item.name, other=value.name)
                    self._correct(rule, text)

            title = _("{name} is the same as").format(name=item.name)
            self.app.push_screen(ChooseScreen(title, options), take)

        scope = EntityScope(kinds=(item.kind,), days=None)
        self.ask("choices", lambda: _likely(self.board.entities.items(scope), item), ask)

    def do_entity_split(self) -> None:
        item = self._subject()
        if item is None or item.kind == "COL":
            return

        def ask(card: EntityCard | None) -> None:
            posts = card.posts if card else ()
            options = [
                Option(full_title(p.post, p.organisation), p.last, p.organisation or p.post)
                for p in posts
            ]
            if len(options) < 2:
                self.say(_("Only one post is known of this name; there is nothing to part it by"))
                return

            def take(value: object) -> None:
                if value:
                    name = f"{item.name}（{value}）"
                    rule = EntityRule("split", item.kind, item.name, item.kind, name, str(value))
                    self._correct(rule, _("Parted: {name}").format(name=name))

            title = _("Which {name} stands by himself?").format(name=item.name)
            self.app.push_screen(ChooseScreen(title, options), take)

        self.ask("choices", lambda: self.board.entities.card(item), ask)

    async def do_entity_trend(self) -> None:
        item = self._subject()
        if item is not None:
            field = {"PER": "who", "ORG": "org", "LOC": "place", "COL": "column", "BYL": "by"}
            # One that goes by several names is counted by all of them.
            several = len(item.members) > 1 or item.kind in ("COL", "BYL")
            term = f"{field[item.kind]}:{quoted(item.name)}" if several else item.name
            await self.board.show_trend(term)


def _told(rule: EntityRule) -> str:
    """A correction in words."""
    name, other = clean_line(rule.name), clean_line(rule.to_name or "")
    detail = clean_line(rule.detail or "")
    return {
        "merge": _("{name} is {other}"),
        "rename": _("{name} is shown as {other}"),
        "kind": _("{name} is: {kind}"),
        "hide": _("{name} is hidden"),
        "add": _("{name} was added"),
        "split": _("{name}, where {detail}, is {other}"),
    }[rule.action].format(
        name=name, other=other, detail=detail, kind=kind_name(rule.to_kind or rule.kind)
    )


def _likely(found: list[EntityItem], item: EntityItem) -> list[EntityItem]:
    """The ones that share most characters with the name first."""
    own = set(item.name)
    return sorted(
        found, key=lambda i: (-len(own & set(i.name)) / (len(set(i.name)) + 1), -i.count)
    )[:500]


def _after(values: tuple[Given, ...], value: Given) -> Given:
    """The value after this one, around."""
    return values[(values.index(value) + 1) % len(values)]
