"""What the tagger looks at: features of every character of a text, as rows of its weight table.

A feature is a template number and the characters (or the word, or the dictionary match) it saw,
hashed to 32 bits. All is computed on whole arrays by numpy: a polynomial hash whose base is
invertible modulo 2**64 gives the hash of any stretch of text from two cumulative sums.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.uint64]
Keys = npt.NDArray[np.uint32]
Ints = npt.NDArray[np.int64]

_BASE = 0x9E3779B97F4A7C15  # odd, so it has an inverse modulo 2**64
_INVERSE = pow(_BASE, -1, 1 << 64)
_MIX = np.uint64(0xD6E8FEB86659FD93)
LONGEST = 14
KINDS = ("PER", "ORG", "LOC")

_QUOTES = {"「": "“", "」": "”", "『": "“", "』": "”", "‘": "“", "’": "”", '"': "“"}


@lru_cache(maxsize=1)
def _folding() -> tuple[Codes, npt.NDArray[np.uint64]]:
    """Two tables over the BMP: the folded character, and its class."""
    fold = np.arange(65536, dtype=np.uint64)
    kind = np.zeros(65536, dtype=np.uint64)
    for code in range(0xFF01, 0xFF5F):
        fold[code] = code - 0xFEE0
    for narrow, wide in zip(",;:!?()", "，；：！？（）", strict=True):
        fold[ord(narrow)] = fold[0xFEE0 + ord(narrow)] = ord(wide)
    for one, other in _QUOTES.items():
        fold[ord(one)] = ord(other)
    for code in (0x3000, 0xA0, 9):
        fold[code] = 32
    for code in (0x2022, 0x30FB, 0x2027, 0xFF65):
        fold[code] = 0xB7
    for code in range(ord("0"), ord("9") + 1):
        fold[code] = fold[0xFEE0 + code] = ord("0")
    for code in range(ord("a"), ord("z") + 1):
        fold[code] = fold[0xFEE0 + code] = ord("a")
    for code in range(ord("A"), ord("Z") + 1):
        fold[code] = fold[0xFEE0 + code] = ord("A")
    kind[0x4E00:0xA000] = kind[0x3400:0x4DC0] = 1
    for character in "〇零一二三四五六七八九十百千万亿两":
        kind[ord(character)] = 2
    kind[ord("0")], kind[ord("a")], kind[ord("A")] = 3, 4, 5
    kind[0xB7], kind[32], kind[10] = 6, 7, 8
    for character in "年月日时分":
        kind[ord(character)] = 9
    return fold, kind


def character_kinds(codes: Codes) -> npt.NDArray[np.uint64]:
    """The class of each folded character: ideograph, numeral, digit, letter, mark."""
    return _folding()[1][codes]


def codes_of(text: str) -> Codes:
    """The folded character codes; same length as the text."""
    raw = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    fold, _ = _folding()
    return fold[np.where(raw < 65536, raw, 0x25A1)]


class Stretches:
    """Hashes of any stretch of one array of codes."""

    def __init__(self, codes: Codes) -> None:
        n = len(codes)
        powers = np.empty(n + 1, dtype=np.uint64)
        powers[0] = 1
        powers[1:] = np.uint64(_BASE)
        powers = np.multiply.accumulate(powers)
        inverse = np.empty(n + 1, dtype=np.uint64)
        inverse[0] = 1
        inverse[1:] = np.uint64(_INVERSE)
        self._inverse = np.multiply.accumulate(inverse)
        self._sums = np.zeros(n + 1, dtype=np.uint64)
        np.cumsum((codes + np.uint64(1)) * powers[:n], out=self._sums[1:])

    def hashes(self, starts: Ints, ends: Ints) -> Codes:
        """One hash for each half-open stretch."""
        found: Codes = (self._sums[ends] - self._sums[starts]) * self._inverse[starts]
        return found

    def grams(self, length: int) -> Codes:
        """The hash of the stretch of ``length`` at every start where it fits."""
        if len(self._sums) <= length:
            return np.zeros(0, dtype=np.uint64)
        found: Codes = (self._sums[length:] - self._sums[:-length]) * self._inverse[:-length]
        return found


def key32(hashes: Codes) -> Keys:
    """The upper half of a mixed hash."""
    mixed = hashes ^ (hashes >> np.uint64(29))
    return ((mixed * _MIX) >> np.uint64(32)).astype(np.uint32)


def name_keys(names: Sequence[str]) -> Keys:
    """The dictionary's keys for these names (hashed as text is)."""
    keys = np.zeros(len(names), dtype=np.uint32)
    for at, name in enumerate(names):
        codes = codes_of(name)
        keys[at] = key32(Stretches(codes).grams(len(codes)))[0]
    return keys


