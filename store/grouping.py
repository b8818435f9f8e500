"""One event across papers: near-duplicates by winnowed fingerprints, follow-ups by names and words.

Papers trim the same wire story (通稿), so what counts is how much of the shorter text the longer one
holds. Winnowing: Schleimer, Wilkerson & Aiken 2003, with k = 8 characters and windows of 12.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zlib import crc32

K, WINDOW = 8, 12
_HELD = 0.45
_KIN = 0.42
_HAN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class Story:
    """What is known of one article when it is compared: ``words`` its keywords, ``names`` its names."""

    id: int
    title: str
    text: str
    words: frozenset[str]
    names: frozenset[str]


def fingerprints(text: str) -> frozenset[int]:
    """The winnowed fingerprints of a text."""
    plain = "".join(_HAN.findall(text))
    hashes = [crc32(plain[n : n + K].encode()) for n in range(max(0, len(plain) - K + 1))]
    if len(hashes) <= WINDOW:
        return frozenset(hashes)
    return frozenset(min(hashes[n : n + WINDOW]) for n in range(len(hashes) - WINDOW + 1))


def group(stories: Sequence[Story]) -> list[list[int]]:
    """The stories of one event together, as places in ``stories``; in the order of their first."""
    prints = [fingerprints(s.text) for s in stories]
    parent = list(range(len(stories)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for one, other in sorted(_near(prints) | _kin(stories)):
        if _held(prints[one], prints[other]) >= _HELD or _alike(stories[one], stories[other]):
            a, b = root(one), root(other)
            parent[max(a, b)] = min(a, b)
    found: dict[int, list[int]] = defaultdict(list)
    for at in range(len(stories)):
        found[root(at)].append(at)
    return [found[first] for first in sorted(found)]


def _near(prints: Sequence[frozenset[int]]) -> set[tuple[int, int]]:
    """Pairs that share some fingerprints that are not everywhere."""
    holders: dict[int, list[int]] = defaultdict(list)
    for at, own in enumerate(prints):
        for value in own:
            holders[value].append(at)
    shared: Counter[tuple[int, int]] = Counter()
    for places in holders.values():
        if 2 <= len(places) <= 12:
            shared.update((one, other) for n, one in enumerate(places) for other in places[n + 1 :])
    return {pair for pair, count in shared.items() if count >= 3}


def _kin(stories: Sequence[Story]) -> set[tuple[int, int]]:
    """Pairs that share a word that few articles bear."""
    holders: dict[str, list[int]] = defaultdict(list)
    for at, story in enumerate(stories):
        for word in story.words:
            holders[word].append(at)
    return {
        (one, other)
        for places in holders.values()
        if 2 <= len(places) <= 8
        for n, one in enumerate(places)
        for other in places[n + 1 :]
    }


def _held(one: frozenset[int], other: frozenset[int]) -> float:
    """How much of the shorter text the longer one holds."""
    least = min(len(one), len(other))
    return len(one & other) / least if least >= 4 else 0.0


def _bigrams(text: str) -> set[str]:
    plain = "".join(_HAN.findall(text))
    return {plain[n : n + 2] for n in range(len(plain) - 1)}


def _alike(one: Story, other: Story) -> bool:
    """Titles much alike, or the same few words and names."""
    titles = _share(_bigrams(one.title), _bigrams(other.title))
    words = _share(set(one.words), set(other.words))
    names = one.names & other.names
    return (titles >= 0.6 and bool(names or words)) or (
        words >= _KIN and len(one.words & other.words) >= 3 and bool(names)
    )


def _share(one: Iterable[str], other: Iterable[str]) -> float:
    a, b = set(one), set(other)
    return len(a & b) / len(a | b) if a | b else 0.0
