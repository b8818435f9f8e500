"""One write transaction's bookkeeping: editions, pages, ids, uids, counters, the ledger.

Everything is looked up once and settled at the end, so that 500 records cost 500 inserts and
little else. A batch that changes nothing leaves no trace, not even in the ledger.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from store.database import gram_index
from store.database.connections import writing
from store.database.days import LAST_SEQ, SEQ_BITS, date_of, now, page_sort, today
from store.database.linking import Half, link
from store.database.pinyin_index import note_title
from store.database.rows import BODY, OWN, WHOLE, ArticleRow, as_json, decode, says_the_same
from store.records import Article, ChenbaoError, Findings

#: Told of every article written, in its transaction: the id, what stood there (None: it is new),
#: what stands there now (None: it is gone), and what the language stage found in the latter.
OnChange = Callable[
    [sqlite3.Connection, int, Article | None, Article | None, Findings | None], None
]

_OWN_COLUMNS = ", ".join(OWN)
_INSERT = f"""
INSERT INTO article (id, uid, page_id, ordinal, arrival, lag, source, {_OWN_COLUMNS})
VALUES ({", ".join("?" * (7 + len(OWN)))})
"""
_UPDATE = f"UPDATE article SET source = ?, {', '.join(f'{c} = ?' for c in OWN)} WHERE id = ?"
_INSERT_BODY = "INSERT INTO article_body (article_id, text, aside, layout) VALUES (?, ?, ?, ?)"
_UPDATE_BODY = "UPDATE article_body SET text = ?, aside = ?, layout = ? WHERE article_id = ?"
_SAME = f"""
SELECT {", ".join(f"a.{c}" for c in OWN)}, {", ".join(f"b.{c}" for c in BODY)}
FROM article a JOIN article_body b ON b.article_id = a.id WHERE a.id = ?
"""


@dataclass(slots=True)
class TitleList:
    """What stands on a page by title: ids in order, with their addresses."""

    titled: defaultdict[str, list[tuple[int, str | None]]]
    last_ordinal: int


class Batch:
    """What one transaction knows and has done. Made by ``batch``, settled when that ends."""

    def __init__(self, db: sqlite3.Connection, source: str, on_change: OnChange | None) -> None:
        self.db = db
        self.source = source
        self.on_change = on_change
        self.added = self.replaced = self.removed = 0
        self._today = today()
        self._generation: int | None = None
        self._editions: dict[tuple[int, str, str], int] = {}
        self._days: dict[int, int] = {}
        self._uid: int | None = None
        self._salt = 0
        self._titles: dict[int, TitleList] = {}
        self._touched: set[int] = set()
        self._touched_editions: set[int] = set()
        self._index = gram_index.Changes(db)

    # Identity

    @property
    def generation(self) -> int:
        """This batch's number in the ledger, taken when the first change is made."""
        if self._generation is None:
            cursor = self.db.execute(
                "INSERT INTO arrival (at, source) VALUES (?, ?)", (now(), self.source)
            )
            assert cursor.lastrowid is not None
            self._generation = cursor.lastrowid
        return self._generation

    def new_id(self, day: int) -> int:
        """The next id of a day."""
        if day not in self._days:
            row = self.db.execute("SELECT last_seq FROM day WHERE day = ?", (day,)).fetchone()
            self._days[day] = row[0] if row else 0
        if self._days[day] >= LAST_SEQ:
            raise ChenbaoError(
                "{date} is full: a day holds {most} articles", date=date_of(day), most=LAST_SEQ
            )
        self._days[day] += 1
        return day << SEQ_BITS | self._days[day]

    def new_uid(self) -> int:
        """The next uid of this store."""
        if self._uid is None:
            self._salt, self._uid = self.db.execute(
                "SELECT salt, last_uid FROM identity"
            ).fetchone()
        self._uid += 1
        return self._salt << 40 | self._uid

    # Editions and pages

    def edition(self, day: int, paper: str, variant: str = "") -> int:
        """The edition's id; the edition is made when it is the first time."""
        key = (day, paper, variant)
        if key not in self._editions:
            found = self.db.execute(
                "SELECT id FROM edition WHERE day = ? AND paper = ? AND variant = ?", key
            ).fetchone()
            if found is None:
                cursor = self.db.execute(
                    "INSERT INTO edition (day, date, paper, variant) VALUES (?, ?, ?, ?)",
                    (day, date_of(day), paper, variant),
                )
                self._editions[key] = cursor.lastrowid or 0
            else:
                self._editions[key] = found[0]
        return self._editions[key]

    def find_page(self, day: int, paper: str, number: str, variant: str = "") -> int | None:
        """The page's id, None when it is not in the store."""
        row = self.db.execute(
            """SELECT p.id FROM page p JOIN edition e ON e.id = p.edition_id
               WHERE e.day = ? AND e.paper = ? AND e.variant = ? AND p.sort = ? AND p.number = ?""",
            (day, paper, variant, page_sort(number), number),
        ).fetchone()
        return None if row is None else int(row[0])

    def page(self, day: int, paper: str, number: str, name: str | None) -> int:
        """The page's id; the page is made when it is the first time."""
        found = self.find_page(day, paper, number)
        if found is None:
            cursor = self.db.execute(
                """INSERT INTO page (edition_id, sort, number, name, source, added_at)
                   VALUES (?, ?, ?, ?, ?, ?)""",
                (
                    self.edition(day, paper),
                    page_sort(number),
                    number,
                    name,
                    self.source,
                    now(),
                ),
            )
            found = cursor.lastrowid or 0
        elif name:
            self.db.execute(
                "UPDATE page SET name = ? WHERE id = ? AND name IS NOT ?", (name, found, name)
            )
        return found

    def titles(self, page_id: int) -> TitleList:
        """The titles standing on a page, read once a batch and kept in step."""
        if page_id not in self._titles:
            listed: defaultdict[str, list[tuple[int, str | None]]] = defaultdict(list)
            last = 0
            for article_id, title, address, ordinal in self.db.execute(
                "SELECT id, title, address, ordinal FROM article "
                "WHERE page_id = ? ORDER BY ordinal, id",
                (page_id,),
            ):
                listed[title].append((article_id, address))
                last = max(last, ordinal)
            self._titles[page_id] = TitleList(listed, last)
        return self._titles[page_id]

    def forget_titles(self, page_id: int) -> None:
        """What stands on the page changed otherwise than by adding to its end."""
        self._titles.pop(page_id, None)

    # Articles

    def insert(
        self,
        page_id: int,
        day: int,
        ordinal: int,
        article: Article,
        row: ArticleRow,
        findings: Findings | None = None,
    ) -> int:
        """Write a new article; its id."""
        article_id = self.new_id(day)
        self.db.execute(
            _INSERT,
            (
                article_id,
                self.new_uid(),
                page_id,
                ordinal,
                self.generation,
                self._today - day,
                article.source,
                *row.values,
            ),
        )
        self.db.execute(_INSERT_BODY, (article_id, *row.body))
        self._index.add(article_id, row.searched)
        note_title(self.db, article_id, None, article.title)
        self.added += 1
        self._touched.add(page_id)
        if self.on_change:
            self.on_change(self.db, article_id, None, article, findings)
        return article_id

    def update(
        self,
        article_id: int,
        article: Article,
        row: ArticleRow,
        *,
        keep_version: bool = True,
        findings: Findings | None = None,
    ) -> bool:
        """Write an article in the place of what stands there; False when it says the same."""
        stands = self.db.execute(_SAME, (article_id,)).fetchone()
        if stands == (*row.values, *row.body):
            return False
        if says_the_same(stands, row):
            _ = self.generation
            self._write(article_id, article, row)
            return False
        old = self._old(article_id) if keep_version or self.on_change else None
        if keep_version:
            self.keep_version(article_id, old)
        _ = self.generation
        before = gram_index.text_of(self.db, article_id)
        if before != row.searched:
            self._index.drop(article_id, before)
            self._index.add(article_id, row.searched)
            if before[0] != article.title:
                note_title(self.db, article_id, before[0], article.title)
        self._write(article_id, article, row)
        self.replaced += 1
        self.touch_article(article_id)
        if self.on_change:
            self.on_change(self.db, article_id, old, article, findings)
        return True

    def _write(self, article_id: int, article: Article, row: ArticleRow) -> None:
        self.db.execute(_UPDATE, (article.source, *row.values, article_id))
        self.db.execute(_UPDATE_BODY, (*row.body, article_id))

    def delete(self, article_id: int, *, keep_version: bool) -> None:
        """Take an article out."""
        old = self._old(article_id) if keep_version or self.on_change else None
        if keep_version:
            self.keep_version(article_id, old)
        self.touch_article(article_id)
        for (second_half,) in self.db.execute(
            "SELECT id FROM article WHERE continues = ?", (article_id,)
        ).fetchall():
            self.touch_article(second_half)
        _ = self.generation
        text = gram_index.text_of(self.db, article_id)
        self._index.drop(article_id, text)
        note_title(self.db, article_id, text[0], None)
        self.db.execute("DELETE FROM article WHERE id = ?", (article_id,))
        self.removed += 1
        if self.on_change:
            self.on_change(self.db, article_id, old, None, None)

    def renumber(self, article_id: int, day: int) -> int:
        """Give an article an id of another day; its uid, marks and versions stay with it."""
        _ = self.generation
        old = self._old(article_id) if self.on_change else None
        new_id = self.new_id(day)
        self.touch_article(article_id)
        text = gram_index.text_of(self.db, article_id)
        self._index.drop(article_id, text)
        self._index.add(new_id, text)
        note_title(self.db, article_id, text[0], None)
        note_title(self.db, new_id, None, text[0])
        self.db.execute("UPDATE article SET id = ? WHERE id = ?", (new_id, article_id))
        if self.on_change:
            self.on_change(self.db, article_id, old, None, None)
            self.on_change(self.db, new_id, None, self._old(new_id), None)
        return new_id

    def touch(self, page_id: int) -> None:
        """The page's counters and its edition's jumps are to be settled."""
        self._touched.add(page_id)

    def touch_article(self, article_id: int) -> int | None:
        """As ``touch``, by an article of the page; the page's id."""
        row = self.db.execute("SELECT page_id FROM article WHERE id = ?", (article_id,)).fetchone()
        if row is None:
            return None
        self._touched.add(row[0])
        return int(row[0])

    def touch_edition(self, edition_id: int) -> None:
        """The edition lost a page: its counters and jumps are to be settled."""
        self._touched_editions.add(edition_id)

    def touched_pages(self) -> list[int]:
        """The pages changed so far."""
        return sorted(self._touched)

    def touched_editions(self) -> list[int]:
        """The editions changed so far."""
        return sorted(
            self._touched_editions.union(
                row[0]
                for page_id in self._touched
                for row in self.db.execute("SELECT edition_id FROM page WHERE id = ?", (page_id,))
            )
        )

    @staticmethod
    def day_of(article_id: int) -> int:
        """The day an id stands for."""
        return article_id >> SEQ_BITS

    def _old(self, article_id: int) -> Article:
        return decode(whole(self.db, article_id))

    def keep_version(self, article_id: int, article: Article | None) -> None:
        """Keep an article as it stands before it is replaced."""
        article = article or self._old(article_id)
        self.db.execute(
            """INSERT INTO version (kind, uid, page_id, replaced_at, generation, source, title,
                                    content)
               SELECT 'article', uid, page_id, ?, ?, source, title, ? FROM article WHERE id = ?""",
            (now(), self.generation, zlib.compress(as_json(article)), article_id),
        )

    # The end

    def settle(self) -> None:
        """The index, jumps, counters, numbers given and the ledger, all from what was touched."""
        self._index.write()
        editions = self.touched_editions()
        for edition_id in editions:
            self._touched |= relink(self.db, edition_id)
        for page_id in sorted(self._touched):
            self.db.execute(
                """UPDATE page SET articles = (SELECT count(*) FROM article
                   WHERE page_id = page.id AND continues IS NULL) WHERE id = ?""",
                (page_id,),
            )
        for edition_id in editions:
            self.db.execute(
                """UPDATE edition SET articles = (SELECT coalesce(sum(articles), 0) FROM page
                   WHERE edition_id = edition.id) WHERE id = ?""",
                (edition_id,),
            )
        self.db.executemany("INSERT OR REPLACE INTO day VALUES (?, ?)", self._days.items())
        if self._uid is not None:
            self.db.execute("UPDATE identity SET last_uid = ?", (self._uid,))
        if self._generation is not None:
            self.db.execute(
                "UPDATE arrival SET added = ?, replaced = ?, removed = ? WHERE generation = ?",
                (self.added, self.replaced, self.removed, self._generation),
            )


