"""What the word being typed in the search bar may become: a field, its values, a name by pinyin."""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.headlines import Headlines
from store.search import FIELDS, STATES, Search

_LAST = re.compile(r"(?:^|(?<=[\s(\u3000-]))(?!-)(?:([a-z]+):)?([^\s()\"\u3000]*)\Z")
_MOST = 6


def completions(text: str, search: Search, headlines: Headlines) -> list[str]:
    """The whole bar with its last word completed, the likeliest first."""
    match = _LAST.search(text)
    if match is None or not (match[1] or match[2]):
        return []
    before, field, typed = text[: match.start()], match[1], match[2]
    found = _values(field, typed, search, headlines) if field else _words(typed, search)
    whole = dict.fromkeys(before + one for one in found)
    return [one for one in whole if one != text][:_MOST]


def _words(typed: str, search: Search) -> Iterator[str]:
    for field in FIELDS:
        if field.startswith(typed):
            yield f"{field}:"
    for name in search.names(typed):
        yield f"{name.kind}:{_quoted(name.name)}"


def _values(field: str, typed: str, search: Search, headlines: Headlines) -> Iterator[str]:
    if field == "is":
        yield from (f"is:{state}" for state in STATES if state.startswith(typed))
    elif field in ("paper", "column"):
        listed = headlines.papers() if field == "paper" else headlines.columns()
        yield from (f"{field}:{_quoted(c.value)}" for c in listed if typed in c.value)
    if typed:
        yield from (f"{field}:{_quoted(n.name)}" for n in search.names(typed) if n.kind == field)


def _quoted(value: str) -> str:
    plain = not any(char in value for char in ' \u3000()"')
    return value if plain else '"' + value.replace('"', '""') + '"'
