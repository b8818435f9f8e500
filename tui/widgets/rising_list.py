"""The words that rose, are new, or fell, with their scores and sparklines."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from store.trend_records import Riser, Rising
from tui.chart_look import Look
from tui.terminal import clean_line
from tui.trend_text import spark
from tui.words import _

_DIM = Style(dim=True)
_HEAD = Style(color="cyan", bold=True)
_CURSOR = Style(reverse=True)
_LEAST_BESIDE = 14


class RisingList(Widget):
    """Headed parts of one list; the cursor goes from word to word."""

    can_focus = False
    DEFAULT_CSS = "RisingList { height: 1fr; width: 1fr; background: ansi_default; }"

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._look = look
        self._lines: list[tuple[str, Riser | str]] = []
        self._top = 0.0
        self.cursor = 0
        self.lit = False
        self._asked = False

    def show(self, rising: Rising, *, stay: bool = False) -> None:
        """Show another period's words; or, to ``stay`` on the word under the cursor, more of the same
        period."""
        here = self.current
        ascii_only = self._look.ascii_only
        parts = (
            (_("Rising"), "^" if ascii_only else "△", rising.rising),
            (_("New"), "+", rising.new),
            (_("Falling"), "v" if ascii_only else "▽", rising.falling),
        )
        self._asked = bool(rising.start)
        self._lines = []
        for name, sign, words in parts:
            if words:
                self._lines.append(("", name))
                self._lines += [(sign, word) for word in words]
        values = [v for _s, word in self._lines if isinstance(word, Riser) for v in word.spark]
        self._top = max((v for v in values if v is not None), default=0.0)
        first, last = min(1, max(0, len(self._lines) - 1)), max(0, len(self._lines) - 1)
        if stay and here is not None and self.cursor > 1:
            places = (n for n, (_sign, word) in enumerate(self._lines) if self._is(word, here))
            self.cursor = next(places, min(self.cursor, last))
        else:
            self.cursor = first
        self.refresh()

    @staticmethod
    def _is(word: Riser | str, other: Riser) -> bool:
        return isinstance(word, Riser) and word.term == other.term

    @property
    def words(self) -> list[Riser]:
        """All words of the list."""
        return [word for _sign, word in self._lines if isinstance(word, Riser)]

    @property
    def current(self) -> Riser | None:
        """The word under the cursor."""
        if not self._lines:
            return None
        word = self._lines[self.cursor][1]
        return word if isinstance(word, Riser) else None

    def move(self, step: int) -> None:
        """Go so many words down; headings are passed over."""
        words = [n for n, (_sign, word) in enumerate(self._lines) if isinstance(word, Riser)]
        if not words:
            return
        at = min(range(len(words)), key=lambda k: abs(words[k] - self.cursor))
        self.cursor = words[max(0, min(at + step, len(words) - 1))]
        self.refresh()

    def light(self, lit: bool) -> None:
        """Whether the keys are here."""
        if lit != self.lit:
            self.lit = lit
            self.refresh()

    def _columns(self, width: int) -> str:
        """What the figures are, right over them."""
        cells = self._look.cells

        def right(text: str, room: int) -> str:
            return " " * max(0, room - cells.width(text)) + text

        names = right(_("score"), 7)
        spark_width = max((len(word.spark) for word in self.words), default=0)
        articles, share = right(_("articles"), 5), cells.fit(_("share"), spark_width)
        whole = f"{names}{articles} {share} "
        return names + " " if cells.width(whole) > width - 8 else whole

    def render_line(self, y: int) -> Strip:
        width, height = self.size
        top = max(0, min(self.cursor - height // 2, len(self._lines) - height))
        if not self._lines and y == 0 and self._asked:
            said = " " + _("Nothing rose or fell by more than chance")
            return Strip([Segment(self._look.cells.fit(said, width), _DIM)], width)
        if not 0 <= top + y < len(self._lines):
            return Strip.blank(width)
        sign, word = self._lines[top + y]
        cells = self._look.cells
        if isinstance(word, str):
            names = self._columns(width) if top + y == 0 else ""
            room = width - cells.width(names)
            return Strip([Segment(cells.fit(f" {word}", room), _HEAD), Segment(names, _DIM)], width)
        # The sign speaks for the sparkline: all of a list are on one scale.
        lines = spark(word.spark, self._top, ascii_only=self._look.ascii_only)
        tail = f"{sign}{abs(word.score):>6.0f} {word.count:>4} {lines} "
        if cells.width(tail) > width - 8:
            tail = f"{sign}{abs(word.score):>6.0f} "
        room = width - cells.width(tail)
        style = _CURSOR if self.lit and top + y == self.cursor else Style.null()
        name = " " + clean_line(word.term)
        left = room - cells.width(name)
        if not word.beside or left < _LEAST_BESIDE:
            parts = [Segment(cells.fit(name, room), style)]
        else:
            # What rose with it, where there is room for some words.
            said = "  " + clean_line(" ".join(word.beside))
            parts = [Segment(name, style), Segment(cells.fit(said, left), style + _DIM)]
        return Strip([*parts, Segment(tail, style + _DIM)], width)
