"""What the Entities tab asks of the store: who appeared, in what post, with whom, where.

An entity is (kind, name) until the user says otherwise; the user's corrections (merge, rename,
split, hide, another kind) lie over what is filed and can be taken back.
"""

from __future__ import annotations

import json
import math
import re
import sqlite3
import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Literal, TypeVar, cast

from store.database import corrections
from store.database.connections import faults_told, open_state
from store.database.corrections import Corrections, EntityRule
from store.database.days import SEQ_BITS, date_of
from store.database.found import found_in
from store.database.places import StorePlaces
from store.database.rows import WHOLE, decode
from store.post_title import full_title
from store.readers import Readers
from store.records import (
    Article,
    Companion,
    Context,
    EntityCard,
    EntityItem,
    EntityRow,
    EntityScope,
    HeldPost,
    NamedHere,
)

NEWS = ("PER", "ORG", "LOC")
SPARK = 8
MOST = 20_000
_KEPT = 12
#: So many counted names are looked up one by one; more by a scan of all.
_FEW = 60_000
Kept = TypeVar("Kept")
#: Who appears with a name is counted over so many of its newest articles; more is marked as partial.
_COMPANIONS_OVER = 30_000
_AT_ONCE = 5_000
_CONTEXTS = 40
_STOP = "。！？\n"


@dataclass(frozen=True, slots=True)
class _Group:
    """The stored entities that are one."""

    kind: str
    name: str
    members: tuple[int, ...]


