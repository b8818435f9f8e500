"""Places that rules tell: pairs, countries, short names, places by their ending."""

from __future__ import annotations

import re

from store.language import words
from store.language.countries import CERTAIN
from store.language.name_rules.spans import COMMON, PROVINCES, STATES, put
from store.language.name_tagger import TaggedSpan

_PAIR = re.compile(
    rf"(?<![一-龥])[{STATES}]{{2,3}}(?=[两双三关合经贸友建元投交企外边战互对结教文人民科间高领和共伙])"
    rf"|(?<=[在从对为以与和推动进深化强了是成开启促我的设架])[{STATES}]{{2}}(?=[两双三关合经贸友建元投交企互对结教文民科间高领共伙])"
    rf"|[{STATES}]{{2}}(?=两国|双方|关系|合作|友好|经贸|贸易|双边|友谊|建交|元首|对话|互鉴|结对|人文|青年|外长|领导人|班列)"
)
_PROVINCE_PAIR = re.compile(
    rf"(?<!京)(?!京津冀)[{PROVINCES}]{{2,5}}(?=等地|[两三四五]地|[两三四五]省|界(?![面河])|合作|协作|地区|一体化|协同|边界|交界|毗邻|携手|教育合作|青少年|儿女|同胞)"
)
_SHORT = re.compile(
    r"[援驻来对在访涉]华(?![丽侨人生夏北南东])|援[藏疆青]|[对赴访输涉驻]美(?![丽好食国元军术德妙观洲金])|[访赴驻]日(?![常益内前])"
    r"|[访对涉赴驻]俄(?!罗)|[访对驻赴]韩(?!国)|[访对涉]朝(?!鲜)|[在进赴来抵离返]京(?![剧津都东山])|[赴在来抵]港(?!口|珠|澳|区|股)"
    r"|[赴在来]澳(?!大|门|洲)|[赴来对涉惠]台(?!湾|风|州|上|下|阶|账|胞)"
)
_GROUP = re.compile(r"欧美日?|美欧|中日韩|美加墨|美英澳|英法德|美日韩|美日|日韩")
_VILLAGE = re.compile(
    r"(?:[从在到至往于进经]|来到|走进|飞往|抵达)([\u4e00-\u9fff]{2}(?:坞|圩|垸|塬|岙|墩|埭|堡|寨|屯|峪|坪|坳|洼|垭|沟|浜|村))"
    r"(?![\u4e00-\u9fff]?[委支])"
)
_LOCAL_BODY = re.compile(
    r"(?:(?<![\u4e00-\u9fffA-Za-z0-9])|(?<=[从由在到与和及据见向请]))"
    r"([省市区县](?:政协|人大|妇联|残联|文联|科协|侨联|工商联|总工会|团委|消保委|气象台|人武部|疾控中心)|[省市区县](?![场域块民长内外级属情容值中])[^\W\d_的了和与在有为是等对向]{2,8}?(?:局|中心|办公室|大队|支队|气象台|供电公司|图书馆|博物馆|医院|法院|检察院|总工会|妇联|团委|"
    r"红十字会|慈善总会|商会|联合会|协会))(?!长)"
)
#: 柳浪社区, 石榴村, 樱花公园: two or three characters that are no word of their own.
_SUFFIXED = re.compile(
    r"(?:(?<![\u4e00-\u9fffA-Za-z0-9])|(?<=[在从到至由往进]))"
    r"([^\W\d_的了和与在有为是对也都要能把被让给从到往由至进]{2,3}?(?:社区|街道|村|镇|公园|广场|码头|水库|菜市场|小区|渔港|口岸|农场|林场|牧场|"
    r"平原|大桥|大道|草原|古镇|古城|度假区|湿地|自然村|居民小组))(?![委支党长民官务])"
)
#: 杭瑞高速, 中老铁路: two short names.
_LINE = re.compile(
    r"([\u4e00-\u9fff]{2}(?:高速公路|高速(?![公发增运度成推行率转旋])|铁路(?![局公线部])|高铁(?![站线])))"
)
_NO_LINE = re.compile(r"[上下走进出过行通修建驶入经等的在条段公从到省国全本该各与和及沿多乘坐]")
#: 八所港, 金滩: what one is at, or goes to.
_NATURAL = re.compile(
    r"(?<=[在到往从赴经过离去抵])([\u4e00-\u9fff]{2}(?:港|滩|湾|岛|湖|河|江|溪|沟|岭|峡|寺|塬|坝|洲|垭口))"
    r"(?=[，。、；）”的]|方向|码头|畔|边|附近|一带|里|上|下|景区|收费站)"
)
#: 盘信供电所, 双龙营中学
_STANDING = re.compile(
    r"(?:(?<![\u4e00-\u9fffA-Za-z0-9])|(?<=[在从到由与和及据见向请被]))"
    r"([^\W\d_的了和与在有为是对从到一两各全某本该我这那每个名家所]{2,4}(?:派出所|供电所|中学|小学|幼儿园|卫生院|海事局|边检站|敬老院|村委会|居委会|农商行|宣纸厂|林业局))(?![\u4e00-\u9fff]?[门址旁外内长])"
)
_NO_STANDING = re.compile(
    r"实验|中心|当地|辖区|附近|所在|基层|农村|乡镇|希望|寄宿|重点|普通|公办|民办|九年|高级|初级|大中|中小|^[省市县区镇乡村]|职业|专门|不少|许多|多所|城区|周边|走进|来到|进入|返回|报考"
)
_UTILITY = re.compile(
    r"(?:(?<![\u4e00-\u9fffA-Za-z0-9])|(?<=[在从到由与和及]))"
    r"([\u4e00-\u9fff]{2,4}?(?:水务|轨道|供水|公交|城投|交投|文旅|燃气|热力|环卫|旅游|水利|电力|供电|物业|食品|健身)(?:发展|建设|投资|控股)?(?:公司|集团))"
)
_GENERIC_PLACE = re.compile(
    r"^(?:[各全本该这那每两三四五六七八九十多几一]|农村|乡村|新农|古村|特色|小镇|全镇|美丽|未来|智慧|文化|市民|中心|城市|老旧|商业|主题|湿地|森林|郊野|口袋|体育|儿童|人民|社区|智能|数字|红色|"
    r"示范|试点|辖区|当地|周边|附近|许多|不少|所有|某|城乡|居民|街道|帮扶|结对|移民|传统|自然|行政|渔|山|水上|地下|国家|省级|市级|区级|现代|综合|大型|小型|露天|邻里|完整|生态|农贸)"
)
_STOPS = re.compile(
    r"(?<=[站路街桥口镇村])(?:至|到|—|——|-)([\u4e00-\u9fff]{2,4}?(?:站|路|街|桥|口岸))(?![\u4e00-\u9fff]?长)"
)
_TOWN = re.compile(r"([\u4e00-\u9fff]{2,3})(?:镇|乡|村|街道|社区|新区|区|县|市|苑)")
_NOT_PAIR = frozenset("中西 中外 新加 加新 以老 老中 日新 以新 新老 古新 古巴 巴新 中古".split())
_NOT_TWO = frozenset("辽宁 青川 新津 宁津 晋宁 云贵 港澳 吉黑".split())


