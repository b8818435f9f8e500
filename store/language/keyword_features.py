"""What is to be seen of each possible keyword of an article, as numbers: what the ranking learns from.

Its evidence (signed log-likelihood G² against the background, Dunning 1993, with the log-ratio as a gate,
Gabrielatos 2018), how it is repeated and how it ranks among the others in that, where it stands, whether
the title says it, what it is (a name, a word, a term), its neighbours, its company in sentences, and
what newspapers at large do with it: how readily it comes into titles, whether it comes in bursts (Church
and Gale 1995).
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from store.language.background import Background
from store.language.keyword_candidates import Candidate, Candidates, Text
from store.language.keywords import log_likelihood

#: A word must be this many times as frequent (2 to the power of) as in newspapers at large.
_LEAST_RATIO = 1.0
#: What never stands but within a longer term, up to so many characters, is a fragment of it.
_UNIT = 8
#: A word that the background does not hold stands there about so often, and so many times in each
#: article that holds it (as a logarithm).
_UNCOUNTED = 2.0
_BURST = 0.3
#: Up to so many characters longer, a string says nearly the same.
_ALIKE = 2
_KINDS = {None: 0.0, "PER": 1.0, "LOC": 2.0, "ORG": 3.0}
_SENTENCE = re.compile(r"[^。！？；!?\n]+")

Numbers = tuple[float, ...]

#: The features in their order, in the groups that are found together.
_COUNTED = ("evidence", "log-ratio", "texts", "share of texts", "first", "at large")
_MARKED = (
    "quoted",
    "listed",
    "kinds on the left",
    "kinds on the right",
    "verbs on the left",
    "verbs on the right",
)
_RANKED = (
    "repeated",
    "share of most",
    "rank",
    "rank in kind",
    "share of most in kind",
    "of its kind",
    "per thousand",
    "length of article",
)
_PLACED = ("first place", "first share", "last share", "reach", "sentences", "company")
_TITLED = ("share of title", "pairs in title", "characters in title")
_SHAPED = (
    "kind",
    "characters",
    "words",
    "burst",
    "titled",
    "least titled part",
    "rarest part",
    "verb first",
    "verb last",
)
_WITHIN = ("within", "within one alike")
NAMES = (*_COUNTED, *_MARKED, *_RANKED, *_PLACED, *_TITLED, *_SHAPED, *_WITHIN)


def features(
    everything: Candidates, texts: Sequence[Text], background: Background
) -> dict[str, Numbers]:
    """What is to be seen of each candidate that is frequent enough, in the order of ``NAMES``."""
    found = everything.found
    longer = _longer(found)
    kept: dict[str, Candidate] = {}
    ratios: dict[str, float] = {}
    for word, one in found.items():
        if _is_fragment(one, [(w, found[w]) for w in longer.get(word, ())]):
            continue
        ratios[word] = _log_ratio(word, one.count, everything.total, background)
        if ratios[word] >= _LEAST_RATIO:
            kept[word] = one
    article = _Article(kept, texts)
    return {
        word: (
            *_counted(word, one, everything, background, ratios[word]),
            *_marked(one, background),
            *article.ranked(word),
            *article.placed(word),
            *article.titled(word),
            *_shaped(word, one, background),
            *article.within(word, longer.get(word, ())),
        )
        for word, one in kept.items()
    }


class _Article:
    """The texts of one article as strings, and where in them its candidates stand."""

    def __init__(self, kept: Mapping[str, Candidate], texts: Sequence[Text]) -> None:
        self.kept = kept
        self.title = "".join(w for text in texts if text.role == "title" for w in text.words)
        self.body = "\n".join("".join(text.words) for text in texts if text.role != "title")
        self.size = max(1, len(self.title) + len(self.body))
        self.log_size = math.log(self.size)
        self.counts = {w: self.title.count(w) + self.body.count(w) for w in kept}
        by_kind: dict[str | None, list[int]] = {}
        for word, one in kept.items():
            by_kind.setdefault(one.kind, []).append(-self.counts[word])
        self.by_kind = {kind: sorted(counts) for kind, counts in by_kind.items()}
        self.by_count = sorted(-count for count in self.counts.values())
        self.pairs = {self.title[n : n + 2] for n in range(len(self.title) - 1)}
        sentences = list(enumerate(_SENTENCE.findall(self.body)))
        self.held_in = {w: [n for n, sentence in sentences if w in sentence] for w in kept}
        self.repeated: Counter[int] = Counter()
        for word, held_in in self.held_in.items():
            if self.counts[word] > 1:
                self.repeated.update(held_in)

    def ranked(self, word: str) -> Numbers:
        """How often it stands, and how it ranks in that, among all and among names of its kind."""
        count = self.counts[word]
        alike = self.by_kind[self.kept[word].kind]
        return (
            math.log(max(1, count)),
            count / max(1, -self.by_count[0]),
            math.log1p(bisect_left(self.by_count, -count)),
            math.log1p(bisect_left(alike, -count)),
            count / max(1, -alike[0]),
            math.log(len(alike)),
            1000 * count / self.size,
            self.log_size,
        )

    def placed(self, word: str) -> Numbers:
        """Where it stands first and last, in how many sentences, with how much that is repeated."""
        size = max(1, len(self.body))
        first, last = self.body.find(word), self.body.rfind(word)
        held_in = self.held_in[word]
        return (
            math.log1p(first if first >= 0 else size),
            first / size if first >= 0 else 1.0,
            last / size if last >= 0 else 0.0,
            (last - first) / size,
            math.log1p(len(held_in)),
            sum([self.repeated[n] for n in held_in]) / max(1, len(held_in)),
        )

    def titled(self, word: str) -> Numbers:
        """How much of the title it is, and how much of it the title has."""
        title = self.title
        if word in title:
            return len(word) / len(title), 1.0, 1.0
        pairs = sum([word[n : n + 2] in self.pairs for n in range(len(word) - 1)])
        return 0.0, pairs / max(1, len(word) - 1), sum([c in title for c in word]) / len(word)

    def within(self, word: str, longer: Sequence[str]) -> Numbers:
        """How much of it stands within longer candidates."""
        if not longer:
            return 0.0, 0.0
        count = max(1, self.counts[word])
        held = [(self.counts[w], len(w)) for w in longer if w in self.counts]
        near = [n for n, length in held if length - len(word) <= _ALIKE]
        most = max([n for n, _length in held], default=0)
        return most / count, max(near, default=0) / count


def _counted(
    word: str, one: Candidate, everything: Candidates, background: Background, ratio: float
) -> Numbers:
    """Its evidence as cut into words, and how it is spread."""
    expected = background.occurrences.get(word, _UNCOUNTED)
    evidence = log_likelihood(one.count, max(1, everything.total), expected, background.words)
    return (
        math.copysign(math.log1p(abs(evidence)), evidence),
        ratio,
        math.log(len(one.texts)),
        len(one.texts) / everything.texts,
        one.first,
        math.log1p(background.documents.get(word, 0.0)),
    )


def _marked(one: Candidate, background: Background) -> Numbers:
    """What stands beside it: marks, always the same, a verb."""
    left, right, count = one.left, one.right, one.count
    verbs = _verbs(background)
    return (
        one.quoted,
        one.listed / count,
        len(left) / count,
        len(right) / count,
        len(left & verbs) / len(left),
        len(right & verbs) / len(right),
    )


def _shaped(word: str, one: Candidate, background: Background) -> Numbers:
    """What it is, and what newspapers at large do with it and with its words."""
    plain = one.kind is None
    parts = [w for w in one.words if len(w) > 1] if plain and len(one.words) > 1 else ()
    documents = background.documents.get(word)
    verbs = _verbs(background)
    return (
        _KINDS[one.kind],
        len(word),
        len(one.words),
        math.log(background.occurrences[word] / documents) if documents else _BURST,
        background.titled.get(word, 0.0),
        min([background.titled.get(w, 0.0) for w in parts]) if parts else 0.0,
        math.log(min([background.occurrences.get(w, _UNCOUNTED) for w in parts])) if parts else 0.0,
        plain and one.words[0] in verbs,
        plain and one.words[-1] in verbs,
    )


@cache
def _verbs(background: Background) -> frozenset[str]:
    """What newspapers use, and not as a noun."""
    return frozenset(background.occurrences.keys() - background.nouns)


def _log_ratio(word: str, count: int, total: int, background: Background) -> float:
    """How many times, in powers of two, its share here is that of newspapers at large."""
    expected = background.occurrences.get(word, _UNCOUNTED)
    return math.log2((count / max(1, total)) / (expected / background.words))


def _longer(found: Mapping[str, Candidate]) -> dict[str, list[str]]:
    """The longer candidates that hold each."""
    holders: dict[str, list[str]] = {}
    for word in found:
        length = len(word)
        for size in range(2, length):
            for at in range(length - size + 1):
                part = word[at : at + size]
                if part in found:
                    holders.setdefault(part, []).append(word)
    return holders


def _is_fragment(one: Candidate, longer: Sequence[tuple[str, Candidate]]) -> bool:
    """Whether it is repeated, but never outside one longer term."""
    if one.count == 1 or one.kind is not None:
        return False
    return any(len(word) <= _UNIT and other.count >= one.count for word, other in longer)