class Entities(Readers):
    """Reads entities for the list, the cards and the commands."""

    # Lists.

    def items(self, scope: EntityScope) -> list[EntityItem]:
        """The entities of ``scope`` in its order, at most ``MOST``."""
        with self._reading() as db:
            if db is None:
                return []
            rules = self._corrections(db)
            return self._keep(db, ("list", scope), lambda: self._listed(db, scope, rules))

    def _listed(
        self, db: sqlite3.Connection, scope: EntityScope, rules: Corrections
    ) -> list[EntityItem]:
        if scope == EntityScope(kinds=scope.kinds, days=None) and rules == Corrections():
            return self._most_frequent(db, scope)
        newest = _newest_day(db)
        since = 0 if scope.days is None else (newest - scope.days + 1) << SEQ_BITS
        about = (scope.days, scope.paper)
        counted = self._keep(db, ("count", about), lambda: self._count(db, scope, since))
        base = self._keep(db, ("base", about), lambda: self._base(db, scope, since))
        found = self._items(db, scope, rules, counted, base, since)
        found = self._split(db, found, rules, since)
        return _ordered(found, scope)[:MOST]

    def _most_frequent(self, db: sqlite3.Connection, scope: EntityScope) -> list[EntityItem]:
        """The names of all time by their counters, without looking at the rare ones."""
        found = [
            EntityItem(entity, kind, name, articles, last or 0, 0.0, False, 0, (entity,))
            for kind in scope.kinds or NEWS
            for entity, name, articles, last in db.execute(
                """SELECT id, name, articles, last_id FROM entity INDEXED BY entity_rank
                   WHERE kind = ? AND articles > 0 ORDER BY articles DESC LIMIT ?""",
                (kind, MOST),
            )
        ]
        return _ordered(found, scope)[:MOST]

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

    def _split(
        self, db: sqlite3.Connection, found: list[EntityItem], rules: Corrections, since: int
    ) -> list[EntityItem]:
        """Where the user said that one name is two: a part of its articles under a name of its own."""
        for rule in rules.splits:
            for at, item in enumerate(found):
                if (item.kind, item.name) != (rule.kind, rules.name_of((rule.kind, rule.name))):
                    continue
                own = self._part(db, item, rule.detail or "") - item.without
                if not own or not rule.to_name:
                    continue
                recent = frozenset(i for i in own if i >= since)
                found[at] = replace(
                    item, count=item.count - len(recent), without=item.without | own
                )
                if recent:
                    found.append(
                        replace(
                            item,
                            name=rule.to_name,
                            count=len(recent),
                            last=max(recent),
                            only=own,
                            change=0.0,
                            id=-(rule.id + 1_000_000),
                        )
                    )
                break
        return [item for item in found if item.count > 0]

    def _part(self, db: sqlite3.Connection, item: EntityItem, detail: str) -> frozenset[int]:
        """The articles in which the name holds a post of that name, or in that organisation."""
        return frozenset(
            row[0]
            for member in item.members
            for row in db.execute(
                """SELECT DISTINCT article_id FROM post INDEXED BY post_person
                   WHERE person_id = ?1 AND (organisation = ?2 OR post = ?2
                   OR coalesce(organisation, '') || post = ?2)""",
                (member, detail),
            )
        )

    def _corrections(self, db: sqlite3.Connection) -> Corrections:
        if not getattr(self._local, "has_state", False):
            return Corrections()
        version = db.execute("PRAGMA state.data_version").fetchone()[0]
        known: tuple[int, Corrections] | None = getattr(self._local, "corrections", None)
        if known is None or known[0] != version:
            known = (version, corrections.load(db, "state"))
            self._local.corrections = known
        return known[1]

    def _count(
        self, db: sqlite3.Connection, scope: EntityScope, since: int
    ) -> dict[int, tuple[int, int, int]]:
        """By entity: articles, the last one's id, how often in a title."""
        if scope.paper is not None:
            rows = db.execute(
                """SELECT s.entity_id, count(*), max(s.article_id), sum(s.prominence & 1)
                   FROM edition e CROSS JOIN page p ON p.edition_id = e.id
                   CROSS JOIN article a INDEXED BY article_order ON a.page_id = p.id
                   CROSS JOIN appearance s INDEXED BY appearance_article
                     ON s.article_id = a.id
                   WHERE e.paper = ? AND a.id >= ? GROUP BY s.entity_id""",
                (scope.paper, since),
            )
        elif since:
            rows = db.execute(
                """SELECT entity_id, count(*), max(article_id), sum(prominence & 1)
                   FROM appearance INDEXED BY appearance_article
                   WHERE article_id >= ? GROUP BY entity_id""",
                (since,),
            )
        else:
            rows = db.execute("SELECT id, articles, last_id, 0 FROM entity")
        return {row[0]: (row[1], row[2] or 0, row[3] or 0) for row in rows}

    def _base(
        self, db: sqlite3.Connection, scope: EntityScope, since: int
    ) -> tuple[dict[int, int], int, int]:
        """What rising is measured against: the time before, four times as long."""
        if scope.days is None or not since:
            return {}, 0, 0
        before = since - ((4 * scope.days) << SEQ_BITS)
        earlier = dict(
            db.execute(
                """SELECT entity_id, count(*) FROM appearance INDEXED BY appearance_article
                   WHERE article_id >= ? AND article_id < ? GROUP BY entity_id""",
                (before, since),
            ).fetchall()
        )
        return (
            earlier,
            _articles_between(db, since, 1 << 62),
            _articles_between(db, before, since),
        )

    def _items(
        self,
        db: sqlite3.Connection,
        scope: EntityScope,
        rules: Corrections,
        counted: dict[int, tuple[int, int, int]],
        base: tuple[dict[int, int], int, int],
        since: int,
    ) -> list[EntityItem]:
        earlier, now, then = base
        kinds = scope.kinds or NEWS
        wanted = _words_condition(scope.words)
        groups: dict[corrections.Key, list[tuple[int, int, int, int, int]]] = defaultdict(list)
        plain = not (rules.merged or rules.kinds or rules.hidden or rules.shown)
        sql = f"SELECT id, kind, name, first_id FROM entity WHERE articles > 0 AND {wanted[0]}"
        found: list[EntityItem] = []
        if len(counted) < _FEW and not scope.words:
            marks = json.dumps(list(counted))
            rows = db.execute(
                """SELECT id, kind, name, first_id FROM entity
                   WHERE id IN (SELECT value FROM json_each(?))""",
                (marks,),
            )
        else:
            rows = db.execute(sql, wanted[1])
        for entity_id, kind, name, first in rows:
            numbers = counted.get(entity_id)
            if numbers is None:
                continue
            key = (kind, name) if plain else rules.of(kind, name)
            if key[0] not in kinds or key in rules.hidden or (kind, name) in rules.hidden:
                continue
            groups[key].append((entity_id, *numbers, first or 0))
        for key, members in groups.items():
            if scope.watched and key not in rules.watched:
                continue
            ids = tuple(m[0] for m in members)
            count = sum(m[1] for m in members)
            if len(members) > 1:
                count = _distinct(db, ids, since)
            before = sum(earlier.get(i, 0) for i in ids)
            found.append(
                EntityItem(
                    id=ids[0],
                    kind=key[0],
                    name=rules.name_of(key),
                    count=count,
                    last=max(m[2] for m in members),
                    change=_g2(count, now, before, then) if now else 0.0,
                    fresh=bool(since) and min(m[4] for m in members) >= since and then > 0,
                    prominence=sum(m[3] for m in members),
                    members=ids,
                )
            )
        return found

    def columns(self, scope: EntityScope) -> list[EntityItem]:
        """The columns (栏目) as items; their ids are negative."""
        with self._reading() as db:
            if db is None:
                return []
            newest = _newest_day(db)
            since = 0 if scope.days is None else (newest - scope.days + 1) << SEQ_BITS
            rows = db.execute(
                """SELECT "column", count(*), max(id), min(id) FROM article
                   WHERE "column" IS NOT NULL AND continues IS NULL AND id >= ?
                   GROUP BY 1 ORDER BY 2 DESC""",
                (since,),
            ).fetchall()
            words = scope.words.strip()
            return [
                EntityItem(-n, "COL", name, count, last, 0.0, False, 0, ())
                for n, (name, count, last, _first) in enumerate(rows, 1)
                if words in name
            ]

    def rows(self, items: Sequence[EntityItem], days: int | None) -> list[EntityRow]:
        """What is drawn beside these items."""
        with self._reading() as db:
            if db is None:
                return []
            rules = self._corrections(db)
            newest = _newest_day(db)
            found = []
            for item in items:
                post = self._latest_post(db, item.members) if item.kind == "PER" else None
                found.append(
                    EntityRow(
                        id=item.id,
                        post=post[0] if post else None,
                        counts=self._spark(db, item.members, newest, days),
                        watched=_watched(rules, item.kind, item.name),
                        new_post=bool(post and post[1]),
                    )
                )
            return found

    def _latest_post(
        self, db: sqlite3.Connection, members: Sequence[int]
    ) -> tuple[str, bool] | None:
        """The newest post, and whether another one was the rule before."""
        rows = [
            row
            for member in members
            for row in db.execute(
                """SELECT article_id, post, organisation FROM post INDEXED BY post_person
                   WHERE person_id = ? AND ended = 0 ORDER BY article_id DESC LIMIT 40""",
                (member,),
            )
        ]
        if not rows:
            return None
        rows.sort(key=lambda row: (-row[0], -len(row[1]) - len(row[2] or "")))
        newest = full_title(rows[0][1], rows[0][2])
        earlier = [full_title(row[1], row[2]) for row in rows[1:]]
        changed = bool(earlier) and not any(same_post(newest, other) for other in earlier)
        return newest, changed

    def _spark(
        self, db: sqlite3.Connection, members: Sequence[int], newest: int, days: int | None
    ) -> tuple[int, ...]:
        span = days if days and days >= SPARK else SPARK if days else None
        if span is None:
            row = db.execute("SELECT min(day) FROM edition").fetchone()
            span = max(SPARK, newest - int(row[0] or newest) + 1)
        first = newest - span + 1
        counts = [0] * SPARK
        for member in members:
            for (article_id,) in db.execute(
                "SELECT article_id FROM appearance WHERE entity_id = ? AND article_id >= ?",
                (member, first << SEQ_BITS),
            ):
                at = ((article_id >> SEQ_BITS) - first) * SPARK // span
                counts[min(at, SPARK - 1)] += 1
        return tuple(counts)

    # Cards.

    def find(self, name: str) -> list[EntityItem]:
        """The entities of that name (or pinyin), the most frequent first."""
        exact: list[EntityItem] = []
        near = self.items(EntityScope(kinds=(*NEWS, "BYL"), days=None, words=name))
        for item in near:
            if item.name == name:
                exact.append(item)
        return exact or near

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
                    credited = isinstance(m.where, tuple) and m.where[0] == "credit"
                    key = rules.of("BYL" if credited else m.kind, m.name)
                    if key not in rules.hidden and (m.text not in found or not credited):
                        found[m.text] = NamedHere(m.text, key[0], key[1])
            return list(found.values())

    def card(self, item: EntityItem) -> EntityCard | None:
        """All about one entity."""
        if item.kind == "COL":
            return self._column_card(item)
        with self._reading() as db:
            if db is None or not item.members:
                return None
            rules = self._corrections(db)
            ids = self._articles(db, item)
            if not ids:
                return None
            names = self._names(db, item, ids)
            posts = self._posts(db, item.members, set(ids))
            by, days = _over_time(ids)
            companions, partial = self._companions(db, rules, item, ids)
            page_one, titles = self._prominence(db, item.members)
            return EntityCard(
                id=item.id,
                kind=item.kind,
                name=item.name,
                names=names,
                merged=tuple(n for n in self._stored_names(db, item.members) if n != item.name),
                watched=_watched(rules, item.kind, item.name),
                articles=len(ids),
                first=date_of(ids[-1] >> SEQ_BITS),
                last=date_of(ids[0] >> SEQ_BITS),
                posts=posts,
                by=by,
                days=days,
                companions=companions,
                partial=partial,
                contexts=tuple(self._contexts(db, set(self._stored_names(db, item.members)), ids)),
                page_one=page_one,
                titles=titles,
                hint=_conflict(posts),
            )

    def article_ids(self, item: EntityItem) -> list[int]:
        """The articles it appears in, newest first."""
        with self._reading() as db:
            if db is None:
                return []
            if item.kind == "COL":
                return [
                    row[0]
                    for row in db.execute(
                        'SELECT id FROM article WHERE "column" = ? ORDER BY id DESC', (item.name,)
                    )
                ]
            return self._articles(db, item)

    def _column_card(self, item: EntityItem) -> EntityCard | None:
        ids = self.article_ids(item)
        if not ids:
            return None
        by, days = _over_time(ids)
        return EntityCard(
            id=item.id, kind="COL", name=item.name, names=(), merged=(), watched=False,
            articles=len(ids), first=date_of(ids[-1] >> SEQ_BITS),
            last=date_of(ids[0] >> SEQ_BITS), posts=(), by=by, days=days, companions=(),
            partial=False, contexts=tuple(self._titles(ids)), page_one=0, titles=0,
        )  # fmt: skip

    def _titles(self, ids: Sequence[int]) -> Iterator[Context]:
        with self._reading() as db:
            if db is None:
                return
            for article_id in ids[:_CONTEXTS]:
                article = _article(db, article_id)
                if article is not None:
                    yield Context(
                        article_id, article.date or "", article.paper or "", article.page or "",
                        article.title, 0, 0, article.title,
                    )  # fmt: skip

    def _articles(self, db: sqlite3.Connection, item: EntityItem) -> list[int]:
        found: set[int] = set()
        for member in item.members:
            found.update(
                row[0]
                for row in db.execute(
                    "SELECT article_id FROM appearance WHERE entity_id = ?", (member,)
                )
            )
        if item.only is not None:
            found &= item.only
        return sorted(found - item.without, reverse=True)

    def _stored_names(self, db: sqlite3.Connection, members: Sequence[int]) -> list[str]:
        return [
            row[0]
            for member in members
            for row in db.execute("SELECT name FROM entity WHERE id = ?", (member,))
        ]

    def _names(
        self, db: sqlite3.Connection, item: EntityItem, ids: Sequence[int]
    ) -> tuple[str, ...]:
        """The names it goes by in its newest articles, the most usual first."""
        own = set(self._stored_names(db, item.members))
        counts: Counter[str] = Counter()
        for article_id in ids[:60]:
            found = found_in(db, article_id)
            if found is not None:
                counts.update(m.text for m in found.mentions if m.name in own)
        return tuple(name for name, _count in counts.most_common(8))

    def _posts(
        self, db: sqlite3.Connection, members: Sequence[int], ids: set[int]
    ) -> tuple[HeldPost, ...]:
        held: dict[str, HeldPost] = {}
        for member in members:
            for article_id, post, organisation, inferred, ended, sentence in db.execute(
                """SELECT article_id, post, organisation, inferred, ended, sentence
                   FROM post INDEXED BY post_person WHERE person_id = ? ORDER BY article_id DESC""",
                (member,),
            ):
                if article_id not in ids:
                    continue
                title = _bare_title(post, organisation) + ("/ended" if ended else "")
                date = date_of(article_id >> SEQ_BITS)
                known = held.get(title)
                if known is None:
                    held[title] = HeldPost(
                        post, organisation, bool(inferred), bool(ended), date, date, 1, sentence,
                        article_id,
                    )  # fmt: skip
                else:
                    held[title] = HeldPost(
                        known.post, known.organisation, known.inferred and bool(inferred),
                        known.ended, date, known.last, known.count + 1, known.sentence,
                        known.article_id,
                    )  # fmt: skip
        posts = _without_parts(list(held.values()))
        return tuple(sorted(posts, key=lambda p: (p.last, p.count), reverse=True))

    def _companions(
        self, db: sqlite3.Connection, rules: Corrections, item: EntityItem, ids: Sequence[int]
    ) -> tuple[tuple[Companion, ...], bool]:
        """Who shares its articles, ranked by log-likelihood against how often they appear at all."""
        over = ids[:_COMPANIONS_OVER]
        counts: Counter[int] = Counter()
        for at in range(0, len(over), _AT_ONCE):
            self._check(db)
            some = json.dumps(over[at : at + _AT_ONCE])
            counts.update(
                dict(
                    db.execute(
                        """SELECT entity_id, count(*) FROM appearance INDEXED BY appearance_article
                           WHERE article_id IN (SELECT value FROM json_each(?)) GROUP BY 1""",
                        (some,),
                    ).fetchall()
                )
            )
        for member in item.members:
            counts.pop(member, None)
        total = _articles_between(db, 0, 1 << 62) or 1
        share = len(over) / max(1, len(ids))
        found: dict[corrections.Key, Companion] = {}
        for entity_id, count in counts.most_common(400):
            row = db.execute(
                "SELECT kind, name, articles FROM entity WHERE id = ?", (entity_id,)
            ).fetchone()
            if row is None or row[0] == "BYL" or count < 2 <= len(ids):
                continue
            key = rules.of(row[0], row[1])
            if key in rules.hidden or key == (item.kind, item.name):
                continue
            elsewhere = max(0, row[2] - round(count / max(share, 1e-9)))
            score = _g2(count, len(over), elsewhere, max(1, total - len(ids)))
            known = found.get(key)
            if known is None or known.count < count:
                found[key] = Companion(
                    entity_id, key[0], rules.name_of(key), count, round(score, 1)
                )
        ranked = sorted(found.values(), key=lambda c: (-c.score, c.name))
        return tuple(ranked[:24]), len(over) < len(ids)

    def _prominence(self, db: sqlite3.Connection, members: Sequence[int]) -> tuple[int, int]:
        """How many of its articles stood on page 1, how many named it in the title."""
        page_one = titles = 0
        for member in members:
            row = db.execute(
                """SELECT sum(p.sort IN ('0001', 'A0001')), sum(s.prominence & 1)
                   FROM appearance s JOIN article a ON a.id = s.article_id
                   JOIN page p ON p.id = a.page_id WHERE s.entity_id = ?""",
                (member,),
            ).fetchone()
            page_one += row[0] or 0
            titles += row[1] or 0
        return page_one, titles

    def _contexts(
        self, db: sqlite3.Connection, names: set[str], ids: Sequence[int]
    ) -> Iterator[Context]:
        for article_id in ids[:_CONTEXTS]:
            self._check(db)
            article, found = _article(db, article_id), found_in(db, article_id)
            if article is None or found is None:
                continue
            mentions = [m for m in found.mentions if m.name in names]
            for mention in mentions[:3]:
                if isinstance(mention.where, tuple) and mention.where[0] == "credit":
                    # What was written tells more than the name in the credit line.
                    yield Context(
                        article_id, article.date or "", article.paper or "", article.page or "",
                        article.title, 0, 0, article.title,
                    )  # fmt: skip
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
            for name, post, organisation, date, paper, sentence in db.execute(
                """SELECT n.name, t.post, coalesce(t.organisation, ''), e.date, e.paper, t.sentence
                   FROM post t JOIN entity n ON n.id = t.person_id
                   JOIN article a ON a.id = t.article_id JOIN page p ON p.id = a.page_id
                   JOIN edition e ON e.id = p.edition_id ORDER BY t.article_id DESC"""
            ):
                key = rules.of("PER", name)
                if key not in rules.hidden:
                    yield rules.name_of(key), post, organisation, date, paper, sentence

    def pairs(self, least: int = 3) -> Iterator[tuple[str, str, str, str, int]]:
        """Who shares at least so many articles: kind, name, kind, name, articles."""
        with self._reading() as db:
            if db is None:
                return
            yield from db.execute(
                """SELECT a.kind, a.name, b.kind, b.name, count(*) FROM appearance s
                   JOIN appearance t INDEXED BY appearance_article
                     ON t.article_id = s.article_id AND t.entity_id > s.entity_id
                   JOIN entity a ON a.id = s.entity_id JOIN entity b ON b.id = t.entity_id
                   WHERE a.kind <> 'BYL' AND b.kind <> 'BYL'
                   GROUP BY s.entity_id, t.entity_id HAVING count(*) >= ?
                   ORDER BY 5 DESC""",
                (least,),
            )


