"""A sparkline: counts as bars of one width, one cell each."""

from __future__ import annotations

from collections.abc import Sequence


def sparkline(counts: Sequence[int], bars: str, top: int | None = None) -> str:
    """``counts`` as bars against ``top`` (the largest of them when None); 0 is the lowest bar."""
    highest = max(top or 0, max(counts, default=0), 1)
    last = len(bars) - 1
    return "".join(bars[0 if not n else max(1, round(n / highest * last))] for n in counts)
