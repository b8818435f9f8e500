"""The grammar of a newspaper page: which kind of line may follow which, decoded by Viterbi.

Linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) over lines. The
states ending in ``1`` belong to an article whose byline or dateline has been seen; without that
memory a section heading cannot be told from the next headline. Weights: ``page_model.json.gz``.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from store.reading.last_look import last_look
from store.reading.layout import Bias, layout_bias
from store.reading.lines import Line
from store.reading.page_features import Lexicon, page_features, second_look

FURNITURE, COLUMN, TITLE, MORE_TITLE, BYLINE = "F", "C", "H", "h", "B"
PARAGRAPH, CONTINUED, SECTION, JUMP, TAIL, CAPTION = "P", "c", "S", "J", "T", "K"

STATES = ("F", "C", "H", "h", "B", "P0", "P1", "c0", "c1", "S0", "S1", "J", "T", "K", "C0", "C1")
_START = ("F", "C", "H", "P0", "B", "J", "K")
# Weights learnt on ever new house styles begin articles a little too readily.
_RELUCTANCE = 0.5
_NEXT = {
    "F": ("F", "C", "H", "P0", "P1", "c0", "c1", "J", "S0", "S1", "K"),
    "C": ("C", "H"),
    "H": ("h", "B", "P0", "P1", "C0", "J", "K", "F", "S0"),
    "h": ("h", "B", "P0", "P1", "C0", "J", "K", "F"),
    "B": ("B", "P1", "C1", "S1", "J", "K"),
    "C0": ("C0", "B", "P0", "P1", "S0"),
    "C1": ("C1", "B", "P1", "S1"),
    "P0": ("P0", "c0", "S0", "J", "T", "K", "H", "C", "F", "B"),
    "P1": ("P1", "c1", "S1", "J", "T", "K", "H", "C", "F"),
    "c0": ("P0", "c0", "S0", "J", "T", "K", "H", "C", "F", "B"),
    "c1": ("P1", "c1", "S1", "J", "T", "K", "H", "C", "F"),
    "S0": ("S0", "P0", "P1", "K"),
    "S1": ("S1", "P1", "K", "B"),
    "J": ("H", "C", "F", "T", "K", "P0", "P1", "B"),
    "T": ("T", "H", "C", "F", "K", "S0", "S1", "P0", "P1", "J"),
    "K": ("K", "T", "P0", "P1", "H", "C", "F", "S0", "S1", "c0", "c1", "J"),
}


def unpack_lexicon(stored: dict[str, Any]) -> Lexicon:
    """The Lexicon of a stored model: runs of equal length are kept joined in one string."""

    def runs(joined: str, size: int) -> frozenset[str]:
        return frozenset(joined[i : i + size] for i in range(0, len(joined), size))

    return Lexicon(
        ties={pair: int(n) for n, joined in stored["ties"].items() for pair in runs(joined, 2)},
        openers={c: int(n) for n, chars in stored["openers"].items() for c in chars},
        closers={c: int(n) for n, chars in stored["closers"].items() for c in chars},
        chains=runs(stored["chains"], 3),
        common=runs(stored["common"], 2),
    )


class Weights:
    """The learnt weights of one pass: features × states, and states × states."""

    def __init__(self, stored: dict[str, Any]) -> None:
        features = stored["features"]
        scale = float(stored["scale"])
        self.index: dict[str, int] = {name: n for n, name in enumerate(features)}
        rows = np.asarray(list(features.values()), dtype=np.float32) * scale
        self.emission: npt.NDArray[np.float32] = np.vstack(
            [rows, np.zeros((1, len(STATES)), dtype=np.float32)]
        )
        moves = stored["transitions"]
        place = {state: n for n, state in enumerate(STATES)}
        self.before: list[list[tuple[int, float]]] = [[] for _ in STATES]
        for a, followers in _NEXT.items():
            for b in followers:
                weight = float(moves.get(f"{a} {b}", -40)) * scale
                weight -= _RELUCTANCE if b == "H" else 0
                self.before[place[b]].append((place[a], weight))
        self.start = frozenset(place[s] for s in _START)


class PageModel:
    """A lexicon and two passes: the second sees what the first made of the whole page."""

    def __init__(self, stored: dict[str, Any]) -> None:
        self.lexicon = unpack_lexicon(stored["lexicon"])
        self.passes = [Weights(one) for one in stored["passes"]]

    def states(self, lines: Sequence[Line]) -> list[str]:
        """The state of every line of a page."""
        features = page_features(lines, self.lexicon)
        bias = layout_bias(lines)
        states = decode(features, self.passes[0], bias)
        for later in self.passes[1:]:
            extra = second_look(lines, states, self.lexicon)
            states = decode([a + b for a, b in zip(features, extra, strict=True)], later, bias)
        return last_look(lines, states)


@cache
def shipped_model() -> PageModel:
    """The model that comes with chenbao, loaded once."""
    packed = (Path(__file__).parent / "page_model.json.gz").read_bytes()
    return PageModel(json.loads(gzip.decompress(packed)))


_PLACE = {state: n for n, state in enumerate(STATES)}


def decode(
    features: Sequence[Sequence[str]], model: Weights, bias: Sequence[Bias] | None = None
) -> list[str]:
    """The best grammatical sequence of states for the lines whose features are given.

    ``bias`` is added to the weight of the states it names, line by line.
    """
    if not features:
        return []
    nothing = len(model.index)
    emissions = []
    for line in features:
        rows = [model.index[f] for f in line if f in model.index] or [nothing]
        emissions.append(model.emission[rows].sum(axis=0).tolist())
    for row, more in zip(emissions, bias or (), strict=False):
        for name, weight in more.items():
            row[_PLACE[name]] += weight
    count = len(STATES)
    best = [emissions[0][s] if s in model.start else -1e9 for s in range(count)]
    trail: list[list[int]] = []
    for emission in emissions[1:]:
        came = [0] * count
        scores = [-1e9] * count
        for s in range(count):
            top, where = -1e9, 0
            for previous, weight in model.before[s]:
                score = best[previous] + weight
                if score > top:
                    top, where = score, previous
            scores[s] = top + emission[s]
            came[s] = where
        best = scores
        trail.append(came)
    state = max(range(count), key=best.__getitem__)
    path = [state]
    for row in reversed(trail):
        state = row[state]
        path.append(state)
    return [STATES[s] for s in reversed(path)]
