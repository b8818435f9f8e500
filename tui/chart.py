"""Drawing a trend on a sheet of cells: lines, bars, small multiples, a calendar.

Nothing here knows a screen; the widget and ``chenbao trend`` draw with it alike.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log10
from typing import Literal

from rich.style import Style

from store.trend_math import number
from store.trend_records import Series, Trend
from tui.chart_calendar import Spot, calendar
from tui.chart_look import ASCII_FILLS, ASCII_MARKS, COLORS, DIM, Look, color
from tui.sheet import PLAIN, Sheet
from tui.terminal import clean_line
from tui.trend_text import unit
from tui.trend_ticks import dates, number_label, steps, top_of

View = Literal["line", "bars", "multiples", "calendar"]
VIEWS: tuple[View, ...] = ("line", "bars", "multiples", "calendar")
_BEHIND = 8
_EIGHTHS = " ▁▂▃▄▅▆▇█"
_LEVELS = "▁▃▆█"
_ASCII_LEVELS = ".-=#"
_EVERY = 12


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart, and for each bin the cells the cursor lights: x, y, and the ends after them."""

    sheet: Sheet
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class _Plot:
    """The part of the sheet where values stand, and how they become heights (0 to 1)."""

    x: int
    y: int
    width: int
    height: int
    share: Callable[[float], float]

    def columns(self, n: int, size: int) -> range:
        """The columns of a bin, at least one."""
        first = n * self.width // size
        return range(self.x + first, self.x + max(first + 1, (n + 1) * self.width // size))


def draw(
    trend: Trend,
    width: int,
    height: int,
    look: Look,
    *,
    view: View = "line",
    focus: int = 0,
    log: bool = False,
    cursor: int = 0,
) -> Drawing:
    """Draw a trend. ``focus`` is the series whose bursts (or calendar) are shown."""
    sheet = Sheet(width, height, look.cells)
    if not trend.bins or not trend.series or width < 12 or height < 5:
        return Drawing(sheet, ())
    focus = min(focus, len(trend.series) - 1)
    top = _legend(sheet, trend, look, focus, view)
    if view == "calendar":
        return Drawing(sheet, calendar(sheet, trend, look, focus, top, cursor))
    return _Chart(sheet, trend, look, view, focus, log).draw(top)


def _legend(sheet: Sheet, trend: Trend, look: Look, focus: int, view: View) -> int:
    """The unit and the series with their signs; how many lines that took."""
    x, y = sheet.write(1, 0, unit(trend.question), DIM), 0
    most = max(1, min(3, sheet.height // 6))
    for n, series in enumerate(trend.series):
        sign = look.fill(n) if _stacked(trend, view) else look.mark(n)
        text = f"{sign} {clean_line(series.label)}"
        room = look.cells.width(text)
        if x + 3 + room > sheet.width and y + 1 < most:
            x, y = 0, y + 1
        style = color(n) + Style(bold=True, underline=n == focus and len(trend.series) > 1)
        x = sheet.write(x + (3 if x else 1), y, text, style)
    return y + 1


def _stacked(trend: Trend, view: View) -> bool:
    return view == "bars" and trend.question.split is not None


class _Chart:
    """Line, bars and small multiples: everything with an x axis of dates."""

    def __init__(
        self, sheet: Sheet, trend: Trend, look: Look, view: View, focus: int, log: bool
    ) -> None:
        self.sheet, self.trend, self.look = sheet, trend, look
        self.view, self.focus = view, focus
        self.stacked = _stacked(trend, view)
        self.whole = trend.question.share == "count"
        most = self._most()
        self.top = top_of(most)
        least = min(
            (v for s in trend.series for v in s.values if v is not None and v > 0), default=1.0
        )
        self.log = log and most > least and not self.stacked
        self.floor = least / 2

    def _most(self) -> float:
        if self.stacked:
            columns = zip(*(s.values for s in self.trend.series), strict=True)
            return max((sum(v or 0.0 for v in column) for column in columns), default=0.0)
        return max((v for s in self.trend.series for v in s.values if v is not None), default=0.0)

    def share(self, value: float) -> float:
        """How high a value stands, 0 to 1."""
        if not self.log:
            return min(1.0, value / self.top)
        if value <= self.floor:
            return 0.0
        return min(1.0, (log10(value) - log10(self.floor)) / (log10(self.top) - log10(self.floor)))

    def draw(self, top: int) -> Drawing:
        sheet, trend = self.sheet, self.trend
        bursts = bool(trend.series[self.focus].bursts)
        below = 2 + bursts + bool(trend.notes)
        if sheet.height - top - below < 3:
            bursts, below = False, 2
        height = sheet.height - top - below
        labels = [number_label(v) for v in steps(self.top, height, whole=self.whole)]
        room = max(max(map(len, labels)), 4)
        plot = _Plot(room + 1, top, sheet.width - room - 1, height, self.share)
        panels = self._panels(plot)
        for panel, members in panels:
            self._y_axis(panel, room)
            self._values(panel, members)
            if len(panels) > 1:
                n = members[0]
                name = f"{self.look.mark(n)} {clean_line(trend.series[n].label)}"
                sheet.write(panel.x + 1, panel.y, name, color(n), panel.width // 2)
        self._x_axis(plot, bursts)
        size = len(trend.bins)
        spots = []
        for n in range(size):
            columns = plot.columns(n, size)
            middle = columns[len(columns) // 2]
            # The lowest is the axis, where the cursor always has something to light.
            spots.append((middle, plot.y, middle + 1, plot.y + plot.height + 1))
        return Drawing(sheet, tuple(spots))

    def _panels(self, plot: _Plot) -> list[tuple[_Plot, list[int]]]:
        many = len(self.trend.series)
        apart = self.view == "multiples" or (self.view == "bars" and not self.stacked)
        if not apart or many == 1 or plot.height < 2 * many:
            return [(plot, list(range(many)))]
        out = []
        y = plot.y
        for n in range(many):
            height = plot.height // many + (n < plot.height % many)
            out.append((_Plot(plot.x, y, plot.width, height, plot.share), [n]))
            y += height
        return out

    # Axes.

    def _y_axis(self, plot: _Plot, room: int) -> None:
        for y in range(plot.y, plot.y + plot.height):
            self.sheet.put(plot.x - 1, y, self.look.marks.rule, DIM)
        values = steps(self.top, plot.height, whole=self.whole)
        if self.log:
            values = [
                self.floor * (self.top / self.floor) ** (n / (len(values) - 1))
                for n in range(len(values))
            ]
        taken: set[int] = set()
        for value in (values[0], values[-1], *values[1:-1]):
            y = plot.y + plot.height - 1 - round(self.share(value) * (plot.height - 1))
            if y not in taken:
                taken.add(y)
                label = number_label(value)[:room]
                self.sheet.write(room - len(label), y, label, DIM)

    def _x_axis(self, plot: _Plot, bursts: bool) -> None:
        sheet, trend, size = self.sheet, self.trend, len(self.trend.bins)
        y = plot.y + plot.height
        line = self.look.marks.line
        for n, one in enumerate(trend.bins):
            for x in plot.columns(n, size):
                # A part of a period is marked on the axis; where nothing appeared it is broken.
                sign = "~" if one.partial else line if trend.editions[n] else " "
                if sheet.char(x, y) in (" ", line) or sign == "~":
                    sheet.put(x, y, sign if sign != " " else sheet.char(x, y), DIM)
        for x, label in dates(trend.bins, plot.width):
            sheet.put(plot.x + x, y, "+" if self.look.ascii_only else "┬", DIM)
            sheet.write(plot.x + x, y + 1, label, DIM)
        y += 2
        if bursts:
            self._bursts(plot, y)
            y += 1
        if trend.notes and y < sheet.height:
            self._notes(plot, y)

    def _bursts(self, plot: _Plot, y: int) -> None:
        trend, size = self.trend, len(self.trend.bins)
        signs = _ASCII_LEVELS if self.look.ascii_only else _LEVELS
        sheet = self.sheet
        levels = [0] * plot.width
        for burst in trend.series[self.focus].bursts:
            first, last = number(burst.start), number(burst.end)
            for n, one in enumerate(trend.bins):
                if one.first <= last and one.after > first:
                    for x in plot.columns(n, size):
                        levels[x - plot.x] = max(levels[x - plot.x], burst.level)
        for x, level in enumerate(levels):
            if level:
                sheet.put(plot.x + x, y, signs[min(3, (level - 1) // 2)], color(self.focus))

    def _notes(self, plot: _Plot, y: int) -> None:
        trend, size = self.trend, len(self.trend.bins)
        free = plot.x
        for note in trend.notes:
            day = number(note.date)
            place = next((n for n, b in enumerate(trend.bins) if b.first <= day < b.after), None)
            if place is None:
                continue
            x = plot.columns(place, size)[0]
            if x >= free:
                free = 1 + self.sheet.write(x, y, self.look.note + clean_line(note.text), DIM, 24)

    # Values.

    def _values(self, plot: _Plot, members: Sequence[int]) -> None:
        if self.stacked:
            self._stack(plot)
        elif self.view == "bars" and len(members) == 1:
            self._bars(plot, members[0])
        else:
            self._lines(plot, members)

    def _lines(self, plot: _Plot, members: Sequence[int]) -> None:
        from tui.plotting import BRAILLE, Curve, canvas, dots

        series = self.trend.series
        braille = self.look.braille
        across, up = dots(plot.width, plot.height, BRAILLE if braille else "o")
        behind: list[Curve] = []
        before: list[Curve] = []
        for n in members:
            sign = BRAILLE if braille else ASCII_MARKS[n % len(ASCII_MARKS)]
            shown = series[n].values
            if series[n].smooth is not None:
                # The raw of one line behind; that of six would hide them all.
                if n == self.focus or len(members) == 1:
                    raw = [p for run in self._runs(shown, across, up, plot) for p in run]
                    behind.append(Curve(raw, _BEHIND, sign if braille else ".", joined=False))
                shown = series[n].smooth or shown
            ink = COLORS[n % len(COLORS)]
            before += [Curve(run, ink, sign) for run in self._runs(shown, across, up, plot)]
        marker = BRAILLE if braille else "o"
        rows = canvas([*behind, *before], plot.width, plot.height, marker)
        for y, row in enumerate(rows):
            for x, (char, style) in enumerate(row):
                if char not in (" ", "\u2800"):
                    self.sheet.put(plot.x + x, plot.y + y, char, style)
        if braille:
            for order, n in enumerate(members):
                self._signs(plot, series[n], n, order, len(members))

    def _runs(
        self, values: Sequence[float | None], across: int, up: int, plot: _Plot
    ) -> list[list[tuple[float, float]]]:
        """Points in dots, cut where there was no edition, no more of them than can be seen."""
        size = len(values)
        runs: list[list[tuple[float, float]]] = [[]]
        for n, value in enumerate(values):
            if value is None:
                if runs[-1]:
                    runs.append([])
                continue
            runs[-1].append((int((n + 0.5) * across / size), value))
        step = 2 if size > 2 * across else 1
        return [
            [(x, round(self.share(value) * (up - 1))) for x, value in _thinned(run, step)]
            for run in runs
            if run
        ]

    def _signs(self, plot: _Plot, series: Series, n: int, order: int, many: int) -> None:
        """The sign of a series on its line now and then, so that lines are told apart uncoloured."""
        values = series.smooth or series.values
        size = len(values)
        if size * 4 <= plot.width:
            places = list(range(size))
        else:
            step = max(1, size * _EVERY // plot.width)
            first = step * order // many
            places = list(range(first, size, step))
        for place in places:
            value = values[place]
            if not value or (many == 1 and size * 4 > plot.width):
                continue
            across, up = 2 * plot.width, 4 * plot.height
            x = min(across - 1, int((place + 0.5) * across / size)) // 2
            y = plot.height - 1 - round(self.share(value) * (up - 1)) // 4
            self.sheet.put(plot.x + x, plot.y + y, self.look.mark(n), color(n))

    def _bars(self, plot: _Plot, n: int) -> None:
        values = self.trend.series[n].smooth or self.trend.series[n].values
        for x, value in self._by_column(plot, values):
            filled = self.share(value) * plot.height
            if value > 0:
                filled = max(filled, 1 / 8)
            for up in range(plot.height):
                part = min(1.0, filled - up)
                if part <= 0:
                    break
                if self.look.ascii_only:
                    char = ASCII_FILLS[0] if part >= 0.5 or up == 0 else " "
                else:
                    char = _EIGHTHS[max(1, round(part * 8))] if part > 1 / 16 else " "
                self.sheet.put(x, plot.y + plot.height - 1 - up, char, color(n))

    def _by_column(self, plot: _Plot, values: Sequence[float | None]) -> list[tuple[int, float]]:
        """(column, value): wide bins leave a column between them, narrow ones show their highest."""
        size = len(values)
        found: dict[int, float] = {}
        for n, value in enumerate(values):
            if value is None:
                continue
            columns = plot.columns(n, size)
            for x in columns[: max(1, len(columns) - 1)] if len(columns) > 2 else columns:
                found[x] = max(found.get(x, 0.0), value)
        return sorted(found.items())

    def _stack(self, plot: _Plot) -> None:
        series = self.trend.series
        size = len(self.trend.bins)
        for n in range(size):
            columns = plot.columns(n, size)
            wide = columns[: max(1, len(columns) - 1)] if len(columns) > 2 else columns
            below = 0.0
            for k, one in enumerate(series):
                value = one.values[n]
                if not value:
                    continue
                low = round(self.share(below) * plot.height)
                below += value
                high = round(self.share(below) * plot.height)
                for up in range(low, high):
                    for x in wide:
                        y = plot.y + plot.height - 1 - up
                        self.sheet.put(x, y, self.look.fill(k), color(k))


def _thinned(run: list[tuple[float, float]], step: int) -> list[tuple[float, float]]:
    """No more than the lowest and the highest point of each ``step`` columns of dots, in order."""
    out: list[tuple[float, float]] = []
    at = 0
    while at < len(run):
        end = at
        while end < len(run) and run[end][0] // step == run[at][0] // step:
            end += 1
        column = run[at:end]
        if len(column) <= 2:
            out += column
        else:
            heights = [y for _x, y in column]
            low, high = heights.index(min(heights)), heights.index(max(heights))
            out += [column[i] for i in sorted({low, high})]
        at = end
    return out


def note_at(trend: Trend, place: int) -> str:
    """The notes of one bin."""
    one = trend.bins[place]
    found = [n for n in trend.notes if one.first <= number(n.date) < one.after]
    return "  ".join(f"{n.date[5:]} {n.text}" for n in found)


__all__ = ["PLAIN", "VIEWS", "Drawing", "View", "draw", "note_at"]
