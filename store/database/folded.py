"""Strings compared whatever their width and case: ＡＩ, AI and ai are one.

The folding, which every search documents itself by: full-width forms of ASCII become half-width,
the ideographic space a space, capitals small letters, one character for one, whatever stands
around it. So an offset in the folded text is true in the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_ONE_FOR_ONE: dict[int, int] = {0xFF01 + step: 0x21 + step for step in range(94)} | {
    0x3000: 0x20,
    0x130: ord("i"),  # İ, the only letter whose small form is two characters
}
# Control characters are none of a text's own; intake has replaced them already.
_ONE_FOR_ONE |= dict.fromkeys((*range(10), *range(11, 32), 127), 65533)
_LAST_CASED = 0x1E943


def fold(text: str) -> str:
    """The folded copy of ``text``, of the same length."""
    # str.lower knows a final ς from σ by what stands around it; a substring must not.
    return text.translate(_ONE_FOR_ONE).lower().replace("ς", "σ")


@lru_cache(maxsize=1)
def _ways() -> dict[str, str]:
    """For each folded character that stands for others too: all that it stands for."""
    every = "".join(chr(c) for c in range(_LAST_CASED + 1) if not 0xD800 <= c < 0xE000)
    ways: dict[str, str] = {}
    for char, folded in zip(every, fold(every), strict=True):
        if char != folded:
            ways[folded] = ways.get(folded, folded) + char
    return ways


def choices(words: str, forms: Sequence[str] = ()) -> list[str]:
    """For each character of ``words``, folded, all that may stand there: its ``forms`` too."""
    if not forms:
        return list(fold(words))
    return [
        "".join(dict.fromkeys(fold(char + form))) for char, form in zip(words, forms, strict=True)
    ]


@lru_cache(maxsize=256)
def pattern(words: str, forms: tuple[str, ...] = ()) -> re.Pattern[str]:
    """Finds ``words`` in texts as they stand, unfolded: much faster than folding every text.

    ``forms``: for each character others that count as it (see Words).
    """
    ways = _ways()
    parts = []
    for choice in choices(words, forms):
        same = "".join(ways.get(char, char) for char in choice)
        parts.append(f"[{''.join(map(re.escape, same))}]" if len(same) > 1 else re.escape(same))
    return re.compile("".join(parts))
