"""The application: one screen a tab, made when first shown; theme, keys, leaving and resuming."""

from __future__ import annotations

import contextlib
import signal
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from rich.console import RenderableType
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.screen import Screen

from store.headline_records import ChenbaoError
from store.headlines import Headlines, Marks, Place, StorePlaces
from tui import kept_settings, words
from tui.cells import Cells
from tui.keys import Sequences, keymap, shown
from tui.painting import Painted
from tui.screens.base import TabScreen
from tui.settings import Settings, load_settings, settings_path
from tui.terminal import Terminal, probe
from tui.words import _

if TYPE_CHECKING:
    from store.briefing import Briefings
    from store.briefing_marks import BriefingMarks
    from store.entities import Entities, EntityMarks
    from store.search import Search
    from tui.screens.headlines import HeadlinesScreen

Given = TypeVar("Given")
INDEX_PAUSE = 2.0
TABS = ("briefing", "headlines", "entities", "trends")
THEME = "ansi-dark"


class Dashboard(App[None], inherit_bindings=False):
    """chenbao's screens over one store."""

    TITLE = "chenbao"
    ENABLE_COMMAND_PALETTE = False
    ESCAPE_TO_MINIMIZE = False
    BINDINGS: ClassVar = []
    # All at once: a sheet that comes later has every rule parsed again.
    CSS_PATH: ClassVar = [
        f"screens/{name}.tcss" for name in ("base", "briefing", "entities", "headlines", "trends")
    ]

    def __init__(
        self,
        places: StorePlaces,
        *,
        terminal: Terminal | None = None,
        settings: Settings | None = None,
    ) -> None:
        marks = Marks(places)
        headlines = Headlines(places)
        # What arrives from now on opens the next start on the briefing.
        self._arrived = headlines.generation()
        began = place_to_begin(marks, headlines)
        # Textual asks its class: the tab begun on is the only one made.
        type(self).DEFAULT_MODE = began.tab if began.tab in TABS else TABS[0]
        super().__init__(ansi_color=True)
        self.terminal = terminal or Terminal()
        self.cells = Cells(self.terminal.wide_ambiguous)
        self._painted = Painted(self.cells)
        self.settings = settings or Settings()
        self.keys = keymap(self.settings.keys)
        self.sequences = Sequences(self.keys)
        self.headlines = headlines
        self.marks = marks
        self.animation_level = "none"
        # Marks are written one after the other, off the screen's thread.
        self._writer = ThreadPoolExecutor(1, "marks")
        self._began = began
        # Before anything is drawn: a theme set later has every rule applied again.
        self.set_reactive(App.theme, THEME)
        self._front: HeadlinesScreen | None = None
        self._leaving = False
        for name in TABS:
            self.add_mode(name, partial(self._make, name))

    def on_mount(self) -> None:
        self.set_timer(INDEX_PAUSE, self._index_waiting)
        for name in ("SIGHUP", "SIGTERM"):
            number = getattr(signal, name, None)
            if number is not None:
                _on_signal(number, self.leave)

    # What the other tabs ask is loaded when it is first asked: the headlines come first.

    @cached_property
    def search(self) -> Search:
        """What finding asks of the store."""
        from store.search import Search

        return Search(self.headlines.places)

    @cached_property
    def entities(self) -> Entities:
        """What the Entities tab asks of the store."""
        from store.entities import Entities

        return Entities(self.headlines.places)

    @cached_property
    def entity_marks(self) -> EntityMarks:
        """Corrections and watches."""
        from store.entities import EntityMarks

        return EntityMarks(self.headlines.places)

    @cached_property
    def briefings(self) -> Briefings:
        """What the Briefing tab asks of the store."""
        from store.briefing import Briefings

        return Briefings(self.headlines.places)

    @cached_property
    def briefing_marks(self) -> BriefingMarks:
        """Up to what the briefing was read."""
        from store.briefing_marks import BriefingMarks

        return BriefingMarks(self.headlines.places)

    def _index_waiting(self) -> None:
        """Bring an older store's articles into the index, a few at a time, beside the reader."""
        from store.search import index_waiting

        def go_on() -> bool:
            time.sleep(0.02)
            return not self._leaving

        def work() -> None:
            with contextlib.suppress(ChenbaoError):
                index_waiting(self.headlines.places, go_on, batch=20)

        self.run_worker(work, thread=True, exit_on_error=False)

    def _make(self, name: str) -> TabScreen:
        # Their modules are loaded when the tab is first shown.
        if name == "briefing":
            from tui.screens.briefing import BriefingScreen

            return BriefingScreen()
        if name == "entities":
            from tui.screens.entities import EntitiesScreen

            return EntitiesScreen()
        if name == "trends":
            from tui.screens.trends import TrendsScreen

            return TrendsScreen(self.headlines.places)
        from tui.screens.headlines import HeadlinesScreen

        self._front = HeadlinesScreen(self._began)
        return self._front

    def key_names(self) -> dict[str, str]:
        """The first key of every action, as people write it."""
        return {key.id: shown(key.keys[0]) for key in self.keys}

    # Actions of every place.

    def do_tab_1(self) -> None:
        self._to(0)

    def do_tab_2(self) -> None:
        self._to(1)

    def do_tab_3(self) -> None:
        self._to(2)

    def do_tab_4(self) -> None:
        self._to(3)

    def do_next_tab(self) -> None:
        self._to(TABS.index(self.current_mode) + 1)

    def do_previous_tab(self) -> None:
        self._to(TABS.index(self.current_mode) - 1)

    def _to(self, tab: int) -> None:
        name = TABS[tab % len(TABS)]
        if name != self.current_mode:
            self.switch_mode(name)

    async def show_trend(self, term: str) -> None:
        """Go to the trends and put a word on the chart: from a card, from the text."""
        from tui.screens.trends import TrendsScreen

        await self.switch_mode("trends")
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        if isinstance(self.screen, TrendsScreen):
            self.screen.add(term)

    def do_help(self) -> None:
        from tui.screens.help import show_keys

        if isinstance(self.screen, TabScreen):
            show_keys(self.screen, _("Keys of this place"), reading=True)

    def do_palette(self) -> None:
        from tui.screens.help import show_keys

        if isinstance(self.screen, TabScreen):
            show_keys(self.screen, _("Run an action"), reading=False)

    def do_redraw(self) -> None:
        self._painted.forget()
        self.refresh(layout=True)
        self.screen.refresh()

    def do_back(self) -> None:
        self.leave()

    def do_quit(self) -> None:
        self.leave()

    # Leaving.

    def leave(self) -> None:
        """Save where the reader is and end; also what a dropped line does (SIGHUP)."""
        self.keep_place()
        self._leaving = True
        self.headlines.interrupt()
        # Those that were asked at all.
        for name in ("search", "entities", "briefings"):
            if name in self.__dict__:
                getattr(self, name).interrupt()
        self._writer.shutdown(wait=True)
        self.exit()

    async def action_quit(self) -> None:
        self.leave()

    def write(self, call: Callable[[], Given], then: Callable[[Given], None] | None = None) -> None:
        """Do a marking after those before it; ``then`` gets what it gave."""

        def work() -> None:
            try:
                given = call()
            except Exception as fault:
                self._tell(self._say_fault, fault)
            else:
                if then is not None:
                    self._tell(then, given)

        with contextlib.suppress(RuntimeError):
            self._writer.submit(work)

    def _tell(self, call: Callable[[Given], None], given: Given) -> None:
        # Leaving waits for the writer, so nothing waits for the screen here.
        with contextlib.suppress(RuntimeError):
            if self._loop is not None:
                self._loop.call_soon_threadsafe(self.call_later, call, given)

    def _say_fault(self, fault: Exception) -> None:
        if isinstance(self.screen, TabScreen):
            from tui.faults import told

            self.screen.say(_("The mark was not kept: {0}").format(told(fault)))

    def keep_place(self) -> None:
        """Save where the reader is."""
        front = self._front
        place = front.place() if front is not None and front.is_mounted else self._began
        if place.arrived is None or place.arrived < self._arrived:
            place = replace(place, arrived=self._arrived)
        self.marks.save_place(replace(place, tab=self.current_mode))

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        if isinstance(renderable, CompositorUpdate):
            renderable = self._painted.changed(renderable, self.size)
        elif renderable is not None:
            self._painted.forget()
        super()._display(screen, renderable)

    def send(self, sequence: str) -> None:
        """Write a sequence of ours straight to the terminal (OSC 52)."""
        if self._driver is not None:
            self._driver.write(sequence)
            self._driver.flush()


