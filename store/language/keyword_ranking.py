"""Keywords: the words under which one article would be filed, best first.

Every candidate (a name, a word, a term that the article repeats, quotes or has in its title:
``keyword_candidates``) is seen in forty ways (``keyword_features``), and boosted trees fitted to articles
labelled by hand say how likely it is a keyword (``keyword_trees``). Of the best, one that says the
same as another (part of it, hardly shorter) is left out, and one that shares characters with another
counts less.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from store.language import keyword_trees
from store.language.background import Background
from store.language.keyword_candidates import Text, candidates
from store.language.keyword_features import features
from store.records import Keyword

_SHARED = 0.8
_LOOKED_AT = 40
#: Up to so many characters longer, a keyword says the same as the one it holds.
_SAME = 2


def rank(
    texts: Sequence[Text],
    names: Mapping[str, str],
    background: Background,
    *,
    limit: int = 8,
    column: str | None = None,
) -> tuple[Keyword, ...]:
    """The best keywords of one article, best first.

    ``texts`` are its title and texts in words, names and the paper's own words whole; ``names`` are
    the names among them with their kinds. ``score`` is how likely it is to be one, in per cent, as
    the trees have it; ``count`` is occurrences in the article.
    """
    everything = candidates(texts, names, column)
    seen = features(everything, texts, background)
    if not seen:
        return ()
    rows = np.array(list(seen.values()), dtype=np.float64)
    scored = zip(keyword_trees.shipped()(rows).tolist(), seen, strict=True)
    return tuple(
        Keyword(word, round(100 * score, 2), everything.found[word].count)
        for score, word in choose(list(scored), limit)
    )


def choose(scored: Sequence[tuple[float, str]], limit: int) -> list[tuple[float, str]]:
    """The best by score of which none says the same as another."""
    pool = sorted(scored, key=lambda one: (-one[0], one[1]))[:_LOOKED_AT]
    pairs = {word: _pairs(word) for _score, word in pool}
    chosen: list[tuple[float, str]] = []
    while pool and len(chosen) < limit:
        best = min(pool, key=lambda one: (-one[0], one[1]))
        chosen.append(best)
        said = pairs[best[1]]
        pool = [
            (score if said.isdisjoint(pairs[word]) else score * _SHARED, word)
            for score, word in pool
            if not _same(word, best[1])
        ]
    return chosen


def _same(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(long) - len(short) <= _SAME and short in long


def _pairs(word: str) -> set[str]:
    return {word[at : at + 2] for at in range(len(word) - 1)}