def pairs(text: str, spans: list[TaggedSpan]) -> list[TaggedSpan]:
    """中韩 and 浙澳 are two places, unless a longer name holds them."""
    for pattern in (_PAIR, _PROVINCE_PAIR):
        for match in pattern.finditer(text):
            piece = match.group()
            if piece in _NOT_PAIR or len(set(piece)) < len(piece):
                continue
            over = [s for s in spans if s[0] < match.end() and s[1] > match.start()]
            if any(s[0] < match.start() or s[1] > match.end() for s in over):
                continue
            for at in range(match.start(), match.end()):
                spans = put(spans, (at, at + 1, "LOC"))
    for start, end, kind in list(spans):
        piece = text[start:end]
        two = kind == "LOC" and len(piece) == 2 and piece not in _NOT_TWO
        if two and all(c in PROVINCES for c in piece) and piece[0] != piece[1]:
            spans = put(spans, (start, start + 1, "LOC"))
            spans = put(spans, (start + 1, end, "LOC"))
    return spans


def countries(text: str, spans: list[TaggedSpan]) -> list[TaggedSpan]:
    """A country's whole name is a place, unless a longer name holds it."""
    for match in CERTAIN.finditer(text):
        over = [s for s in spans if s[0] < match.end() and s[1] > match.start()]
        exact = bool(over) and over[0][:2] == match.span()
        longer = any(s[0] <= match.start() and s[1] >= match.end() for s in over)
        if (exact and over[0][2] != "LOC") or not longer:
            spans = put(spans, (match.start(), match.end(), "LOC"))
    return spans