class NameDictionary:
    """Names known beforehand, by kind: sets of keys, asked for all stretches at once."""

    def __init__(self, keys: Keys, kinds: npt.NDArray[np.uint8]) -> None:
        order = np.argsort(keys, kind="stable")
        self.keys, self.kinds = keys[order], kinds[order]
        self._slots = np.zeros(1 << 20, dtype=np.uint8)
        self._slots[self.keys >> np.uint32(12)] = 1

    def look_up(self, keys: Keys) -> npt.NDArray[np.uint8]:
        """The kinds (bits 1 PER, 2 ORG, 4 LOC) of each key; 0 where unknown."""
        found = np.zeros(len(keys), dtype=np.uint8)
        maybe = np.flatnonzero(self._slots[keys >> np.uint32(12)])
        if len(maybe) and len(self.keys):
            at = np.searchsorted(self.keys, keys[maybe])
            at[at == len(self.keys)] = 0
            found[maybe] = np.where(self.keys[at] == keys[maybe], self.kinds[at], 0)
        return found

    def cover(self, stretches: Stretches, count: int) -> list[npt.NDArray[np.uint64]]:
        """For each kind, where every character stands in the longest known name over it.

        0: in none; else length bucket * 4 + (1 first, 2 inside, 3 last).
        """
        found = [np.zeros(count, dtype=np.uint64) for _ in KINDS]
        for length in range(LONGEST, 1, -1):
            kinds = self.look_up(key32(stretches.grams(length)))
            if not kinds.any():
                continue
            for bit, cover in enumerate(found):
                starts = np.flatnonzero(kinds & (1 << bit))
                starts = starts[(cover[starts] == 0) & (cover[starts + length - 1] == 0)]
                bucket = min(length, 6) * 4
                for offset in range(length):
                    place = 1 if offset == 0 else 3 if offset == length - 1 else 2
                    cover[starts + offset] = bucket + place
        return found


# (template number, first offset, length): the stretches of characters around position 0.
_AROUND = (
    (1, -3, 1), (2, -2, 1), (3, -1, 1), (4, 0, 1), (5, 1, 1), (6, 2, 1), (7, 3, 1),
    (8, -3, 2), (9, -2, 2), (10, -1, 2), (11, 0, 2), (12, 1, 2), (13, 2, 2),
    (14, -3, 3), (15, -2, 3), (16, -1, 3), (17, 0, 3), (18, 1, 3),
    (19, -3, 4), (20, -2, 4), (21, -1, 4), (22, 0, 4),
)  # fmt: skip
TEMPLATES = 43
_EDGE = 4


def _salted(hashes: Codes, template: int) -> Keys:
    return key32(hashes + np.uint64(template * 0x1F123BB5159A55E5 & 0xFFFFFFFFFFFFFFFF))


def features(
    text: str,
    words: Sequence[str],
    dictionary: NameDictionary,
    clusters: Any = None,
    *,
    with_names: bool = True,
) -> npt.NDArray[np.uint32]:
    """Keys of every feature of every character: an array of TEMPLATES × characters.

    ``words`` is the text as segmented; ``clusters`` (a WordClusters, or None) knows which words
    are used alike. ``with_names`` False leaves the dictionary out (training uses this).
    """
    count = len(text)
    keys = np.zeros((TEMPLATES, count), dtype=np.uint32)
    if not count:
        return keys
    inner = codes_of(text)
    codes = np.concatenate([np.full(_EDGE, 10), inner, np.full(_EDGE, 10)]).astype(np.uint64)
    stretches = Stretches(codes)
    for length in (1, 2, 3, 4):
        grams = stretches.grams(length)
        for template, offset, wanted in _AROUND:
            if wanted == length:
                first = _EDGE + offset
                keys[template] = _salted(grams[first : first + count], template)
    pair = (
        codes[_EDGE - 1 : _EDGE - 1 + count] * np.uint64(1 << 20)
        + codes[_EDGE + 1 : _EDGE + 1 + count]
    )
    keys[0] = _salted(pair, 0)
    _, kinds = _folding()
    classes = kinds[codes]
    shape = np.zeros(count, dtype=np.uint64)
    for offset in (-2, -1, 0, 1, 2):
        shape = shape * np.uint64(16) + classes[_EDGE + offset : _EDGE + offset + count]
    keys[23] = _salted(shape, 23)
    _word_features(keys, stretches, words, count, clusters)
    if with_names:
        cover = dictionary.cover(Stretches(inner), count)
        padded = [np.concatenate([[0], one, [0]]).astype(np.uint64) for one in cover]
        for at, one in enumerate(padded):
            keys[34 + at] = _salted(one[1:-1] + np.uint64(at << 8), 34)
        joined = (cover[0] * np.uint64(64) + cover[1]) * np.uint64(64) + cover[2]
        keys[37] = _salted(joined, 37)
        keys[38] = _salted(joined * np.uint64(1 << 20) + inner, 38)
        edges = np.zeros(count, dtype=np.uint64)
        for one in padded:
            edges = (edges * np.uint64(4) + one[:-2] % np.uint64(4)) * np.uint64(4)
            edges = edges + one[2:] % np.uint64(4)
        keys[39] = _salted(edges, 39)
    return keys


