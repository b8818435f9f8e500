"""The posts of a person over time: one line a post held, whatever it was called.

A post is told in many ways: 区长, 云溪区人民政府区长, 云溪区委副书记、区长. Forms that may be the same
post (``same_post``) are one line, under the fullest of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from store.database.days import SEQ_BITS, date_of
from store.post_title import full_title
from store.records import HeldPost

_FORMS = re.compile(
    r"(?:股份|有限责任|集团)?有限(?:责任)?公司|(?:人民)?政府(?=副?[省市区县州镇乡]长)|(?<=委)员会|^中国(?=国家)|"
    r"^中华人民共和国|(?:民主|人民|联邦|伊斯兰|社会主义|阿拉伯)*共和国|(?<=俄罗斯)联邦"
)
#: Bodies and posts that are written in full and in short: taken as the short form.
_WRITTEN = (
    (re.compile(r"发展和改革委员会|发展改革委(?:员会)?"), "发改委"),
    (re.compile(r"纪律检查委员会"), "纪委"),
    (re.compile(r"^中国共产党(?:第[一二三四五六七八九十]+届)?中央委员会"), "中共中央"),
    (re.compile(r"^(?:中华人民共和国)?中央军事委员会"), "中央军委"),
    (re.compile(r"外长$|外交部部长$"), "外交部长"),
    (re.compile(r"部部长$"), "部长"),
    (re.compile(r"^中国(?=外交|国务院)"), ""),
)
_BRACKET = re.compile(r"[(（][^()（）]*[)）]")
_PARTS = re.compile(r"[、兼]")
_GOVERNMENT = re.compile(r"(?:人民)?政府(?=副?[省市区县州镇乡]长)")
_TWICE = re.compile(r"([省市区县州])\1(?=委)")
#: Before a shorter title these make it another one: 副区长 is no 区长.
_OTHER = "副"
#: So many times rarer than the most frequent post is a slip; so many times rarer than the most
#: frequent form of a post is not what it is called.
_SLIP = 50
_USUAL = 20


@dataclass(frozen=True, slots=True)
class Statement:
    """One time that a text gives someone a post."""

    article_id: int
    post: str
    organisation: str | None
    inferred: bool
    ended: bool
    sentence: str

    @property
    def title(self) -> str:
        """As one says it; 云溪区人民政府副区长 and 云溪区副区长 are one."""
        return short_title(self.post, self.organisation)

    @property
    def looks_back(self) -> bool:
        """Whether it tells of an earlier time: 时任福州市委书记."""
        return "时任" in self.sentence

    @property
    def date(self) -> str:
        """The day it was stated."""
        return date_of(self.article_id >> SEQ_BITS)


@dataclass(slots=True)
class _Form:
    """A title as it is told, with every time it was."""

    title: str
    statements: list[Statement] = field(default_factory=list)

    @property
    def weight(self) -> tuple[bool, int, int]:
        """Told with its organisation, often, in full: the form that others are compared with."""
        return (self.statements[0].organisation is not None, len(self.statements), len(self.title))


@lru_cache(maxsize=8192)
def short_title(post: str, organisation: str | None) -> str:
    """A post with its organisation, without 人民政府 where the place says as much."""
    return _TWICE.sub(r"\1", _GOVERNMENT.sub("", full_title(post, organisation)))


def brief_title(title: str) -> str:
    """A title without what a narrow column can spare: 有限公司, a place in brackets."""
    return _BRACKET.sub("", _FORMS.sub("", title))


def same_post(one: str, other: str) -> bool:
    """Whether two titles may be the same post, one told more fully.

    区长 and 区委副书记、区长; 云溪区副区长 and 云溪区人民政府副区长; 青禾公司 with and without 有限.
    Not 区长 and 副区长.
    """
    ours, theirs = _parts(one), _parts(other)
    return any(_ends(a, b) or _ends(b, a) for a in ours for b in theirs)


@lru_cache(maxsize=8192)
def _parts(title: str) -> tuple[str, ...]:
    found = []
    for part in _PARTS.split(title):
        for full, short in _WRITTEN:
            part = full.sub(short, part)
        part = _FORMS.sub("", part)
        if len(part) >= 2:
            found.append(part)
    return tuple(found)


def _ends(long: str, short: str) -> bool:
    return long.endswith(short) and long[: -len(short)][-1:] != _OTHER


def held_posts(statements: Iterable[Statement]) -> tuple[HeldPost, ...]:
    """One for each post held: what is held now first, then what was before, the newest first.

    What stands once or twice beside hundreds of statements of other posts is a slip of a text or of
    its reading and left out, unless it is the newest: a change of post begins so.
    """
    forms: dict[str, _Form] = {}
    for statement in statements:
        forms.setdefault(statement.title, _Form(statement.title)).statements.append(statement)
    lines: list[list[_Form]] = []
    for form in sorted(forms.values(), key=lambda f: f.weight, reverse=True):
        near = [line for line in lines if same_post(line[0].title, form.title)]
        if near:
            min(near, key=lambda line: _apart(line[0], form)).append(form)
        else:
            lines.append([form])
    held = [_held(line) for line in lines]
    most = max((post.count for post in held), default=0)
    newest = max((post.last for post in held), default="")
    held = [
        post
        for post in held
        if post.count * _SLIP > most or post.count > 2 or newest in (post.first, post.last)
    ]
    begun = [post.first for post in held if not (post.ended or post.past)]
    for at, post in enumerate(held):
        later = any(first > post.last for first in begun)
        held[at] = replace(post, past=post.past or post.ended or later)
    held.sort(
        key=lambda p: (not p.past, p.last[:7] if not p.past else p.last, p.count), reverse=True
    )
    return tuple(held)


def _apart(one: _Form, other: _Form) -> int:
    """How far from each other two forms were told, in ids: none where the times overlap."""
    ours = [s.article_id for s in one.statements]
    theirs = [s.article_id for s in other.statements]
    return max(0, min(theirs) - max(ours), min(ours) - max(theirs))


def _held(line: Sequence[_Form]) -> HeldPost:
    """Forms of one post under the fullest of those that are usual."""
    stated = sorted((s for form in line for s in form.statements), key=lambda s: -s.article_id)
    most = max(len(form.statements) for form in line)
    usual = [form for form in line if len(form.statements) * _USUAL >= most]
    main = max(usual, key=lambda f: (len(_PARTS.split(f.title)), len(f.title)))
    others = sorted((f for f in line if f is not main), key=lambda f: -len(f.statements))
    return HeldPost(
        post=main.statements[0].post,
        organisation=main.statements[0].organisation,
        inferred=all(s.inferred for s in stated),
        ended=stated[0].ended,
        past=all(s.looks_back for s in stated),
        first=stated[-1].date,
        last=stated[0].date,
        count=len({s.article_id for s in stated}),
        sentence=stated[0].sentence,
        article_id=stated[0].article_id,
        also=tuple(form.title for form in others),
    )