class EntityMarks:
    """Writes corrections and watches to state.db. Every call commits; any thread may call."""

    def __init__(self, places: StorePlaces) -> None:
        self.places = places
        self._lock = threading.Lock()

    @contextmanager
    def _state(self) -> Iterator[sqlite3.Connection]:
        with self._lock, faults_told(self.places.state):
            db = open_state(self.places)
            try:
                yield db
            finally:
                db.close()

    def watch(self, kind: str, name: str, on: bool) -> None:
        """Watch a name, or no longer."""
        with self._state() as db:
            corrections.watch(db, kind, name, on)

    def correct(self, rule: EntityRule) -> int:
        """Keep a correction; its id."""
        with self._state() as db:
            return corrections.add_rule(db, rule)

    def take_back(self, rule_id: int | None = None) -> EntityRule | None:
        """Take a correction back: this one, or the newest."""
        with self._state() as db:
            return corrections.take_back(db, rule_id)

    def export(self) -> str:
        """The corrections as a file to be given to others."""
        with self._state() as db:
            return corrections.export_rules(db)

    def take_in(self, lines: Iterable[str], source: str) -> int:
        """Add the corrections of such a file; how many were new."""
        with self._state() as db:
            return corrections.import_rules(db, lines, source)


def _articles_between(db: sqlite3.Connection, low: int, high: int) -> int:
    """How many articles the days from one id up to another have, by the editions' counters."""
    row = db.execute(
        "SELECT coalesce(sum(articles), 0) FROM edition WHERE day >= ? AND day < ?",
        (low >> SEQ_BITS, high >> SEQ_BITS),
    ).fetchone()
    return int(row[0])


