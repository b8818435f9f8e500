"""Invented articles in the manner of provincial and county papers, with their names marked.

Marks stand in the text: [P林致远], [O青禾县教育局], [L青禾县]; a ? after the kind makes the name
optional. What bench/labels/standing.py leaves open (县委, 市政府) is optional here too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from bench.labels.standing import OPEN

Span = tuple[int, int, str]
FOLDER = Path(__file__).parent / "labels" / "local"
KINDS = {"P": "PER", "O": "ORG", "L": "LOC"}
_MARK = re.compile(r"\[([POL])(\??)([^\[\]]+)\]")


def unmarked(marked: str) -> tuple[str, list[Span], list[Span]]:
    """The plain text, its scored names and its optional ones."""
    parts: list[str] = []
    scored: list[Span] = []
    free: list[Span] = []
    size = at = 0
    for mark in _MARK.finditer(marked):
        before = marked[at : mark.start()]
        size += len(before)
        parts += [before, mark[3]]
        (free if mark[2] else scored).append((size, size + len(mark[3]), KINDS[mark[1]]))
        size += len(mark[3])
        at = mark.end()
    parts.append(marked[at:])
    text = "".join(parts)
    taken = {at for start, end, _ in (*scored, *free) for at in range(start, end)}
    for kind, pattern in OPEN:
        for match in pattern.finditer(text):
            start, end = match.span(match.lastindex or 0)
            if not taken & set(range(start, end)):
                free.append((start, end, kind))
    return text, scored, free


def invented(half: str) -> Iterator[tuple[str, str, list[Span], list[Span]]]:
    """The articles of a list ("open", "blind", "realistic"): id, text, scored and optional names."""
    whole = (FOLDER / f"{half}.txt").read_text(encoding="utf-8")
    for block in re.split(r"^# ", whole, flags=re.M)[1:]:
        head, marked = block.split("\n", 1)
        yield (head.strip(), *unmarked(marked.strip()))
