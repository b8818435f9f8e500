"""A best guess at kicker 肩题, headline 主题 and deck 副题 inside a whole title.

Plain text does not say which is which (sizes are lost), so the whole title stays the truth.
"""

from __future__ import annotations

import re

from store.reading.folding import fold

_DASH = re.compile(r"^(?:—{1,2}|--?|――)")
_BLANKS = re.compile(r"[ \u3000\u2003\t]+")


def split_title(lines: list[str]) -> tuple[str | None, str | None, str | None]:
    """(kicker, headline, deck) guessed from the title's lines as printed."""
    units = [u for line in lines for u in (_BLANKS.split(line) if len(lines) == 1 else [line]) if u]
    if not units:
        return None, None, None
    deck = None
    dashed = next((n for n, u in enumerate(units) if n and _DASH.match(fold(u))), None)
    if dashed is not None:
        deck = " ".join(units[dashed:])
        units = units[:dashed]
    if len(units) == 1:
        return None, units[0], deck
    if re.search(r"(?:—|-{2}|[:：])$", units[0]):
        return units[0], " ".join(units[1:]), deck
    sizes = [len(u) for u in units]
    parallel = len(lines) == 1 and abs(sizes[0] - sizes[1]) <= 1
    if len(units) == 2:
        if parallel or (len(lines) == 1 and abs(sizes[0] - sizes[1]) <= 2):
            return None, " ".join(units), deck
        if deck is None and len(lines) > 1 and sizes[1] > 18 and sizes[1] > 1.8 * sizes[0]:
            return None, units[0], units[1]
        return units[0], units[1], deck
    if len(units) == 3 and parallel:
        return " ".join(units[:2]), units[2], deck
    if deck is None and len(units) > 3 and sizes[-1] >= 1.4 * max(sizes[1:-1]):
        return units[0], " ".join(units[1:-1]), units[-1]
    return units[0], " ".join(units[1:]), deck
