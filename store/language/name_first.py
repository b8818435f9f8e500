"""The first look: features of every character, as rows of the first layer's weight table."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from store.language.name_features import EDGE, Codes, Keys, View, character_kinds, key32

# (template number, first offset, length): the stretches of characters around position 0.
_AROUND = (
    (1, -3, 1), (2, -2, 1), (3, -1, 1), (4, 0, 1), (5, 1, 1), (6, 2, 1), (7, 3, 1),
    (8, -3, 2), (9, -2, 2), (10, -1, 2), (11, 0, 2), (12, 1, 2), (13, 2, 2),
    (14, -3, 3), (15, -2, 3), (16, -1, 3), (17, 0, 3), (18, 1, 3),
    (19, -3, 4), (20, -2, 4), (21, -1, 4), (22, 0, 4),
)  # fmt: skip
TEMPLATES = 43


def _salted(hashes: Codes, template: int) -> Keys:
    return key32(hashes + np.uint64(template * 0x1F123BB5159A55E5 & 0xFFFFFFFFFFFFFFFF))


def features(view: View, *, with_names: bool = True) -> npt.NDArray[np.uint32]:
    """Keys of every feature of every character: an array of TEMPLATES × characters.

    ``with_names`` False leaves the dictionary out (training uses this).
    """
    count = view.count
    keys = np.zeros((TEMPLATES, count), dtype=np.uint32)
    if not count:
        return keys
    for length in (1, 2, 3, 4):
        grams = view.stretches.grams(length)
        for template, offset, wanted in _AROUND:
            if wanted == length:
                first = EDGE + offset
                keys[template] = _salted(grams[first : first + count], template)
    keys[0] = _salted(view.characters(-1) * np.uint64(1 << 20) + view.characters(1), 0)
    classes = character_kinds(view.codes)
    shape = np.zeros(count, dtype=np.uint64)
    for offset in (-2, -1, 0, 1, 2):
        shape = shape * np.uint64(16) + classes[EDGE + offset : EDGE + offset + count]
    keys[23] = _salted(shape, 23)
    _word_features(keys, view)
    if with_names:
        cover = view.cover
        padded = [np.concatenate([[0], one, [0]]).astype(np.uint64) for one in cover]
        for at, one in enumerate(padded):
            keys[34 + at] = _salted(one[1:-1] + np.uint64(at << 8), 34)
        joined = (cover[0] * np.uint64(64) + cover[1]) * np.uint64(64) + cover[2]
        keys[37] = _salted(joined, 37)
        keys[38] = _salted(joined * np.uint64(1 << 20) + view.characters(0), 38)
        edges = np.zeros(count, dtype=np.uint64)
        for one in padded:
            edges = (edges * np.uint64(4) + one[:-2] % np.uint64(4)) * np.uint64(4)
            edges = edges + one[2:] % np.uint64(4)
        keys[39] = _salted(edges, 39)
    return keys


def _word_features(keys: npt.NDArray[np.uint32], view: View) -> None:
    """The word over each character, its neighbours, and where in it the character stands."""
    number, place = view.number, view.place
    before2, before, own, after, after2 = (view.around[number + at] for at in range(5))
    here = own * np.uint64(31) + place
    keys[24] = _salted(place, 24)
    keys[25] = _salted(here, 25)
    for template, word in ((26, before2), (27, before), (28, after), (29, after2)):
        keys[template] = _salted(word * np.uint64(31) + place, template)
    run = np.zeros(view.count, dtype=np.uint64)
    for at in range(5):
        run = run * np.uint64(8) + view.sizes[number + at]
    keys[30] = _salted(run * np.uint64(16) + place, 30)
    keys[31] = _salted(before * np.uint64(0x10001) + here, 31)
    keys[32] = _salted(after * np.uint64(0x10001) + here, 32)
    keys[33] = _salted(before * np.uint64(0x10001) + after + place, 33)
    left, this, right = (view.kinds[number + at] for at in (1, 2, 3))
    three = left * np.uint64(1 << 24) + this * np.uint64(1 << 12)
    keys[40] = _salted((three + right) * np.uint64(16) + place, 40)
    keys[41] = _salted(left * np.uint64(16) + place, 41)
    keys[42] = _salted(right * np.uint64(16) + place, 42)
