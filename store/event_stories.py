"""What is known of a report when it is asked whether another tells the same event."""

from __future__ import annotations

from dataclasses import dataclass

from store.digest import without_dateline
from store.records import Article, Findings

_MOST = 3000
#: So many days are taken from a paragraph.
_DAYS = 3


@dataclass(frozen=True, slots=True)
class Story:
    """One article as it is compared.

    ``people`` and ``places`` are those of its title, ``days`` the single days (ISO) that its first
    paragraph tells of, or its second.
    """

    id: int
    title: str
    text: str
    people: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()
    paper: str = ""
    date: str = ""


def story_of(id: int, article: Article, findings: Findings | None) -> Story:
    """What of an article the comparison needs."""
    paper, date = article.paper or "", article.date or ""
    text = article.body[:_MOST]
    if findings is None:
        return Story(id, article.title, text, paper=paper, date=date)
    return Story(
        id,
        article.title,
        text,
        frozenset(m.name for m in findings.mentions if m.where == "title" and m.kind == "PER"),
        frozenset(m.name for m in findings.mentions if m.where == "title" and m.kind == "LOC"),
        _days_of(article, findings),
        paper,
        date,
    )


def _days_of(article: Article, findings: Findings) -> frozenset[str]:
    """5月14日上午, 昨天; not the day of the dateline, no days to come."""
    if not article.paragraphs:
        return frozenset()
    text = article.paragraphs[0].text
    begins = len(text) - len(without_dateline(text))
    single = [d for d in findings.dates if d.first == d.last and not d.future]
    told = [d.first for d in single if d.where == 0 and d.end > begins]
    # Further on 今天 may be that of a speech.
    return frozenset(told[:_DAYS] or [d.first for d in single if d.where == 1][:_DAYS])
