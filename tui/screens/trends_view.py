"""The trends as they stand: chart, rising words, figures; what is loaded and shown."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import ClassVar, cast

from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from store.headlines import StorePlaces
from store.records import Scope
from store.trend_math import iso, number, suits
from store.trend_records import INTERVALS, Interval, Rising, Trend, TrendQuestion
from store.trends import Trends
from tui.chart import VIEWS, View, note_at
from tui.chart_look import Look, color
from tui.screens.base import TabScreen
from tui.screens.trends_ask import initials
from tui.terminal import clean_line
from tui.trend_text import around, figures, interval_name
from tui.widgets.lines import DIM, Line, Rule
from tui.widgets.rising_list import RisingList
from tui.widgets.trend_chart import TrendChart
from tui.words import _

WIDE = 100
_SIDE = 40
_KEPT = "trends"
_FIRST_TERMS = 2


class TrendsView(TabScreen):
    """Parts, loading, drawing; the actions are in ``TrendsScreen``."""

    CSS_PATH: ClassVar = ["base.tcss", "trends.tcss"]
    tab = 4

    def __init__(self, places: StorePlaces) -> None:
        super().__init__()
        self.trends = Trends(places)
        self.question = TrendQuestion(())
        self.on_rising = False
        self.rising_interval: Interval = "week"
        self.rising_date: str | None = None
        self._span: tuple[str, str] | None = None
        self._rising = Rising("week", "", "")
        self._initials: dict[str, str] = {}
        #: Common words and their initials: to be added without an input method.
        self._spelled: dict[str, str] = {}
        self._day: int | None = None
        self._loading = False
        self._looking = False
        self._untouched = True

    def body(self) -> ComposeResult:
        board = self.board
        look = Look.of(board.terminal, board.cells)
        with Horizontal(id="sides"):
            yield TrendChart(look, id="chart")
            yield Rule(board.terminal.marks.rule, classes="upright", id="between")
            with Vertical(id="side"):
                yield Line(board.cells, id="rising_head")
                yield RisingList(look, id="rising")
        yield Line(board.cells, id="around")
        yield Line(board.cells, id="figures")

    def on_mount(self) -> None:
        super().on_mount()
        self._resume()
        self._arrange()
        self.load()
        self.load_rising()

    def on_unmount(self) -> None:
        self.trends.interrupt()

    # Parts.

    @property
    def chart(self) -> TrendChart:
        """The chart."""
        return self.query_one("#chart", TrendChart)

    @property
    def rising(self) -> RisingList:
        """The rising words."""
        return self.query_one("#rising", RisingList)

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        if self.is_mounted:
            self._arrange()

    def _arrange(self) -> None:
        wide = self.size.width >= WIDE
        self.chart.display = wide or not self.on_rising
        side = self.query_one("#side")
        side.display = wide or self.on_rising
        side.styles.width = _SIDE if wide else "1fr"
        self.query_one("#between").display = wide
        self.rising.light(self.on_rising)
        self.draw_figures()
        self.draw_footer()

    # Keeping what is shown, for the next start.

    def _resume(self) -> None:
        kept = self.board.marks.load_setting(_KEPT)
        self._untouched = kept is None
        try:
            found = json.loads(kept or "{}")
            self.question = TrendQuestion(**{**found.get("question", {}), "scope": Scope()})
            self.question = replace(self.question, terms=tuple(self.question.terms))
            if found.get("view") in VIEWS:
                self.chart.view = cast(View, found["view"])
        except (ValueError, TypeError, AttributeError):
            self.question = TrendQuestion(())

    def _keep(self) -> None:
        names = ("terms", "first", "last", "interval", "measure", "share", "smoothing",
                 "cumulative", "split")  # fmt: skip
        question = {name: getattr(self.question, name) for name in names}
        kept = json.dumps({"question": question, "view": self.chart.view}, ensure_ascii=False)
        self.board.write(lambda: self.board.marks.keep_setting(_KEPT, kept))

    # Loading.

    def load(self) -> None:
        """Ask for the trend anew; the cursor stays on its day."""
        question = self.question
        if self._loading:
            self.trends.interrupt()
        self._loading = True
        self.draw_footer()

        def fetch() -> tuple[Trend, tuple[str, str] | None]:
            import tui.plotting  # noqa: F401  (loaded here, off the screen's thread)

            return self.trends.trend(question, at_once=True), self.trends.span()

        self.ask("trend", fetch, self._show)

    def _load_exact(self, question: TrendQuestion) -> None:
        """What the index said at once is on the screen; the texts say what is true."""
        self._loading = True
        self.draw_footer()
        self.ask("trend", lambda: (self.trends.trend(question), self.trends.span()), self._show)

    def _show(self, found: tuple[Trend, tuple[str, str] | None]) -> None:
        trend, self._span = found
        self._loading = False
        if self._span and not self.question.terms and not self.question.first:
            days = number(self._span[1]) - number(self._span[0]) + 1
            self.question = replace(self.question, interval=suits(days))
        size = len(trend.bins)
        place = size - 1
        if self._day is not None and size:
            day = self._day
            place = next((n for n, b in enumerate(trend.bins) if b.end > day), size - 1)
        self.chart.focus_on = min(self.chart.focus_on, max(0, len(trend.series) - 1))
        self.chart.show(trend, max(0, place))
        self.draw_figures()
        self.draw_status()
        if not trend.exact:
            self._load_exact(trend.question)
        if not self.question.terms:
            if self._span is None:
                self.say(_("Nothing is stored yet; leave with q and run: chenbao add FILE…"))
            else:
                self.say(_("a adds a word; Tab goes to the rising words, Enter adds one"))
                self._begin()

    def ask_for(self, question: TrendQuestion) -> None:
        """Show another question's answer, and keep it."""
        if question != self.question:
            self._untouched = False
            self.question = question
            self._keep()
            self.load()

    def load_rising(self) -> None:
        """Ask for the rising words of the period."""
        interval, date = self.rising_interval, self.rising_date
        self._looking = True
        self._head()

        def fetch(at_once: bool) -> tuple[Rising, dict[str, str]]:
            found = self.trends.rising(interval, date, at_once=at_once)
            words = [r.term for r in (*found.rising, *found.new, *found.falling)]
            return found, initials(words)

        def show(found: tuple[Rising, dict[str, str]]) -> None:
            if (interval, date) != (self.rising_interval, self.rising_date):
                return
            self._show_rising(found)
            if not found[0].complete:
                self.ask("rising", lambda: fetch(False), show)

        self.ask("rising", lambda: fetch(True), show)

    def _show_rising(self, found: tuple[Rising, dict[str, str]]) -> None:
        joining = not self._rising.complete
        self._rising, self._initials = found
        self._looking = False
        self.rising.show(self._rising, stay=joining)
        self._head()
        self._begin()
        if self._rising.complete and not self._spelled:
            self.ask("spelled", lambda: initials(self.trends.words()), self._keep_spelled)

    def _keep_spelled(self, found: dict[str, str]) -> None:
        self._spelled = found

    def _begin(self) -> None:
        """Who comes for the first time sees what rose or is new, not an empty chart."""
        news = (*self._rising.rising, *self._rising.new)
        first = [r.term for r in news[:_FIRST_TERMS]]
        ready = first and self._rising.complete
        if self._untouched and ready and self._span and not self.question.terms:
            self._untouched = False
            self.question = replace(self.question, terms=tuple(first))
            self.load()

    def _head(self) -> None:
        names = {
            "day": _("Words of the day"),
            "week": _("Words of the week"),
            "month": _("Words of the month"),
        }
        name = names.get(self.rising_interval, "")
        parts = [(" " + name, Style(bold=True))]
        if self._looking:
            parts.append((" " + _("loading…"), DIM))
        elif not self._rising.complete:
            parts.append((" " + _("still counting…"), DIM))
        elif self._rising.start:
            same = self._rising.start == self._rising.end
            until = "" if same else "—" + self._rising.end[5:]
            parts.append((f" {self._rising.start}{until}", DIM))
        self.query_one("#rising_head", Line).set(tuple(parts))

    # Around the chart.

    def draw_status(self) -> None:
        """The tab bar's right side: how the chart is cut."""
        question = self.question
        span = self._span or ("", "")
        parts = [
            interval_name(question.interval),
            f"{question.first or span[0]}—{question.last or span[1]}",
        ]
        if question.smoothing > 1:
            parts.insert(1, _("smoothed {window}").format(window=question.smoothing))
        self.draw_tabs("  ".join(parts))
        self.draw_footer()

    def draw_figures(self) -> None:
        """The exact figures of all series under the cursor."""
        trend, place = self.chart.trend, self.chart.cursor
        above, below = self.query_one("#around", Line), self.query_one("#figures", Line)
        shown = self.chart.display or self.size.width >= WIDE
        if trend is None or not trend.bins or not shown:
            above.set()
            below.set()
            return
        left = [(" " + around(trend, place), Style.null())]
        note = note_at(trend, place)
        if note:
            left.append((f"  {clean_line(note)}", Style(color="yellow")))
        above.set(tuple(left), ((self._burst(trend, place), DIM),))
        look = Look.of(self.board.terminal, self.board.cells)
        pieces = []
        for n, text in enumerate(figures(trend, place)):
            here = Style(bold=True) if n == self.chart.focus_on else Style.null()
            pieces.append((f" {look.mark(n)} {clean_line(text)} ", color(n) + here))
        below.set(tuple(pieces))

    def _burst(self, trend: Trend, place: int) -> str:
        """The narrowest burst of the word in focus that holds the cursor."""
        if not trend.series:
            return ""
        one = trend.bins[place]
        held = [
            b
            for b in trend.series[self.chart.focus_on].bursts
            if number(b.start) < one.after and number(b.end) >= one.first
        ]
        if not held:
            return ""
        burst = min(held, key=lambda b: number(b.end) - number(b.start))
        return _("burst {start}—{end} ").format(start=burst.start, end=burst.end)

    def where(self) -> str:
        trend = self.chart.trend
        if self._loading:
            shown = trend is not None and trend.question == self.question
            return _("still counting…") if shown else _("loading…")
        if trend is None or not trend.series:
            return _("No word yet")
        return clean_line(trend.series[self.chart.focus_on].label)

    def hinted(self) -> tuple[str, ...]:
        if self.on_rising:
            return ("open", "rising_interval", "rising_earlier", "other_side", "help")
        if not self.question.terms:
            return ("add_term", "other_side", "period", "help")
        return ("later", "zoom_in", "add_term", "other_side", "articles", "help")

    def hints(self) -> list[str]:
        found = super().hints()
        if self.on_rising:
            add, chart = _("Add"), _("Chart")
            found[0] = f"Enter {add}"
            found[-2] = f"Tab {chart}"
        return found

    # The days shown.

    def days_shown(self) -> tuple[int, int] | None:
        """First day and the day after the last of what is asked for."""
        if self._span is None:
            return None
        trend = self.chart.trend
        if trend is not None and trend.bins and trend.question == self.question:
            return trend.bins[0].first, trend.bins[-1].after
        return number(self._span[0]), number(self._span[1]) + 1

    def show_days(self, first: int, after: int, interval: Interval | None = None) -> None:
        """Show these days, within the archive; in the interval that suits them unless one is given."""
        if self._span is None:
            return
        low, high = number(self._span[0]), number(self._span[1]) + 1
        first, after = max(low, first), min(high, after)
        if after - first < 1:
            return
        chosen = interval or suits(after - first)
        self.ask_for(
            replace(
                self.question,
                first=iso(first) if first > low else None,
                last=iso(after - 1) if after < high else None,
                interval=chosen,
            )
        )

    def next_interval(self) -> Interval:
        """The interval after this one."""
        at = INTERVALS.index(self.question.interval)
        return INTERVALS[(at + 1) % len(INTERVALS)]
