"""A trend as a picture for a report: SVG written here, PNG by matplotlib (extra ``pictures``)."""

from __future__ import annotations

from html import escape
from pathlib import Path

from store.clean import clean_line
from store.records import ChenbaoError
from store.trend_math import iso
from store.trend_records import Trend
from tui.words import _

COLORS = ("#1f77b4", "#d9851a", "#2a9d4e", "#c23b3b", "#8458b3", "#5f5f5f")
_DASHES = ("", "6 3", "2 3", "8 3 2 3", "4 4", "1 4")
_WIDTH, _HEIGHT = 960, 480
_LEFT, _RIGHT, _TOP, _BOTTOM = 60, 20, 60, 50


def write_picture(trend: Trend, path: Path) -> None:
    """Write the picture its name asks for (.svg or .png). Raises ChenbaoError when it cannot."""
    try:
        if path.suffix.lower() == ".png":
            _png(trend, path)
        else:
            path.write_text(svg(trend), encoding="utf-8")
    except OSError as fault:
        raise ChenbaoError(fault.strerror or str(fault), str(path)) from fault


def svg(trend: Trend) -> str:
    """The chart as one SVG: lines of their own colour and dashes, gaps where no paper appeared."""
    most = max((v for s in trend.series for v in s.values if v is not None), default=0.0) or 1.0
    wide, high = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM
    count = len(trend.bins)

    def x(place: int) -> float:
        return _LEFT + (wide * place / (count - 1) if count > 1 else wide / 2)

    def y(value: float) -> float:
        return _TOP + high * (1 - value / most)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'font-family="sans-serif" font-size="13">',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>',
    ]
    for step in range(5):
        value = most * step / 4
        parts.append(
            f'<line x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y(value):.1f}" y2="{y(value):.1f}" '
            f'stroke="#ddd"/><text x="{_LEFT - 6}" y="{y(value) + 4:.1f}" text-anchor="end">'
            f"{value:.3g}</text>"
        )
    for place in sorted({round(n * (count - 1) / 5) for n in range(6)} if count else ()):
        parts.append(
            f'<text x="{x(place):.1f}" y="{_HEIGHT - 22}" text-anchor="{_anchor(place, count)}">'
            f"{iso(trend.bins[place].first)}</text>"
        )
    left = _LEFT
    for number, series in enumerate(trend.series):
        color, dash = COLORS[number % len(COLORS)], _DASHES[number % len(_DASHES)]
        for run in _runs(series.values):
            points = " ".join(f"{x(n):.1f},{y(v):.1f}" for n, v in run)
            shape = f'<polyline fill="none" stroke-width="2" points="{points}"'
            if len(run) == 1:
                shape = f'<circle cx="{x(run[0][0]):.1f}" cy="{y(run[0][1]):.1f}" r="3"'
            dashed = f' stroke-dasharray="{dash}"' if dash and len(run) > 1 else ""
            parts.append(f'{shape} stroke="{color}"{dashed}/>')
        name = escape(clean_line(series.label))
        parts.append(
            f'<line x1="{left}" x2="{left + 24}" y1="26" y2="26" stroke="{color}" stroke-width="2"'
            f"{f' stroke-dasharray={chr(34)}{dash}{chr(34)}' if dash else ''}/>"
            f'<text x="{left + 30}" y="31">{name}</text>'
        )
        left += 60 + 14 * len(series.label)
    parts.append("</svg>")
    return "\n".join(parts) + "\n"


def _anchor(place: int, count: int) -> str:
    """Dates at the edges stay inside the picture."""
    return "start" if place == 0 else "end" if place == count - 1 else "middle"


def _runs(values: tuple[float | None, ...]) -> list[list[tuple[int, float]]]:
    """Stretches without a gap."""
    runs: list[list[tuple[int, float]]] = [[]]
    for place, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((place, value))
    return [run for run in runs if run]


def _png(trend: Trend, path: Path) -> None:
    try:
        import matplotlib
    except ImportError:
        raise ChenbaoError(
            _("PNG needs matplotlib: pip install 'chenbao[pictures]'; --svg needs nothing"),
            str(path),
        ) from None
    matplotlib.use("Agg")
    from matplotlib import pyplot

    matplotlib.rcParams["font.sans-serif"] = [
        "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Zen Hei", "SimHei", "DejaVu Sans",
    ]  # fmt: skip
    figure, axes = pyplot.subplots(figsize=(9.6, 4.8))
    days = [iso(one.first) for one in trend.bins]
    for number, series in enumerate(trend.series):
        values = [float("nan") if v is None else v for v in series.values]
        axes.plot(days, values, color=COLORS[number % len(COLORS)], label=clean_line(series.label))
    axes.set_xticks(days[:: max(1, len(days) // 6)])
    axes.set_ylim(bottom=0)
    axes.legend(frameon=False)
    figure.savefig(path, dpi=150, bbox_inches="tight")
    pyplot.close(figure)
