"""Bodies that rules tell: companies with a bracket, brands, lists of firms, what follows a name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from store.language import words
from store.language.countries import ALL
from store.language.name_rules.people import between_people
from store.language.name_rules.spans import put, word_borders
from store.language.name_tagger import TaggedSpan

_BODY_AFTER = re.compile(
    r"(?:(?:水务|轨道|供水|公交|城投|交投|文旅|燃气|热力|环卫|建设|发展|控股|旅游|水利|电力|供电|投资|控股){1,2}(?:公司|集团)|党委|党工委|人民政府|政府|人大常委会|人大|政协|纪委监委|纪委|人民法院|人民检察院|派出所|卫生院|公安局|教育局|交警大队|"
    r"中心小学|中心学校|幼儿园|敬老院|供电所|村委会|居委会|党支部|党总支|办事处|管委会)(?![\u4e00-\u9fff]{0,1}路)"
)
#: 县家庭教育指导中心 before 主任: what has a head is a body.
_BODY_OF_TITLE = re.compile(
    r"[^\W\d_的了和与在为对从]{2,14}?(?:中心|局|委员会|办公室|协会|研究院|研究所|工作站|服务队|联合会|大队|支队|总队|管理处|合作社|小学|中学|幼儿园|医院)"
    r"(?=(?:党组|党委|党支部|常务|执行|名誉)?(?:书记、)?副?(?:主任|局长|会长|理事长|院长|所长|站长|队长|校长|园长|处长|书记)[^\W\d_])"
)
#: 区民政局 + 养老服务科 before its head.
_PART_OF_BODY = re.compile(
    r"[^\W\d_的了和与在有为是对从]{2,6}?(?:科|处|部|股|室|工厂|分公司|分院|分局|支队|大队|中队)"
    r"(?=副?(?:科长|处长|部长|股长|队长|所长|厂长|主任|负责人|工作人员|护士长|医生))"
)
_NOT_GIVEN = re.compile(r"[死前后间父母子妻家女弟兄一际初中上下外内类所]")
_UNIT_AFTER = re.compile(r"[市区县镇乡](?![场域块别分间长民容内外级属])")
_WATER_AFTER = re.compile(r"[河江湖溪山站港桥塔路街门](?![\u4e00-\u9fff]{0}[上里边面下中])")
_DOTTED = re.compile(
    r"·[\u4e00-\u9fff]{2,4}?(?=[，。、；：！？,.;:!?的在与和及是说为来到从将对等将也\s（）()“”]|$)|·[\u4e00-\u9fff]{2,3}"
)
#: Syllables by which names of Uyghurs, Kazakhs and others are written.
_SYLLABLES = frozenset(
    "阿艾买吐木努帕热古丽江依尔斯库迪拜合卡马哈布拉提孜娜沙赛麦伊吾加巴玉素甫肉苏力坦尼亚曼克尤穆萨"
)
_PLACES = re.compile(
    r"(?:体育中心|体育馆|体育场|(?<![京歌话舞越豫川粤昆评戏])剧院|生态城|广场|公园|会展中心|码头|火车站|高铁站|机场|景区)$"
)
_BODIES = re.compile(
    r"(?:图书馆|博物馆|纪念馆|美术馆|医院|大学|中学|小学|幼儿园|法院|检察院|公安局|有限公司|集团|委员会|政府|党委|管委会)$"
)
_FIRM = re.compile(r"(?:公司|集团|合伙企业)$")
_BRAND_HEAD = re.compile(
    r"^[\u4e00-\u9fff]{2,3}(?:省|市|区|县|镇)(?=[\u4e00-\u9fff]{4,})|^(?:浙江|江苏|上海|北京|广东|深圳|杭州|海南|福建|江西|安徽|湖南|湖北|河南|河北|山东|山西|陕西|甘肃|青海|宁夏|新疆|西藏|云南|贵州|四川|重庆|广西|吉林|辽宁|黑龙江|内蒙古|天津|中国)(?=[\u4e00-\u9fff]{4,})"
)
_TRADE = re.compile(
    r"([\u4e00-\u9fff]{2})(?:科技|机器人|半导体|检测|农业|种业|药业|酒业|矿业|牧业|果业|茶业|乳业|糖业|实业|水泥|集团|股份|生物|医药|电子|新材|智能|汽车|集团|重工|传媒|食品|物流|"
    r"能源|光电|精密|化工|制药|环保|置业|地产|资本|证券|期货|纺织|服饰|文旅|数码|软件|网络)"
)
_FIRM_SPEAKS = re.compile(r"获悉|了解到|透露|宣布|总经理|董事长|总裁|创始人|首席|负责人|相关负责人")
_FIRMLY = re.compile(r"(?:科技|半导体|检测|股份|生物|医药|集团|新材|重工|汽车|传媒)$")
_JOINTS = frozenset("的化与年人和等是在了为以及其到从业性型类该")
_NO_BRAND = frozenset(
    "具身 低空 前沿 关于 一个 这个 加快 推进 以及 还有 绿色 高端 数字 信息 现代 新型 打造 做强 推动 发展 智慧 清洁 联合 各类 相关 国内 全球".split()
)
_ABROAD = re.compile(
    r"[\u4e00-\u9fff]{2,4}(?:初等学校|小学|中学|高中|大学|学院|学校|医院|银行|博物馆)"
)
_COMPANY = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9·]{2,14}[(（][\u4e00-\u9fff]{2,6}[)）][\u4e00-\u9fff]{0,14}?"
    r"(?:股份有限公司|有限责任公司|集团有限公司|有限公司|集团公司|集团|公司|合伙企业|研究院|实验室|分行|支行|学校)"
)
_LIST = re.compile(
    r"((?:[\u4e00-\u9fffA-Za-z0-9·]{2,12}、){1,12}[\u4e00-\u9fffA-Za-z0-9·]{2,12}?)等"
    r"(?:[0-9一二三四五六七八九十百余多数几]+家)?(?:知名|龙头|重点|本土|科技|国内外|头部|骨干|上市|规上|外资|中央|国有|民营|优质|链主){0,2}"
    r"(?:企业|公司|银行|高校|院校|项目(?=开工|竣工|投产|签约|落户|落地|入驻|建成))"
)
_NO_FIRM = re.compile(
    r"(?:项目|工程|产业园|园区|基地|中心|小区|公园|路|桥|厂房|车间|改造|建设|生产线)$|[的和了]"
)


def grown(text: str, spans: list[TaggedSpan], segmented: Sequence[str]) -> list[TaggedSpan]:
    """What follows a name and belongs to it: 云溪河, 石桥镇党委, 阿依古丽·买买提; kinds by the last word."""
    borders = set(word_borders(segmented))
    found: list[TaggedSpan] = []
    for number, (start, end, kind) in enumerate(spans):
        limit = spans[number + 1][0] if number + 1 < len(spans) else len(text)
        rest = text[end : min(limit, end + 12)]
        if kind == "LOC" and end - start >= 2:
            unit = _UNIT_AFTER.match(rest)
            if (
                unit
                and end + 1 in borders
                and text[start:end] not in ALL
                and text[end - 1] not in "省市区县镇乡村"
            ):
                end += 1
                rest = rest[1:]
            body = _BODY_AFTER.match(rest) or _BODY_OF_TITLE.match(text[end : min(limit, end + 22)])
            water = _WATER_AFTER.match(rest)
            if body:
                end, kind = end + body.end(), "ORG"
            elif water and text[end - 1] not in "省市县镇乡村" and text[start:end] not in ALL:
                if end + 1 in borders or (end - start == 2 and water[0] in "河江湖"):
                    end += 1
        elif kind == "ORG":
            part = _PART_OF_BODY.match(rest)
            if part:
                end += part.end()
        elif kind == "PER":
            if end - start == 2 and rest[:1] == "之" and not _NOT_GIVEN.match(rest, 1):
                end += 1
                rest = rest[1:]
            more = _DOTTED.match(rest)
            if more:
                end += more.end()
            if "·" in text[start:end]:
                least = max(found[-1][1] if found else 0, start - 3)
                while start > least and text[start - 1] in _SYLLABLES:
                    start -= 1
        piece = text[start:end]
        if kind == "ORG" and _PLACES.search(piece):
            kind = "LOC"
        elif kind == "LOC" and _BODIES.search(piece):
            kind = "ORG"
        found.append((start, end, kind))
    return found


def brands(text: str, spans: list[TaggedSpan], segmented: Sequence[str]) -> list[TaggedSpan]:
    """Firms by their short name: 震智科技, when the article says it twice or names the firm in full."""
    segmenter = words.stock()
    known = {
        _BRAND_HEAD.sub("", text[s:e])[:2]
        for s, e, kind in spans
        if kind == "ORG" and _FIRM.search(text[s:e])
    }
    matches = [
        m
        for m in _TRADE.finditer(text)
        if not segmenter.knows(m[1])
        and not segmenter.knows(m[0])
        and m[1] not in _NO_BRAND
        and not set(m[1]) & _JOINTS
    ]
    often = Counter(m[0] for m in matches)
    borders = set(word_borders(segmented))
    in_lists = {m.span() for m in matches if listed_with_body(text, spans, m.start(), m.end())}
    for match in matches:
        twice = often[match[0]] >= 2 and _FIRMLY.search(match[0]) and match.start() in borders
        speaks = bool(_FIRM_SPEAKS.match(text, match.end())) and match.start() in borders
        if match[1] in known or twice or speaks or match.span() in in_lists:
            over = [s for s in spans if s[0] < match.end() and s[1] > match.start()]
            if not any(s[0] < match.start() or s[1] > match.end() for s in over):
                spans = put(spans, (match.start(), match.end(), "ORG"))
    for match in _ABROAD.finditer(text):
        country = [s for s in spans if s[1] == match.start() and s[2] == "LOC"]
        over = [s for s in spans if s[0] < match.end() and s[1] > match.start()]
        if country and text[country[0][0] : country[0][1]] in ALL and not over:
            spans = put(spans, (match.start(), match.end(), "ORG"))
    return spans


def listed_with_body(text: str, spans: Sequence[TaggedSpan], start: int, end: int) -> bool:
    """Whether a body stands beside it in a list."""
    before, after = text[start - 1 : start] == "、", text[end : end + 1] == "、"
    return (before and any(s[1] == start - 1 and s[2] == "ORG" for s in spans)) or (
        after and any(s[0] == end + 1 and s[2] == "ORG" for s in spans)
    )


def companies(text: str, spans: list[TaggedSpan], segmented: Sequence[str]) -> list[TaggedSpan]:
    """甲乙(上海)丙有限公司 is one body."""
    borders = word_borders(segmented)
    for match in _COMPANY.finditer(text):
        start = match.start()
        bracket = re.search(r"[(（]", match.group())
        assert bracket is not None
        inside = start + bracket.start()
        held = [s for s in spans if s[0] < inside and s[1] > start]
        if held and held[-1][2] == "ORG" and held[-1][1] >= inside - 1:
            start = held[-1][0]
        else:
            edges = [b for b in borders if start <= b < inside - 1]
            for edge in edges:
                if text[max(0, edge - 1) : edge] in (
                    "的",
                    "在",
                    "由",
                    "和",
                    "与",
                    "为",
                    "到",
                    "是",
                    "对",
                    "向",
                    "从",
                ):
                    start = edge
            if inside - start > 8:
                near = [b for b in edges if inside - b <= 6]
                start = near[0] if near else start
        spans = put(spans, (start, match.end(), "ORG"))
    return spans


def lists(text: str, spans: list[TaggedSpan]) -> list[TaggedSpan]:
    """A、B、C等企业: all of them are bodies; in A、B、C two people make the third one."""
    for match in _LIST.finditer(text):
        at = match.start(1)
        items = match[1].split("、")
        for number, item in enumerate(items):
            start, end = at, at + len(item)
            at = end + 1
            held = [s for s in spans if s[0] < end and s[1] > start]
            if any(s[0] < start or s[1] > end for s in held):
                continue
            if _NO_FIRM.search(item):
                continue
            if held and (number in (0, len(items) - 1) or held[-1][2] == "ORG"):
                if held[-1][1] == end and held[-1][2] == "LOC" and number:
                    spans = put(spans, (start, end, "ORG"))
                continue
            if number == 0 and len(item) > 6:
                continue
            spans = put(spans, (start, end, "ORG"))
    return between_people(text, spans)
