"""Names that go on where the tagger stopped, and hold more than one where it did not."""

from __future__ import annotations

import re

from store.language import words
from store.language.countries import ALL
from store.language.name_rules.spans import SURNAMES
from store.language.name_tagger import TaggedSpan

_WITHIN = r"[^\W\d_的了和与在有为是对从到向把被将及以个名家所与并给让就也都前后等]"
#: What is a body by its last word, whatever stands before.
_BODY = (
    r"(?:人民医院|中医院|妇幼保健院|中心医院|医院|卫生院|疾控中心|人民法院|中级人民法院|人民检察院|法院|检察院|公安局|派出所|法庭|司法所|"
    r"管理大队|执法大队|救援大队|救援支队|大队|支队|中队|总队|边检站|海关|海事局|监测中心|检测中心|服务中心|鉴定中心|研究中心|保护中心|推广中心|"
    r"融媒体中心|技术中心|管理局|委员会|人民政府|镇政府|乡政府|管委会|指挥部|党工委|工作委员会|办事处|中心小学|中心校|小学|中学|学校|学院|大学|幼儿园|敬老院|"
    r"研究院|研究所|科学院|协会|商会|学会|联合会|总工会|妇联|残联|供销社|合作社|合作联社|农商行|农商银行|商业银行|有限责任公司|有限公司|分公司|股份公司|"
    r"歌舞团|艺术团|剧团|文工团|日报社|日报|电视台|气象台|气象局|文化馆|图书馆|博物院|博物馆|美术馆|纪念馆|管理站|工作站|兽医站|管理所|管理处|管理办公室|村委会|居委会|"
    r"党支部|党总支|党委|纪委|团委|[省市县区旗州盟]委(?![员托会派任]))"
)
_AFTER_PLACE = re.compile(rf"{_WITHIN}{{0,14}}?{_BODY}(?![\u4e00-\u9fff]?[门址旁外内])")
_TWOFOLD = re.compile(
    rf"{_WITHIN}{{2,10}}[与和]{_WITHIN}{{2,8}}?(?:中心|协会|研究会|管理局|办公室|委员会|基金会)"
)
_AFTER_BODY = re.compile(
    rf"{_WITHIN}{{0,8}}?(?:分局|分院|分公司|支公司|分行|支行|分校|分会|分中心|大队|支队|中队|派出所|法庭|司法所|执行局|治沙站|工作站|客运段|"
    rf"工厂|研究所|研究院|实验室|附属医院|附属小学|附属中学|党支部|党总支|党委|团委|工会)(?![\u4e00-\u9fff]?[门址旁外内])"
)
#: 文化和旅游厅, 公共服务局, 防减救灾办 behind a province, a town, a zone; 格局 and 餐厅 are none.
_OFFICE = re.compile(
    rf"(?:文化和旅游|工业和信息化|人力资源和社会保障|住房和城乡建设|发展和改革|自然资源和规划|{_WITHIN}){{1,10}}?"
    r"(?:(?<![格布结当大开全棋])局|(?<![餐客大展舞])厅|发展服务中心|出入境边防检查总站|边防检查站)(?![部面限势长])"
)
_GOVERNED = re.compile(r"(?:[省市县区旗州盟]|自治[区州县旗])$")
_TEAM = re.compile(r"(?:女足|男足|女篮|男篮|女排|男排|[男女]?队)(?![员长友伍列里内形])")
_BRAND = re.compile(rf"{_WITHIN}{{2,10}}?(?:公司|集团)")
_PLACE_END = re.compile(r"[省市区县州旗镇乡村岛港湾山河江湖海]$|^..$")
_BRANCH = re.compile(r"(?:工厂|分公司|公司|支行|分行|校区|分校|分院|基地|车站|站(?![点长台]))")
_SITE = (
    r"(?:批发市场|农贸市场|交易市场|果菜批发市场|农产品市场|水产市场|大市场|商贸城|建材城|大巴扎|步行街|老街|古街|夜市|"
    r"国家湿地公园|湿地公园|森林公园|地质公园|公园|广场|景区|风景区|风景名胜区|度假区|自然保护区|保护区|示范区|合作区|生态城|经开区|高新区|开发区|工业园区|工业园|产业园区|产业园|物流园|科技园|农业园|创业园|"
    r"中心渔港|一级渔港|渔港|港区|码头|口岸|机场|火车站|高铁站|汽车站|客运站|收费站|服务区|大桥|特大桥|隧道|高速公路|高速|铁路|高铁|水库|电站|水电站|灌区|"
    r"平原|半岛|沙漠|草原|盆地|枢纽|城际(?:铁路)?|快线|菜市场|国家公园|嘎查|林场|农场|牧场|渔场|茶场|古镇|古城|古村|古寨|体育馆|体育场|体育中心|文化中心|会展中心|大剧院|小区|花园|社区|大道|大街)"
)
_SITE_AFTER = re.compile(rf"{_WITHIN}{{0,6}}?{_SITE}(?![\u4e00-\u9fff]?[化型长式])")
_ROAD = re.compile(
    r"(?:国道|省道|县道|乡道)[A-Z]?\d{1,4}(?:线)?|[GSXY]\d{2,5}(?:线)?(?:(?:[\u4e00-\u9fff]{2}|[\u4e00-\u9fff]{2,4}(?:环线|绕城))高速(?:公路)?|国道|省道)?|"
    r"\d{2,3}(?:国道|省道)"
)
#: What is done, not part of a name; so many of them that no name goes on beyond.
_DOING = re.compile(
    r"(?<![草平高])原(?=党|副|书|县|市|区|局|主|常)|联合|组织|成立|指导|派出|会同|协同|通过|启动|开展|召开|举办|举行|下属|所属|附近|建起|建成|建设的|新建|改建|扩建|投资|打造|推进|推动|加快|支持|带领|"
    r"邀请|请来|来到|走进|前往|送往|送到|赶到|位于|多家|各家|各级|各地|全体|有关|相关|部分|大中小|首个|首家|一家|一所|一座|两|三|今年|去年|昨|目前|干部|"
    r"群众|村民|居民|市民|企业|(?<!农)产品|特色|重点|当地|现有|拥有|共有|籍|人大代表|记者|通讯员|工作|发展|一批|发布|获|赴|设|入|出席|出台|实施|印发|引进|创建|"
    r"依托|围绕|持续|积极|全面|不断|深入|进一步|率|至|以南|以北|以东|以西|境内|部门|城乡|全|各|每|多|该|某|本|这|那|书记|主任|局长|院长|校长|所长|队长"
)
#: Who lives there, or holds it: 石桥镇镇长, 五原县隆兴昌镇农民.
_DWELLERS = re.compile(
    r"(?<=[省市县区旗镇乡村道])(?:农民|村民|居民|牧民|渔民|农户|农家乐|[省市县区旗镇乡村]长|书记|主任|业主|干部|群众|小伙|姑娘)"
)
_FOUNDED = re.compile(
    r"([\u4e00-\u9fff]{2,3})(?:从|拿出|办起|创办|毕业于|成立|考上|考入|来到)(?=[\u4e00-\u9fff]{3})"
)
_GENERIC = frozenset(
    "管理区 开发区 园区 社区 街道 景区 港区 市区 城区 产业园 工业园 农场 林场 牧场 机场 车站 码头 公园 广场 小区".split()
)
_TAIL = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?:[两三四五六七八九十]+[省市县区镇乡村州地]|[湖江河海山溪湾港岛]?畔|交叉口|境内|一带|沿线|附近|旁边|旁|岸边|边上|脚下|以东|以西|以南|以北|方向)$"
)
_HEAD = re.compile(
    r"(?:顺道去|先后到|先后来到|途经|经过|来到|赶到|赶赴|前往|走进|走访|送往|送到|运往|运到|销往|开往|发往|驶往|辗转|抵达|返回|驶出|位于|地处|坐落在|坐落于|邀请|先请|请来|聘请|联系|会同|"
    r"以及|带着|带领|当选为|当选|任命|免去|聘任|其中|包括|来自|毕业于|就读于)(?=[\u4e00-\u9fff]{2})|从(?=[\u4e00-\u9fff]{1,4}[村镇乡市县区港站])"
)
_PART = re.compile(
    rf"(.{{2,}}?{_BODY}|.{{2,}}?(?:局|厅|委|中心|办公室|公司|集团|政府|妇联))(?:和|与|及|以及|、)(.{{2,}})"
)
_ENDS = re.compile(
    rf".*(?:{_BODY}|局|厅|委|中心|办公室|公司|集团|政府|政协|人大|妇联|银行|医院|站|所|院)$"
)
_NAMED_AS = re.compile(r"([\u4e00-\u9fff]{2,4})为(?=[\u4e00-\u9fff]{3})")


