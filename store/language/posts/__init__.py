"""Posts (职务): who holds which post in which organisation, wherever the text states it.

The forms are those newspapers use: a title before the name (区委副书记、区长××), a list that shares
one (区领导甲、乙、丙), an appointment after it (××任…, 当选…, 不再担任…), an author's note (作者为…).
An organisation that is only meant (区委书记 in a paper of one district) is resolved when nothing
else could be meant, and marked as inferred.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from store.language.posts.bodies import bodies_named, resolved
from store.language.posts.title import parse, titles_before
from store.language.posts.unit import Cut, Title, Unit, sentence_of
from store.language.posts.verbs import moved_from, titles_after
from store.language.posts.words import SHARED, TRADE
from store.records import Mention, Post

_AUTHOR = re.compile(r"[（(]?(?:本文)?作者(?:单位)?(?:为|系|是|：|:)(?P<note>[^（）()；。]{4,40})")
_ROLE = re.compile(r"记者|通讯员|摄影|作者|评论员|编辑")
_ADDRESSED = re.compile(
    r"(总书记|国家主席|主席|总统|总理|首相|国王|女王|议长|外长|大臣|部长|省长|市长|区长|县长|镇长|乡长|书记|常委|副主席|副总理|副总统|"
    r"国务委员|委员长|院长|校长|局长|厅长|主任|会长|秘书长|大使|教授|院士|总经理|董事长|总裁)"
)
_ROLE_OF = re.compile(
    r"特使|特别|夫人|助理|秘书|办公室|代表|发言人|候选人|[\u4e00-\u9fff]?[、]|团|府|制|级|们"
)


def posts(units: Sequence[Unit], cut: Cut, home: str | None = None) -> tuple[Post, ...]:
    """The posts that an article's units state, in order, each with its sentence.

    ``home`` is the district, county or city whose paper this is (云溪区), if it is known: 区委 and
    区长 are then its own.
    """
    found: list[Post] = []
    addressed: dict[tuple[str, str], Post] = {}
    bodies = bodies_named(units)
    for unit in units:
        if unit.where == "byline":
            continue
        people = [m for m in unit.mentions if m.kind == "PER"]
        before: Title | None = None
        for at, person in enumerate(people):
            titles = titles_before(unit, person, cut)
            title = titles[-1] if titles else None
            if title is None and at and before is not None:
                gap = unit.text[people[at - 1].end : person.start]
                if gap in ("、", "和", "，", " ", "  ", "及", "、 ") and SHARED.search(before.post):
                    title = before
            before = title
            for each in titles or ([title] if title else []):
                found.append(_post(unit, person, resolved(each, bodies, home)))
            for later, ended in titles_after(unit, person, cut):
                for holder in _appointed(unit, people, at):
                    one = _post(unit, holder, resolved(later, bodies, home))
                    found.append(replace(one, ended=ended or one.ended))
            address = _ADDRESSED.match(unit.text, person.end)
            if title is None and address and not _ROLE_OF.match(unit.text, address.end()):
                addressed.setdefault((person.name, address[1]), unit_post(unit, person, address[1]))
    # 陈群伟书记 tells a post once; where it is told with its body that says more.
    told = {(p.person, p.post[-len(post) :]) for p in found for (_n, post) in addressed}
    found += [one for key, one in addressed.items() if key not in told]
    found += [
        replace(_post(unit, person, resolved(title, bodies, home)), ended=True)
        for unit in units
        for person, title in moved_from(unit, cut)
    ]
    found += _author_notes(units, cut)
    kept = [p for p in found if p.organisation is not None or not TRADE.search(p.post)]
    return tuple(dict.fromkeys(kept))


def credited(units: Sequence[tuple[str, str]]) -> tuple[Post, ...]:
    """Credits as posts: (role, name) pairs whose role is one of the paper's own trades."""
    return tuple(
        Post(name, role, None, False, ("credit", index), f"{role} {name}".strip())
        for index, (role, name) in enumerate(units)
        if _ROLE.search(role)
    )


def unit_post(unit: Unit, person: Mention, post: str) -> Post:
    """陈群伟书记: the post alone."""
    return _post(unit, person, Title(post, None))


def _appointed(unit: Unit, people: Sequence[Mention], at: int) -> list[Mention]:
    """Who an appointment is of: the one before the verb, and all of a list that ends with it."""
    found = [people[at]]
    for before in range(at - 1, -1, -1):
        if unit.text[people[before].end : people[before + 1].start] not in ("、", "和", "及"):
            break
        found.append(people[before])
    return found[::-1]


def _post(unit: Unit, person: Mention, title: Title) -> Post:
    return Post(
        person.name,
        title.post,
        title.organisation,
        title.inferred,
        unit.where,
        sentence_of(unit.text, person.start, person.end),
        title.former,
    )


def _author_notes(units: Sequence[Unit], cut: Cut) -> list[Post]:
    """（作者为某大学教授）: the post of the one credited author."""
    authors = [m for u in units if u.where == "byline" for m in u.mentions if m.kind == "PER"]
    if len(authors) != 1:
        return []
    found: list[Post] = []
    for unit in units:
        match = None if unit.where == "byline" else _AUTHOR.search(unit.text)
        if match is None:
            continue
        note = re.split(r"[，,]|本报记者", match["note"])[0]
        title = parse(unit, match.start("note"), note, cut)
        if title is not None:
            sentence = sentence_of(unit.text, match.start(), match.end())
            found.append(
                Post(
                    authors[0].name,
                    title.post,
                    title.organisation,
                    title.inferred,
                    unit.where,
                    sentence,
                )
            )
    return found


__all__ = ["Cut", "Unit", "credited", "posts", "sentence_of"]
