"""Simplified and traditional characters that are forms of one: 发 發 髮, 里 裏 裡.

The only module that knows opencc (the ``trad`` extra), which is imported when first asked. It is
asked for characters, never for phrases: so what a query finds is still a scan's result, over texts
in which all forms of a character count as one.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

_RANGES = ((0x3400, 0x4DC0), (0x4E00, 0xA000))
_WAYS = ("t2s", "s2t", "tw2s", "hk2s", "t2tw", "t2hk")


def can_be_told() -> bool:
    """Whether opencc is installed."""
    return find_spec("opencc") is not None


@lru_cache(maxsize=1)
def _families() -> dict[str, str]:
    """For each character that has other forms: all of them, itself among them."""
    # Untyped, and half exported: taken as it is.
    converter: Any = import_module("opencc").OpenCC
    every = [chr(c) for first, after in _RANGES for c in range(first, after)]
    family: dict[str, set[str]] = {}
    # One character a line: no phrase runs across.
    lines = "\n".join(every)
    for way in _WAYS:
        for char, other in zip(every, converter(way).convert(lines).split("\n"), strict=True):
            if char == other or len(other) != 1:
                continue
            both = family.get(char, {char}) | family.get(other, {other})
            for one in both:
                family[one] = both
    return {char: "".join(sorted(forms)) for char, forms in family.items()}


def forms(text: str) -> tuple[str, ...]:
    """For each character its forms, itself first; nothing when none has another."""
    families = _families()
    if not any(char in families for char in text):
        return ()
    return tuple(char + families.get(char, char).replace(char, "") for char in text)
