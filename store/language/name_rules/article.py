"""What one place of an article makes certain for the others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from store.language import words
from store.language.name_rules.spans import COMMON, put, word_borders
from store.language.name_tagger import TaggedSpan

_LONGEST_LEARNT = 12
_CALLED = re.compile(r"[（(](?:以下)?简称[“\"]?([\u4e00-\u9fffA-Za-z0-9]{2,8})[”\"]?[）)]")


def called(text: str, spans: list[TaggedSpan]) -> list[TaggedSpan]:
    """某省某集团（以下简称“某投”）: the short name is what the long one is, wherever it stands."""
    for match in _CALLED.finditer(text):
        before = [s for s in spans if match.start() - 1 <= s[1] <= match.start()]
        if not before:
            continue
        short, kind = match[1], before[-1][2]
        at = text.find(short)
        while at >= 0:
            end = at + len(short)
            over = [s for s in spans if s[0] < end and s[1] > at]
            if not any(s[0] < at or s[1] > end for s in over):
                spans = put(spans, (at, end, kind))
            at = text.find(short, end)
    return spans


def printed_before(
    text: str, spans: list[TaggedSpan], names: Mapping[str, str]
) -> list[TaggedSpan]:
    """Names that the paper has printed before, where nothing else was found; their kind is theirs."""
    if not names:
        return spans
    spans = [
        (start, end, names.get(text[start:end], kind) if end - start > 2 else kind)
        for start, end, kind in spans
    ]
    taken = bytearray(len(text) + 1)
    for start, end, _ in spans:
        taken[start:end] = b"\1" * (end - start)
    added: list[TaggedSpan] = []
    at = 0
    while at < len(text):
        if not taken[at]:
            for length in range(min(_LONGEST_LEARNT, len(text) - at), 1, -1):
                kind = names.get(text[at : at + length])
                if kind is not None and not any(taken[at : at + length]):
                    added.append((at, at + length, kind))
                    at += length - 1
                    break
        at += 1
    return sorted(spans + added)


def of_one_kind(text: str, spans: list[TaggedSpan]) -> list[TaggedSpan]:
    """A name bears, in one article, the kind that it mostly bears there."""
    votes: dict[str, Counter[str]] = {}
    for start, end, kind in spans:
        votes.setdefault(text[start:end], Counter())[kind] += 1
    found: list[TaggedSpan] = []
    for start, end, kind in spans:
        counter = votes[text[start:end]]
        best, count = counter.most_common(1)[0]
        settled = end - start > 2 and count >= 2 * counter[kind]
        found.append((start, end, best if settled else kind))
    return found


def everywhere(
    text: str, spans: list[TaggedSpan], known: Sequence[str], segmented: Sequence[str]
) -> list[TaggedSpan]:
    """A name found once is found at its other places, longest first, where words allow it."""
    kinds: dict[str, str] = {}
    count: Counter[str] = Counter()
    for start, end, kind in spans:
        kinds[text[start:end]] = kind
        count[text[start:end]] += 1
    for name in known:
        kinds.setdefault(name, "PER")
    taken = bytearray(len(text) + 1)
    for start, end, _ in spans:
        taken[start:end] = b"\1" * (end - start)
    inner = set(word_borders(segmented))
    segmenter = words.stock()
    added: list[TaggedSpan] = []
    for name in sorted(kinds, key=len, reverse=True):
        kind = kinds[name]
        if len(name) < 2 or name in COMMON:
            continue
        plain = segmenter.knows(name) and kind != "LOC"
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            free = not any(taken[at:end])
            if not free and len(name) >= 4:
                # A part of the name was found alone: the whole takes its place.
                over = [s for s in spans if s[0] < end and s[1] > at]
                if (
                    all(s[0] >= at and s[1] <= end for s in over)
                    and len(over) >= 1
                    and kind != "LOC"
                ):
                    if not (over[0][0] == at and over[-1][1] == end):
                        spans = [s for s in spans if s not in over]
                        free = True
            aligned = at in inner and end in inner
            if free and (aligned or len(name) >= 6) and (not plain or count[name] >= 2):
                added.append((at, end, kind))
                taken[at:end] = b"\1" * len(name)
            at = text.find(name, end)
    return sorted({*spans, *added})
