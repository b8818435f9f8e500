"""The title that ends a stretch of text: its words, its body, and what of it belongs to the sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.language.posts.unit import Cut, Title, Unit
from store.language.posts.words import (
    ACTS,
    BARE,
    BOUNDARY,
    ENDS,
    FORMER,
    NOT_FORMER,
    NOT_TITLE,
    PREFIXES,
    STOPPERS,
    TITLE,
)
from store.records import Mention


def titles_before(unit: Unit, person: Mention, cut: Cut) -> list[Title]:
    """The titles printed right before the name: one for each body, in their order."""
    text = unit.text
    low = max(0, person.start - 70)
    for other in unit.mentions:
        if other.kind == "PER" and other.end <= person.start:
            low = max(low, other.end)
    stretch = text[low : person.start]
    held = [(m.start - low, m.end - low) for m in unit.mentions if m.kind != "PER"]
    bounds = [
        m.end()
        for m in BOUNDARY.finditer(stretch)
        if not any(start < m.start() + 1 <= end for start, end in held)
    ]
    if bounds and bounds[-1] == len(stretch) and stretch[-1] in "”）)":
        return []
    if bounds:
        low += bounds[-1]
        stretch = text[low : person.start]
    stretch = stretch.rstrip(" \u3000")
    found: list[Title] = []
    while True:
        at = _last_body(unit, low, stretch)
        title = parse(unit, low + at, stretch[at:], cut)
        if title is None:
            break
        found.append(title)
        if not at:
            break
        stretch = stretch[: stretch.rindex("、", 0, at)]
    return found[::-1]


_SECTION = re.compile(r"^(?:组织|宣传|统战|社会工作)部$|^政法委$|^.{0,2}办公室$|^..$")
_OF_STATE = re.compile(r"国家副?主席")


def _last_body(unit: Unit, low: int, stretch: str) -> int:
    """Where the last title that brings its own body begins; 0 when there is but one.

    青禾部部长、青禾公司总裁 are two titles; 区委常委、组织部部长 is one.
    """
    starts = {
        m.start - low for m in unit.mentions if m.kind == "ORG" and not _SECTION.match(m.text)
    }
    starts |= {m.start() for m in _OF_STATE.finditer(stretch)}
    for at in sorted(starts, reverse=True):
        if not 0 < at < len(stretch):
            continue
        head = stretch[:at]
        prefix = next((p for p in PREFIXES if head.endswith("、" + p)), "")
        if not head.endswith("、" + prefix):
            continue
        if ENDS.search(head[: len(head) - len(prefix) - 1]):
            return at - len(prefix)
    return 0


def parse(unit: Unit, low: int, stretch: str, cut: Cut) -> Title | None:
    """A title that ends ``stretch``, which stands at ``low`` in the unit."""
    if not ENDS.search(stretch) or NOT_TITLE.search(stretch):
        return None
    high = low + len(stretch)
    bodies = [
        m for m in unit.mentions if m.kind in ("ORG", "LOC") and low <= m.start and m.end <= high
    ]
    start = _chain_start(stretch, low, bodies, cut)
    chain = unit.text[low + start : high]
    former = False
    for prefix in PREFIXES:
        if (
            chain.startswith(prefix)
            and len(chain) > len(prefix) + 1
            and not NOT_FORMER.match(chain)
        ):
            start += len(prefix)
            chain = chain[len(prefix) :]
            former = prefix in FORMER
            break
    if not former:
        former = bool(
            re.search(r"(?:^|[^目日此之年以])(?:原|前)(?:任)?$", unit.text[: low + start])
        )
    chain = chain.lstrip("、 兼和任")
    begin = high - len(chain)
    if not TITLE.search(chain):
        return None
    first = [m for m in bodies if m.start == begin]
    inner = [m for m in bodies if begin <= m.start]
    if first:
        body = max(first, key=lambda m: m.end)
        # 上海市 + 徐汇区委 and the like stand side by side: the last before the title is the body.
        for other in inner:
            if other.start == body.end and other.end < high:
                body = other
            # 红军、青禾纪念馆馆长: what was listed before the body is none of the title's.
            elif unit.text[body.end : other.start] == "、" and other.end < high:
                begin, body = other.start, other
        rest = unit.text[body.end : high].lstrip("的 ")
        for prefix in PREFIXES:
            if (
                rest.startswith(prefix)
                and TITLE.search(rest[len(prefix) :])
                and not NOT_FORMER.match(rest)
            ):
                rest = rest[len(prefix) :]
                former = prefix in FORMER
                break
        if not rest or not TITLE.search(rest):
            # 外交部长: the body's last character opens the title.
            return Title(chain, body.name if body.kind == "ORG" else None, former=former)
        if body.kind == "ORG" and not BARE.match(body.text):
            whole = unit.text[begin : body.start] + body.name if begin < body.start else body.name
            return Title(rest, whole, former=former)
        if body.kind == "LOC":
            committee = re.match(
                r"(?:省|市|区|县|镇|乡|街道|州|村)?(?:党委|党工委|委|党支部|党总支)(?=副?书记|常委|委员)",
                rest,
            )
            if committee:
                glue = committee.group()
                return Title(rest, body.name + glue, former=former)
            return Title(rest, body.name, former=former)
    printed = None if inner else _PRINTED.match(chain)
    if printed:
        return Title(printed["post"], printed["body"], former=former)
    return Title(chain, None, bare=True, former=former)


_GUIDES = re.compile(r"中心|委|处|站|员|组|服务")
#: A committee or a place that was not found as a name: 石桥镇党委书记, 云溪区副区长.
_PRINTED = re.compile(
    r"(?P<body>[\u4e00-\u9fff]{2,4}(?:省|市|区|县|镇|乡|街道)(?:党委|党工委|委|纪委|人大常委会|政协|政府)?)"
    r"(?P<post>(?:常务|第一)?副?(?:书记|主任|主席|[省市区县镇乡]长)(?:、.+)?)$"
)


def _chain_start(stretch: str, low: int, bodies: Sequence[Mention], cut: Cut) -> int:
    """Where the title begins in ``stretch``: back over its words to what cannot be part of it."""
    spans = {(m.start - low): m.end - low for m in bodies}
    covered = {i for a, b in spans.items() for i in range(a, b)}
    covered_ends = set(spans.values())
    at = len(stretch)
    edges = []
    position = 0
    for word in cut(stretch):
        edges.append((position, position + len(word), word))
        position += len(word)
    start = at
    for begin, end, word in reversed(edges):
        if end > start:
            continue
        if word in STOPPERS and not any(i in covered for i in range(begin, end)):
            # 英国前卫生大臣, 深圳市政协原党组书记: the body stands before what says when.
            if word == "指导" and _GUIDES.match(stretch, end):
                start = begin
                continue
            if word in PREFIXES and begin in covered_ends:
                start = begin
                continue
            break
        if len(word) >= 2 and word in ACTS and begin not in covered:
            break
        if not re.fullmatch(r"[\u4e00-\u9fff、·A-Za-z0-9&.\-]+", word) and not any(
            i in covered for i in range(begin, end)
        ):
            break
        start = begin
        if len(stretch) - start > 40:
            break
        inside = [a for a, b in spans.items() if a <= start < b]
        if inside:
            start = min(inside)
    # Words before the first body belong to the sentence, not to the title.
    firsts = [a for a in spans if a >= start]
    if firsts and min(firsts) > start:
        between = stretch[start : min(firsts)]
        if not TITLE.search(between):
            start = min(firsts)
    return start
