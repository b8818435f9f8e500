"""How much of one text another holds, by winnowed fingerprints.

Papers trim the same wire story (通稿), so what counts is how much of the shorter text the longer one
holds. Winnowing: Schleimer, Wilkerson & Aiken 2003, with k = 8 characters and windows of 12.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any
from zlib import crc32

if TYPE_CHECKING:
    from numpy.typing import NDArray

K, WINDOW = 8, 12
#: Eight Han characters, as most are, in UTF-8.
_BYTES = 3 * K
#: Characters from here on take three bytes in UTF-8.
_THREE_BYTES = 0x800
#: Fewer fingerprints say nothing.
_LEAST = 4
_HAN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]+")


def held(one: frozenset[int], other: frozenset[int]) -> float:
    """How much of the shorter text the longer one holds; 0 where one of them is very short."""
    least = min(len(one), len(other))
    return len(one & other) / least if least >= _LEAST else 0.0


def fingerprints(text: str) -> frozenset[int]:
    """The winnowed fingerprints of a text."""
    import numpy as np

    plain = "".join(_HAN.findall(text))
    count = len(plain) - K + 1
    if count <= 0:
        return frozenset()
    # What _HAN lets through is in the basic plane.
    codes = np.frombuffer(plain.encode("utf-16-le"), np.uint16)
    hashes = np.full(count, crc32(bytes(_BYTES)), np.uint32)
    for at, part in enumerate(_parts_of_crc()):
        hashes ^= part[codes[at : at + count]]
    shorter = np.concatenate(([0], np.cumsum(codes < _THREE_BYTES)))
    for at in np.flatnonzero(shorter[K:] != shorter[:-K]).tolist():
        hashes[at] = crc32(plain[at : at + K].encode())
    if count > WINDOW:
        # The least of every two neighbours, of every four, eight, twelve.
        for step in (1, 2, 4, WINDOW - 8):
            hashes = np.minimum(hashes[:-step], hashes[step:])
    return frozenset(hashes.tolist())


@cache
def _parts_of_crc() -> NDArray[Any]:
    """What each character adds at each of K places to the CRC of ``_BYTES`` bytes: CRC is linear in them."""
    import numpy as np

    nothing = crc32(bytes(_BYTES))
    of_byte = np.array(
        [
            [crc32(bytes(at) + bytes((v,)) + bytes(_BYTES - at - 1)) ^ nothing for v in range(256)]
            for at in range(_BYTES)
        ],
        np.uint32,
    )
    codes = np.arange(1 << 16)
    utf8 = (0xE0 | codes >> 12, 0x80 | codes >> 6 & 0x3F, 0x80 | codes & 0x3F)
    return np.array(
        [
            of_byte[at][utf8[0]] ^ of_byte[at + 1][utf8[1]] ^ of_byte[at + 2][utf8[2]]
            for at in range(0, _BYTES, 3)
        ]
    )