def shorts(text: str, spans: list[TaggedSpan]) -> list[TaggedSpan]:
    """驻华, 援藏, 在京: the second character is a place; 欧美日 are three."""
    for match in _SHORT.finditer(text):
        at = match.end() - 1
        if not any(s[0] <= at < s[1] for s in spans):
            spans = put(spans, (at, at + 1, "LOC"))
    for match in _GROUP.finditer(text):
        over = [s for s in spans if s[0] < match.end() and s[1] > match.start()]
        if any(s[0] < match.start() or s[1] > match.end() for s in over):
            continue
        for at in range(match.start(), match.end()):
            spans = put(spans, (at, at + 1, "LOC"))
    return spans


def on_the_way(text: str, spans: list[TaggedSpan]) -> list[TaggedSpan]:
    """从梅家坞起飞, 东湖站至石桥站, 区反诈中心: where nothing was found, what stands around and the ending tell."""
    knows = words.stock().knows
    patterns = (
        (_VILLAGE, "LOC"),
        (_STOPS, "LOC"),
        (_LOCAL_BODY, "ORG"),
        (_UTILITY, "ORG"),
        (_SUFFIXED, "LOC"),
        (_LINE, "LOC"),
        (_STANDING, "ORG"),
        (_NATURAL, "LOC"),
    )
    for pattern, kind in patterns:
        for match in pattern.finditer(text):
            start, end = match.span(1)
            if pattern is _SUFFIXED and (
                _GENERIC_PLACE.match(match[1])
                or knows(match[1])
                or knows(match[1][:2])
                or knows(match[1][1:3])
            ):
                continue
            if pattern is _LINE:
                short = all(c in STATES + PROVINCES for c in match[1][:2])
                if _NO_LINE.search(match[1][:2]) or (knows(match[1][:2]) and not short):
                    continue
                if all(s[0] >= start and s[1] <= end for s in spans if s[0] < end and s[1] > start):
                    spans = put(spans, (start, end, kind))
                continue
            if pattern is _STANDING and _NO_STANDING.search(match[1]):
                continue
            if pattern is _NATURAL and (knows(match[1]) or knows(match[1][:2])):
                continue
            over = [span for span in spans if span[0] < end and span[1] > start]
            # Three characters are easily taken for a person's name.
            if not over or (kind == "LOC" and over == [(start, end, "PER")]):
                spans = put(spans, (start, end, kind))
    return spans


def short_places(text: str, spans: list[TaggedSpan]) -> list[TaggedSpan]:
    """余新 where 余新镇 is spoken of."""
    segmenter = words.stock()
    own = {text[s:e] for s, e, kind in spans if kind == "LOC"}
    for name in sorted(own, key=len, reverse=True):
        match = _TOWN.fullmatch(name)
        if match is None:
            continue
        short = match[1]
        if short in COMMON or (segmenter.knows(short) and short not in own):
            continue
        at = text.find(short)
        while at >= 0:
            end = at + len(short)
            taken = any(s[0] < end and s[1] > at for s in spans)
            if not taken and text[end : end + 1] not in "镇乡村区县市街路":
                spans = put(spans, (at, end, "LOC"))
            at = text.find(short, end)
    return spans