def grow(text: str, spans: list[TaggedSpan]) -> list[TaggedSpan]:
    """凭祥 + 边境管理大队, 崇左市公安局 + 森林警察支队, 无锡 + 朝阳农产品市场."""
    knows = words.stock().knows
    found: list[TaggedSpan] = []
    skip = 0
    for number, (start, end, kind) in enumerate(spans):
        if start < skip:
            continue
        limit = spans[number + 1][0] if number + 1 < len(spans) else len(text)
        name = text[start:end]
        country = name in ALL
        if kind in ("LOC", "ORG") and not country and len(name) >= 2:
            following = spans[number + 1] if number + 1 < len(spans) else None
            if (
                kind == "LOC"
                and following is not None
                and following[0] == end
                and following[2] == "ORG"
                and following[1] - following[0] > 2
            ):
                # A place in front belongs to the body.
                found.append((start, following[1], "ORG"))
                skip = following[1]
                continue
            rest = text[end : min(limit, end + 22)]
            patterns = (
                ((_AFTER_PLACE, "ORG"), (_SITE_AFTER, "LOC"), (_TWOFOLD, "ORG"))
                if kind == "LOC"
                else ((_AFTER_BODY, "ORG"),)
            )
            grown = [
                (match.end(), to)
                for pattern, to in patterns
                if (match := pattern.match(rest)) and not _DOING.search(match.group())
            ]
            office = _OFFICE.match(rest) if kind == "LOC" and _GOVERNED.search(name) else None
            if office and not _DOING.search(office.group().replace("发展", "")):
                grown.append((office.end(), "ORG"))
            team = _TEAM.match(rest) if kind == "LOC" else None
            brand = _BRAND.match(rest) if kind == "LOC" else None
            if team:
                grown = [(team.end(), "ORG")]
            elif (
                brand
                and (not knows(rest[:2]) or not _PLACE_END.search(name))
                and not _DOING.search(brand.group())
            ):
                grown.append((brand.end(), "ORG"))
            if grown:
                size, kind = min(grown)
                end += size
                more = (
                    _AFTER_BODY.match(text[end : min(limit, end + 12)]) if kind == "ORG" else None
                )
                if more and not _DOING.search(more.group()):
                    end += more.end()
            elif (
                kind == "ORG"
                and following is not None
                and following[0] == end
                and following[2] == "LOC"
                and (branch := _BRANCH.match(text, following[1]))
            ):
                # 吉利汽车 + 宁波 + 工厂
                end = skip = branch.end()
        found.append((start, end, kind))
    return found