@contextmanager
def batch(
    db: sqlite3.Connection, source: str = "", on_change: OnChange | None = None
) -> Iterator[Batch]:
    """One transaction, settled at its end, undone as a whole when anything fails in it."""
    with writing(db):
        current = Batch(db, source, on_change)
        yield current
        current.settle()


def whole(db: sqlite3.Connection, article_id: int) -> sqlite3.Row:
    """The article's row with body, page and edition."""
    cursor = db.execute(f"{WHOLE} WHERE a.id = ?", (article_id,))
    return sqlite3.Row(cursor, cursor.fetchone())


def relink(db: sqlite3.Connection, edition_id: int) -> set[int]:
    """Join the jumps of an edition anew; the pages on which a second half was won or lost."""
    rows = db.execute(
        """SELECT a.id, p.number, a.jump_direction, a.jump_page, a.title, a.credits, a.continues,
                  a.page_id
           FROM page p JOIN article a INDEXED BY article_order ON a.page_id = p.id
           WHERE p.edition_id = ? AND (a.jump_direction IS NOT NULL OR a.continues IS NOT NULL)""",
        (edition_id,),
    ).fetchall()
    if not rows:
        return set()
    halves = [
        Half(
            id=row[0],
            page=row[1],
            direction=row[2],
            target=row[3] or "",
            title=row[4],
            body=db.execute(
                "SELECT text FROM article_body WHERE article_id = ?", (row[0],)
            ).fetchone()[0],
            names=_names(row[5]),
        )
        for row in rows
        if row[2]
    ]
    joined = link(halves)
    changed: set[int] = set()
    for article_id, *_, stands, page_id in rows:
        if joined.get(article_id) != stands:
            db.execute(
                "UPDATE article SET continues = ? WHERE id = ?",
                (joined.get(article_id), article_id),
            )
            changed.add(page_id)
    return changed


def _names(credits: str | None) -> frozenset[str]:
    return frozenset(name for _, name in json.loads(credits or "[]") if name)
