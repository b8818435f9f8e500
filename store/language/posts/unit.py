"""What the posts of an article are read from, and a title as read."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from store.records import Mention

Cut = Callable[[str], Sequence[str]]
Where = str | int | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Unit:
    """One text of an article (title, a paragraph, a caption…) with the names found in it."""

    where: Where
    text: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Title:
    post: str
    organisation: str | None
    inferred: bool = False
    bare: bool = False
    former: bool = False


def sentence_of(text: str, start: int, end: int) -> str:
    """The sentence around a stretch, closing quotes with it."""
    first = max((m.end() for m in re.finditer(r"[。！？\n][”’」』）)]*", text[:start])), default=0)
    stop = re.search(r"[。！？\n][”’」』）)]*", text[end:])
    last = end + stop.end() if stop else len(text)
    return text[first:last].strip()