def _newest_day(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT coalesce(max(day), 0) FROM edition").fetchone()[0])


def _words_condition(words: str) -> tuple[str, list[str]]:
    """Characters of the name; or, of letters, the beginning of its pinyin or initials."""
    words = words.strip()
    if not words:
        return "1", []
    if words.isascii() and words.replace(" ", "").isalnum():
        low = words.replace(" ", "").lower()
        return (
            # Every reading of a character counts, as in the search.
            "(initials >= ?1 AND initials < ?2 OR pinyin >= ?1 AND pinyin < ?2 OR name LIKE ?3 "
            "OR name IN (SELECT name FROM pinyin WHERE key >= ?1 AND key < ?2))",
            [low, low + "\x7f", f"%{words}%"],
        )
    return "name LIKE ? ESCAPE '\\'", [f"%{_escape(words)}%"]


def _escape(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _distinct(db: sqlite3.Connection, members: Sequence[int], since: int) -> int:
    ids: set[int] = set()
    for member in members:
        ids.update(
            row[0]
            for row in db.execute(
                "SELECT article_id FROM appearance WHERE entity_id = ? AND article_id >= ?",
                (member, since),
            )
        )
    return len(ids)


def _g2(count: float, total: float, base: float, base_total: float) -> float:
    """Signed log-likelihood (Dunning 1993) of a share against another."""
    if total <= 0 or base_total <= 0 or count + base <= 0:
        return 0.0
    rate = (count + base) / (total + base_total)
    value = 0.0
    if count:
        value += count * math.log(count / (total * rate))
    if base:
        value += base * math.log(base / (base_total * rate))
    return 2 * value if count / total >= base / base_total else -2 * value


def _ordered(found: list[EntityItem], scope: EntityScope) -> list[EntityItem]:
    if scope.order == "name":
        from store.language.pinyin import spell

        return sorted(found, key=lambda i: (spell(i.name, person=i.kind == "PER")[0], i.name))
    keys = {
        "count": lambda i: (-i.count, -i.last, i.name),
        "latest": lambda i: (-i.last, -i.count, i.name),
        "rising": lambda i: (-i.change, -i.count, i.name),
        "prominence": lambda i: (-i.prominence, -i.count, i.name),
    }
    return sorted(found, key=keys[scope.order])


def _watched(rules: Corrections, kind: str, name: str) -> bool:
    return (kind, name) in rules.watched or any(
        shown == name and key in rules.watched for key, shown in rules.shown.items()
    )


def _over_time(
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


_FORMS = re.compile(
    r"(?:股份|有限责任|集团)?有限(?:责任)?公司|(?:人民)?政府(?=副?[省市区县州镇乡]长)|(?<=委)员会|^中国(?=国家)|"
    r"^中华人民共和国|(?:民主|人民|联邦|伊斯兰|社会主义|阿拉伯)*共和国|(?<=俄罗斯)联邦"
)
_PARTS = re.compile(r"[、兼]")


def same_post(one: str, other: str) -> bool:
    """Whether two titles may be the same post, one told more fully.

    区长 and 区委副书记、区长; 云溪区副区长 and 云溪区人民政府副区长; 青禾公司 with and without 有限.
    """
    ours, theirs = (
        [part for part in _PARTS.split(_FORMS.sub("", title)) if len(part) >= 2]
        for title in (one, other)
    )
    return any(a.endswith(b) or b.endswith(a) for a in ours for b in theirs)


def _bare_title(post: str, organisation: str | None) -> str:
    """云溪区人民政府副区长 and 云溪区副区长 are one post."""
    return re.sub(r"(?:人民)?政府(?=副?[省市区县州镇乡]长)", "", full_title(post, organisation))


def _without_parts(posts: list[HeldPost]) -> list[HeldPost]:
    """Without short forms of a post that is told in full at least as recently."""
    kept = []
    for post in posts:
        title = full_title(post.post, post.organisation)
        covered = any(
            other is not post
            and other.ended == post.ended
            and len(full_title(other.post, other.organisation)) > len(title)
            and full_title(other.post, other.organisation).endswith(title)
            and other.first <= post.last <= other.last
            for other in posts
        )
        if not covered:
            kept.append(post)
    return kept


def _conflict(posts: Sequence[HeldPost]) -> str | None:
    """Two posts of different bodies, held over the same time: perhaps two people of one name."""
    held = [p for p in posts if p.organisation and not p.ended and p.count >= 2]
    for at, one in enumerate(held):
        for other in held[at + 1 :]:
            overlap = one.first <= other.last and other.first <= one.last
            kin = (
                one.organisation
                and other.organisation
                and (one.organisation[:2] == other.organisation[:2])
            )
            if overlap and not kin and one.post == other.post:
                return f"{one.organisation} / {other.organisation}"
    return None
