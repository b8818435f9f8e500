"""Which strings compete in “rising” while no vocabulary of the paper is kept: runs of 2–4 Han
characters that several articles of the period share and that stand in different surroundings.

A stopgap behind ``Trends.rising``: it knows no words, so it asks only that what stands before and
after a string varies (branching), and drops a string that is nearly always part of a longer one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import log2

from store.rising_math import LEAST

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_LENGTHS = (2, 3, 4)
# Function words: strings that begin or end with one are joints between words.
_JOINTS = frozenset("的了和是在有与及等将为对从到把被由这那也就都而又或其并很更最该让向于以个着过")
_MOST = 1500
_VARIED = 1.5
_INSIDE = 0.8


def strings(text: str) -> set[str]:
    """All strings of 2–4 Han characters in a text."""
    found = set()
    for run in _HAN.findall(text):
        for length in _LENGTHS:
            found.update([run[n : n + length] for n in range(len(run) - length + 1)])
    return found


def candidates(texts: Sequence[str], least: int = LEAST) -> dict[str, int]:
    """The strings worth comparing, with the number of texts that hold each."""
    held: Counter[str] = Counter()
    for text in texts:
        held.update(strings(text))
    kept = {
        term: count
        for term, count in held.items()
        if count >= least and term[0] not in _JOINTS and term[-1] not in _JOINTS
    }
    # A string of three or four must stand out of its parts' overlap; the longer one then wins.
    varied = _varied(texts, kept)
    kept = {term: count for term, count in kept.items() if term in varied}
    inside: dict[str, int] = defaultdict(int)
    for term, count in kept.items():
        for part in strings(term) - {term}:
            inside[part] = max(inside[part], count)
    kept = {t: c for t, c in kept.items() if inside[t] < _INSIDE * c}
    best = sorted(kept, key=lambda t: (-kept[t] * (len(t) - 1), t))[:_MOST]
    return {term: kept[term] for term in best}


def _varied(texts: Sequence[str], terms: Mapping[str, int]) -> set[str]:
    """Those whose neighbours vary on either side; a mark or an edge is like no other neighbour."""
    before: dict[str, Counter[str]] = defaultdict(Counter)
    after: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for match in _HAN.finditer(text):
            start, end = match.span()
            for length in _LENGTHS:
                for n in range(start, end - length + 1):
                    term = text[n : n + length]
                    if term in terms:
                        before[term][text[n - 1] if n > start else f"edge {n}"] += 1
                        after[term][text[n + length] if n + length < end else f"edge {n}"] += 1
    return {t for t in terms if min(_entropy(before[t]), _entropy(after[t])) >= _VARIED}


def _entropy(counts: Counter[str]) -> float:
    """In bits."""
    whole = sum(counts.values())
    return sum(c / whole * log2(whole / c) for c in counts.values())


def counted(
    texts: Iterable[tuple[int, int, str]], terms: Iterable[str], bins: int
) -> tuple[dict[str, list[int]], dict[str, int]]:
    """Per term its articles in each bin, and on how many days it stood.

    ``texts`` are (bin, day, text), days in order.
    """
    wanted = frozenset(terms)
    held: dict[str, list[int]] = {term: [0] * bins for term in wanted}
    days = dict.fromkeys(wanted, 0)
    last = dict.fromkeys(wanted, -1)
    for place, day, text in texts:
        for term in strings(text) & wanted:
            held[term][place] += 1
            if last[term] != day:
                last[term] = day
                days[term] += 1
    return held, days
