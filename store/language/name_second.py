"""The second look: what the tagger sees once its first look has put spans on the text.

The first look was taught by another tagger, with that one's habits; the second is taught by hand
labels alone. It sees the first one's spans, what stands inside and beside them, and little else, so
that a few hundred articles are enough to teach it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from store.language.name_features import (
    NameDictionary,
    Stretches,
    WordClusters,
    character_kinds,
    codes_of,
    key32,
)

Numbers = npt.NDArray[np.uint64]
TEMPLATES = 44
_EDGE = 4
_OUT = np.uint64(0)


def _salted(values: Numbers, template: int) -> npt.NDArray[np.uint32]:
    return key32(values + np.uint64((template + 101) * 0x1F123BB5159A55E5 & 0xFFFFFFFFFFFFFFFF))


def _padded(values: npt.NDArray[np.int64] | Numbers, fill: int) -> Numbers:
    edge = np.full(_EDGE, fill)
    return np.concatenate([edge, values, edge]).astype(np.uint64)


def second_features(
    text: str,
    words: Sequence[str],
    labels: npt.NDArray[np.int64],
    dictionary: NameDictionary,
    clusters: WordClusters,
) -> npt.NDArray[np.uint32]:
    """Keys of every feature of every character: TEMPLATES × characters.

    ``labels`` are the first look's (0 is O, then B M E S of each kind).
    """
    count = len(text)
    keys = np.zeros((TEMPLATES, count), dtype=np.uint32)
    if not count:
        return keys
    inner = codes_of(text)
    codes = _padded(inner.astype(np.int64), 10)
    stretches = Stretches(codes)

    def char(offset: int) -> Numbers:
        return codes[_EDGE + offset : _EDGE + offset + count]

    def gram(offset: int, length: int) -> Numbers:
        first = _EDGE + offset
        return stretches.grams(length)[first : first + count]

    tags = _padded(labels, 20)

    def tag(offset: int) -> Numbers:
        return tags[_EDGE + offset : _EDGE + offset + count]

    big = np.uint64(1 << 24)
    here = tag(0)
    put = 0

    def add(values: Numbers) -> None:
        nonlocal put
        keys[put] = _salted(values, put)
        put += 1

    for offset in (-2, -1, 0, 1, 2):
        add(char(offset))
    add(gram(-1, 2))
    add(gram(0, 2))
    add(here)
    add(tag(-1) * np.uint64(32) + here)
    add(here * np.uint64(32) + tag(1))
    around = (tag(-1) * np.uint64(32) + here) * np.uint64(32) + tag(1)
    add(around)
    add((tag(-2) * np.uint64(32) + tag(2)) * np.uint64(1 << 16) + around)
    add(char(0) * np.uint64(32) + here)
    add(char(1) * np.uint64(32) + here)
    add(char(-1) * np.uint64(32) + here)
    add(gram(0, 2) * np.uint64(32) + here)
    add(gram(-1, 2) * np.uint64(32) + here)
    add(gram(1, 2) * np.uint64(32) + here)
    add(gram(-2, 2) * np.uint64(32) + here)

    # The first look's span over each character, or the gap between two of them.
    starts = np.flatnonzero((labels % 4 == 1) | ((labels % 4 == 0) & (labels > 0)))
    ends = np.flatnonzero((labels % 4 == 3) | ((labels % 4 == 0) & (labels > 0))) + 1
    size = min(len(starts), len(ends))
    starts, ends = starts[:size], ends[:size]
    if not size:
        # One span beyond the end: every character is outside, as beside a far name.
        starts = ends = np.array([count + 9])
        size = 1
        labels = np.concatenate([labels, np.zeros(12, dtype=labels.dtype)])
    number = np.searchsorted(starts, np.arange(count), side="right") - 1
    safe = np.maximum(number, 0)
    inside = (number >= 0) & (np.arange(count) < ends[safe])
    kinds = (labels[starts] + 3) // 4
    first, last = starts[safe], ends[safe]
    length = np.where(inside, np.minimum(last - first, 7), 0).astype(np.uint64)
    tail = codes[_EDGE + np.where(inside, last - 1, np.arange(count))]
    tail2 = stretches.hashes(
        np.where(inside, last - 2, 0) + _EDGE, np.where(inside, last, 0) + _EDGE
    )
    head = codes[_EDGE + np.where(inside, first, np.arange(count))]
    before = codes[_EDGE + np.where(inside, first, 0) - 1]
    after = codes[_EDGE + np.where(inside, last, 0)]
    after2 = stretches.hashes(
        np.where(inside, last, 0) + _EDGE, np.where(inside, last, 0) + 2 + _EDGE
    )
    before2 = stretches.hashes(
        np.where(inside, first, 0) - 2 + _EDGE, np.where(inside, first, 0) + _EDGE
    )
    left_kind = np.where(
        inside & (number > 0) & (ends[np.maximum(safe - 1, 0)] == first),
        kinds[np.maximum(safe - 1, 0)], 0,
    ).astype(np.uint64)  # fmt: skip
    following = np.minimum(safe + 1, size - 1)
    right_kind = np.where(
        inside & (safe + 1 < size) & (starts[following] == last), kinds[following], 0
    ).astype(np.uint64)
    gap_left = np.where(~inside & (number >= 0), np.arange(count) - last, 9)
    gap_left = np.minimum(gap_left, 9)
    next_start = starts[np.minimum(number + 1, size - 1)]
    gap_right = np.where((number + 1 < size) & ~inside, next_start - np.arange(count), 9)
    gap_right = np.minimum(gap_right, 9)
    left_of = np.where((gap_left < 9) & (number >= 0), kinds[safe], 0).astype(np.uint64)
    right_of = np.where(gap_right < 9, kinds[np.minimum(number + 1, size - 1)], 0).astype(np.uint64)
    whole = stretches.hashes(np.where(inside, first, 0) + _EDGE, np.where(inside, last, 0) + _EDGE)
    masked = inside.astype(np.uint64)
    neighbours = left_kind * np.uint64(4) + right_kind
    add(length * np.uint64(32) + here)
    add((tail * big + here) * masked)
    add((tail2 * np.uint64(32) + here) * masked)
    add((head * big + here) * masked)
    add((before * big + here) * masked)
    add((after * big + here) * masked)
    add((after2 * np.uint64(32) + here) * masked)
    add((before2 * np.uint64(32) + here) * masked)
    add((neighbours * np.uint64(32) + here) * masked)
    add((neighbours * np.uint64(8) + length) * np.uint64(32) + here)
    add((whole * np.uint64(32) + here) * masked)
    gaps = (
        (gap_left.astype(np.uint64) * np.uint64(16) + gap_right.astype(np.uint64)) * (np.uint64(16))
        + left_of * np.uint64(4)
        + right_of
    )
    add(gaps + np.uint64(1 << 14) * here)
    add((left_of * np.uint64(16) + np.minimum(gap_left, 3).astype(np.uint64)) * big + char(0))
    add((right_of * np.uint64(16) + np.minimum(gap_right, 3).astype(np.uint64)) * big + char(0))
    _words(keys, put, stretches, words, count, here, clusters)
    put += 6
    cover = dictionary.cover(Stretches(inner), count)
    joined = (cover[0] * np.uint64(64) + cover[1]) * np.uint64(64) + cover[2]
    add(joined)
    add(joined * np.uint64(32) + here)
    kinds_of = _padded(character_kinds(inner).astype(np.int64), 8)
    shape = np.zeros(count, dtype=np.uint64)
    for offset in (-2, -1, 0, 1, 2):
        shape = shape * np.uint64(16) + kinds_of[_EDGE + offset : _EDGE + offset + count]
    add(shape)
    add(shape * np.uint64(32) + here)
    return keys


def _words(
    keys: npt.NDArray[np.uint32],
    put: int,
    stretches: Stretches,
    words: Sequence[str],
    count: int,
    here: Numbers,
    clusters: WordClusters,
) -> None:
    """The word over each character, by itself and by what it is used like."""
    lengths = np.fromiter(map(len, words), dtype=np.int64, count=len(words))
    ends = np.cumsum(lengths)
    starts = ends - lengths
    own = stretches.hashes(starts + _EDGE, ends + _EDGE)
    number = np.repeat(np.arange(len(words)), lengths)
    inside = np.arange(count) - starts[number]
    left = lengths[number] - 1 - inside
    place = (np.minimum(inside, 3) * 4 + np.minimum(left, 3)).astype(np.uint64)
    kinds = np.concatenate([[0], clusters.look_up(key32(own)), [0]]).astype(np.uint64)
    before, this, after = kinds[number], kinds[number + 1], kinds[number + 2]
    step = np.uint64(32)
    for at, values in enumerate(
        (
            place * step + here,
            (own[number] * np.uint64(16) + place) * step + here,
            (this * np.uint64(16) + place) * step + here,
            (before * np.uint64(16) + place) * step + here,
            (after * np.uint64(16) + place) * step + here,
            ((before * np.uint64(1024) + this) * np.uint64(1024) + after) * step + here,
        )
    ):
        keys[put + at] = _salted(values, put + at)
