"""Chinese text in terminal cells: widths, fitting, wrapping by kinsoku (避头尾).

Rich counts “”‘’…—· as one cell; some terminals draw them as two. ``Cells`` is made once with what
the terminal was found to do and asked ever after, so that no column shifts.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

AMBIGUOUS = frozenset("“”‘’…—·×±°→↪●○★◆▣△▽①②③④⑤⑥⑦⑧⑨⑩")
# No line begins with these, none ends with those (GB/T 15834, JIS X 4051 in spirit).
_NOT_FIRST = frozenset("，。、；：？！”’）》】」』〉〕…—·,.;:?!)]}%％℃")
_NOT_LAST = frozenset("“‘（《【「『〈〔([{￥$#＃")
_HANGING = 2


@dataclass(slots=True)
class Cells:
    """Widths as this terminal draws them. ``wide`` says that ambiguous characters take two."""

    wide: bool = False
    _known: dict[str, int] = field(default_factory=dict)

    def char(self, char: str) -> int:
        """The cells of one character: 0, 1 or 2."""
        width = self._known.get(char)
        if width is None:
            width = self._known[char] = self._measure(char)
        return width

    def _measure(self, char: str) -> int:
        if char in AMBIGUOUS:
            return 2 if self.wide else 1
        if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Mn", "Me"):
            return 0
        return 2 if unicodedata.east_asian_width(char) in "WF" else 1

    def width(self, text: str) -> int:
        """The cells of a string."""
        known = self._known
        total = 0
        for char in text:
            width = known.get(char)
            total += self.char(char) if width is None else width
        return total

    def fit(self, text: str, room: int, *, pad: bool = True) -> str:
        """``text`` cut with an ellipsis to ``room`` cells, padded to exactly that with blanks."""
        if room <= 0:
            return ""
        width = self.width(text)
        if width > room:
            mark = "…" if room >= self.char("…") else ""
            text = self.head(text, room - self.width(mark)) + mark
            width = self.width(text)
        return text + " " * (room - width) if pad else text

    def head(self, text: str, room: int) -> str:
        """As much of the beginning of ``text`` as ``room`` cells hold."""
        used = 0
        for n, char in enumerate(text):
            used += self.char(char)
            if used > room:
                return text[:n]
        return text

    def right(self, text: str, room: int) -> str:
        """``text`` set flush right in ``room`` cells."""
        text = self.head(text, room)
        return " " * (room - self.width(text)) + text

    def wrap(self, text: str, room: int, first_indent: int = 0) -> list[tuple[int, int]]:
        """Where the lines of ``text`` begin and end, each at most ``room`` cells wide.

        Spans are contiguous and cover the whole text. No line begins with closing or ends with
        opening punctuation; runs of Latin letters and digits stay whole where a line can hold
        them. ``first_indent`` cells of the first line are taken already.
        """
        room = max(room, 4)
        lines: list[tuple[int, int]] = []
        start, size = 0, len(text)
        indent = min(first_indent, room - 4)
        while start < size:
            end = self._line_end(text, start, room - indent)
            lines.append((start, end))
            start, indent = end, 0
        return lines or [(0, 0)]

    def _line_end(self, text: str, start: int, room: int) -> int:
        size = len(text)
        used = 0
        end = start
        while end < size:
            width = self.char(text[end])
            if used + width > room:
                break
            used += width
            end += 1
        if end >= size:
            return size
        if text[end] == " ":
            # A blank at the break belongs to the line before it, where nobody sees it.
            while end < size and text[end] == " " and end - start < room + _HANGING:
                end += 1
            return end
        best = end
        # A chain of marks that may not stand first is drawn down together with its last character.
        while best > start + 1 and (
            text[best] in _NOT_FIRST or text[best - 1] in _NOT_LAST or _joined(text, best)
        ):
            best -= 1
        if best <= start + 1 or self.width(text[best:end]) > room // 2:
            return max(end, start + 1)
        return best


def _joined(text: str, at: int) -> bool:
    """Whether a break at ``at`` would cut a Latin word or a number."""
    before, after = text[at - 1], text[at]
    return (
        before.isascii()
        and after.isascii()
        and (before.isalnum() or before in ".,-'")
        and (after.isalnum() or after in ".,-'%")
    )
