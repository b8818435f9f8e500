"""Who appeared with a leading post, doing what, with whom; changes of post; first appearances."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from store.database.days import SEQ_BITS
from store.digest import without_dateline
from store.held_posts import short_title
from store.morning.changing import changed, one_post
from store.morning.pieces import Piece, sheet, weight
from store.morning.quoting import Quote, quotes, quotes_with
from store.morning.ranks import rank
from store.records import Appeared

_KNOWN, _FRESH, _CHANGES = 8, 10, 12
#: Who heads a firm, school or society is news when he appears in front.
_FRONT = 2
_ACTS = re.compile(
    r"出席|主持|会见|会谈|调研|考察|视察|指出|强调|要求|表示|宣布|致辞|讲话|检查|走访|慰问|签署|介绍|认为|说[，。：]|访问|参加|当选|任命"
)
#: What the tagger took for a name after a title: 主席曾指出, 总书记关于.
_NO_NAME = re.compile(r"(?:指出|强调|表示|要求|提出|讲过|说过|关于|于)$")
#: 公司董事长, and of which firm is not said.
_WHICH = ("公司", "企业", "该")
#: 习近平 in the name of a body or of a body of thought does nothing.
_THOUGHT = re.compile(r"新时代|[^，。]{0,4}思想|同志为核心|(?:总书记|主席)(?:关于|重要|的|治国)")
#: Who signs a text did not appear: （作者为…）, and a line without a full stop.
_SIGNED = re.compile(r"^[（(]?(?:作者|本文作者|执笔|来源)|[^。！？…”’）]$")
_LEFT = re.compile(r"免去|不再担任|辞去|卸任|罢免|免职")
_LONGEST = 110
_BARE = 1.5
#: 镇党委书记, 副局长: told in full where an earlier article told it so.
_SHORT_TITLE = 6
#: So many may be told by one sentence; the others stand beside them. A review of half a year names twenty.
_A_SENTENCE, _AN_ARTICLE = 2, 4


@dataclass(frozen=True, slots=True)
class _Stated:
    """One statement of the day that a person holds, or held, a post."""

    name: str
    first_id: int | None
    title: str
    sentence: str
    article_id: int
    ended: bool


def people(
    db: sqlite3.Connection, pieces: Sequence[Piece], day: int
) -> tuple[tuple[Appeared, ...], tuple[Appeared, ...]]:
    """Changes of post; and the leading people of the day, those never seen before marked."""
    by_id = {p.id: p for p in pieces}
    weights = {p.id: weight(p) for p in pieces}
    changes: list[tuple[float, Appeared]] = []
    here: list[tuple[float, Appeared]] = []
    for person, stated in _stated(db, day, by_id).items():
        held = [one for one in stated if not one.ended]
        left = [one for one in stated if one.ended]
        if not held:
            gone = next((o for o in left if _LEFT.search(o.sentence) and rank(o.title) >= 2), None)
            if gone:
                changes.append((weights[gone.article_id], _gone(gone, by_id)))
            continue
        best = max(held, key=lambda o: (len(o.title), weights[o.article_id]))
        high = rank(best.title)
        if not high:
            continue
        if _NO_NAME.search(best.name) or best.title.startswith(_WHICH):
            continue
        if best.name.endswith("通") and f"{best.name}电话" in best.sentence:
            continue
        earlier = _earlier(db, person, day)
        # 原文旅局局长: what the article itself says was held before.
        earlier += [o.title for o in left if not one_post(best.title, o.title)]
        value = max(weights[o.article_id] for o in held) + high + 0.2 * len(stated)
        # 院长某某 with nothing said of which house.
        value -= _BARE if len(best.title) <= 4 and "国" not in best.title else 0.0
        if changed(best.title, [o.sentence for o in held], bool(left), earlier):
            changes.append((value, _appeared(best, by_id, before=max(earlier[:5], key=len))))
            continue
        one = _acting(
            best,
            held,
            earlier,
            by_id,
            new=best.first_id is not None and best.first_id >> SEQ_BITS == day and not earlier,
        )
        if one is None:
            continue
        here.append((value, one))
    changes.sort(key=lambda v: -v[0])
    return tuple(one for _v, one in changes[:_CHANGES]), _chosen(here)


def _chosen(valued: list[tuple[float, Appeared]]) -> tuple[Appeared, ...]:
    """The foremost, those seen before and the new apart; one sentence tells of so many."""
    found = []
    left = {False: _KNOWN, True: _FRESH}
    sentences: Counter[str] = Counter()
    articles: Counter[int] = Counter()
    for _value, one in _once(sorted(valued, key=lambda v: -v[0])):
        sentences[one.sentence] += 1
        if sentences[one.sentence] > _A_SENTENCE or not left[one.fresh]:
            continue
        articles[one.cited.article_id] += 1
        if articles[one.cited.article_id] <= _AN_ARTICLE:
            left[one.fresh] -= 1
            found.append(one)
    return tuple(found)


def _once(valued: list[tuple[float, Appeared]]) -> list[tuple[float, Appeared]]:
    """A foreign name and its short form (某·拉赫曼 and 拉赫曼) with one post are one person."""
    found: list[tuple[float, Appeared]] = []
    for value, one in valued:
        parts = set(one.name.split("·"))
        if not any(
            (other.name in parts or one.name in other.name.split("·"))
            and one_post(one.post, other.post)
            for _v, other in found
        ):
            found.append((value, one))
    return found


def _stated(db: sqlite3.Connection, day: int, by_id: dict[int, Piece]) -> dict[int, list[_Stated]]:
    found: dict[int, list[_Stated]] = defaultdict(list)
    row: tuple[Any, ...]
    for row in db.execute(
        """SELECT n.id, n.name, n.first_id, t.post, t.organisation, t.sentence, t.article_id, t.ended
           FROM post t JOIN entity n ON n.id = t.person_id
           WHERE t.article_id >= ?1 << 16 AND t.article_id < (?1 + 1) << 16
           ORDER BY t.article_id""",
        (day,),
    ):
        if row[6] in by_id:
            found[row[0]].append(
                _Stated(row[1], row[2], short_title(row[3], row[4]), row[5], row[6], bool(row[7]))
            )
    return found


def _earlier(db: sqlite3.Connection, person: int, day: int) -> list[str]:
    """The posts stated of a person before the day, the newest first."""
    return [
        short_title(post, organisation)
        for post, organisation in db.execute(
            """SELECT post, organisation FROM post INDEXED BY post_person
               WHERE person_id = ? AND article_id < ? AND ended = 0
               ORDER BY article_id DESC LIMIT 30""",
            (person, day << SEQ_BITS),
        )
    ]


def _appeared(stated: _Stated, by_id: dict[int, Piece], before: str) -> Appeared:
    """A change of post; its sentence is the one that states it."""
    piece = by_id[stated.article_id]
    when = next((q.when for q in quotes(piece) if stated.sentence in q.text), None)
    return Appeared(
        stated.name, stated.title, without_dateline(stated.sentence), piece.cited,
        before=before, when=when,
    )  # fmt: skip


def _gone(stated: _Stated, by_id: dict[int, Piece]) -> Appeared:
    """Someone who left a post, with nothing said of another."""
    piece = by_id[stated.article_id]
    return Appeared(
        stated.name, stated.title, without_dateline(stated.sentence), piece.cited, left=True
    )


def _acting(
    best: _Stated,
    held: Sequence[_Stated],
    earlier: Sequence[str],
    by_id: dict[int, Piece],
    *,
    new: bool,
) -> Appeared | None:
    """A person with the sentence of the day's most prominent article that shows him acting; None
    where he only signs, or lends a thought his name."""
    foremost = max((by_id[o.article_id] for o in held), key=weight)
    high = rank(best.title)
    there = [o for o in held if o.article_id == foremost.id and rank(o.title) == high]
    stated = max(there, key=lambda o: len(o.title), default=best)
    fuller = next((t for t in earlier if t.endswith(stated.title) and t != stated.title), None)
    if fuller and len(stated.title) <= _SHORT_TITLE:
        stated = replace(stated, title=fuller)
    prominent, source = by_id[stated.article_id], by_id[best.article_id]
    fresh = new and (high > 1 or sheet(prominent) <= _FRONT)
    return _with_sentence(stated, prominent, source, fresh)


def _with_sentence(
    stated: _Stated, prominent: Piece, source: Piece, fresh: bool
) -> Appeared | None:
    best = _doing(stated.name, prominent)
    piece = prominent
    if best is None:
        piece = source
        said = without_dateline(stated.sentence)
        after = said.find(stated.name) + len(stated.name)
        if _SIGNED.search(said) or _THOUGHT.match(said, after):
            return None
        best = next((q for q in quotes(piece) if said in q.text or q.text in said), None)
        if best is None:
            return Appeared(stated.name, stated.title, said, piece.cited, fresh=fresh)
    return Appeared(
        stated.name, stated.title, best.text, piece.cited, fresh=fresh,
        beside=tuple(n for n in best.people if n != stated.name)[:3], when=best.when,
    )  # fmt: skip


def _doing(name: str, piece: Piece) -> Quote | None:
    found: list[tuple[float, int, Quote]] = []
    for place, quote in quotes_with(piece, name):
        at = quote.text.find(name)
        if len(quote.text) > _LONGEST:
            continue
        after = at + len(name)
        if _THOUGHT.match(quote.text, after):
            continue
        value = 2.0 if _ACTS.search(quote.text, after, after + 40) else 0.0
        value += 0.5 if at < 20 else 0.0
        value += 1.0 / (1 + place / 3) + (0.3 if len(quote.text) >= 20 else 0.0)
        found.append((-value, place, quote))
    return min(found, key=lambda f: f[:2])[2] if found else None
