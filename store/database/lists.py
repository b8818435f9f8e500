"""The queries behind lists: headlines in reading order, rows by id, choices of a filter."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from store.database.days import day_range
from store.database.read_rules import ReadRules
from store.records import ChenbaoError, HeadlineRow, Outline, PageGroup, Scope

_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_CHUNK = 500


def conditions(scope: Scope) -> tuple[str, list[Any]]:
    """The WHERE clause (over e, p, a and, for words, b) that a scope stands for, marks aside."""
    where = ["a.continues IS NULL"]
    values: list[Any] = []
    if scope.paper is not None:
        where.append("e.paper = ?")
        values.append(scope.paper)
    if scope.date is not None:
        try:
            first, after = day_range(scope.date)
        except ValueError as fault:
            raise ChenbaoError(str(fault)) from fault
        where.append("e.day >= ? AND e.day < ?")
        values += [first, after]
    if scope.page is not None:
        where.append("p.number = ?")
        values.append(scope.page)
    if scope.column is not None:
        where.append('a."column" = ?')
        values.append(scope.column)
    if scope.photo:
        where.append("a.photo = 1")
    if scope.jump:
        where.append("a.jump_direction IS NOT NULL")
    if scope.words:
        forms = _forms(scope.words)
        where.append(
            "("
            + " OR ".join(
                "a.title LIKE ? ESCAPE '\\' OR EXISTS (SELECT 1 FROM article_body b WHERE "
                "(b.article_id = a.id OR b.article_id IN "
                "(SELECT id FROM article WHERE continues = a.id)) AND b.text LIKE ? ESCAPE '\\')"
                for _ in forms
            )
            + ")"
        )
        for form in forms:
            values += [form, form]
    return " AND ".join(where), values


def _forms(words: str) -> list[str]:
    """LIKE patterns of the string as it is, in half and in full width (case is folded by LIKE)."""
    found = dict.fromkeys((words, words.translate(_HALF_WIDTH), words.translate(_FULL_WIDTH)))
    return [f"%{_escape(word)}%" for word in found]


def _escape(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def outline(
    db: sqlite3.Connection, scope: Scope, rules: ReadRules, starred: set[int], newest: int | None
) -> Outline:
    """The headlines of a scope in reading order; see Headlines.outline."""
    where, values = conditions(scope)
    detail = 'a."column", a.photo, a.jump_direction IS NOT NULL' if rules.partial else "NULL, 0, 0"
    cursor = db.execute(
        f"""SELECT e.day, e.date, e.paper, p.number, p.name, p.id, a.id, a.uid, a.arrival, a.lag,
                   {detail}
            FROM edition e CROSS JOIN page p ON p.edition_id = e.id
            CROSS JOIN article a ON a.page_id = p.id
            WHERE {where}
            ORDER BY e.day DESC, e.paper, e.variant, p.sort, p.number, a.ordinal, a.id""",
        values,
    )
    groups: list[PageGroup] = []
    total = unread = 0
    complete = True
    for (day, date, paper, number, name, _page), rows in groupby(cursor, key=lambda r: r[:6]):
        place = (day, paper, number)
        ids = []
        for row in rows:
            read = rules.is_read(row[7], row[8], row[9], place, (row[10], row[11], row[12]))
            if (scope.unread and read) or (scope.starred and row[7] not in starred):
                continue
            ids.append(row[6])
            unread += not read
        if ids:
            groups.append(PageGroup(date, paper, number, name, tuple(ids)))
            total += len(ids)
        if newest is not None and total >= newest:
            complete = cursor.fetchone() is None
            break
    return Outline(tuple(groups), total, unread, complete)


_ROWS = """
SELECT a.id, a.uid, a.title, a."column", e.date, e.paper, p.number, a.ordinal,
       a.chars + coalesce((SELECT sum(chars) FROM article s WHERE s.continues = a.id), 0),
       a.jump_direction IS NOT NULL, a.photo, a.arrival, a.lag, e.day
FROM article a JOIN page p ON p.id = a.page_id JOIN edition e ON e.id = p.edition_id
WHERE a.id IN ({})
"""


def rows(
    db: sqlite3.Connection,
    ids: Sequence[int],
    rules: ReadRules,
    starred: set[int],
    uid_text: Any,
) -> Iterator[HeadlineRow]:
    """The rows of these articles, in this order; the missing left out."""
    found: dict[int, HeadlineRow] = {}
    for at in range(0, len(ids), _CHUNK):
        part = ids[at : at + _CHUNK]
        for row in db.execute(_ROWS.format(",".join("?" * len(part))), part):
            place = (row[13], row[5], row[6])
            kind = (row[3], bool(row[10]), bool(row[9]))
            found[row[0]] = HeadlineRow(
                id=row[0],
                uid=uid_text(row[1]),
                title=row[2],
                column=row[3],
                date=row[4],
                paper=row[5],
                page=row[6],
                ordinal=row[7],
                chars=row[8],
                read=rules.is_read(row[1], row[11], row[12], place, kind),
                starred=row[1] in starred,
                has_jump=bool(row[9]),
                is_photo=bool(row[10]),
            )
    return (found[i] for i in ids if i in found)
