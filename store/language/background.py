"""How common words are in newspapers at large: the background that keywords stand out against.

Counted by ``python -m bench.count_background`` from two years' kinds of text (a national paper,
broadcast news): for each word in how many articles it stands, how often, and whether it is used as
a noun. ``python -m bench.count_titles`` adds how readily it comes into titles. Numbers only;
logarithms are stored in steps of 1/16.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

STEPS = 16


@dataclass(frozen=True, slots=True, eq=False)
class Background:
    """``occurrences`` and ``documents`` by word; totals are of the whole background.

    ``titled``: of the articles that hold the word, the share that has it in the title, against
    what is usual for words, as a power of two (1: twice the usual share).
    Told apart by identity, so that what was asked of it can be remembered.
    """

    occurrences: dict[str, float]
    documents: dict[str, float]
    titled: dict[str, float]
    nouns: frozenset[str]
    words: float
    articles: float


def parse(blob: bytes) -> Background:
    """The background as stored: a line of totals, then word, noun mark and three numbers a line."""
    head, *lines = zlib.decompress(blob).decode("utf-8").split("\n")
    words, articles = head.split()
    occurrences: dict[str, float] = {}
    documents: dict[str, float] = {}
    titled: dict[str, float] = {}
    nouns: list[str] = []
    value = cache(lambda steps: 2 ** (int(steps) / STEPS))
    power = cache(lambda steps: int(steps) / STEPS)
    for line in lines:
        word, mark, much, many, title = line.split(" ")
        occurrences[word] = value(much)
        documents[word] = value(many)
        titled[word] = power(title)
        if mark == "n":
            nouns.append(word)
    return Background(
        occurrences, documents, titled, frozenset(nouns), float(words), float(articles)
    )


@lru_cache(maxsize=1)
def shipped() -> Background:
    """The background that comes with chenbao, loaded once."""
    return parse(files("store.language").joinpath("background.bin").read_bytes())
