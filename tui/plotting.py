"""plotext, and nothing else that knows it: curves as styled characters.

Imported when the first chart is drawn (0.1 s). plotext draws the curves alone; axes, dates, titles and
legend are ours, because they hold Chinese and must stand in exact cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotext as _untyped
from rich.style import Style
from rich.text import Text

plotext: Any = _untyped
plotext.terminal.limit(False, False)
BRAILLE = "braille"


@dataclass(frozen=True, slots=True)
class Curve:
    """Points in dots from the lower left; joined, or each alone."""

    points: Sequence[tuple[float, float]]
    color: int
    marker: str = BRAILLE
    joined: bool = True


def dots(width: int, height: int, marker: str = BRAILLE) -> tuple[int, int]:
    """How many dots a canvas of so many cells has."""
    return (2 * width, 4 * height) if marker == BRAILLE else (width, height)


def canvas(
    curves: Sequence[Curve], width: int, height: int, marker: str = BRAILLE
) -> list[list[tuple[str, Style]]]:
    """A row a line, a (character, style) a cell; later curves stand before earlier ones."""
    across, up = dots(width, height, marker)
    figure = plotext.figure
    figure.clear()
    figure.plot_size(width, height)
    figure.axes(False)
    figure.legend(False)
    figure.canvas("default")
    for axis, size in (("x", across), ("y", up)):
        ruler = figure.ruler(axis)
        ruler.ticks([], labels=[])
        ruler.lim(-0.5, size - 0.5)
        ruler.alignment(lim="edge")
    for curve in curves:
        if not curve.points:
            continue
        signal = figure.signal(
            [x for x, _y in curve.points],
            [y for _x, y in curve.points],
            marker=plotext.marker(curve.marker, pixel=plotext.pixel(foreground=curve.color)),
        )
        signal.lines(curve.joined and len(curve.points) > 1)
        figure.draw(signal)
    drawn = Text.from_ansi(figure.build().string())
    rows = []
    for line in drawn.split("\n")[:height]:
        styles = [Style.null()] * len(line.plain)
        for span in line.spans:
            style = span.style if isinstance(span.style, Style) else Style.parse(span.style)
            styles[span.start : span.end] = [style] * (span.end - span.start)
        row = list(zip(line.plain, styles, strict=True))[:width]
        rows.append(row + [(" ", Style.null())] * (width - len(row)))
    return rows
