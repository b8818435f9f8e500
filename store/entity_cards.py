"""What stands on a card besides its companions: articles, names, posts, times, contexts, prominence."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

from store.database.days import SEQ_BITS, date_of
from store.database.packed_findings import found_in
from store.database.rows import WHOLE, decode
from store.held_posts import Statement
from store.records import Article, Context, EntityItem, Findings

CONTEXTS = 60
#: So many statements of posts are looked at for a card's first content.
NEWEST = 400
_FEW = 2000
_STOP = "。！？\n"


def appearances(db: sqlite3.Connection, item: EntityItem) -> dict[int, int]:
    """The articles it appears in, the newest first, with how prominently (see the schema)."""
    found: dict[int, int] = {}
    for member in item.members:
        for article_id, prominence in db.execute(
            "SELECT article_id, prominence FROM appearance WHERE entity_id = ?", (member,)
        ):
            found[article_id] = found.get(article_id, 0) | prominence
    if item.only is not None:
        found = {i: p for i, p in found.items() if i in item.only}
    return {i: found[i] for i in sorted(found.keys() - item.without, reverse=True)}


def stored_names(db: sqlite3.Connection, members: Sequence[int]) -> list[str]:
    """The names of the stored entities."""
    return [
        row[0]
        for member in members
        for row in db.execute("SELECT name FROM entity WHERE id = ?", (member,))
    ]


def newest_found(db: sqlite3.Connection, ids: Sequence[int]) -> dict[int, Findings]:
    """What was found in the newest of the articles."""
    found = ((article_id, found_in(db, article_id)) for article_id in ids[:CONTEXTS])
    return {article_id: findings for article_id, findings in found if findings is not None}


def printed_names(found: Mapping[int, Findings], own: set[str]) -> tuple[str, ...]:
    """The names it goes by in these articles, the most usual first."""
    counts = Counter(
        m.text for findings in found.values() for m in findings.mentions if m.name in own
    )
    return tuple(name for name, _count in counts.most_common(8))


def statements(
    db: sqlite3.Connection,
    members: Sequence[int],
    articles: Mapping[int, int],
    most: int = -1,
) -> list[Statement]:
    """The times that one of these articles gives it a post, the newest first; ``most`` of a member."""
    found = [
        Statement(article_id, post, organisation, bool(inferred), bool(ended), sentence)
        for member in members
        for article_id, post, organisation, inferred, ended, sentence in db.execute(
            """SELECT article_id, post, organisation, inferred, ended, sentence
               FROM post INDEXED BY post_person WHERE person_id = ? ORDER BY article_id DESC
               LIMIT ?""",
            (member, most),
        )
        if article_id in articles
    ]
    return sorted(found, key=lambda s: -s.article_id)


def over_time(
    ids: Sequence[int],
) -> tuple[Literal["day", "month"], tuple[tuple[str, int], ...]]:
    """Articles by day, or by month when there are more than ten weeks of them."""
    days = Counter(article_id >> SEQ_BITS for article_id in ids)
    first, last = min(days), max(days)
    if last - first <= 70:
        return "day", tuple((date_of(day), days[day]) for day in range(first, last + 1))
    months: Counter[str] = Counter()
    for day, count in days.items():
        months[date_of(day)[:7]] += count
    found = []
    year, month = int(date_of(first)[:4]), int(date_of(first)[5:7])
    while f"{year:04d}-{month:02d}" <= date_of(last)[:7]:
        label = f"{year:04d}-{month:02d}"
        found.append((label, months[label]))
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return "month", tuple(found)


def on_page_one(db: sqlite3.Connection, ids: Sequence[int]) -> int:
    """How many of the articles stood on page one."""
    if len(ids) <= _FEW:
        row = db.execute(
            """SELECT count(*) FROM article a JOIN page p ON p.id = a.page_id
               WHERE a.id IN (SELECT value FROM json_each(?)) AND p.sort IN ('0001', 'A0001')""",
            (json.dumps(list(ids)),),
        ).fetchone()
        return int(row[0])
    first, last = ids[-1] >> SEQ_BITS, ids[0] >> SEQ_BITS
    rows = db.execute(
        """SELECT a.id FROM edition e JOIN page p ON p.edition_id = e.id
           JOIN article a INDEXED BY article_order ON a.page_id = p.id
           WHERE e.day BETWEEN ? AND ? AND p.sort IN ('0001', 'A0001')""",
        (first, last),
    )
    wanted = set(ids)
    return sum(article_id in wanted for (article_id,) in rows)


def contexts(
    db: sqlite3.Connection,
    names: set[str],
    found: Mapping[int, Findings],
    check: Callable[[], None],
) -> Iterator[Context]:
    """Its mentions in these articles, each with its sentence."""
    for article_id, findings in found.items():
        check()
        article = _article(db, article_id)
        if article is None:
            continue
        mentions = [m for m in findings.mentions if m.name in names]
        for mention in mentions[:3]:
            if mention.credited:
                # What was written tells more than the name in the credit line.
                yield _titled(article_id, article)
                break
            text = _text_at(article, mention.where)
            if text is None:
                continue
            first = max(text.rfind(stop, 0, mention.start) for stop in _STOP) + 1
            stops = [at for at in (text.find(stop, mention.end) for stop in _STOP) if at >= 0]
            last = min(stops) + 1 if stops else len(text)
            yield Context(
                article_id,
                article.date or "",
                article.paper or "",
                article.page or "",
                text[first:last].rstrip("\n"),
                mention.start - first,
                mention.end - first,
                article.title,
            )


def titles(db: sqlite3.Connection, ids: Sequence[int]) -> Iterator[Context]:
    """The newest articles by their titles, with no name in them."""
    for article_id in ids[:CONTEXTS]:
        article = _article(db, article_id)
        if article is not None:
            yield _titled(article_id, article)


def _titled(article_id: int, article: Article) -> Context:
    return Context(
        article_id, article.date or "", article.paper or "", article.page or "",
        article.title, 0, 0, article.title,
    )  # fmt: skip


def _article(db: sqlite3.Connection, article_id: int) -> Article | None:
    cursor = db.execute(f"{WHOLE} WHERE a.id = ?", (article_id,))
    row = cursor.fetchone()
    return None if row is None else decode(sqlite3.Row(cursor, row))


def _text_at(article: Article, where: str | int | tuple[str, int]) -> str | None:
    try:
        if isinstance(where, int):
            return article.paragraphs[where].text
        if isinstance(where, tuple):
            kind, index = where
            if kind == "credit":
                credit = article.credits[index]
                return None if not credit.name else credit.name
            return (article.sections if kind == "section" else article.captions)[index].text
        return article.title
    except IndexError:
        return None
