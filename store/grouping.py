"""One event across papers: what parts two reports for certain, else the weighed signs of one event.

Pairs that share enough that is rare are asked about (store/event_signs.py); the weights are learnt from
pairs labelled by hand (store/event_weights.py).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from store.event_signs import Signs
from store.event_stories import Story
from store.event_vetoes import ONE_TEXT, contradict, told_together
from store.event_weights import ALWAYS, WEIGHTS

#: From which likelihood two reports are joined, and two groups on the mean of their pairs.
_JOIN, _MEAN = 0.5, 0.35
#: Two that are less likely one event are in no group together, though one report holds both.
_NEVER = 0.03
#: Odds, as a logarithm, so small that it does not matter how small.
_HOPELESS = -1.5
#: Of what is rare in the beginning of one, so much stands in the other's where their texts may be one;
#: and so much must be held before a voice is taken for the report itself.
_ONE_TEXT, _QUOTED = 0.4, 0.9


def score(signs: Mapping[str, float]) -> float:
    """What these signs say for one event, as the logarithm of the odds; without ``held`` as if 0."""
    return ALWAYS + sum(WEIGHTS[sign] * value for sign, value in signs.items())


def group(stories: Sequence[Story]) -> list[list[int]]:
    """The stories of one event together, as places in ``stories``; in the order of their first.

    The likest are joined first; two groups are joined only when no story of the one contradicts a
    story of the other and all their pairs are likely on the whole, so that an event does not grow along a
    chain of neighbours.
    """
    every = _Pairs(stories)
    edges = [(every.likely(*pair), *pair) for pair in every.signs.pairs()]
    edges = sorted((e for e in edges if e[0] >= _JOIN), key=lambda e: (-e[0], e[1:]))
    home = {at: [at] for at in range(len(stories))}
    for _likely, one, other in edges:
        ours, theirs = home[one], home[other]
        if ours is not theirs and every.one_event(ours, theirs):
            ours.extend(theirs)
            for at in theirs:
                home[at] = ours
    found = {id(some): sorted(some) for some in home.values()}
    return sorted(found.values())


class _Pairs:
    """What was found of each pair, once."""

    def __init__(self, stories: Sequence[Story]) -> None:
        self.stories = stories
        self.signs = Signs(stories)
        self._found: dict[tuple[int, int], float] = {}

    def likely(self, one: int, other: int) -> float:
        """How likely two are one event; 0 where they contradict each other."""
        pair = (one, other) if one < other else (other, one)
        found = self._found.get(pair)
        if found is None:
            found = self._found[pair] = self._ask(*pair)
        return found

    def _ask(self, one: int, other: int) -> float:
        ours, theirs = self.stories[one], self.stories[other]
        if contradict(ours, theirs, lambda: self.signs.held(one, other)):
            return 0.0
        signs = self.signs.of(one, other)
        found = score(signs)
        held = 0.0
        if found + WEIGHTS["held"] > _HOPELESS or signs["rare, share"] > _ONE_TEXT:
            held = self.signs.held(one, other)
        likely = 1 / (1 + math.exp(-found - WEIGHTS["held"] * held))
        # The same text is the same event, under whatever headline; a voice may quote much of it.
        whole = _QUOTED if signs["report and voice"] else ONE_TEXT
        return max(likely, held) if held >= whole else likely

    def one_event(self, ours: Sequence[int], theirs: Sequence[int]) -> bool:
        """Whether two groups are one."""
        whole = [self.stories[at] for at in (*ours, *theirs)]
        asked: list[float] = []
        for one in ours:
            for other in theirs:
                found = self.likely(one, other)
                if found > _NEVER:
                    asked.append(found)
                elif not told_together(self.stories[one], self.stories[other], whole):
                    return False
        return sum(asked) >= _MEAN * len(asked)
