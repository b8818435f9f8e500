"""What the Entities tab asks of the store: who appeared, in what post, with whom, where.

An entity is (kind, name) until the user says otherwise; the user's corrections (merge, rename,
split, hide, another kind) lie over what is filed and can be taken back.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar, cast

from store.companions import companions
from store.database import corrections
from store.database.corrections import Corrections, EntityRule
from store.database.days import SEQ_BITS, date_of
from store.database.named_articles import split_off
from store.database.packed_findings import found_in
from store.database.split_parts import places
from store.entity_cards import (
    NEWEST,
    appearances,
    contexts,
    newest_found,
    on_page_one,
    over_time,
    printed_names,
    statements,
    stored_names,
    titles,
)
from store.entity_lists import MOST, NEWS, articles_between, columns, listed, newest_day
from store.entity_marks import EntityMarks
from store.entity_pairs import corrected, pairs
from store.entity_rows import SPARK, rows, watched
from store.held_posts import held_posts
from store.namesakes import conflict
from store.readers import Readers
from store.records import Context, EntityCard, EntityItem, EntityRow, EntityScope, NamedHere
from store.short_form_hints import proposals

__all__ = ["MOST", "SPARK", "Entities", "EntityMarks"]

_KEPT = 12
Kept = TypeVar("Kept")


class Entities(Readers):
    """Reads entities for the list, the cards and the commands."""

    # Lists.

    def items(self, scope: EntityScope) -> list[EntityItem]:
        """The entities of ``scope`` in its order, at most ``MOST``."""
        with self._reading() as db:
            if db is None:
                return []
            rules = self._corrections(db)

            def keep(key: tuple[object, ...], make: Callable[[], Kept]) -> Kept:
                return self._keep(db, key, make)

            return keep(("list", scope), lambda: listed(db, scope, rules, keep))

    def columns(self, scope: EntityScope) -> list[EntityItem]:
        """The columns (栏目) as items; their ids are negative."""
        with self._reading() as db:
            return [] if db is None else columns(db, scope)

    def rows(self, items: Sequence[EntityItem], days: int | None) -> list[EntityRow]:
        """What is drawn beside these items."""
        with self._reading() as db:
            if db is None:
                return []
            return rows(db, items, self._corrections(db), newest_day(db), days)

    def _keep(
        self, db: sqlite3.Connection, key: tuple[object, ...], make: Callable[[], Kept]
    ) -> Kept:
        """What was made for the store and the corrections as they stand, or make it."""
        version = (
            db.execute("PRAGMA data_version").fetchone()[0],
            db.execute("PRAGMA state.data_version").fetchone() if self._local.has_state else None,
        )
        known: tuple[object, dict[object, object]] | None = getattr(self._local, "kept", None)
        if known is None or known[0] != version:
            known = self._local.kept = (version, {})
        kept = known[1]
        if key not in kept:
            while len(kept) >= _KEPT:
                del kept[next(iter(kept))]
            kept[key] = make()
        return cast("Kept", kept[key])

    def _corrections(self, db: sqlite3.Connection) -> Corrections:
        if not getattr(self._local, "has_state", False):
            return Corrections()
        version = db.execute("PRAGMA state.data_version").fetchone()[0]
        known: tuple[int, Corrections] | None = getattr(self._local, "corrections", None)
        if known is None or known[0] != version:
            known = (version, corrections.load(db, "state"))
            self._local.corrections = known
        return known[1]

    # Which one is meant.

    def find(self, name: str) -> list[EntityItem]:
        """The entities of that name (or pinyin), the most frequent first."""
        near = self.items(EntityScope(kinds=(*NEWS, "BYL"), days=None, words=name))
        return [item for item in near if item.name == name] or near

    def named(self, kind: str, name: str) -> EntityItem | None:
        """The one entity that (kind, name) is now, None when it is hidden or nowhere."""
        with self._reading() as db:
            if db is None:
                return None
            key = self._corrections(db).of(kind, name)
            shown = self._corrections(db).name_of(key)
        scope = EntityScope(kinds=(key[0],), days=None, words=key[1])
        found = self.items(scope) or self.items(replace(scope, words=shown))
        return next((i for i in found if i.name in (key[1], shown)), None)

    def analysed(self, article_id: int) -> bool:
        """Whether names were looked for in an article: ``chenbao add --later`` puts that off."""
        with self._reading() as db:
            return db is not None and found_in(db, article_id) is not None

    def named_in(self, article_id: int) -> list[NamedHere]:
        """The names of an article and of its second half, as printed, each once."""
        with self._reading() as db:
            if db is None:
                return []
            rules = self._corrections(db)
            halves = [
                row[0]
                for row in db.execute(
                    "SELECT id FROM article WHERE id = ?1 OR continues = ?1 ORDER BY id",
                    (article_id,),
                )
            ]
            found: dict[str, NamedHere] = {}
            for half in halves:
                findings = found_in(db, half)
                for m in findings.mentions if findings else ():
                    key = rules.of("BYL" if m.credited else m.kind, m.name)
                    if key not in rules.hidden and (m.text not in found or not m.credited):
                        found[m.text] = NamedHere(m.text, key[0], key[1])
            return list(found.values())

    # Cards.

    def card(self, item: EntityItem, *, whole: bool = True) -> EntityCard | None:
        """All about one entity; or, not ``whole``, what needs no counting over all its articles."""
        with self._reading() as db:
            if db is None:
                return None
            if item.kind == "COL":
                return _column_card(db, item)
            rules = self._corrections(db)
            found = appearances(db, item)
            if not found:
                return None
            ids = list(found)
            own = stored_names(db, item.members)
            newest = newest_found(db, ids)
            stated = statements(db, item.members, found, -1 if whole else NEWEST)
            by, days = over_time(ids)
            card = EntityCard(
                id=item.id,
                kind=item.kind,
                name=item.name,
                names=printed_names(newest, set(own)),
                merged=tuple(n for n in own if n != item.name),
                watched=watched(rules, item.kind, item.name),
                articles=len(ids),
                first=date_of(ids[-1] >> SEQ_BITS),
                last=date_of(ids[0] >> SEQ_BITS),
                posts=held_posts(stated),
                by=by,
                days=days,
                companions=(),
                partial=True,
                contexts=tuple(contexts(db, set(own), newest, lambda: self._check(db))),
                page_one=0,
                titles=sum(p & 1 for p in found.values()),
                led=sum(p >> 3 & 1 for p in found.values()),
                present=sum(p >> 2 & 1 for p in found.values()),
            )
            if not whole:
                return card
            from store.language.countries import COUNTRIES
            from store.language.short_forms import may_stand_for, stands_for

            total = articles_between(db, 0, 1 << 62)
            company = companions(db, rules, item, ids, total, lambda: self._check(db))
            return replace(
                card,
                companions=company,
                partial=False,
                page_one=on_page_one(db, ids),
                hint=conflict(stated, COUNTRIES) if item.kind == "PER" else None,
                proposals=proposals(db, rules, item, ids, company, stands_for, may_stand_for),
            )

    def article_ids(self, item: EntityItem) -> list[int]:
        """The articles it appears in, newest first."""
        with self._reading() as db:
            if db is None:
                return []
            return _of_column(db, item.name) if item.kind == "COL" else list(appearances(db, item))

    def listing_of(self, articles: Sequence[int]) -> str:
        """These articles, written so that a split can list them in any store."""
        with self._reading() as db:
            return "[]" if db is None else places(db, articles)

    def rules(self) -> list[EntityRule]:
        """The user's corrections, oldest first."""
        with self._reading() as db:
            if db is None or not getattr(self._local, "has_state", False):
                return []
            return corrections.rules(db, "state")

    # Exports.

    def posts(self) -> Iterator[tuple[str, str, str, str, str, str]]:
        """Every stated post: person, post, organisation, date, paper, sentence; newest first."""
        with self._reading() as db:
            if db is None:
                return
            rules = self._corrections(db)
            parts = [
                (rules.of("PER", rule.name), split_off(db, rules, rule), rule.to_name)
                for rule in rules.splits
                if rule.kind == "PER" and rule.to_name
            ]
            for article_id, name, post, organisation, date, paper, sentence in db.execute(
                """SELECT t.article_id, n.name, t.post, coalesce(t.organisation, ''), e.date, e.paper, t.sentence
                   FROM post t JOIN entity n ON n.id = t.person_id
                   JOIN article a ON a.id = t.article_id JOIN page p ON p.id = a.page_id
                   JOIN edition e ON e.id = p.edition_id ORDER BY t.article_id DESC"""
            ):
                key = rules.of("PER", name)
                if key not in rules.hidden:
                    shown = next(
                        (to for whole, own, to in parts if whole == key and article_id in own),
                        rules.name_of(key),
                    )
                    yield shown, post, organisation, date, paper, sentence

    def pairs(self, least: int = 3) -> Iterator[tuple[str, str, str, str, int]]:
        """Who shares at least so many articles: kind, name, kind, name, articles."""
        with self._reading() as db:
            if db is None:
                return
            rules = self._corrections(db)
        wanted = [self.named(*key) for key in corrected(rules)]
        with self._reading() as db:
            if db is not None:
                items = [item for item in wanted if item is not None]
                yield from pairs(db, rules, items, least, lambda: self._check(db))


def _of_column(db: sqlite3.Connection, name: str) -> list[int]:
    rows = db.execute('SELECT id FROM article WHERE "column" = ? ORDER BY id DESC', (name,))
    return [article_id for (article_id,) in rows]


def _column_card(db: sqlite3.Connection, item: EntityItem) -> EntityCard | None:
    ids = _of_column(db, item.name)
    if not ids:
        return None
    by, days = over_time(ids)
    shown: tuple[Context, ...] = tuple(titles(db, ids))
    return EntityCard(
        id=item.id, kind="COL", name=item.name, names=(), merged=(), watched=False,
        articles=len(ids), first=date_of(ids[-1] >> SEQ_BITS),
        last=date_of(ids[0] >> SEQ_BITS), posts=(), by=by, days=days, companions=(),
        partial=False, contexts=shown, page_one=0, titles=0,
    )  # fmt: skip