def _word_features(
    keys: npt.NDArray[np.uint32],
    stretches: Stretches,
    words: Sequence[str],
    count: int,
    clusters: Any,
) -> None:
    """The word over each character, its neighbours, and where in it the character stands."""
    lengths = np.fromiter(map(len, words), dtype=np.int64, count=len(words))
    ends = np.cumsum(lengths)
    starts = ends - lengths
    own = stretches.hashes(starts + _EDGE, ends + _EDGE)
    number = np.repeat(np.arange(len(words)), lengths)
    inside = np.arange(count) - starts[number]
    left = lengths[number] - 1 - inside
    place = (np.minimum(inside, 3) * 4 + np.minimum(left, 3)).astype(np.uint64)
    border = np.uint64(10)
    around = np.concatenate([[border, border], own, [border, border]]).astype(np.uint64)
    here = own[number] * np.uint64(31) + place
    keys[24] = _salted(place, 24)
    keys[25] = _salted(here, 25)
    for template, offset in ((26, -2), (27, -1), (28, 1), (29, 2)):
        keys[template] = _salted(around[number + 2 + offset] * np.uint64(31) + place, template)
    size = np.minimum(lengths, 5).astype(np.uint64)
    sizes = np.concatenate([[0, 0], size, [0, 0]]).astype(np.uint64)
    run = sizes[number] * np.uint64(8) + sizes[number + 1]
    run = (run * np.uint64(8) + sizes[number + 2]) * np.uint64(8) + sizes[number + 3]
    keys[30] = _salted((run * np.uint64(8) + sizes[number + 4]) * np.uint64(16) + place, 30)
    keys[31] = _salted(around[number + 1] * np.uint64(0x10001) + here, 31)
    keys[32] = _salted(around[number + 3] * np.uint64(0x10001) + here, 32)
    keys[33] = _salted(around[number + 1] * np.uint64(0x10001) + around[number + 3] + place, 33)
    if clusters is not None:
        found = clusters.look_up(key32(own))
        kinds = np.concatenate([[0, 0], found, [0, 0]]).astype(np.uint64)
        three = kinds[number + 1] * np.uint64(1 << 24) + kinds[number + 2] * np.uint64(1 << 12)
        keys[40] = _salted((three + kinds[number + 3]) * np.uint64(16) + place, 40)
        keys[41] = _salted(kinds[number + 1] * np.uint64(16) + place, 41)
        keys[42] = _salted(kinds[number + 3] * np.uint64(16) + place, 42)


def fold_text(text: str) -> str:
    """``text`` as the features see it."""
    return "".join(chr(int(code)) for code in codes_of(text))


class WordClusters:
    """Which words are used alike: a number for each known word, 0 for the others."""

    def __init__(self, keys: Keys, numbers: npt.NDArray[np.uint16]) -> None:
        order = np.argsort(keys, kind="stable")
        self.keys, self.numbers = keys[order], numbers[order]

    def look_up(self, keys: Keys) -> Codes:
        """The cluster of each word's key."""
        if not len(self.keys):
            return np.zeros(len(keys), dtype=np.uint64)
        at = np.searchsorted(self.keys, keys)
        at[at == len(self.keys)] = 0
        return np.where(self.keys[at] == keys, self.numbers[at], 0).astype(np.uint64)
