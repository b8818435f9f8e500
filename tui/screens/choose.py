"""Choosing by keyboard: a list of choices filtered as one types. Filters, dates, the palette."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from store.headline_records import Scope
from store.headlines import Headlines
from tui.cells import Cells
from tui.keys import CHOOSING, WITHIN
from tui.terminal import clean_line
from tui.widgets.lines import Line
from tui.words import _

if TYPE_CHECKING:
    from tui.dashboard import Dashboard
    from tui.screens.base import TabScreen


STEPS = {"choose_down": 1, "choose_up": -1, "choose_page_down": 10, "choose_page_up": -10}


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: what is shown left and right, and what it stands for."""

    text: str
    note: str
    value: object


class Options(Widget):
    """The options that fit, the chosen one marked."""

    can_focus = False

    def __init__(self, cells: Cells) -> None:
        super().__init__()
        self._cells = cells
        self.options: Sequence[Option] = ()
        self.cursor = 0
        #: Said where there is nothing to choose.
        self.nothing = ""

    def show(self, options: Sequence[Option]) -> None:
        self.options, self.cursor = options, 0
        self.refresh()

    def move(self, step: int) -> None:
        self.cursor = max(0, min(self.cursor + step, len(self.options) - 1))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        width, height = self.size
        top = max(0, min(self.cursor - height // 2, len(self.options) - height))
        number = top + y
        if number >= len(self.options):
            if y == 0 and self.nothing:
                return Strip(
                    [Segment(self._cells.fit(f" {self.nothing}", width), Style(dim=True))], width
                )
            return Strip.blank(width)
        option = self.options[number]
        style = Style(reverse=True) if number == self.cursor else Style.null()
        note = f" {option.note} " if option.note else ""
        room = width - self._cells.width(note)
        text = self._cells.fit(" " + clean_line(option.text), room)
        return Strip([Segment(text, style), Segment(note, style + Style(dim=True))], width)


class ChooseScreen(ModalScreen[object]):
    """Type to narrow, arrows or C-n/C-p to move, Enter to take, Escape to leave."""

    CSS = """
    ChooseScreen { align: center top; background: ansi_default; }
    ChooseScreen > Vertical { width: 100%; max-width: 76; height: 100%; padding: 1 1; background: ansi_default; }
    ChooseScreen Line { height: 1; }
    ChooseScreen Input { border: none; height: 1; padding: 0; background: ansi_default; }
    ChooseScreen Input:focus { border: none; }
    ChooseScreen Options { height: 1fr; }
    """

    def __init__(self, title: str, options: Sequence[Option], *, free: bool = False) -> None:
        super().__init__()
        self._title = title
        self._options = options
        self._free = free

    @property
    def board(self) -> Dashboard:
        """The application."""
        return cast("Dashboard", self.app)

    def compose(self) -> ComposeResult:
        cells = self.board.cells
        with Vertical():
            yield Line(cells, id="title")
            yield Input(compact=True)
            yield Options(cells)
            yield Line(cells, id="keys")

    def on_mount(self) -> None:
        self.query_one("#title", Line).set(((f" {self._title}", Style(bold=True)),))
        names = self.board.key_names()
        keys = _("type to narrow   {move} move   {take} take   {leave} leave").format(
            move=names["choose_up"] + names["choose_down"],
            take=names["choose_take"],
            leave=names["choose_leave"],
        )
        self.query_one("#keys", Line).set(((f" {keys}", Style(dim=True)),))
        self.query_one(Options).show(self._options)
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        words = event.value.strip()
        shown = self.query_one(Options)
        if self._free and words:
            shown.nothing = _("Enter takes what was typed")
        else:
            shown.nothing = _("Nothing here is called that")
        shown.show(self.offered(words))

    def offered(self, words: str) -> list[Option]:
        """The options for what is typed. To be overridden: Textual calls the handlers of all classes."""
        low = words.lower()
        return [o for o in self._options if low in o.text.lower() or low in o.note.lower()]

    def on_input_submitted(self, event: Input.Submitted) -> None:
        shown = self.query_one(Options)
        if shown.options:
            self.dismiss(shown.options[shown.cursor].value)
        elif self._free and event.value.strip():
            self.dismiss(event.value.strip())

    async def on_key(self, event: events.Key) -> None:
        if event.is_printable:
            return
        action = self.board.sequences.press(event.key, WITHIN[CHOOSING])
        if action is None:
            return
        event.stop()
        event.prevent_default()
        if action == "choose_leave":
            self.dismiss(None)
        elif action == "choose_take":
            await self.query_one(Input).action_submit()
        elif action in STEPS:
            self.query_one(Options).move(STEPS[action])


def choose_filter(screen: TabScreen, scope: Scope, done: Callable[[Scope | None], None]) -> None:
    """Ask what to narrow the headlines to; conditions add up."""

    def show(options: list[Option]) -> None:
        screen.app.push_screen(
            ChooseScreen(_("Filter"), options), lambda value: done(cast("Scope | None", value))
        )

    screen.ask("choices", lambda: _filters(screen.board.headlines, scope), show)


def _filters(headlines: Headlines, scope: Scope) -> list[Option]:
    options: list[Option] = [
        Option(_("unread only"), "", replace(scope, unread=not scope.unread)),
        Option(_("starred only"), "", replace(scope, starred=not scope.starred)),
        Option(_("photos only"), "", replace(scope, photo=not scope.photo)),
        Option(_("jumps only"), "", replace(scope, jump=not scope.jump)),
    ]
    if scope != Scope():
        options.append(Option(_("everything"), "F", Scope()))
    lifted = (
        (scope.paper, _("any paper"), replace(scope, paper=None)),
        (scope.date, _("any date"), replace(scope, date=None)),
        (scope.page, _("any page"), replace(scope, page=None)),
        (scope.column, _("any column"), replace(scope, column=None)),
    )
    options += [Option(text, "", wider) for held, text, wider in lifted if held is not None]
    options += [
        Option(c.value, _("paper {count}").format(count=c.count), replace(scope, paper=c.value))
        for c in headlines.papers()
    ]
    options += [
        Option(
            _("p. {page}").format(page=c.value),
            _("page {count}").format(count=c.count),
            replace(scope, page=c.value),
        )
        for c in headlines.pages(scope)
        if c.value
    ]
    options += [
        Option(
            f"【{c.value}】",
            _("column {count}").format(count=c.count),
            replace(scope, column=c.value),
        )
        for c in headlines.columns(scope)
    ]
    options += _dates(headlines, scope)
    return options


def choose_date(screen: TabScreen, scope: Scope, done: Callable[[Scope | None], None]) -> None:
    """Ask for a day, month or year."""

    def show(options: list[Option]) -> None:
        screen.app.push_screen(
            ChooseScreen(_("Date"), options), lambda value: done(cast("Scope | None", value))
        )

    def options() -> list[Option]:
        every = [Option(_("any date"), "", replace(scope, date=None))] if scope.date else []
        return every + _dates(screen.board.headlines, scope)

    screen.ask("choices", options, show)


def _dates(headlines: Headlines, scope: Scope) -> list[Option]:
    days = headlines.dates(replace(scope, date=None))
    months: dict[str, int] = {}
    for day in days:
        months[day.value[:7]] = months.get(day.value[:7], 0) + day.count
    counted = [(d.value, d.count) for d in days] + list(months.items())
    return [Option(date, str(count), replace(scope, date=date)) for date, count in counted]
