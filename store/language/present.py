"""Lists of those present: who is named in one, and who is named first.

Chinese papers name those who take part in the order of their standing; the first leads (领衔).
A list is a sentence that names at least two people and says that they were there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from store.records import Article, Mention

_PRESENT = re.compile(r"出席|参加|陪同|与会|到会|在座|列席|等(?:市|区|县|省)?领导")
_STOP = re.compile(r"[。！？；\n]")
_LEAST = 2


def present(article: Article, mentions: Iterable[Mention]) -> Mapping[str, bool]:
    """The people in lists of those present; True for whoever is named first in one."""
    people: dict[int, list[Mention]] = {}
    for mention in mentions:
        if mention.kind == "PER" and isinstance(mention.where, int):
            people.setdefault(mention.where, []).append(mention)
    found: dict[str, bool] = {}
    for paragraph, named in people.items():
        if len(named) < _LEAST or paragraph >= len(article.paragraphs):
            continue
        text = article.paragraphs[paragraph].text
        named.sort(key=lambda m: m.start)
        first = 0
        for stop in (*(match.end() for match in _STOP.finditer(text)), len(text)):
            here = list(dict.fromkeys(m.name for m in named if first <= m.start < stop))
            if len(here) >= _LEAST and _PRESENT.search(text, first, stop):
                for place, name in enumerate(here):
                    found[name] = found.get(name, False) or place == 0
            first = stop
    return found