def cut(text: str, spans: list[TaggedSpan]) -> list[TaggedSpan]:
    """Two bodies in one, a verb before a name, a waterside after it, who is named as what."""
    found: list[TaggedSpan] = []
    for start, end, kind in spans:
        piece = text[start:end]
        if kind != "PER" and len(piece) >= 3:
            head = _HEAD.match(piece)
            if head and len(piece) - head.end() >= 2:
                start += head.end()
                piece = text[start:end]
        if kind != "PER":
            dweller = _DWELLERS.search(piece)
            if dweller and not (kind == "ORG" and _ENDS.fullmatch(piece)):
                found.append((start, start + dweller.start(), "LOC"))
                continue
            founded = _FOUNDED.match(piece) if kind == "ORG" else None
            if founded and founded[1][0] in SURNAMES:
                found.append((start, start + founded.end(1), "PER"))
                start += founded.end()
                piece = text[start:end]
        if kind == "LOC" and piece in _GENERIC:
            continue
        if kind == "LOC":
            tail = _TAIL.search(piece)
            if tail and tail.start() >= 2:
                end = start + tail.start() + (1 if tail.group()[0] in "湖江河海山溪湾港岛" else 0)
                piece = text[start:end]
        if kind == "ORG" and piece.endswith("非物质文化") and text.startswith("遗产", end):
            end, kind = end - 5, "LOC"
        if kind == "ORG":
            named = _NAMED_AS.match(piece)
            if named:
                found.append((start, start + named.end(1), "PER"))
                start += named.end()
                piece = text[start:end]
            two = _PART.fullmatch(piece)
            if two and _ENDS.fullmatch(two[2]) and _ENDS.fullmatch(two[1]):
                found.append((start, start + two.end(1), "ORG"))
                found.append((start + two.start(2), end, "ORG"))
                continue
        found.append((start, end, kind))
    return found


def roads(text: str, spans: list[TaggedSpan]) -> list[TaggedSpan]:
    """国道215线, G9813万洋高速."""
    for match in _ROAD.finditer(text):
        over = [s for s in spans if s[0] < match.end() and s[1] > match.start()]
        if not any(s[0] < match.start() for s in over):
            spans = [s for s in spans if s not in over]
            spans.append((match.start(), max([match.end(), *(s[1] for s in over)]), "LOC"))
            spans.sort()
    return spans


_UNIT = re.compile(r"[省市县区旗州盟镇乡]$|自治区$|街道$")
_LOWER = re.compile(
    r"[省市县区旗州盟镇乡村路街湾港]$|街道$|社区$|[\u4e00-\u9fff]{2}[大老新]?[道巷里]$"
)


def chained(text: str, spans: list[TaggedSpan]) -> list[TaggedSpan]:
    """乐东黎族自治县 + 九所镇: a chain of places is one."""
    found: list[TaggedSpan] = []
    for span in spans:
        before = found[-1] if found else None
        if (
            before is not None
            and before[1] == span[0]
            and before[2] == span[2] == "LOC"
            and span[1] - span[0] > 1
            and text[before[0] : before[1]] not in ALL
            and _UNIT.search(text[before[0] : before[1]])
            and _LOWER.search(text[span[0] : span[1]])
        ):
            found[-1] = (before[0], span[1], "LOC")
        else:
            found.append(span)
    return found
