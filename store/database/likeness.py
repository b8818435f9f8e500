"""How alike two texts are, by the short strings of characters they share."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

WIDTH = 4
_LARGE = 50_000
_SKETCH = 16


def shingles(text: str, thin: int = 1, width: int = WIDTH) -> frozenset[str]:
    """Every run of ``width`` characters, blanks left out; ``thin`` keeps about one in so many.

    Thinning goes by the run's first character, so that two texts keep the same ones.
    """
    compact = "".join(text.split())
    return frozenset(_runs(compact, thin, width))


def _runs(compact: str, thin: int, width: int) -> Iterator[str]:
    if len(compact) <= width:
        if compact:
            yield compact
        return
    for start in range(len(compact) - width + 1):
        if thin == 1 or ord(compact[start]) % thin == 0:
            yield compact[start : start + width]


def share(one: frozenset[str], other: frozenset[str]) -> float:
    """Dice's coefficient: 1 for the same set, 0 for nothing in common. Two empty sets are alike."""
    if not one and not other:
        return 1.0
    return 2 * len(one & other) / (len(one) + len(other))


def likeness(one: str, other: str) -> float:
    """How alike two texts are, 0 to 1. Very long ones are thinned alike."""
    if one == other:
        return 1.0
    thin = 1 + max(len(one), len(other)) // _LARGE
    return share(shingles(one, thin), shingles(other, thin))


def sketch(text: str) -> bytes:
    """Sixteen numbers by which a text is known again later, the same on every machine."""
    numbers = sorted({zlib.crc32(run.encode("utf-8", "replace")) for run in shingles(text)})
    kept = numbers[:_SKETCH]
    return struct.pack(f">{len(kept)}I", *kept)


def sketch_likeness(one: bytes, other: bytes) -> float:
    """How alike two texts are, judged from their sketches."""
    if not one or not other:
        return float(one == other)
    first, second = (frozenset(struct.unpack(f">{len(s) // 4}I", s)) for s in (one, other))
    union = sorted(first | second)[: max(len(first), len(second))]
    return sum(1 for number in union if number in first and number in second) / len(union)
