"""Keywords: the words under which one article would be filed, best first.

Every candidate (a name, a word, a term that the article repeats, quotes or has in its title:
``keyword_candidates``) is weighed by what can be seen of it. The core is what corpus linguists use,
signed log-likelihood G² (Dunning 1993) against the background with its log-ratio as a gate
(Gabrielatos 2018); beside it stand place (title, headings, lead), kind of name, length, and whether
it is a fragment of a longer term or always stands beside the same word. A linear model adds them up
(logistic regression, ``python -m bench.train_keywords`` over 120 articles labelled by hand); its
weights are in ``keyword_weights`` to be read. Of the best, one that holds another is left out, and
one that shares characters with another counts less.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence

from store.language.background import Background
from store.language.keyword_candidates import Candidate, Candidates, Text, candidates
from store.language.keyword_weights import WEIGHTS
from store.language.keywords import DULL, NO_PART, VERBS, is_verbal, log_likelihood
from store.records import Keyword

#: A word must be this many times as frequent (2 to the power of) as in newspapers at large.
_LEAST_RATIO = 1.0
#: What never stands but within a longer term, up to so many characters, is a fragment of it.
_UNIT = 8
_SHARED = 0.8
_LOOKED_AT = 40
#: A word that the background does not hold stands there about so often.
_UNCOUNTED = 2.0


def rank(
    texts: Sequence[Text],
    names: Mapping[str, str],
    own_words: Collection[str],
    background: Background,
    *,
    limit: int = 8,
    column: str | None = None,
) -> tuple[Keyword, ...]:
    """The best keywords of one article, best first.

    ``texts`` are its title and texts in words, names and the paper's own words whole; ``names`` are
    the names among them with their kinds. ``score`` is how likely it is to be one, in per cent, as
    the model has it; ``count`` is occurrences in the article.
    """
    everything = candidates(texts, names, column)
    scored = []
    for word, values in features(everything, texts, own_words, background).items():
        total = sum(WEIGHTS[name] * value for name, value in values.items() if value)
        scored.append((1 / (1 + math.exp(-total)), word))
    return tuple(
        Keyword(word, round(100 * score, 2), everything.found[word].count)
        for score, word in choose(scored, limit)
    )


def choose(scored: Sequence[tuple[float, str]], limit: int) -> list[tuple[float, str]]:
    """The best by score that are neither part of one another nor say the same."""
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
            if word not in best[1] and best[1] not in word
        ]
    return chosen


def _pairs(word: str) -> set[str]:
    return {word[at : at + 2] for at in range(len(word) - 1)}


def features(
    everything: Candidates,
    texts: Sequence[Text],
    own_words: Collection[str],
    background: Background,
) -> dict[str, dict[str, float]]:
    """What is to be seen of each candidate: numbers by the names that the weights bear."""
    title = "".join(w for text in texts if text.role == "title" for w in text.words)
    longer = _longer(everything.found)
    units = {w: one for w, one in everything.found.items() if len(w) <= _UNIT}
    whole = _longer(units)
    found: dict[str, dict[str, float]] = {}
    for word, one in everything.found.items():
        if one.count > 1 and one.kind is None and whole.get(word, 0) >= one.count:
            continue
        ratio = _log_ratio(word, one.count, everything.total, background)
        if ratio < _LEAST_RATIO:
            continue
        seen = _seen(word, one, everything, background) | {"log_ratio": ratio}
        titled = word in title
        name = one.kind is not None
        term = len(one.words) > 1
        verbal = not name and not term and is_verbal(word, background)
        seen |= {
            "title": titled,
            "title, once": titled and one.count == 1,
            "title, term": titled and term,
            "title, late": title.find(word) / len(title) if titled else 0.0,
            "heading": one.headed > 0,
            "lead": everything.lead in one.texts,
            "first": one.first,
            "quoted": one.quoted > 0,
            "quoted twice": one.quoted > 1,
            "listed": one.listed / one.count,
            "person": one.kind == "PER",
            "place": one.kind == "LOC",
            "body": one.kind == "ORG",
            "body, once": one.kind == "ORG" and one.count == 1,
            "noun": not name and (one.words[-1] in background.nouns or len(one.words[-1]) == 1),
            "verb": verbal,
            "own word": word in own_words,
            "uncounted word": not (name or term) and word not in background.occurrences,
            "dull part": any(w in DULL or w in VERBS or w in NO_PART for w in one.words),
            "in longer": min(1.0, longer.get(word, 0) / one.count),
            "only in longer": longer.get(word, 0) >= one.count,
            "one neighbour left": one.count > 1 and len(one.left) == 1 and one.left != {""},
            "one neighbour right": one.count > 1 and len(one.right) == 1 and one.right != {""},
        }
        found[word] = seen
    return found


def _log_ratio(word: str, count: int, total: int, background: Background) -> float:
    """How many times, in powers of two, its share here is that of newspapers at large."""
    expected = background.occurrences.get(word, _UNCOUNTED)
    return math.log2((count / max(1, total)) / (expected / background.words))


def _seen(
    word: str, one: Candidate, everything: Candidates, background: Background
) -> dict[str, float]:
    """Counts: of the article, of newspapers at large, of its parts; and its shape."""
    count, total = one.count, max(1, everything.total)
    at_large = background.occurrences.get(word)
    expected = _UNCOUNTED if at_large is None else at_large
    evidence = log_likelihood(count, total, expected, background.words)
    term = len(one.words) > 1
    parts = [background.occurrences.get(w, _UNCOUNTED) for w in one.words if len(w) > 1] or [100.0]
    alone = [everything.found[w].count for w in one.words if w in everything.found]
    return {
        "always": 1.0,
        "evidence": math.copysign(math.log1p(abs(evidence)), evidence),
        "count": math.log(count),
        "once": count == 1,
        "rate": min(5.0, 100 * count / total),
        "spread": len(one.texts) / everything.texts,
        "texts": math.log(len(one.texts)),
        "at large": math.log1p(background.documents.get(word, 0.0)),
        "not at large": at_large is None,
        "term": term,
        "term of three": len(one.words) >= 3,
        "rarest part": math.log(min(parts)) if term else 0.0,
        "commonest part": math.log(max(parts)) if term else 0.0,
        "kept together": count / max(alone) if term and alone else 1.0,
        "two characters": len(word) == 2,
        "four characters": len(word) == 4,
        "five or six": len(word) in (5, 6),
        "seven and more": len(word) >= 7,
        "ten and more": len(word) >= 10,
    }


def _longer(found: Mapping[str, Candidate]) -> dict[str, int]:
    """How often the most frequent longer candidate stands that holds each."""
    most: dict[str, int] = {}
    for word, one in found.items():
        for size in range(2, len(word)):
            for at in range(len(word) - size + 1):
                part = word[at : at + size]
                if part in found and one.count > most.get(part, 0):
                    most[part] = one.count
    return most
