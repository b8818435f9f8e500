"""The sentence in which what was looked for stands, with the places to be marked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from store.database.folded import fold, pattern
from store.database.query import Forms
from store.records import Span

Marker = Callable[[str], list[Span]]
"""Where in a text the words stand, from left to right."""

_END = re.compile(r"[。！？!?；;\n]")
_BEFORE = 24


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence; ``spans`` are what is to be marked in it. Cut at the left if it is long."""

    text: str
    spans: tuple[Span, ...] = ()


def marker(words: Iterable[tuple[str, Forms]]) -> Marker:
    """Finds any of these strings, the longest first, whatever their width, case and form."""
    given = {(fold(text), forms) for text, forms in words if text}
    found = _any_of(tuple(sorted(given, key=lambda one: (-len(one[0]), one))))
    if found is None:
        return lambda text: []
    return lambda text: [match.span() for match in found.finditer(text)]


@lru_cache(maxsize=64)
def _any_of(words: tuple[tuple[str, Forms], ...]) -> re.Pattern[str] | None:
    return re.compile("|".join(pattern(*one).pattern for one in words)) if words else None


def sentence(texts: Iterable[str], mark: Marker, longest: int = 120) -> Sentence:
    """The sentence of the first match in these texts, else the first sentence of all, unmarked."""
    first = ""
    for text in texts:
        first = first or text
        spans = mark(text)
        if spans:
            return _around(text, spans[0], mark, longest)
    return _around(first, (0, 0), mark, longest)


def _around(text: str, match: Span, mark: Marker, longest: int) -> Sentence:
    start = 0
    for end in _END.finditer(text, 0, match[0]):
        start = end.end()
    # A closing quotation mark belongs to the sentence before.
    while start < match[0] and text[start] in "”’」』）\n 　":
        start += 1
    closing = _END.search(text, max(match[1], start + 1))
    stop = closing.end() if closing else len(text)
    cut = ""
    if match[0] - start > _BEFORE and match[1] - start > longest // 2:
        start, cut = match[0] - _BEFORE, "…"
    shown = text[start : min(stop, start + longest)].rstrip("\n")
    if start + longest < stop:
        shown += "…"
    return Sentence(cut + shown, tuple((a + len(cut), b + len(cut)) for a, b in mark(shown)))
