"""Where words end, roughly: the most probable way to cut a run of Han characters into the words
that newspapers at large use (unigram Viterbi over the shipped background).

For questions asked while someone waits: it loads in a twentieth of a second where a segmenter's
dictionary takes half a second or more. What the background does not know falls into single
characters, so an unknown name ends wherever one likes; that is meant.
"""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import pairwise

from store.language.background import shipped

_LONGEST = 5
#: A character that no word covers costs as much as a word seen a seventh of once.
_UNKNOWN = -2.0


@lru_cache(maxsize=1)
def _costs() -> tuple[dict[str, float], float]:
    known = shipped()
    total = math.log(known.words)
    words = {w: math.log(n) - total for w, n in known.occurrences.items() if len(w) <= _LONGEST}
    return words, _UNKNOWN - total


@lru_cache(maxsize=1 << 15)
def cuts(run: str) -> tuple[int, ...]:
    """The places where words begin or end, 0 and the length of ``run`` included, in order."""
    words, unknown = _costs()
    best = [0.0] * (len(run) + 1)
    back = [0] * (len(run) + 1)
    for end in range(1, len(run) + 1):
        best[end] = best[end - 1] + words.get(run[end - 1], unknown)
        back[end] = end - 1
        for start in range(max(0, end - _LONGEST), end - 1):
            cost = words.get(run[start:end])
            if cost is not None and best[start] + cost > best[end]:
                best[end], back[end] = best[start] + cost, start
    places = [len(run)]
    while places[-1]:
        places.append(back[places[-1]])
    return tuple(reversed(places))


def words(run: str) -> list[str]:
    """The words of a run."""
    at = cuts(run)
    return [run[start:end] for start, end in pairwise(at)]
