"""Names that may be short forms of one another, with what speaks for it. A hint, never a merge.

Inside an article the language stage has linked short forms already (智元 to the company named in
full). What remains are articles that print the short form alone. Two names of one kind are proposed
when the one could stand for the other (``stands_for``) and something else speaks for it: the short
form was printed for the full one elsewhere, both keep the same company, or (区委) it is the committee
of the paper's own home.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from store.database.corrections import Corrections
from store.database.packed_findings import found_in
from store.records import Companion, EntityItem, MergeHint

#: Whether a short name of a kind could stand for a full one; surely, or by its characters alone.
StandsFor = Callable[[str, str, str], bool]
MOST = 4
_LOOKED_AT = 40
_LAST = "\U0010ffff"
_CANDIDATES = 60
_LOOKED_OVER = 5000
_LEAST_SHARED = 2
#: What stands for another by its characters alone must keep more of its company.
_WELL_SHARED = 5


def proposals(
    db: sqlite3.Connection,
    rules: Corrections,
    item: EntityItem,
    ids: Sequence[int],
    company: Iterable[Companion],
    stands_for: StandsFor,
    may_stand_for: StandsFor,
) -> tuple[MergeHint, ...]:
    """What ``item`` may be one with, the best proved first."""
    near = {c.id for c in company if c.kind in ("PER", "ORG")}
    found = []
    for entity, name, articles in _candidates(db, item, ids):
        key = rules.of(item.kind, name)
        if entity in item.members or key != (item.kind, name) or key in rules.hidden:
            continue
        short, full = sorted((item.name, name), key=len)
        home = _home(db, item.kind, short, full, ids if short == item.name else _of(db, entity))
        surely = stands_for(item.kind, short, full)
        if not surely and home is None and not may_stand_for(item.kind, short, full):
            continue
        printed = _printed(
            db, item.kind, short, full, ids if full == item.name else _of(db, entity)
        )
        shared = len(near & _company(db, entity, item.members)) if near else 0
        if printed or home or shared >= (_LEAST_SHARED if surely else _WELL_SHARED):
            found.append(MergeHint(item.kind, short, full, articles, printed, shared, home))
    found.sort(key=lambda h: (-h.printed, -h.shared, -h.articles))
    return tuple(found[:MOST])


def _candidates(
    db: sqlite3.Connection, item: EntityItem, ids: Sequence[int]
) -> list[tuple[int, str, int]]:
    """Names of the kind that hold this one, or that this one's first or last characters begin."""
    if len(item.name) < 2:
        return []
    name = item.name
    heads = {name[at : at + 2] for at in (0, 2, len(name) - 2) if 0 <= at < len(name)}
    if "·" in name:
        heads = {name.rsplit("·", 1)[-1][:2]}
    # By ranges of the index and one walk over it: LIKE would look at every row of the table.
    begun = "SELECT id FROM entity WHERE name >= ? AND name < ?"
    parts = [begun] * len(heads)
    values = [bound for head in sorted(heads) for bound in (head, head + _LAST)]
    if item.kind == "ORG":
        # 中科院, 国铁集团: the first or second word's first character, and the same end.
        for head in {name[0], name[2:3] or name[0]}:
            parts.append(f"{begun} AND substr(name, -1) = ?")
            values += [head, head + _LAST, name[-1]]
    parts.append("SELECT id FROM entity INDEXED BY entity_name WHERE instr(name, ?) > 0")
    rows = db.execute(
        f"""SELECT id, name, articles FROM entity WHERE id IN ({" UNION ".join(parts)})
            AND kind = ? AND articles > 0 ORDER BY articles DESC LIMIT ?""",
        (*values, name, item.kind, _LOOKED_OVER),
    )
    return [row for row in rows if _related(row[1], name)][:_CANDIDATES]


def _related(one: str, other: str) -> bool:
    short, full = sorted((one, other), key=len)
    return len(short) < len(full) and set(short) <= set(full) and "··" not in full


def _of(db: sqlite3.Connection, entity: int) -> list[int]:
    """The newest articles of an entity."""
    return [
        row[0]
        for row in db.execute(
            """SELECT article_id FROM appearance WHERE entity_id = ?
               ORDER BY article_id DESC LIMIT ?""",
            (entity, _LOOKED_AT),
        )
    ]


def _printed(
    db: sqlite3.Connection, kind: str, short: str, full: str, articles: Sequence[int]
) -> int:
    """In how many of the newest articles that name the full one the short form is printed for it."""
    count = 0
    for article_id in articles[:_LOOKED_AT]:
        found = found_in(db, article_id)
        if found is not None:
            count += any((m.kind, m.text, m.name) == (kind, short, full) for m in found.mentions)
    return count


def _company(db: sqlite3.Connection, entity: int, without: Sequence[int]) -> set[int]:
    """Who appears with an entity in its newest articles."""
    counts: Counter[int] = Counter()
    for article_id in _of(db, entity):
        counts.update(
            row[0]
            for row in db.execute(
                """SELECT entity_id FROM appearance INDEXED BY appearance_article
                   WHERE article_id = ?""",
                (article_id,),
            )
        )
    return set(counts) - {entity, *without}


def _home(
    db: sqlite3.Connection, kind: str, short: str, full: str, articles: Sequence[int]
) -> str | None:
    """The home of the paper that prints 区委, when 云溪区委 is the committee of that home."""
    if kind != "ORG" or not full.endswith(short) or short[0] not in "省市区县州旗镇乡":
        return None
    for (home,) in db.execute(
        """SELECT DISTINCT h.home FROM paper_home h
           JOIN edition e ON e.paper = h.paper JOIN page p ON p.edition_id = e.id
           JOIN article a ON a.page_id = p.id WHERE a.id IN (?, ?, ?)""",
        (*articles[:3], None, None, None)[:3],
    ):
        if home.endswith(short[0]) and full == home[:-1] + short:
            return str(home)
    return None
