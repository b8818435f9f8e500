"""Tagging names: spans of people, organisations and places in running text.

A linear-chain CRF (Lafferty et al. 2001) over characters with BMES labels; the weights are made by
``python -m bench.train_names``. Texts are tagged together, on arrays of numpy.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Protocol

import numpy as np
import numpy.typing as npt

from store.language import words
from store.language.name_features import KINDS, NameDictionary, View, WordClusters, beside
from store.language.name_first import features
from store.language.name_layer import Layer
from store.language.name_second import second_features

TaggedSpan = tuple[int, int, str]

_CUT = re.compile(r"[。！？；\n]")
_MOST = 160


class Tagger(Protocol):
    """What finds names in text. LAC stands behind the same interface (extra ``names-lac``)."""

    name: str

    def tag(self, text: str, segmented: Sequence[str] | None = None) -> list[TaggedSpan]:
        """Half-open spans with their kind (PER, ORG, LOC), in order, never overlapping."""
        ...

    def tag_all(
        self, texts: Sequence[str], segmented: Sequence[Sequence[str]]
    ) -> list[list[TaggedSpan]]:
        """The spans of each text, as ``tag`` finds them."""
        ...


class CrfTagger:
    """Our own tagger, with the weights that are shipped: two CRFs, one looking over the other."""

    name = "crf"

    def __init__(self, blob: bytes) -> None:
        line = blob.index(b"\n")
        head = json.loads(blob[:line])
        data = memoryview(blob)[line + 1 :]
        self._first = Layer(head["first"], data)
        data = data[self._first.size :]
        self._second = Layer(head["second"], data) if head["second"] else None
        data = data[self._second.size :] if self._second else data
        names = int(head["names"])
        name_keys = np.cumsum(np.frombuffer(data, np.uint32, names), dtype=np.uint32)
        kinds = np.frombuffer(data[4 * names :], np.uint8, names)
        self.dictionary = NameDictionary(name_keys, kinds)
        data = data[5 * names :]
        count = int(head["words"])
        word_keys = np.cumsum(np.frombuffer(data, np.uint32, count), dtype=np.uint32)
        numbers = np.frombuffer(data[4 * count :], np.uint16, count)
        self.clusters = WordClusters(word_keys, numbers)
        data = data[6 * count :]
        places = int(head["divisions"])
        place_keys = np.cumsum(np.frombuffer(data, np.uint32, places), dtype=np.uint32)
        levels = np.frombuffer(data[4 * places :], np.uint8, places)
        self.divisions = NameDictionary(place_keys, levels)

    def view(self, text: str, segmented: Sequence[str]) -> View:
        """The text as the features see it."""
        return View(text, segmented, self.dictionary, self.clusters)

    def first_look(self, view: View, ends: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """The first layer's label of every character; ``ends`` of the sentences."""
        return self._first.decode(features(view), ends)

    def tag(self, text: str, segmented: Sequence[str] | None = None) -> list[TaggedSpan]:
        segmented = words.stock().cut(text) if segmented is None else segmented
        return self.tag_all([text], [segmented])[0]

    def tag_all(
        self, texts: Sequence[str], segmented: Sequence[Sequence[str]]
    ) -> list[list[TaggedSpan]]:
        """Several texts at once, which costs half as much a character: see ``Tagger.tag_all``."""
        whole, cut, starts = beside(texts, segmented)
        if not whole:
            return [[] for _ in texts]
        view = self.view(whole, cut)
        ends = np.concatenate(
            [
                end
                for start, text in zip(starts, texts, strict=True)
                for end in (np.array([start]), sentence_ends(text) + start)
            ]
        )
        labels = self.first_look(view, ends)
        if self._second is not None:
            labels = self._second.decode(second_features(view, labels, self.divisions), ends)
        return [
            _spans(labels[start : start + len(text)])
            for start, text in zip(starts, texts, strict=True)
        ]


def sentence_ends(text: str) -> npt.NDArray[np.int64]:
    """Where sentences end; very long ones are cut."""
    ends: list[int] = []
    last = 0
    stops = [m.end() for m in _CUT.finditer(text)]
    if not stops or stops[-1] < len(text):
        stops.append(len(text))
    for stop in stops:
        while stop - last > _MOST:
            comma = max(
                text.rfind("，", last + 40, last + _MOST), text.rfind(" ", last + 40, last + _MOST)
            )
            last = comma + 1 if comma > 0 else last + _MOST
            ends.append(last)
        if stop > last:
            ends.append(stop)
            last = stop
    return np.array(ends, dtype=np.int64)


def _spans(labels: npt.NDArray[np.int64]) -> list[TaggedSpan]:
    """BMES labels → spans."""
    found: list[TaggedSpan] = []
    start = -1
    for at in np.flatnonzero(labels):
        number = int(labels[at]) - 1
        kind, place = KINDS[number // 4], number % 4
        if place == 3:
            found.append((int(at), int(at) + 1, kind))
        elif place == 0:
            start = int(at)
        elif place == 2 and start >= 0:
            found.append((start, int(at) + 1, kind))
            start = -1
    return found


@lru_cache(maxsize=1)
def shipped() -> CrfTagger:
    """The tagger that comes with chenbao, loaded once (0.1 s)."""
    return CrfTagger(files("store.language").joinpath("name_model.bin").read_bytes())
