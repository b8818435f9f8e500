"""Where a name begins and ends: what the tagger drew too wide or too narrow."""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.language.name_rules.spans import PROVINCES, STATES, SURNAMES
from store.language.name_tagger import TaggedSpan
from store.language.surnames import DOUBLE

_SINGLES = frozenset(STATES + PROVINCES + "华亚肯斯白洪克尼津圣爱卢希捷拉")
_HEAD = re.compile(
    r"(?:见(?=[省市区县])|从(?![江化])|由|原|要求|运营方|承办方|主办方|在|到|经|据|被|把|让|请|和(?![龙田平静硕林县政顺布])|与|对|向(?!阳))(?=[\u4e00-\u9fff]{3})"
)
_TAIL = re.compile(r"(?:拿下|夺冠|举行|召开|举办|启动|宣布|表示|介绍|获得|夺得|开展)$")
_APPOINTED = re.compile(r"([\u4e00-\u9fff]{2,3})任(?=[\u4e00-\u9fff]{3})")
#: Games are events, and parties by their part are none by name.
_NO_BODY = re.compile(
    r".{0,6}[亚奥全世省市青残冬夏大军民农东]{1,3}(?:[运沙]|特奥|残)会|.{0,8}运动会|(?:执政|在野|反对|各|各政|政)党|(?:全国|中小|大中小|社区)(?:博物馆|学校|医院|企业|党群服务中心)|.{0,3}某[\u4e00-\u9fff]{0,6}公司|(?:主办|承办|协办|运营|参赛|中|对)方"
)
_NO_PERSON = frozenset(
    "本报讯 本报 新华社 案情 说法 志愿者 编者按 通讯员 记者 本版 责编 摄影 伊核".split()
)
#: 受访者; 李副 before 市长; 曾指出 as what somebody once said; 陈女士 by her surname alone.
_NOBODY = re.compile(
    r"[\u4e00-\u9fff]{2,3}者(?<=访者|会者|赛者|奖者|事者|击者|费者|资者|业者)|"
    rf"[{''.join(sorted(SURNAMES))}]副(?:[省市州区县镇乡局厅部院校处科所队会]长?|主任|书记|主席|总)?|"
    r"曾(?:指出|表示|提出|强调|要求|介绍|多次|经|获|任)第?|"
    rf"(?:[\u4e00-\u9fff]|{'|'.join(sorted(DOUBLE))})(?:先生|女士|小姐)"
)
#: 青禾市委书记何立军 is a body, a post and a person.
_WITH_CHIEF = re.compile(
    rf"(.{{2,}}?(?:[省市区县州旗盟镇乡]委|党组|党委|党工委|党总支|党支部))(?:副?书记|常委)"
    rf"([{''.join(sorted(SURNAMES))}][\u4e00-\u9fff]{{1,2}})"
)
_NO_PLACE = frozenset("金山银山 青山绿水 绿水青山 长治久安 苏木 高速公路 社会服务".split())
_MANY_STATES = re.compile(r".{2,}(?:建交国|成员国|缔约国|各国|诸国|沿线国家|共建国家)")
#: 打牢科技(强国根基), 高水平研究型大学: what one does, and bodies by their sort.
_NO_NAME = re.compile(
    r"(?:打牢|夯实|加快|推动|强化|发展|依靠|引领|支撑|聚焦)(?:科技|教育|文化|产业|数字|农业)|"
    r"(?:高水平|研究型|一流|综合性|应用型|高等|重点)+(?:大学|高校|学科|医院|院校)"
)
_BODY_NOT_PERSON = re.compile(
    r"(?:真主|民主|共和|人民|自由|社会|保守|执政)党|(?:军乐|交响乐|合唱|艺术|代表|旅行)团|国防军|卫队"
)
_HOLDS_CHIEF = re.compile(
    r"[省市区县镇乡]长[\u4e00-\u9fff]{2,3}[到在向对]|书记[\u4e00-\u9fff]{2,3}[到在向对]"
)
_TWO_BODIES = re.compile(
    r"(.+?(?:[省市区县州]委|政府|人大常委会|政协|纪委|公司|集团|大学|医院|法院|检察院|公安局|管理局|教育局|生物|物流|科技|食品|精密|半导体|机器人|股份))[和与及、]"
    r"(.{2,}(?:委|政府|会|政协|公司|集团|大学|学院|医院|院|局|厅|部|中心|所|办公室))"
)
_SAID = re.compile(r"(?:说|称|表示|介绍|指出|告诉)$")
_COUNTING = re.compile(r"[0-9两三四五六七八九十多几]+[所家个名座条项]")
_COMMITTEE_THEN = re.compile(
    r"([\u4e00-\u9fff]{2,4}[省市区县]委)(?=[\u4e00-\u9fff]{2,4}[镇乡村]$|[\u4e00-\u9fff]{2,4}街道$)"
)
_EDGES = " \u3000,，.。;；:：!！?？“”‘’\"'《》〈〉【】[]、…—-/|\n\t"
_TOWARD = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,10}?)(?:有限责任公司|股份有限公司|有限公司|委员会|办公室|管理局|服务中心|研究院|派出所|卫生院|党支部|党总支|党委)"
)