def place_to_begin(marks: Marks, headlines: Headlines) -> Place:
    """Where the reader was; the briefing at the first start, and when a paper arrived meanwhile."""
    place = marks.load_place()
    if place is None:
        return Place(TABS[0])
    if place.arrived is not None and headlines.arrived_since(place.arrived):
        return replace(place, tab=TABS[0])
    return place


def _on_signal(number: int, leave: Callable[[], None]) -> None:
    import asyncio

    # Not everywhere (Windows), and not outside the main thread (tests).
    with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
        asyncio.get_running_loop().add_signal_handler(number, leave)


def run(places: StorePlaces, *, mouse: bool = False) -> int:
    """Open the dashboard; the value is the exit status. Raises ChenbaoError before it opens."""
    path = settings_path()
    settings = load_settings(path)
    words.use(words.language(settings=settings.language))
    # Told where it can be read again and copied, before the screen is taken.
    Headlines(places).check()
    terminal = probe(wide=settings.ambiguous_wide, plain=settings.ascii_marks)
    try:
        kept_settings.keep(places, settings)
        app = Dashboard(places, terminal=terminal, settings=settings)
    except ChenbaoError as fault:
        raise fault if fault.source else ChenbaoError(str(fault), str(path)) from None
    app.run(mouse=mouse or settings.mouse)
    return app.return_code or 0
