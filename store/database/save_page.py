"""A page's text and its articles, in the place of what stood on that page."""

from __future__ import annotations

import dataclasses
import hashlib
import sqlite3
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from store.database.aligning import ALIKE, Piece, align
from store.database.batch import Batch
from store.database.days import now
from store.database.likeness import likeness
from store.database.outcome import Outcome, finding, known, known_day
from store.database.rows import encode
from store.records import Article, ChenbaoError, Findings, Reading


@dataclass(frozen=True, slots=True)
class _Standing:
    """An article of the page as it stands."""

    id: int
    ordinal: int
    piece: Piece
    url: str | None


def save_page(
    current: Batch,
    reading: Reading,
    *,
    replace: bool,
    findings: Sequence[Findings | None] = (),
    again: bool = False,
) -> Outcome:
    """A page's text. ``again``: the stored text itself, read anew."""
    assert reading.text is not None
    date = known(reading.date, "date")
    paper = known(reading.paper, "paper")
    number = known(reading.page, "page")
    day = known_day(date)
    digest = hashlib.sha256(reading.text.encode("utf-8", "surrogatepass")).hexdigest()
    page_id = current.find_page(day, paper, number)
    if page_id is not None and not again:
        stands = stored_text(current.db, page_id)
        same = stands is not None and stands[1] == digest
        if same and not replace:
            return Outcome(same=len(reading.articles))
        if not replace:
            _refuse_unlike(current, page_id, stands, reading)
        if replace:
            current.db.execute("DELETE FROM taken_out WHERE page_id = ?", (page_id,))
        if stands is not None and not same:
            _keep_page(current, page_id, stands[0])
    if page_id is None:
        page_id = current.page(day, paper, number, reading.page_name)
    _write_page(current, page_id, reading, digest)
    return _replace_articles(current, page_id, day, reading.articles, findings, again)


def stored_text(db: sqlite3.Connection, page_id: int) -> tuple[str, str] | None:
    row = db.execute(
        """SELECT t.text, p.sha256 FROM page p JOIN page_text t ON t.page_id = p.id
           WHERE p.id = ?""",
        (page_id,),
    ).fetchone()
    return None if row is None else (_unpack(row[0]), row[1])


def _pack(text: str) -> bytes:
    return zlib.compress(text.encode("utf-8", "surrogatepass"))


def _unpack(blob: bytes) -> str:
    return zlib.decompress(blob).decode("utf-8", "surrogatepass")


def _refuse_unlike(
    current: Batch, page_id: int, stands: tuple[str, str] | None, reading: Reading
) -> None:
    assert reading.text is not None
    place = f"{reading.paper} {reading.date} page {reading.page}"
    if stands is not None:
        if likeness(stands[0], reading.text) < ALIKE:
            raise ChenbaoError(
                "{place} is in the store with another text; --replace puts this one in its place",
                place=place,
            )
    elif current.titles(page_id).last_ordinal:
        raise ChenbaoError(
            "{place} is in the store from records; --replace puts this text in their place",
            place=place,
        )


def _keep_page(current: Batch, page_id: int, text: str) -> None:
    current.db.execute(
        """INSERT INTO version (kind, page_id, replaced_at, generation, source, title, content)
           SELECT 'page', id, ?, ?, source, name, ? FROM page WHERE id = ?""",
        (now(), current.generation, _pack(text), page_id),
    )


def _write_page(current: Batch, page_id: int, reading: Reading, digest: str) -> None:
    assert reading.text is not None
    wanted = (digest, reading.reader, reading.source, len(reading.text))
    stands = current.db.execute(
        "SELECT sha256, reader, source, chars FROM page WHERE id = ?", (page_id,)
    ).fetchone()
    name = reading.page_name
    if name:
        current.db.execute(
            "UPDATE page SET name = ? WHERE id = ? AND name IS NOT ?", (name, page_id, name)
        )
    if stands == wanted:
        return
    _ = current.generation
    current.db.execute(
        "UPDATE page SET sha256 = ?, reader = ?, source = ?, chars = ? WHERE id = ?",
        (*wanted, page_id),
    )
    if stands[0] != digest:
        current.db.execute(
            "INSERT OR REPLACE INTO page_text (page_id, text) VALUES (?, ?)",
            (page_id, _pack(reading.text)),
        )
    current.touch(page_id)


def _standing(db: sqlite3.Connection, page_id: int) -> list[_Standing]:
    return [
        _Standing(row[0], row[1], Piece(row[2], row[4], row[3]), row[5])
        for row in db.execute(
            """SELECT a.id, a.ordinal, a.title, a.address, b.text, a.url FROM article a
               JOIN article_body b ON b.article_id = a.id
               WHERE a.page_id = ? ORDER BY a.ordinal, a.id""",
            (page_id,),
        )
    ]


def _replace_articles(
    current: Batch,
    page_id: int,
    day: int,
    articles: Sequence[Article],
    findings: Sequence[Findings | None],
    again: bool,
) -> Outcome:
    """Put the articles in the place of those standing on the page, each on its predecessor."""
    db = current.db
    taken_out = {
        title for (title,) in db.execute("SELECT title FROM taken_out WHERE page_id=?", (page_id,))
    }
    kept = [
        (article, finding(findings, index))
        for index, article in enumerate(articles)
        if article.title not in taken_out
    ]
    old = _standing(db, page_id)
    matched = align(
        [there.piece for there in old],
        [Piece(article.title, article.body, article.address) for article, _ in kept],
    )
    survivors = {index for index in matched if index is not None}
    for index, there in enumerate(old):
        if index not in survivors:
            current.delete(there.id, keep_version=not again)
    replaced = same = 0
    for ordinal, ((article, found), predecessor) in enumerate(
        zip(kept, matched, strict=True), start=1
    ):
        if predecessor is None:
            current.insert(page_id, day, ordinal, article, encode(article), found)
            continue
        there = old[predecessor]
        named = dataclasses.replace(
            article,
            address=article.address or there.piece.address,
            url=article.url or there.url,
        )
        if current.update(there.id, named, encode(named), keep_version=not again, findings=found):
            replaced += 1
        else:
            same += 1
        if there.ordinal != ordinal:
            _ = current.generation
            db.execute("UPDATE article SET ordinal = ? WHERE id = ?", (ordinal, there.id))
    current.forget_titles(page_id)
    return Outcome(current.added, replaced, same, current.removed)
