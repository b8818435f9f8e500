"""Briefings of several days as one, and of one paper alone."""

from __future__ import annotations

from dataclasses import replace

from store.briefing_records import Appeared, Briefing, Told


def joined(parts: list[Briefing]) -> Briefing:
    """Several days, the newest first, as one."""
    if len(parts) == 1:
        return parts[0]
    told = sorted(_once([t for p in parts for t in p.told]), key=lambda t: -t.score)
    coming = {(c.first, c.sentence): c for p in parts for c in p.coming}
    newest = parts[0].dates[0]
    return Briefing(
        dates=tuple(d for p in parts for d in p.dates),
        arrived=tuple(a for p in parts for a in p.arrived),
        absent=parts[0].absent,
        told=tuple(told),
        changes=tuple(c for p in parts for c in p.changes),
        people=_each_once([c for p in parts for c in p.people])[:16],
        rose=parts[0].rose,
        numbers=tuple(n for p in parts for n in p.numbers)[:12],
        since=parts[0].since,
        coming=tuple(
            sorted((c for c in coming.values() if c.first > newest), key=lambda c: c.first)
        ),
    )


def _once(told: list[Told]) -> list[Told]:
    """An event of one day that the next tells again stands once, with all its articles."""
    home: dict[int, Told] = {}
    for event in reversed(told):
        same = next((home[c.article_id] for c in event.before if c.article_id in home), None)
        if same is not None:
            best, other = (event, same) if event.score >= same.score else (same, event)
            known = {c.article_id for c in (*best.articles, *other.articles)}
            event = replace(
                best,
                articles=best.articles + other.articles,
                chars=best.chars + other.chars,
                before=tuple(c for c in same.before if c.article_id not in known),
            )
        for cited in event.articles:
            home[cited.article_id] = event
    return list({id(event): event for event in home.values()}.values())


def _each_once(people: list[Appeared]) -> tuple[Appeared, ...]:
    """A person of several days once, as of the newest."""
    return tuple({one.name: one for one in reversed(people)}.values())[::-1]


def of_paper(whole: Briefing, paper: str) -> Briefing:
    """What one paper has of it."""
    return replace(
        whole,
        arrived=tuple(a for a in whole.arrived if a.paper == paper),
        absent=(),
        told=tuple(
            _told_by(t, paper) for t in whole.told if any(c.paper == paper for c in t.articles)
        ),
        changes=tuple(a for a in whole.changes if a.cited.paper == paper),
        people=tuple(a for a in whole.people if a.cited.paper == paper),
        numbers=tuple(n for n in whole.numbers if n.cited.paper == paper),
        coming=tuple(c for c in whole.coming if c.cited.paper == paper),
    )


def _told_by(event: Told, paper: str) -> Told:
    places = [at for at, cited in enumerate(event.articles) if cited.paper == paper]
    return replace(
        event,
        articles=tuple(event.articles[at] for at in places),
        chars=tuple(event.chars[at] for at in places),
    )
