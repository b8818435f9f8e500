"""Text → units: names whole, the paper's own words whole, jieba's words elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

Span = tuple[int, int, str]


def units(text: str, spans: Iterable[Span], cut: Callable[[str], Sequence[str]]) -> list[str]:
    """The words of ``text`` with every span one word; joined they are ``text`` again."""
    found: list[str] = []
    at = 0
    for start, end, _ in spans:
        if start > at:
            found.extend(cut(text[at:start]))
        found.append(text[start:end])
        at = end
    if at < len(text):
        found.extend(cut(text[at:]))
    return found


def merged(words: Sequence[str], own: frozenset[str], longest: int) -> list[str]:
    """Neighbouring words joined where together they are one of the paper's ``own`` words."""
    if not own:
        return list(words)
    found: list[str] = []
    at = 0
    while at < len(words):
        joined, best = words[at], at + 1
        text = words[at]
        for end in range(at + 1, min(at + 5, len(words))):
            text += words[end]
            if len(text) > longest:
                break
            if text in own:
                joined, best = text, end + 1
        found.append(joined)
        at = best
    return found


#: The last character of a place that is a division: 南湖区.
KINDS_OF_PLACE = frozenset("省市县区镇乡村州旗")
