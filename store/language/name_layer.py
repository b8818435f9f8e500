"""One layer of the tagger: a linear-chain CRF, its weights and the best labels they give.

A feature's row is found by rank: a bitmap tells which keys have one, and a count beside every eight
of its bits how many came before. 8 MB so instead of 64, and one place in memory to look at.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

#: A row of weights in one line of the processor's cache.
_WIDTH = 16
_NO_ROW = 1 << 30
#: Far more than sums of weights are rounded by.
_SURE = 0.01


class Layer:
    """One CRF: weights by feature key, and what may follow what."""

    def __init__(self, head: dict[str, Any], data: memoryview) -> None:
        self.labels = int(head["labels"])
        bits, count = int(head["bits"]), int(head["rows"])
        self._shift = np.uint32(32 - bits)
        keys = np.cumsum(np.frombuffer(data, np.uint32, count), dtype=np.uint32)
        exponents = np.frombuffer(data[4 * count :], np.int8, count).astype(np.float32)
        quantised = np.frombuffer(data[5 * count :], np.int8, count * self.labels)
        self.size = count * (5 + self.labels)
        # The last row, of zeros, is for features without weights.
        self._weights = _in_lines(count + 1)
        table = quantised.reshape(self.labels, count).T
        np.multiply(
            table, np.exp2(exponents / 8)[:, None], out=self._weights[:count, : self.labels]
        )
        self._ranks = _ranks(keys, bits)
        self._moves = np.array(head["moves"], dtype=np.float32).astype(np.float64)
        plain = np.arange(self.labels)
        self._first = np.where((plain == 0) | (plain % 4 == 1) | (plain % 4 == 0), 0, -1e9)
        self._last = np.where((plain == 0) | (plain % 4 == 3) | (plain % 4 == 0), 0, -1e9)

    def decode(self, keys: npt.NDArray[np.uint32], ends: Ints) -> Ints:
        """The best label of every character, by its feature keys; ``ends`` of the sentences."""
        total = np.zeros((keys.shape[1], _WIDTH), dtype=np.float32)
        held = np.empty_like(total)
        below = _below()
        for template in keys >> self._shift:
            rank = self._ranks.take(template >> np.uint32(3))
            at = below.take((rank & np.uint32(255)) << np.uint32(3) | template & np.uint32(7))
            at += (rank >> np.uint32(8)).view(np.int32)
            np.take(self._weights, at, axis=0, out=held, mode="clip")
            total += held
        scores = np.ascontiguousarray(total[:, : self.labels].T, dtype=np.float64)
        return self.best_labels(scores, ends)

    def best_labels(self, scores: Scores, ends: Ints) -> Ints:
        """Viterbi (1967) over ``scores`` (labels × characters), one step for all stretches at a time.

        Where no path through a name can be the best, the label is O, and what stands between two
        such places is a stretch of its own: that leaves a fifth of the characters, in short stretches.
        """
        found = np.zeros(scores.shape[1], dtype=np.int64)
        breaks = np.zeros(scores.shape[1] + 1, dtype=bool)
        breaks[0] = breaks[ends] = True
        open_ = self._open(scores, breaks)
        starts = np.flatnonzero(open_ & (breaks[:-1] | ~np.append(False, open_[:-1])))
        stops = np.flatnonzero(open_ & (breaks[1:] | ~np.append(open_[1:], False))) + 1
        if not len(starts):
            return found
        order = np.argsort(starts - stops, kind="stable")
        starts, stops = starts[order], stops[order]
        opening = np.where(breaks[starts], self._first[:, None], self._moves[0][:, None])
        closing = np.where(breaks[stops], self._last[:, None], self._moves[:, 0][:, None])
        lengths = stops - starts
        # How many stretches have a character at each step.
        alive = np.searchsorted(-lengths, -np.arange(lengths[0]), side="left").tolist()
        moves = self._moves[:, :, None]
        best = scores[:, starts] + opening
        steps = [best]
        for step, count in enumerate(alive[1:], 1):
            best = (best[:, None, :count] + moves).max(axis=0)
            best += scores[:, starts[:count] + step]
            steps.append(best)
        current = np.zeros(len(starts), dtype=np.int64)
        followed = 0
        for step in range(len(alive) - 1, -1, -1):
            count, best = alive[step], steps[step]
            # Those that go on came by the label from which theirs was reached; the others end here.
            current[:followed] = (best[:, :followed] + self._moves[:, current[:followed]]).argmax(0)
            ended = best[:, followed:] + closing[:, followed:count]
            current[followed:count] = ended.argmax(axis=0)
            found[starts[:count] + step] = current[:count]
            followed = count
        return found

    def _open(self, scores: Scores, breaks: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        """Where a label other than O is possible.

        Names side by side, however long, add to a path what each character and the move to it add to
        its O, the first of them by a label that can follow O, the last by one that O can follow. Where
        the most that this can be is a loss, no name stands. ``breaks``: where sentences begin.
        """
        outside = self._moves[0, 0]
        moves = self._moves - outside
        moves[0, 0] = -np.inf
        gains = scores[1:] - scores[0]
        enter = np.where(breaks[:-1], self._first[1:, None], moves[0, 1:, None])
        leave = np.where(breaks[1:], self._last[1:, None], moves[1:, 0, None])
        through = gains + moves[:, 1:].max(axis=0)[:, None]
        first, last = (gains + enter).max(axis=0), (through + leave).max(axis=0)
        sums = np.append(0.0, np.cumsum(through.max(axis=0)))
        # The best that begins at or before a character and goes through it; that goes on and ends.
        before = np.maximum.accumulate(first - sums[1:]) + sums[1:]
        beyond = np.maximum.accumulate((last + sums[:-1])[::-1])[::-1]
        beyond = np.append(beyond[1:], -np.inf) - sums[1:]
        here = np.maximum(first, np.append(-np.inf, before[:-1]) + last)
        possible: npt.NDArray[np.bool_] = np.maximum(before + beyond, here) > -_SURE
        return possible


def _in_lines(rows: int) -> npt.NDArray[np.float32]:
    """Rows of zeros that begin where lines of the processor's cache do."""
    size = 4 * _WIDTH
    raw = np.zeros((rows + 1) * size, dtype=np.uint8)
    first = -raw.ctypes.data % size
    return raw[first : first + rows * size].view(np.float32).reshape(rows, _WIDTH)


def _ranks(keys: npt.NDArray[np.uint32], bits: int) -> npt.NDArray[np.uint32]:
    """For every eight possible keys: which are held (8 bits), and how many are smaller (24 bits).

    ``keys`` are in order.
    """
    ranks = np.zeros(1 << (bits - 3), dtype=np.uint32)
    groups = keys >> np.uint32(3)
    first = np.flatnonzero(np.diff(groups, prepend=np.uint32(0xFFFFFFFF)))
    held = np.bitwise_or.reduceat(np.uint32(1) << (keys & np.uint32(7)), first)
    ranks[groups[first]] = first.astype(np.uint32) << np.uint32(8) | held
    return ranks


@lru_cache(maxsize=1)
def _below() -> npt.NDArray[np.int32]:
    """For eight bits and a place in them: how many bits are set below it; no row where it is not."""
    held, place = np.divmod(np.arange(256 * 8), 8)
    bits = held[:, None] >> np.arange(8) & 1
    below = (bits * (np.arange(8) < place[:, None])).sum(axis=1)
    return np.where(held >> place & 1, below, _NO_ROW).astype(np.int32)
