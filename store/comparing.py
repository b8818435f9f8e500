"""Two versions of one report side by side: which sentence answers which, and what differs within.

Equal sentences are found first (difflib); between them, sentences are aligned in order so that the
likeness of pairs is greatest (Needleman & Wunsch 1970), likeness being the share of common pairs of characters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

#: From here on two sentences are one, changed.
_LIKE = 0.4
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """Sentences (by their places) that answer each other; None: the other version has none.

    ``ours`` and ``theirs`` are the half-open spans of characters that the other does not have.
    """

    one: int | None
    other: int | None
    ours: tuple[Span, ...] = ()
    theirs: tuple[Span, ...] = ()

    @property
    def equal(self) -> bool:
        """Whether both say it, in the same characters."""
        both = self.one is not None and self.other is not None
        return both and not self.ours and not self.theirs


def aligned(one: Sequence[str], other: Sequence[str]) -> list[Pair]:
    """All sentences of both in order, those that answer each other in pairs."""
    found: list[Pair] = []
    at_one = at_other = 0
    matcher = SequenceMatcher(None, list(one), list(other), autojunk=False)
    for block in matcher.get_matching_blocks():
        found += _between(one, other, (at_one, block.a), (at_other, block.b))
        found += [Pair(block.a + n, block.b + n) for n in range(block.size)]
        at_one, at_other = block.a + block.size, block.b + block.size
    return found


def _between(one: Sequence[str], other: Sequence[str], ours: Span, theirs: Span) -> list[Pair]:
    """The pairs of a stretch in which no sentence is equal."""
    rows, columns = ours[1] - ours[0], theirs[1] - theirs[0]
    grams_one = [_grams(one[n]) for n in range(*ours)]
    grams_other = [_grams(other[n]) for n in range(*theirs)]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    like = [[_likeness(a, b) for b in grams_other] for a in grams_one]
    for r in range(rows - 1, -1, -1):
        for c in range(columns - 1, -1, -1):
            met = best[r + 1][c + 1] + like[r][c] if like[r][c] >= _LIKE else 0.0
            best[r][c] = max(met, best[r + 1][c], best[r][c + 1])
    found = []
    r = c = 0
    while r < rows or c < columns:
        meets = r < rows and c < columns and like[r][c] >= _LIKE
        if meets and best[r][c] == best[r + 1][c + 1] + like[r][c]:
            found.append(_changed(one, other, ours[0] + r, theirs[0] + c))
            r, c = r + 1, c + 1
        elif c == columns or (r < rows and best[r][c] == best[r + 1][c]):
            found.append(Pair(ours[0] + r, None))
            r += 1
        else:
            found.append(Pair(None, theirs[0] + c))
            c += 1
    return found


def _changed(one: Sequence[str], other: Sequence[str], a: int, b: int) -> Pair:
    codes = SequenceMatcher(None, one[a], other[b], autojunk=False).get_opcodes()
    ours = tuple((i, j) for tag, i, j, _k, _l in codes if tag != "equal" and i < j)
    theirs = tuple((k, m) for tag, _i, _j, k, m in codes if tag != "equal" and k < m)
    return Pair(a, b, ours, theirs)


def _grams(sentence: str) -> frozenset[str]:
    return frozenset(sentence[n : n + 2] for n in range(len(sentence) - 1))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Common pairs of characters, against the mean of both; 0 where one is far shorter."""
    if not one or not other or min(len(one), len(other)) < 0.3 * max(len(one), len(other)):
        return 0.0
    return 2 * len(one & other) / (len(one) + len(other))
