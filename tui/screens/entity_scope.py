"""What the list of names shows: kind, period, order, paper, what was typed; and moving in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from store.records import EntityScope, Sort
from tui.screens.choose import ChooseScreen, Option
from tui.screens.entity_card import kind_name
from tui.screens.entity_pane import EntityPane
from tui.terminal import clean_line
from tui.widgets.row_list import RowList
from tui.widgets.search_bar import SearchBar
from tui.words import _, ngettext

ORDERS: tuple[Sort, ...] = ("count", "latest", "rising", "name", "prominence")
PERIODS: tuple[int | None, ...] = (1, 7, 30, None)
KINDS: tuple[tuple[str, ...], ...] = ((), ("PER",), ("ORG",), ("LOC",), ("BYL",), ("COL",))
Given = TypeVar("Given")


class EntityScoping(EntityPane):
    """Adds the keys that choose what is listed."""

    @property
    def listing(self) -> RowList:
        """The list."""
        return self.query_one("#list", RowList)

    def draw_status(self) -> None:
        """Say in the tab bar what is listed."""
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

    def set_scope(self, scope: EntityScope) -> None:
        """List something else."""
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
            self.leave_card()
        self.query_one(SearchBar).ask(_("Name, pinyin or initials: "), self.scope.words)

    def on_search_bar_typed(self, message: SearchBar.Typed) -> None:
        self.set_scope(replace(self.scope, words=message.words))

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


def _after(values: tuple[Given, ...], value: Given) -> Given:
    """The value after this one, around."""
    return values[(values.index(value) + 1) % len(values)]