def trimmed(text: str, spans: Sequence[TaggedSpan]) -> list[TaggedSpan]:
    """No span begins or ends in punctuation, none is a lone bracket's half or a number."""
    found: list[TaggedSpan] = []
    for start, end, kind in spans:
        while start < end and text[start] in _EDGES:
            start += 1
        while end > start and text[end - 1] in _EDGES:
            end -= 1
        piece = text[start:end]
        for left, right in ("()", "（）"):
            if piece.count(left) != piece.count(right):
                if piece.endswith(left) or piece.startswith(right):
                    piece = piece.strip(left + right)
                    start = text.index(piece, start) if piece else end
                    end = start + len(piece)
        if not piece or piece.isdigit() or (len(piece) == 1 and kind != "LOC"):
            continue
        found.append((start, end, kind))
    return found


def joined(text: str, spans: Sequence[TaggedSpan]) -> list[TaggedSpan]:
    """A body grows over the rest of its name when only its suffix was missed."""
    found: list[TaggedSpan] = []
    for at, (start, end, kind) in enumerate(spans):
        limit = spans[at + 1][0] if at + 1 < len(spans) else len(text)
        if kind == "ORG" and end < limit:
            grown = _TOWARD.match(text[end : min(limit, end + 16)])
            if grown and len(grown.group()) <= 6 and not grown.group().startswith("原"):
                end += grown.end()
        found.append((start, end, kind))
    return found


def without_address(text: str, spans: list[TaggedSpan]) -> list[TaggedSpan]:
    """老陈 is no name; 由马宁 is 马宁 when he stands elsewhere."""
    people = {text[s:e] for s, e, kind in spans if kind == "PER"}
    found: list[TaggedSpan] = []
    for start, end, kind in spans:
        piece = text[start:end]
        if kind == "PER" and len(piece) >= 2 and "·" not in piece:
            if piece[0] in "老小" and len(piece) <= 4 and piece[1:] not in people:
                continue
            if piece[0] in "由和与对向在及" and piece[1:] in people:
                start += 1
        if piece.isascii() and len(piece) < 3:
            continue
        found.append((start, end, kind))
    return found


def sane(text: str, spans: list[TaggedSpan]) -> list[TaggedSpan]:
    """What no name does: count (两所中学), begin with 从 or end with 昨, hold 某某任.

    南湖区委余新镇 is a body and a place.
    """
    found: list[TaggedSpan] = []
    for start, end, kind in spans:
        piece = text[start:end]
        if kind != "PER" and _COUNTING.search(piece):
            continue
        if kind == "ORG" and _HOLDS_CHIEF.search(piece):
            continue
        led = _WITH_CHIEF.fullmatch(piece) if kind == "ORG" else None
        if led:
            found.append((start, start + led.end(1), "ORG"))
            found.append((start + led.start(2), end, "PER"))
            continue
        two = _TWO_BODIES.fullmatch(piece) if kind == "ORG" else None
        if two:
            found += [(start + two.start(n), start + two.end(n), kind) for n in (1, 2)]
            continue
        if (
            kind == "PER"
            and len(piece) >= 3
            and piece[-1] in "昨今前明"
            and text[end : end + 1] in "天日晚年"
        ):
            end -= 1
        if kind == "LOC" and len(piece) == 1 and piece not in _SINGLES:
            continue
        if _is_none(text, start, end, kind):
            continue
        if kind == "PER" and "·" in piece:
            said = _SAID.search(piece)
            if said and said.start() - piece.rindex("·") > 2:
                end = start + said.start()
        if kind != "PER":
            head = _HEAD.match(piece)
            if head and len(piece) - head.end() >= 3:
                start += head.end()
            tail = _TAIL.search(text[start:end])
            if tail and tail.start() >= 3:
                end = start + tail.start()
            piece = text[start:end]
            appointed = _APPOINTED.match(piece) if kind == "ORG" else None
            if appointed and appointed[1][0] in SURNAMES:
                found.append((start, start + appointed.end(1), "PER"))
                start += appointed.end()
        parted = _COMMITTEE_THEN.match(piece) if kind == "LOC" else None
        if parted:
            found.append((start, start + parted.end(1), "ORG"))
            found.append((start + parted.end(1), end, "LOC"))
            continue
        found.append((start, end, kind))
    return found


def _is_none(text: str, start: int, end: int, kind: str) -> bool:
    """Somebody, a saying, a kind of body: 受访者, 金山银山, 全国博物馆; 入海口 is not the city."""
    piece = text[start:end]
    if kind == "PER":
        return piece in _NO_PERSON or bool(_NOBODY.fullmatch(piece))
    if kind == "ORG":
        return piece in _NO_PLACE or bool(_NO_BODY.fullmatch(piece) or _NO_NAME.fullmatch(piece))
    mouth = piece == "海口" and text[start - 1 : start] == "入"
    reach = piece == "通江" and text.startswith("达海", end)
    return piece in _NO_PLACE or mouth or reach or bool(_MANY_STATES.fullmatch(piece))


def named(text: str, spans: list[TaggedSpan]) -> list[TaggedSpan]:
    """The spans without what is no name, whichever rule brought it."""
    spans = [
        (s, e, "ORG" if kind == "PER" and _BODY_NOT_PERSON.search(text, s + 1, e) else kind)
        for s, e, kind in spans
    ]
    return [span for span in spans if not _is_none(text, *span)]
