"""Titles that a verb gives or takes: ××任…, 当选…, 不再担任…, 从…转任…"""

from __future__ import annotations

import re

from store.language.posts.title import parse
from store.language.posts.unit import Cut, Title, Unit
from store.language.posts.words import TITLE
from store.records import Mention

_AFTER = re.compile(
    r"^(?:同志)?(?P<how>不再担任|不再兼任|辞去|卸任|被免去|被任命为|被任命担任|被推选为|被选举为|被选为|当选为?|再次当选|获任|出任|担任|兼任|代理|就任|升任|调任|转任|改任|履新|现任|现为|时任|曾任|历任|任|接任|为|是|系)"
)
#: ××，男，1970年生，现任…: the post is told after what else is told of him.
_APART = re.compile(r"^(?:同志)?，(?:[^。；：！？“”]{1,40}，)?(?P<how>现任|时任|曾任|现为)")
#: 免去××同志的…职务.
_REMOVED = re.compile(r"(?:免去|免除|撤销)$")
_POSSESSED = re.compile(r"^(?:同志)?的?")
_ENDED = frozenset(("不再担任", "不再兼任", "辞去", "卸任", "被免去", "免去"))
_WEAK = frozenset(("为", "是", "系", "任"))
_APPOINT = re.compile(r"(?:任命|选举|推选|聘任|聘请|选聘|推举|决定|补选)(?:了)?")


def titles_after(unit: Unit, person: Mention, cut: Cut) -> list[tuple[Title, bool]]:
    """Titles that a verb after the name gives or takes."""
    rest = unit.text[person.end : person.end + 60]
    if _REMOVED.search(unit.text[max(0, person.start - 4) : person.start]):
        match, how = _POSSESSED.match(rest), "免去"
    else:
        match = _AFTER.match(rest) or _apart(unit, person, rest)
        how = match["how"] if match else ""
    if match is None:
        return []
    if how == "为":
        # 选举甲为主任，乙、丙为副主任: the verb stands before all of them.
        stop = max(unit.text.rfind(mark, 0, person.start) for mark in "。；！？")
        if not _APPOINT.search(unit.text[stop + 1 : person.start]):
            return []
    low = person.end + match.end()
    tail = unit.text[low : low + 50]
    clause = re.split(r"[，。；！？：,;!?:（）()\n“”]", tail)[0]
    clause = re.sub(r"(?:一职|职务|一位|一名)$", "", clause).removeprefix("了")
    low = unit.text.find(clause, low) if clause else low
    titles = [m.end() for m in TITLE.finditer(clause)]
    if not titles:
        return []
    cutoff = titles[0]
    for end in titles[1:]:
        if (
            re.fullmatch(r"[\u4e00-\u9fff、兼]*", clause[cutoff:end])
            and len(clause[cutoff:end]) <= 14
        ):
            cutoff = end
    if how in _WEAK and cutoff != len(clause):
        return []
    title = parse(unit, low, clause[:cutoff], cut)
    if title is None or (how in ("是", "系") and title.bare and len(title.post) > 6):
        return []
    return [(title, how in _ENDED)]


def _apart(unit: Unit, person: Mention, rest: str) -> re.Match[str] | None:
    """××，男，现任…, when nobody else is named between."""
    match = _APART.match(rest)
    if match is None or any(
        m.kind == "PER" and person.end <= m.start < person.end + match.end() for m in unit.mentions
    ):
        return None
    return match


_FROM = re.compile(
    r"从(?P<title>[^，。；！？,;\n]{2,24}?)(?:一职|岗位|任上)?(?:转任|调任|改任|升任|转岗|卸任|退休)"
)


def moved_from(unit: Unit, cut: Cut) -> list[tuple[Mention, Title]]:
    """从区水利局局长转任…: what the person spoken of was before."""
    found = []
    for match in _FROM.finditer(unit.text):
        people = [m for m in unit.mentions if m.kind == "PER" and m.end <= match.start()]
        title = parse(unit, match.start("title"), match["title"], cut)
        if people and title is not None and title.organisation is not None:
            found.append((people[-1], title))
    return found
