"""People that rules tell: credits, posts, lists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from store.language import words
from store.language.name_rules.spans import SURNAMES, places_of, put, word_borders
from store.language.name_second import ROLES, SAYS
from store.language.name_tagger import TaggedSpan
from store.language.surnames import COMMON, DOUBLE, RARE, classes

_AFTER_TITLE = re.compile(
    r"(?:书记|主席|主任|委员长|局长|厅长|部长|省长|市长|州长|区长|县长|镇长|乡长|处长|科长|所长|站长|院长|校长|园长|馆长|台长|社长|行长|队长|会长|理事长|"
    r"董事长|总经理|经理|总裁|负责人|发言人|秘书长|检察长)([\u4e00-\u9fff]{2,3}?)"
    r"(?=说|称|介绍|表示|告诉|指出|强调|认为|坦言|出席|主持|参加|陪同|率|调研|检查|走访|督导|看望|慰问|带着|带领|来到|走进|在|向|与|对|为|被|将|等|严重|涉嫌|代表|宣布|致辞|作|"
    r"回忆|感慨|解释|透露|提醒|呼吁|数到|[，。、；：！？,.;:!?）)”\s]|$)"
)
_APPOINTED = re.compile(
    r"(?:任命|聘任|提名|选举|补选|免去|接受|；|，)([\u4e00-\u9fff]{2,3}?)(?=(?:同志)?(?:为|的|辞去)[\u4e00-\u9fff]{2,20}?(?:长|主任|书记|主席|经理|陪审员|职务))"
)
_AFTER_ROLE = re.compile(
    r"(?:村民|牧民|牧户|渔户|脱贫户|鱼贩|骑手|掌柜|老板娘|木匠|银匠|巡护员|护林员|护边员|保洁员|调解员|徒弟|师父|师傅|球员|门将|前锋|裁判|原告|被告|被告人|嫌疑人|受害人|妻子|丈夫|儿子|女儿|父亲|母亲|哥哥|弟弟|姐姐|妹妹|孙子|外公|游客|乘客|旅客|顾客|采购商|经纪人|负责人|技术员|辅警|法人|庭长|助理|副教授|教授|博士|研究生|轮机长|船长|馆长|支书|居民|市民|农户|种植户|养殖户|茶农|果农|花农|菜农|渔民|店主|摊主|店长|老板|工人|职工|学生|老师|教师|司机|志愿者|队员|教练|民警|法官|检察官|律师|医生|"
    r"护士|技术员|农技员|调解员|讲解员|网格员|劝阻员|馆员|业主|读者|画家|作家|主播|选手|匠人|传承人|创始人|设计师|工程师|研究员)([\u4e00-\u9fff]{2,3}?)"
    r"(?=说|称|介绍|表示|告诉|坦言|回忆|感慨|笑|正在|带着|来到|走进|把|从|每天|家|和|与|种|养|今年|正|就|一|在|的|因|有|为|带|拿|捧|算|掰|指|望|站|蹲|坐|当|打|做|开|向|赶|牵|提|脸|心|很|最|也|都|又|手|激动|高兴|满|[，。、；：！？,.;:!?）)”\s]|$)"
)
_BESIDE = re.compile(
    r"[和与、]([\u4e00-\u9fff]{3})(?=来到|走进|走上|介绍|说|表示|一起|一同|一道|等|出席|参加|陪同|分别|先后|共同|在|到|的|、|，|。|,)"
)
_SPEAKS = re.compile(
    r"(?:^|(?<=[，。；：！？”\n,]))([\u4e00-\u9fff]{3})(?=介绍|说|表示|告诉|坦言|指出|强调|回忆|感慨|笑着)"
)
#: 林致远常委建议: a name before the title that one is called by, at the head of a clause.
_CALLED = re.compile(
    r"(?:^|(?<=[，。；：！？”\n,]))([\u4e00-\u9fff]{3})(?=(?:常委|委员|代表|院士|教授|书记|主任|局长|区长|县长|镇长|市长|总经理|董事长)"
    r"(?:建议|说|认为|表示|指出|提出|介绍|告诉|强调|主持|带队))"
)
#: What follows a name and is seldom its last character.
_AFTER_NAME = frozenset(
    "说称表介告认指强回坦解提带家把被将从向对给让做当就便才又再还曾已正能会想去来走拿打开先后则任率主等某将同其这那一二三四五两因所不没有为"
)
_SURNAME_CLASS = classes()
_NO_WITHIN = frozenset(
    "的地得了着过们者说是在也就都还又等里把被将从向对给让以为于及其这那个只能会要可不没有两几多少年月日号元米亩"
)
#: What one does, and hardly ever is called.
_VERBS = frozenset("学说称在来带把被给做种养当去到和与是从向对将")
_NO_GIVEN = frozenset("地的了着过们者说是在和与也就都还又等上下里中")
_BEFORE_TITLE = re.compile(
    r"(?<=[，。：；:,;\n ])([\u4e00-\u9fff]{2,3})任(?=[\u4e00-\u9fff]{2,16}?(?:书记|主席|主任|[局厅部省市州区县镇乡处科所站院校馆队会]长|经理|董事长))"
)
_CREDIT_ROLE = (
    r"(?:本报记者|本报通讯员|记者|通讯员|摄影记者|实习生|特约记者|见习记者|摄影|图/文|文/图|文/摄|作者|"
    r"(?:[本一二三四五六七八九十\d]{1,3}版)?(?:责任编辑|责编|编辑|美编|版式设计|版面设计|视觉设计|校对|统筹|策划))"
)
_NAME = r"(?:[\u4e00-\u9fff·]{2,4}|[\u4e00-\u9fff][ \u3000]{1,2}[\u4e00-\u9fff])"
_EDITOR = re.compile(r"责编|编辑|美编|设计|校对|统筹|策划")
# A whole line of roles and names, or a bracket that opens with a role.
_CREDIT_LINE = re.compile(
    rf"^[■□▲△●○◆◇\s]*(?:{_CREDIT_ROLE}[\s\u3000:：]*(?:{_NAME}[\s\u3000、]*)+)+(?:文/图|图/文|摄|文|报道)?[\s\u3000]*$",
    re.M,
)
_CREDIT_BRACKET = re.compile(
    r"[(（](?:本报|新华社|全媒体|综合)*(?:记者|通讯员|实习生|见习记者|摄影记者)[\s\u3000:：]*"
    r"((?:[\u4e00-\u9fff·]{2,3}[\s\u3000、]+)*[\u4e00-\u9fff·]{2,3})(?:摄|报道|参与采写|采访整理|整理)?[)）]"
)
_SHOT = re.compile(
    r"(?:(?<=记者)|(?<=通讯员)|(?<=[\s\u3000（(。/])|^)[ \u3000]*"
    r"([\u4e00-\u9fff]{2,3}|[\u4e00-\u9fff][ \u3000]{1,2}[\u4e00-\u9fff])[ \u3000]?(?:摄|供图|绘)(?=[)）\s。，]|$)",
    re.M,
)
_NAME_PART = re.compile(
    r"[\u4e00-\u9fff][ \u3000]{1,2}[\u4e00-\u9fff](?![\u4e00-\u9fff])|[\u4e00-\u9fff·]{2,4}"
)
_ROLE_WORDS = re.compile(
    _CREDIT_ROLE
    + r"|实习|见习|特约|摄影|报道|整理|综合|文图|图文|片\s*方|资料|手记|感言|采访|视觉|供图|影像|参与|本报"
)


def _plain(name: str) -> str:
    return name.replace(" ", "").replace("\u3000", "")


def in_post(text: str, spans: list[TaggedSpan]) -> list[TaggedSpan]:
    """局长白杨说, 决定：温如海任…书记: where nothing was found, the words around tell of a person."""
    for pattern in (_AFTER_TITLE, _BEFORE_TITLE, _APPOINTED):
        for match in pattern.finditer(text):
            start, end = match.span(1)
            if pattern is _APPOINTED and (
                words.stock().knows(match[1]) or match[1][-1] in _NO_GIVEN
            ):
                continue
            # 局长江晚晴 holds 长江, which is no river here.
            if pattern is _AFTER_TITLE and text[start] in SURNAMES:
                spans = [s for s in spans if not (s[0] == start - 1 and start < s[1] < end)]
            knows = words.stock().knows
            rare = (
                text[start] in RARE
                and end - start == 3
                and not (knows(match[1][:2]) or knows(match[1][1:]) or match[1][-1] in _NO_GIVEN)
            )
            if (text[start] in SURNAMES or rare) and not any(
                s < end and e > start for s, e, _ in spans
            ):
                spans = put(spans, (start, end, "PER"))
    knows = words.stock().knows
    people = {end for _s, end, kind in spans if kind == "PER"}
    for pattern in (_BESIDE, _SPEAKS, _AFTER_ROLE, _CALLED):
        for match in pattern.finditer(text):
            start, end = match.span(1)
            piece = match[1]
            if pattern is _BESIDE and match.start() not in people:
                continue
            if piece[0] not in SURNAMES and not (len(piece) == 3 and piece[0] in RARE):
                continue
            if piece[-1] in _NO_GIVEN or knows(piece):
                continue
            if knows(piece[:2]) or (knows(piece[1:]) and pattern is not _CALLED):
                continue
            if not any(s < end and e > start for s, e, _ in spans):
                spans = put(spans, (start, end, "PER"))
                people.add(end)
    return spans


def credits(text: str, spans: list[TaggedSpan]) -> list[TaggedSpan]:
    """Who stands after 记者, 通讯员 or before 摄 is a person, whatever else the name may mean."""
    for match in (*_CREDIT_LINE.finditer(text), *_CREDIT_BRACKET.finditer(text)):
        first, last = match.span(1) if match.re.groups else match.span()
        stretch = text[first:last]
        editors = _EDITOR.search(stretch)
        masked = re.sub(_CREDIT_ROLE, lambda m: "\n" * len(m.group()), stretch)
        for name in _NAME_PART.finditer(masked):
            if _ROLE_WORDS.search(name.group()):
                continue
            # Behind 统筹 and 策划 other things stand too.
            if editors and not (name.group()[0] in SURNAMES and len(_plain(name.group())) <= 3):
                continue
            start = first + name.start()
            end = start + len(name.group())
            held = [s for s in spans if s[0] < end and s[1] > start]
            if any(s[2] == "PER" and s[0] <= start and s[1] >= end for s in held):
                continue
            if any(s[0] < start or s[1] > end for s in held if s[2] != "PER"):
                continue
            spans = put(spans, (start, end, "PER"))
    for match in _SHOT.finditer(text):
        start, end = match.span(1)
        held = [s for s in spans if s[0] < end and s[1] > start]
        if not _ROLE_WORDS.search(match[1]) and (not held or held[0][:2] != (start, end)):
            spans = put(spans, (start, end, "PER"))
    return spans


def between_people(text: str, spans: list[TaggedSpan]) -> list[TaggedSpan]:
    people = [s for s in spans if s[2] == "PER"]
    for one, other in pairwise(people):
        between = text[one[1] : other[0]]
        if not (4 <= len(between) <= 26 and between[0] == "、" and between[-1] == "、"):
            continue
        items = between[1:-1].split("、")
        if not all(re.fullmatch(r"[\u4e00-\u9fff·]{2,4}", item) for item in items):
            continue
        at = one[1] + 1
        for item in items:
            if not any(s[0] < at + len(item) and s[1] > at for s in spans):
                spans = put(spans, (at, at + len(item), "PER"))
            at += len(item) + 1
    return spans


def completed(text: str, spans: list[TaggedSpan]) -> list[TaggedSpan]:
    """岩温 that is always followed by 罕 is 岩温罕; 玉梅 always after 者 is 者玉梅."""
    often: Counter[str] = Counter(text[s:e] for s, e, kind in spans if kind == "PER" and e - s == 2)
    for name, count in often.items():
        places = list(places_of(text, name))
        if len(places) < 2 or count < len(places) // 2:
            continue
        after = {text[at + 2 : at + 3] for at in places}
        before = {text[at - 1 : at] for at in places}
        sign = after.pop() if len(after) == 1 else ""
        head = before.pop() if len(before) == 1 else ""
        if name[0] in _SURNAME_CLASS and re.fullmatch(r"[\u4e00-\u9fff]", sign):
            if sign not in _NO_GIVEN and sign not in _AFTER_NAME:
                spans = _moved(spans, places, 0, 3)
        elif head in _SURNAME_CLASS and name[0] not in _SURNAME_CLASS:
            spans = _moved(spans, places, -1, 2)
    return spans


def _moved(
    spans: list[TaggedSpan], places: Sequence[int], left: int, right: int
) -> list[TaggedSpan]:
    for at in places:
        spans = put(spans, (at + left, at + right, "PER"))
    return spans


def shortened(text: str, spans: list[TaggedSpan], segmented: Sequence[str]) -> list[TaggedSpan]:
    """戴阿兴学 before 手艺 is 戴阿兴: four characters of one common surname, told once, are three."""
    borders = set(word_borders(segmented))
    found: list[TaggedSpan] = []
    for start, end, kind in spans:
        name = text[start:end]
        if (
            kind == "PER"
            and len(name) == 4
            and name[0] in COMMON
            and name[:2] not in DOUBLE
            and re.fullmatch(r"[\u4e00-\u9fff]{4}", name)
            and name[3] in _VERBS
            and end - 1 in borders
            and text.count(name) < text.count(name[:3]) + (text.count(name) == 1)
        ):
            end -= 1
        found.append((start, end, kind))
    return found


_WATER = re.compile(r"[\u4e00-\u9fff]{2}[湖河]")
_SETTLED = re.compile(r"[\u4e00-\u9fff]{2}[镇乡县村湾港街]")
_ADDRESSED = re.compile(
    r"[\u4e00-\u9fff]{1,2}(?:师傅|阿婆|大妈|阿姨|大爷|大叔|大姐|大哥|奶奶|爷爷)|阿[婆公爸妈姨]"
)


def places_taken_for_people(text: str, spans: list[TaggedSpan]) -> list[TaggedSpan]:
    """滑入盘信河 is no person; 朱师傅 is no name."""
    found: list[TaggedSpan] = []
    for start, end, kind in spans:
        name = text[start:end]
        if kind == "PER":
            if _ADDRESSED.fullmatch(name):
                continue
            wet = _WATER.fullmatch(name) and (
                text[max(0, start - 1) : start] in tuple("在入到往过沿")
                or text[end : end + 1] in tuple("的上里畔边水面")
            )
            if wet or _SETTLED.fullmatch(name):
                kind = "LOC"
        found.append((start, end, kind))
    return found


_THREE = re.compile(r"[\u4e00-\u9fff]{3}")


def told_again(text: str, spans: list[TaggedSpan], segmented: Sequence[str]) -> list[TaggedSpan]:
    """卯升和, 解双喜: a surname and two characters that are no word, told twice in different company."""
    inner = set(word_borders(segmented))
    knows = words.stock().knows
    taken = bytearray(len(text) + 1)
    for start, end, _ in spans:
        taken[start:end] = b"\1" * (end - start)
    names = {
        text[at : at + 3]
        for at in inner
        if text[at : at + 1] in _SURNAME_CLASS and at + 3 in inner and not any(taken[at : at + 3])
    }
    for name in sorted(names):
        if text.count(name) < 2 or not _THREE.fullmatch(name) or set(name[1:]) & _NO_WITHIN:
            continue
        if knows(name) or knows(name[:2]):
            continue
        places = [at for at in places_of(text, name) if not any(taken[at : at + 3])]
        if len(places) < 2 or len({text[at + 3 : at + 4] for at in places}) < 2:
            continue
        if len({text[at - 1 : at] for at in places}) < 2:
            continue
        # A given name that is a word (解双喜) needs a role before it, or one who speaks.
        if knows(name[1:]) and not any(
            text[at - 2 : at] in ROLES
            or text[at + 3 : at + 5] in SAYS
            or text[at + 3 : at + 4] == "说"
            for at in places
        ):
            continue
        for at in places:
            spans = put(spans, (at, at + 3, "PER"))
    return spans
