"""A text as the characters and pairs of characters it holds: what the search index keeps.

A string of one or two characters is in the index as it is; a longer one is where all its pairs
are, and that is then verified against the text. Words would lose what the dictionary cuts
otherwise, and the trigram tokenizer finds nothing shorter than three. The commonest characters are
kept in pairs only: one of them alone is found by looking through the newest articles.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, pairwise, product
from operator import add

from store.database.common_characters import COMMON
from store.database.folded import choices, fold

#: Part of the store: another way of making grams needs another number, and the index made anew.
GRAM_VERSION = 2
#: No gram holds it; every other character is part of a token (see TOKENIZER in schema.py).
SEPARATOR = "\n"


def grams(title: str, text: str, aside: str | None) -> str:
    """Every pair of an article's lines and every character but the commonest, each once."""
    whole = fold(f"{title}\n{text}\n{aside or ''}")
    found = set(whole) - COMMON
    found.update(map(add, whole, islice(whole, 1, None)))
    return SEPARATOR.join([gram for gram in found if SEPARATOR not in gram])


def title_grams(title: str) -> tuple[str, str]:
    """A title's characters, and its pairs, in their order."""
    whole = fold(title).replace("\n", " ")
    return SEPARATOR.join(whole), SEPARATOR.join(map(add, whole, islice(whole, 1, None)))


def pairs(words: str, forms: Sequence[str] = ()) -> list[tuple[str, ...]]:
    """What the index is asked for ``words``: the character itself, or its pairs.

    Each in all its ways, of which one must stand, where characters have other ``forms``.
    """
    whole = choices(words, forms)
    if len(whole) < 2:
        return [tuple("".join(whole))]
    found = [tuple(map("".join, product(*two))) for two in pairwise(whole)]
    return list(dict.fromkeys(found))


def match_all(words: str, forms: Sequence[str] = ()) -> str | None:
    """The MATCH expression for articles that can hold ``words``; exact up to two characters.

    None where the index cannot tell: a common character alone.
    """
    whole = choices(words, forms)
    if len(whole) == 1 and not COMMON.isdisjoint(whole[0]):
        return None
    return " AND ".join(_any(ways) for ways in pairs(words, forms))


def match_title(words: str, forms: Sequence[str] = ()) -> str:
    """The MATCH expression for titles that hold ``words``; exact at any length without ``forms``."""
    whole = fold(words)
    if forms:
        column = "one" if len(whole) < 2 else "two"
        return " AND ".join(f"{column} : {_any(ways)}" for ways in pairs(words, forms))
    if len(whole) < 2:
        return f"one : {_quoted(whole)}"
    return f"two : {_quoted(SEPARATOR.join(map(add, whole, islice(whole, 1, None))))}"


def _any(ways: Sequence[str]) -> str:
    every = [_quoted(way) for way in ways]
    return every[0] if len(every) == 1 else f"({' OR '.join(every)})"


def _quoted(token: str) -> str:
    return '"' + token.replace('"', '""') + '"'
