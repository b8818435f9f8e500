"""Which body a title without one can only mean: 区委书记 in a paper of 云溪区."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from store.language.posts.unit import Title, Unit
from store.language.posts.words import BARE

_COMMITTEE = re.compile(
    r"^(?P<body>(?P<level>省|市|区|县|州|旗|镇|乡)(?:委(?:办公室|组织部|宣传部|统战部|政法委|社会工作部)?|党委|人大常委会|人大|政协|政府|纪委监委|纪委|监委))"
    r"(?=副?书记|常委|常务|主任|副主任|主席|副主席|党组|委员|秘书长|部长|副部长)"
)
_CHIEF = re.compile(r"^(?:常务)?(?:副|代理)?(?P<level>省|市|区|县|州|镇|乡)长")


# Which bodies a title without one may belong to, when the article names only one such.
_SEATS = (
    (
        re.compile(r"(?:副|常务副|执行)?(?:院长|护士长|医生|医师)"),
        ("医院", "卫生院", "法院", "研究院", "学院"),
    ),
    (
        re.compile(r"(?:副|党委书记、)?(?:校长|园长)"),
        ("学校", "中学", "小学", "大学", "高中", "幼儿园", "学院"),
    ),
    (
        re.compile(r"(?:公司|集团)?(?:副|常务副)?(?:董事长|总经理|总裁|厂长)(?:兼总经理)?"),
        ("公司", "集团", "厂"),
    ),
    (re.compile(r"(?:党委|党工委)(?:副书记|书记|委员)"), ("党委", "党工委")),
    (re.compile(r"(?:副)?馆长"), ("馆", "博物院")),
    (re.compile(r"(?:党支部|村党支部)(?:副书记|书记)"), ("党支部",)),
    (re.compile(r"(?:副)?(?:检察长|检察官)"), ("检察院",)),
    (re.compile(r"(?:副)?(?:庭长|法官|审判长)"), ("法院",)),
)


def bodies_named(units: Sequence[Unit]) -> set[str]:
    """The organisations and places that an article names."""
    return {m.name for unit in units for m in unit.mentions if m.kind in ("ORG", "LOC")}


def resolved(title: Title, bodies: set[str], home: str | None) -> Title:
    """A bare title with the organisation that it can only mean."""
    if title.organisation is not None or not title.bare:
        return title
    for posts_of, ends in _SEATS:
        if posts_of.fullmatch(title.post):
            seats = {b for b in bodies if b.endswith(ends) and not BARE.match(b)}
            if len(seats) == 1:
                return replace(title, organisation=next(iter(seats)), inferred=True)
            return title
    if home and re.fullmatch(r"[省市区县州旗镇乡]领导", title.post) and home[-1] == title.post[0]:
        return replace(title, organisation=home, inferred=True)
    committee = _COMMITTEE.match(title.post)
    chief = _CHIEF.match(title.post)
    if committee:
        wanted = committee["body"]
        level = committee["level"]
    elif chief:
        level = chief["level"]
        wanted = f"{level}人民政府"
    else:
        return title
    named = {
        b for b in bodies if b.endswith(wanted) and len(b) > len(wanted) + (0 if committee else -1)
    }
    named = {b for b in named if not BARE.match(b)}
    if chief and not named:
        named = {b for b in bodies if b.endswith(f"{level}政府") and len(b) > 3}
    if not named and home and home.endswith(level):
        named = {home[: -len(level)] + wanted}
    if not named:
        places = {b for b in bodies if b.endswith(level) and 2 < len(b) <= 5}
        committees = {
            b[:-1] for b in bodies if re.fullmatch(rf"[\u4e00-\u9fff]{{1,4}}{level}委", b)
        }
        if len(committees) == 1:
            named = {next(iter(committees))[: -len(level)] + wanted}
        elif len(places) == 1 and committee is None and chief is None:
            named = {next(iter(places))[: -len(level)] + wanted}
    if len(named) != 1:
        return title
    return replace(title, organisation=next(iter(named)), inferred=True)
