"""What both looks of the tagger see of a text: its characters, its words, the names known before.

A feature is a template number and the characters (or the word, or the dictionary match) it saw,
hashed to 32 bits (``name_first``, ``name_second``). All is computed on whole arrays by numpy: a
polynomial hash whose base is invertible modulo 2**64 gives the hash of any stretch of text from two
cumulative sums.
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

    def cover(self, view: View) -> list[npt.NDArray[np.uint64]]:
        """For each kind, where every character stands in the longest known name over it.

        0: in none; else length bucket * 4 + (1 first, 2 inside, 3 last).
        """
        found = [np.zeros(view.count, dtype=np.uint64) for _ in KINDS]
        for length in range(LONGEST, 1, -1):
            kinds = self.look_up(view.stretch_keys(length))
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


#: Characters beyond either end of a text that its features see, as line breaks.
EDGE = 4
#: What stands between two texts that are looked at together, twice. As wide as any feature sees, and
#: no word: either text has its edge there.
_BETWEEN = "\n" * 5


def beside(
    texts: Sequence[str], segmented: Sequence[Sequence[str]]
) -> tuple[str, list[str], list[int]]:
    """Several texts as one to look at, its words, and where each begins."""
    words: list[str] = []
    starts: list[int] = []
    at = 0
    for text, own in zip(texts, segmented, strict=True):
        if words:
            words += (_BETWEEN, _BETWEEN)
            at += 2 * len(_BETWEEN)
        starts.append(at)
        words += own
        at += len(text)
    return (2 * _BETWEEN).join(texts), words, starts


class View:
    """A text (or several, ``beside`` one another) as arrays; ``words`` is the text as segmented.

    By character: ``codes`` (with EDGE more at either end), ``number`` (of its word), ``place`` (in its
    word), ``between`` (True between two texts). By word, with two borders at either end: ``around``
    (hashes), ``sizes``, ``kinds`` (its cluster). ``cover``: the known names over each character.
    """

    def __init__(
        self,
        text: str,
        words: Sequence[str],
        dictionary: NameDictionary,
        clusters: WordClusters | None = None,
    ) -> None:
        self.count = count = len(text)
        line = np.full(EDGE, 10, dtype=np.uint64)
        self.codes = np.concatenate([line, codes_of(text), line])
        self.stretches = Stretches(self.codes)
        self._keys: dict[int, Keys] = {}
        lengths = np.fromiter(map(len, words), dtype=np.int64, count=len(words))
        ends = np.cumsum(lengths)
        starts = ends - lengths
        border = (lengths == len(_BETWEEN)) & (self.codes[starts + EDGE] == 10)
        own = np.where(border, 10, self.stretches.hashes(starts + EDGE, ends + EDGE))
        kinds = clusters.look_up(key32(own)) if clusters else np.zeros(len(words), dtype=np.uint64)
        self.around = _bordered(own, 10)
        self.sizes = _bordered(np.where(border, 0, np.minimum(lengths, 5)), 0)
        self.kinds = _bordered(np.where(border, 0, kinds), 0)
        self.number = np.repeat(np.arange(len(words)), lengths)
        self.between = border[self.number]
        inside = np.arange(count) - starts[self.number]
        left = lengths[self.number] - 1 - inside
        self.place = (np.minimum(inside, 3) * 4 + np.minimum(left, 3)).astype(np.uint64)
        self.cover = dictionary.cover(self)

    def characters(self, offset: int) -> Codes:
        """The code so far from each character."""
        return self.codes[EDGE + offset : EDGE + offset + self.count]

    def stretch_keys(self, length: int) -> Keys:
        """The key of the stretch of ``length`` at every character where it fits."""
        if length not in self._keys:
            last = max(EDGE, EDGE + self.count - length + 1)
            self._keys[length] = key32(self.stretches.grams(length)[EDGE:last])
        return self._keys[length]


def _bordered(values: npt.NDArray[Any], border: int) -> Codes:
    edge = np.full(2, border, dtype=np.uint64)
    return np.concatenate([edge, values.astype(np.uint64), edge])
