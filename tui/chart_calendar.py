"""A trend as a calendar: a cell for each day, week or month, darker for more."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from store.trend_math import iso
from store.trend_records import Trend
from tui.chart_look import DIM, Look, color
from tui.sheet import Sheet
from tui.words import _

_SHADES = "·░▒▓█"
_ASCII_SHADES = ".-+*#"
Spot = tuple[int, int, int, int]


def calendar(
    sheet: Sheet, trend: Trend, look: Look, focus: int, top: int, cursor: int
) -> tuple[Spot, ...]:
    """Days by weekday and week; weeks and months by year. Darker is more; a blank is no edition."""
    series = trend.series[focus]
    places, rows, columns = _grid(trend)
    height, left = sheet.height - top - 1, 8
    room = sheet.width - left
    wide = max(1, min(4, room // columns))
    seen = room // wide
    at = places[min(cursor, len(places) - 1)]
    from_column = max(0, min(at[0] - seen // 2, columns - seen))
    from_row = max(0, min(at[1] - height // 2, len(rows) - height))
    most = max((v for v in series.values if v is not None), default=0.0) or 1.0
    signs = _ASCII_SHADES if look.ascii_only else _SHADES
    for y, name in enumerate(rows[from_row : from_row + height]):
        sheet.write(1, top + 1 + y, name, DIM, left - 2)
    for x, label in _column_names(trend, places, from_column, seen, wide, room):
        sheet.write(left + x, top, label, DIM)
    spots = []
    for value, (column, row) in zip(series.values, places, strict=True):
        x, y = left + (column - from_column) * wide, top + 1 + row - from_row
        shown = 0 <= column - from_column < seen and 0 <= row - from_row < height
        spots.append((x, y, x + max(1, wide - 1), y + 1) if shown else (0, 0, 0, 0))
        if not shown or value is None:
            continue
        sign = signs[0] if value <= 0 else signs[1 + min(3, int(4 * value / most * 0.999))]
        for step in range(max(1, wide - 1)):
            sheet.put(x + step, y, sign, color(focus) if value > 0 else DIM)
    return tuple(spots)


def _grid(trend: Trend) -> tuple[list[tuple[int, int]], list[str], int]:
    """(column, row) of each bin, the names of the rows, and how many columns there are."""
    bins = trend.bins
    if trend.question.interval == "day":
        monday = bins[0].start - datetime.date.fromisoformat(iso(bins[0].start)).weekday()
        places = [((b.start - monday) // 7, (b.start - monday) % 7) for b in bins]
        names = [_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")]
        return places, names, places[-1][0] + 1
    first = int(iso(bins[0].end - 1)[:4])
    places = []
    for one in bins:
        # A week belongs to the year of its Thursday (ISO 8601).
        middle = datetime.date.fromisoformat(iso((one.start + one.end) // 2))
        row = middle.year - first
        column = 0
        if trend.question.interval == "week":
            row = middle.isocalendar().year - first
            column = middle.isocalendar().week - 1
        elif trend.question.interval == "month":
            column = middle.month - 1
        places.append((column, max(0, row)))
    last = max(row for _column, row in places)
    return places, [str(first + n) for n in range(last + 1)], max(c for c, _row in places) + 1


def _column_names(
    trend: Trend,
    places: Sequence[tuple[int, int]],
    first: int,
    seen: int,
    wide: int,
    room: int,
) -> list[tuple[int, str]]:
    """Months over the columns, as many as fit."""
    wanted: dict[str, int] = {}
    if trend.question.interval == "day":
        for one, (column, _row) in zip(trend.bins, places, strict=True):
            wanted.setdefault(iso(one.start)[:7], column)
    elif trend.question.interval != "year":
        last = max(column for column, _row in places)
        weeks = trend.question.interval == "week"
        wanted = {f"{m + 1:02d}": round(m * 52.18 / 12) if weeks else m for m in range(12)}
        wanted = {name: column for name, column in wanted.items() if column <= last}
    found: list[tuple[int, str]] = []
    free = 0
    for name, column in wanted.items():
        x = (column - first) * wide
        if free <= x and x + len(name) <= room and column < first + seen:
            found.append((x, name))
            free = x + len(name) + 1
    return found
