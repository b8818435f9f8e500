"""Records: single articles that know their own place. They never delete what they leave unsaid."""

from __future__ import annotations

import dataclasses
from collections import OrderedDict, deque
from collections.abc import Sequence

from store.database.batch import Batch
from store.database.outcome import Outcome, finding, known, known_day
from store.database.rows import encode
from store.records import Article, ChenbaoError, Findings, Reading


class RecordsSeen:
    """What one file of records has said so far, so that its second 图片报道 is not its first.

    Remembers the last editions and addresses only; records of one page stand together.
    """

    _EDITIONS = 64
    _ADDRESSES = 20_000

    def __init__(self) -> None:
        self._editions: OrderedDict[tuple[str, str], dict[tuple[str, str], int]] = OrderedDict()
        self._addresses: dict[tuple[str, str], str] = {}
        self._order: deque[tuple[str, str]] = deque()

    def nth(self, paper: str, date: str, page: str, title: str) -> int:
        """How many of this title stood on this page before; counts this one."""
        edition = self._editions.setdefault((paper, date), {})
        self._editions.move_to_end((paper, date))
        if len(self._editions) > self._EDITIONS:
            self._editions.popitem(last=False)
        found = edition.get((page, title), 0)
        edition[page, title] = found + 1
        return found

    def title_at(self, paper: str, address: str, title: str) -> str | None:
        """The title this file gave under this address before, if it did; notes this one."""
        key = (paper, address)
        if key in self._addresses:
            return self._addresses[key]
        self._addresses[key] = title
        self._order.append(key)
        if len(self._order) > self._ADDRESSES:
            del self._addresses[self._order.popleft()]
        return None


def save_records(
    current: Batch, reading: Reading, seen: RecordsSeen, findings: Sequence[Findings | None]
) -> Outcome:
    """Store each record; one that is refused does not stop the others."""
    counts = Outcome()
    for index, article in enumerate(reading.articles):
        try:
            counts += _save_record(current, reading, article, seen, finding(findings, index))
        except ChenbaoError as fault:
            counts += Outcome(refused=1, reason=fault)
    return counts


def _save_record(
    current: Batch,
    reading: Reading,
    article: Article,
    seen: RecordsSeen,
    findings: Findings | None,
) -> Outcome:
    date = known(article.date or reading.date, "date")
    paper = known(article.paper or reading.paper, "paper")
    number = article.page or reading.page or ""
    day = known_day(date)
    if article.address:
        before = seen.title_at(paper, article.address, article.title)
        if before == article.title:
            return Outcome(same=1)
        if before is not None:  # one address for two articles: then it names neither
            article = dataclasses.replace(article, address=None)
    nth = seen.nth(paper, date, number, article.title)
    page_id = current.page(day, paper, number, article.page_name or reading.page_name)
    stands = _by_address(current, paper, article.address) if article.address else None
    moved = False
    if stands is None:
        stands = _by_title(current, page_id, article, nth)
    elif stands[1] != page_id:
        stands = (_move(current, stands[0], page_id, day), page_id)
        moved = True
    if stands is None:
        listed = current.titles(page_id)
        listed.last_ordinal += 1
        article_id = current.insert(
            page_id, day, listed.last_ordinal, article, encode(article), findings
        )
        listed.titled[article.title].append((article_id, article.address))
        return Outcome(added=1)
    heir = _heir(current, stands[0], article)
    if current.update(stands[0], heir, encode(heir), findings=findings):
        current.forget_titles(page_id)
        return Outcome(replaced=1)
    return Outcome(replaced=1) if moved else Outcome(same=1)


def _by_address(current: Batch, paper: str, address: str) -> tuple[int, int] | None:
    found: tuple[int, int] | None = current.db.execute(
        """SELECT a.id, a.page_id FROM article a INDEXED BY article_address
           JOIN page p ON p.id = a.page_id JOIN edition e ON e.id = p.edition_id
           WHERE a.address = ? AND e.paper = ?""",
        (address, paper),
    ).fetchone()
    return found


def _by_title(current: Batch, page_id: int, article: Article, nth: int) -> tuple[int, int] | None:
    """The one of that title in the same turn. Of two addresses, each names its own article."""
    candidates = [
        article_id
        for article_id, address in current.titles(page_id).titled.get(article.title, ())
        if not (article.address and address)
    ]
    turn = 0 if article.address else nth
    return (candidates[turn], page_id) if turn < len(candidates) else None


def _heir(current: Batch, article_id: int, article: Article) -> Article:
    """The article with the address of the one it replaces, if it brings none itself."""
    address, url = current.db.execute(
        "SELECT address, url FROM article WHERE id = ?", (article_id,)
    ).fetchone()
    return dataclasses.replace(article, address=article.address or address, url=article.url or url)


def _move(current: Batch, article_id: int, page_id: int, day: int) -> int:
    """Put an article on another page, perhaps of another day; its id then."""
    stood_on = current.touch_article(article_id)
    if current.day_of(article_id) != day:
        article_id = current.renumber(article_id, day)
    _ = current.generation
    listed = current.titles(page_id)
    current.db.execute(
        "UPDATE article SET page_id = ?, ordinal = ? WHERE id = ?",
        (page_id, listed.last_ordinal + 1, article_id),
    )
    current.touch(page_id)
    current.forget_titles(page_id)
    if stood_on is not None:
        current.forget_titles(stood_on)
    return article_id
