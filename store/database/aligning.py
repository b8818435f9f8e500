"""Which article of a corrected page is which of the page before, so that its marks stay with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from store.database.likeness import share, shingles

ALIKE = 0.5
_FAINTLY = 0.15
_SHORT = 20


@dataclass(slots=True)
class Piece:
    """What is compared of an article."""

    title: str
    body: str
    address: str | None = None
    _runs: frozenset[str] | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """The title without its blanks: where units are divided is a matter of the reader."""
        return "".join(self.title.split())

    @property
    def runs(self) -> frozenset[str]:
        """The body's short strings, counted once."""
        if self._runs is None:
            self._runs = shingles(self.body)
        return self._runs

    def like(self, other: Piece) -> float:
        """How alike the bodies are."""
        return share(self.runs, other.runs)


def align(old: Sequence[Piece], new: Sequence[Piece]) -> list[int | None]:
    """For each new article the old one it continues: by address, title, body, then order."""
    matched: dict[int, int] = {}
    free = set(range(len(old)))

    def take(pairs: Iterable[tuple[int, int]]) -> None:
        for here, there in pairs:
            if here not in matched and there in free:
                matched[here] = there
                free.discard(there)

    take(_by_address(old, new))
    take(_by_title(old, new, matched, free))
    take(_by_body(old, new, matched, free))
    take(_by_order(old, new, matched))
    return [matched.get(here) for here in range(len(new))]


def _by_address(old: Sequence[Piece], new: Sequence[Piece]) -> list[tuple[int, int]]:
    known = {piece.address: there for there, piece in enumerate(old) if piece.address}
    return [(n, known[piece.address]) for n, piece in enumerate(new) if piece.address in known]


def _by_title(
    old: Sequence[Piece], new: Sequence[Piece], matched: dict[int, int], free: set[int]
) -> list[tuple[int, int]]:
    """Equal titles; where several share one (图片报道), the likest bodies, then in order."""
    titled: defaultdict[str, list[int]] = defaultdict(list)
    for there in sorted(free):
        titled[old[there].name].append(there)
    pairs = [
        (here, there)
        for here, piece in enumerate(new)
        if here not in matched and piece.name
        for there in titled.get(piece.name, ())
    ]
    if any(len(group) > 1 for group in titled.values()):
        pairs.sort(key=lambda p: (-round(new[p[0]].like(old[p[1]]), 3), abs(p[0] - p[1]), p))
    return pairs


def _by_body(
    old: Sequence[Piece], new: Sequence[Piece], matched: dict[int, int], free: set[int]
) -> list[tuple[int, int]]:
    scored = [
        (-new[here].like(old[there]), here, there)
        for here in range(len(new))
        if here not in matched and len(new[here].body) >= _SHORT
        for there in sorted(free)
        if len(old[there].body) >= _SHORT
    ]
    return [(here, there) for score, here, there in sorted(scored) if -score >= ALIKE]


def _by_order(
    old: Sequence[Piece], new: Sequence[Piece], matched: dict[int, int]
) -> list[tuple[int, int]]:
    """Between the same two neighbours stand as many unmatched ones before as now: in order.

    Not where both have a text and share nothing of it: then one article took another's place.
    """
    pairs: list[tuple[int, int]] = []
    fixed = [(-1, -1), *sorted(matched.items()), (len(new), len(old))]
    for (here, there), (here_next, there_next) in pairwise(fixed):
        if here_next - here != there_next - there:
            continue
        for step in range(1, here_next - here):
            one, other = new[here + step], old[there + step]
            if _could_be(one, other):
                pairs.append((here + step, there + step))
    return pairs


def _could_be(one: Piece, other: Piece) -> bool:
    if len(one.body) < _SHORT and len(other.body) < _SHORT:
        titles = share(shingles(one.title, width=2), shingles(other.title, width=2))
        return titles >= _FAINTLY or one.like(other) >= _FAINTLY
    return one.like(other) >= _FAINTLY
