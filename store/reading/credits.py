"""Credit lines (署名行) → roles and names.

Roles stack (摄影 记者 成杰 is one person) and are printed before the names, after them (某某 摄) or
glued to them when the source lost its blanks (记者徐昕联通讯员田明).
"""

from __future__ import annotations

import re

from store.reading.cues import bare_names, looks_like_name
from store.reading.folding import fold
from store.records import Credit

_OUTLET = (
    r"(?:本报|本社|本刊|本台|本网|全媒体|融媒体?|特约|实习|见习|首席|新华社|中新社|人民网|央视|"
    r"驻[\u4e00-\u9fff]{1,6}?|[\u4e00-\u9fff]{0,6}?(?:日报|晚报|早报|时报|晨报|商报|快报|周报|都市报|新闻网|客户端|传媒))"
)
_WORD = (
    r"(?:摄影记者|通讯员|评论员|观察员|特派员|实习生|撰稿人|记者|作者|摄影报道|摄影|供图|供稿|图片|制图|绘图|"
    r"整理|统筹|策划|撰文|撰稿|采写|报道|文字|文并图|图文|文/图|图/文|译者?|执笔|编译)"
)
_ROLE = re.compile(rf"{_OUTLET}*{_WORD}")
_TRIM = " ■□▲△●○◆◇★☆◎▪▶►※*-—|丨:;,、。."
_NOBODY = re.compile(
    r"提供|受访|来自|资料|网络|线索|署名|^(?:本[报刊版台网社]|志愿者|读者|编者)|[“”《》。]"
)
_SINGLE = frozenset("文图摄译")
_SPLIT = re.compile(r"[\s:、,;/|()]+|(?<=[\u4e00-\u9fff]{2})和(?=[\u4e00-\u9fff]{2})")
_ALSO = re.compile(r"^(?:通讯员?|等|参与采写|采写|报道|整理|摄|并|综合|电)$")
_CLOSING = frozenset("摄 译 摄影报道 报道 采写 整理 供图 供稿 文/图 图/文".split())


def parse_credits(line: str) -> tuple[Credit, ...]:
    """The credited people of one credit line, in order; roles as printed, blanks folded to one.

    A line of bare names gives credits with an empty role.
    """
    folded = fold(line).strip(_TRIM)
    if folded.startswith("(") and folded.endswith(")"):
        folded = folded[1:-1]
    text = line[fold(line).find(folded) :][: len(folded)] if folded else ""
    pieces: list[tuple[str, str]] = []
    at = 0
    for match in _ROLE.finditer(folded):
        if match.start() > at:
            pieces.append(("text", text[at : match.start()]))
        pieces.append(("role", match.group()))
        at = match.end()
    if at < len(text):
        pieces.append(("text", text[at:]))

    found: list[Credit] = []
    role: list[str] = []
    fresh = True
    for kind, piece in pieces:
        tokens = [(kind, piece)] if kind == "role" else _tokens(fold(piece))
        for what, token in tokens:
            if what == "name":
                found.append(Credit(" ".join(role), token))
                fresh = False
            elif fresh:
                role.append(token)
            elif token in _CLOSING:
                # After the names it is theirs, unless they have a role already: 某某 摄.
                found = [c if c.role else Credit(token, c.name) for c in found]
            else:
                role, fresh = [token], True
    return tuple(found)


def _tokens(folded: str) -> list[tuple[str, str]]:
    """Names and single-character roles (文 图 摄) of a run of text without role words, in order."""
    found: list[tuple[str, str]] = []
    half = ""
    spaced = folded.strip(_TRIM)
    if re.fullmatch(r"[\u3400-\u9fff](?: [\u3400-\u9fff]){2}", spaced):
        return [("name", spaced.replace(" ", ""))]
    for raw in _SPLIT.split(folded):
        token = raw.strip(_TRIM)
        if not token or _ALSO.match(token):
            if token == "摄":
                found.append(("role", token))
            continue
        if len(token) == 1:
            if half:
                found.append(("name", half + token))
                half = ""
            elif token in _SINGLE:
                found.append(("role", token))
            else:
                half = token
            continue
        half = ""
        last = token[-1]
        closing = last in _SINGLE and (
            looks_like_name(token[:-1]) if last == "摄" else len(token) == 4
        )
        name = token[:-1] if closing else token
        if len(name) <= 20 and not name.isdigit() and not _NOBODY.search(name):
            found.append(("name", name))
        if closing:
            found.append(("role", last))
    return found


_DATELINE_NOTE = re.compile(r"^(?:[^。(]{0,40}?(电|讯|消息))?\s*\(([^()]{2,80})\)")
_REPORTED = re.compile(
    r"^[^。(]{0,24}?(?:电|讯|消息)\s+((?:[^。,(]{0,6}?记者|通讯员)\s*[^。,]{2,30}?)(?:报道|摄影报道)\s*:"
)


def dateline_credits(paragraph: str) -> tuple[Credit, ...]:
    """The reporters named in a dateline: 本报讯（记者 甲 通讯员 乙）, 本报杭州4月3日电（甲、乙）."""
    folded = fold(paragraph[:140])
    match = _DATELINE_NOTE.match(folded) or _REPORTED.match(folded)
    if not match:
        return ()
    inner = match.group(match.lastindex or 1)
    credits = parse_credits(inner)
    if _ROLE.search(inner):
        return tuple(c for c in credits if len(c.name) <= 12)
    wire = match.re is _DATELINE_NOTE and match.group(1) and len(inner) <= 30
    return tuple(c for c in credits if wire and looks_like_name(c.name))


_CAPTION_CREDIT = re.compile(
    r"[。!?)\s]\s*\(?((?:[^。!?()\s]{0,8}(?:记者|通讯员)\s*)?[^。!?()]{2,12}?\s*(?:摄影?报道|摄影?|供图|/?图))\)?$"
)


def caption_credits(caption: str) -> tuple[tuple[Credit, ...], int]:
    """Who took the picture, where the caption ends with it (图为……。记者 某某 摄), and where the
    caption's own text ends."""
    match = _CAPTION_CREDIT.search(fold(caption))
    if not match:
        return (), len(caption)
    return parse_credits(match.group(1)), match.start() + 1


_CLOSING_CREDIT = re.compile(r"(?<=[。!?…”])\s*[(【]([^()【】。!?,]{2,40})[)】]$")


def closing_credits(paragraph: str) -> tuple[tuple[Credit, ...], int]:
    """Who is credited in brackets behind the last sentence (……。（记者 某某）), and where the text ends.

    A bare name counts only where it looks like one: a remark in brackets is no credit.
    """
    match = _CLOSING_CREDIT.search(fold(paragraph))
    if not match:
        return (), len(paragraph)
    inner = match.group(1)
    credits = tuple(c for c in parse_credits(inner) if len(c.name) <= 12)
    if _ROLE.search(inner) or bare_names(inner):
        return credits, match.start()
    return (), len(paragraph)


_SIGNATURE = re.compile(
    r"^(?:读者|市民|居民|网友|[\u4e00-\u9fff]{2,12}(?:[路街巷村镇乡县区市]|小区|社区|学校|中学|小学|大学|公司|读者|居民|市民))"
    r"[ :]{1,3}([\u3400-\u9fff]{2,4})(?: ?\([^()]{1,8}\))?$"
)


def signature(line: str) -> Credit | None:
    """Who signs a letter: a street, a town or 读者 before the name, an age behind it."""
    match = _SIGNATURE.match(fold(line))
    return Credit("", match.group(1)) if match and looks_like_name(match.group(1)) else None
