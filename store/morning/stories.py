"""Top stories: the day's events by prominence, each once with all who carry it, and who had it before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from store.digest import lead
from store.event_stories import story_of
from store.grouping import group
from store.morning.pieces import Piece, weight
from store.records import Told

KEPT = 24
_MOST = 600
#: What an event loses that one of its papers had the day before (what is new stands first), and what it
#: loses where another had it: the evening's broadcast tells what the morning's front page tells.
_OLD, _HEARD = 2.0, 0.5


def told(today: Sequence[Piece], before: Sequence[Piece] = ()) -> tuple[Told, ...]:
    """The events that articles of the day tell, each with the articles of the day before as well."""
    kept = [p for p in today if not p.is_furniture][:_MOST]
    earlier = [p for p in before if not p.is_furniture][:_MOST]
    every = kept + earlier
    found = []
    for places in group([story_of(p.id, p.article, p.findings) for p in every]):
        own = [kept[n] for n in places if n < len(kept)]
        if own:
            found.append(_event(own, [every[n] for n in places if n >= len(kept)]))
    found.sort(key=lambda t: (-t.score, t.articles[0].article_id))
    return tuple(found[:KEPT])


def _event(own: list[Piece], before: list[Piece]) -> Told:
    own.sort(key=lambda p: -weight(p))
    before.sort(key=lambda p: -weight(p))
    best = own[0]
    papers = {p.cited.paper for p in own}
    score = weight(best) + 1.5 * (len(papers) - 1) + 0.3 * (len(own) - 1)
    people = Counter(
        m.name
        for p in own
        if p.findings
        for m in p.findings.mentions
        if m.kind == "PER" and not isinstance(m.where, tuple)
    )
    return Told(
        title=best.article.title,
        sentence=lead(best.texts, best.article.title),
        score=round(score - _staleness(papers, before), 2),
        articles=tuple(p.cited for p in own),
        chars=tuple(p.chars for p in own),
        people=tuple(name for name, _count in people.most_common(4)),
        before=tuple(p.cited for p in before),
    )


def _staleness(papers: set[str], before: Sequence[Piece]) -> float:
    if not before:
        return 0.0
    return _OLD if papers & {p.cited.paper for p in before} else _HEARD
