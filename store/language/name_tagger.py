"""Tagging names: spans of people, organisations and places in running text.

A linear-chain CRF (Lafferty et al. 2001) over characters with BMES labels; the weights are made by
``python -m bench.train_names``. Sentences are decoded together by Viterbi (1967) in numpy, one
step for all of them at a time.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from store.language import words
from store.language.name_features import KINDS, NameDictionary, WordClusters, features
from store.language.name_second import second_features

Floats = npt.NDArray[np.float32]
TaggedSpan = tuple[int, int, str]

_CUT = re.compile(r"[。！？；\n]")
_MOST = 160


class Tagger(Protocol):
    """What finds names in text. LAC stands behind the same interface (extra ``names-lac``)."""

    name: str

    def tag(self, text: str, segmented: Sequence[str] | None = None) -> list[TaggedSpan]:
        """Half-open spans with their kind (PER, ORG, LOC), in order, never overlapping."""
        ...


class _Layer:
    """One CRF: weights by feature key, and what may follow what."""

    def __init__(self, head: dict[str, Any], data: memoryview) -> None:
        self.labels = int(head["labels"])
        self._shift = np.uint32(32 - head["bits"])
        count = int(head["rows"])
        keys = np.cumsum(np.frombuffer(data, np.uint32, count), dtype=np.uint32)
        exponents = np.frombuffer(data[4 * count :], np.int8, count).astype(np.float32)
        quantised = np.frombuffer(data[5 * count :], np.int8, count * self.labels)
        self.size = count * (5 + self.labels)
        self._weights = np.zeros((count + 1, 16), dtype=np.float32)
        table = quantised.reshape(self.labels, count).T
        self._weights[1:, : self.labels] = table * np.exp2(exponents / 8)[:, None]
        # Three bytes for a row's number instead of four: 16 MB a layer.
        rows = np.arange(1, count + 1, dtype=np.int32)
        self._low = np.zeros(1 << head["bits"], dtype=np.uint16)
        self._high = np.zeros(1 << head["bits"], dtype=np.uint8)
        self._low[keys] = rows & 0xFFFF
        self._high[keys] = rows >> 16
        self._moves = np.array(head["moves"], dtype=np.float32)
        plain = np.arange(self.labels)
        self._first = np.where((plain == 0) | (plain % 4 == 1) | (plain % 4 == 0), 0, -1e9)
        self._last = np.where((plain == 0) | (plain % 4 == 3) | (plain % 4 == 0), 0, -1e9)

    def decode(
        self, keys: npt.NDArray[np.uint32], ends: npt.NDArray[np.int64]
    ) -> npt.NDArray[np.int64]:
        """The best label of every character, by its feature keys; ``ends`` of the sentences."""
        total = np.zeros((keys.shape[1], 16), dtype=np.float32)
        held = np.empty_like(total)
        for template in keys >> self._shift:
            rows = self._high[template].astype(np.int32)
            rows <<= 16
            rows |= self._low[template]
            np.take(self._weights, rows, axis=0, out=held, mode="clip")
            total += held
        return self._decode(total[:, : self.labels], ends)

    def _decode(self, scores: Floats, ends: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """The best label of every character."""
        starts = np.concatenate([[0], ends[:-1]])
        lengths = ends - starts
        order = np.argsort(-lengths, kind="stable")
        starts, lengths = starts[order], lengths[order]
        best = scores[starts] + self._first
        back = np.zeros((len(scores), self.labels), dtype=np.int8)
        finals = np.zeros(len(starts), dtype=np.int64)
        alive = len(starts)
        moves = self._moves.T
        # Where each row of paths begins, laid flat: indexing so is twice as fast as take_along_axis.
        rows = np.arange(alive * self.labels) * self.labels
        for step in range(1, int(lengths[0]) + 1):
            still = int(np.searchsorted(-lengths, -step, side="left"))
            if still < alive:
                finals[still:alive] = (best[still:alive] + self._last).argmax(axis=1)
                best = best[:still]
                alive = still
            if not alive:
                break
            paths = best[:, None, :] + moves
            came = paths.argmax(axis=2)
            at = starts[:alive] + step
            back[at] = came
            chosen = paths.ravel()[came.ravel() + rows[: came.size]]
            best = chosen.reshape(came.shape) + scores[at]
        found = np.zeros(len(scores), dtype=np.int64)
        current = finals
        for step in range(int(lengths[0]) - 1, -1, -1):
            live = int(np.searchsorted(-lengths, -step, side="left"))
            at = starts[:live] + step
            found[at] = current[:live]
            if step:
                current[:live] = back[at, current[:live]]
        return found


class CrfTagger:
    """Our own tagger, with the weights that are shipped: two CRFs, one looking over the other."""

    name = "crf"

    def __init__(self, blob: bytes) -> None:
        raw = zlib.decompress(blob)
        line = raw.index(b"\n")
        head = json.loads(raw[:line])
        data = memoryview(raw)[line + 1 :]
        self._first = _Layer(head["first"], data)
        data = data[self._first.size :]
        self._second = _Layer(head["second"], data) if head["second"] else None
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

    def first_look(
        self, text: str, segmented: Sequence[str], ends: npt.NDArray[np.int64]
    ) -> npt.NDArray[np.int64]:
        """The first layer's label of every character."""
        return self._first.decode(features(text, segmented, self.dictionary, self.clusters), ends)

    def tag(self, text: str, segmented: Sequence[str] | None = None) -> list[TaggedSpan]:
        if not text:
            return []
        segmented = words.stock().cut(text) if segmented is None else segmented
        ends = sentence_ends(text)
        labels = self.first_look(text, segmented, ends)
        if self._second is not None:
            keys = second_features(
                text, segmented, labels, self.dictionary, self.clusters, self.divisions
            )
            labels = self._second.decode(keys, ends)
        return _spans(labels)


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
