"""Finding a large pattern fast: asking first where it can begin."""

from __future__ import annotations

import re
from collections.abc import Iterator


def matches(
    pattern: re.Pattern[str], begins: re.Pattern[str], text: str
) -> Iterator[re.Match[str]]:
    """What ``pattern.finditer`` finds in the text, for a pattern that has many branches.

    ``begins`` is one class of characters: all with which the pattern begins (and, where it looks at
    what stands before, still all with which its match begins). The pattern is tried nowhere else.
    """
    done = 0
    for start in begins.finditer(text):
        if start.start() >= done:
            match = pattern.match(text, start.start())
            if match:
                done = match.end()
                yield match
