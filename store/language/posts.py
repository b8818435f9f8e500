"""Posts (职务): who holds which post in which organisation, wherever the text states it.

The forms are those newspapers use: a title before the name (区委副书记、区长××), a list that shares
one (区领导甲、乙、丙), an appointment after it (××任…, 当选…, 不再担任…), an author's note (作者为…).
An organisation that is only meant (区委书记 in a paper of one district) is resolved when nothing
else could be meant, and marked as inferred.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from store.records import Mention, Post

Cut = Callable[[str], Sequence[str]]
Where = str | int | tuple[str, int]

_ROOTS = tuple(
    sorted(
        """
        总书记 书记 支书 主席 总统 总理 首相 国王 女王 王储 大公 首脑 议长 议员 外长 防长 财长 部长 大臣 国务卿 国务委员 委员长 委员 常委
        秘书长 秘书 干事长 干事 发言人 大使 公使 参赞 总领事 领事 特使 代表 专员 行政长官 司长 署长 总署长 局长 厅长 处长 科长 股长 室主任 主任 主管 主办
        省长 市长 州长 区长 县长 镇长 乡长 村长 盟长 旗长 会长 理事长 理事 监事长 监事 董事长 董事 总经理 经理 总裁 总监 行长 厂长 矿长
        场长 站长 所长 院长 校长 园长 馆长 台长 社长 店长 总编辑 主编 编辑 总编 制片人 导演 编剧 策展人 团长 队长 大队长 支队长 总队长
        中队长 班长 组长 连长 排长 营长 旅长 师长 军长 司令员 司令 参谋长 政委 政治委员 指导员 教导员 舰长 船长 机长 轮机长 列车长
        庭长 检察长 检察官 法官 审判长 审判员 律师 公证员 民警 交警 辅警 警长 消防员 网格员 社工 辅导员 班主任 教授 讲师 助教 研究员 馆员
        工程师 设计师 架构师 建筑师 规划师 技师 农艺师 经济师 会计师 分析师 经济学家 院士 医师 医生 护士长 护士 药师 教师 老师 教练 主教练 领队
        裁判长 裁判 翻译官 首席执行官 首席科学家 首席专家 创始人 合伙人 负责人 联络员 管理员 讲解员 驻村干部 工作队员 第一书记 领导 领导人 领袖
        掌门人 当家人 带头人 传承人 法人代表 法定代表人 技术员 操作员 调度员 巡护员 护林员 饲养员 工长 长老 顾问 助理 导师 执委 巡视员 调研员 督学 总师 总指挥 指挥长 总设计师 副总
        """.split(),
        key=len,
        reverse=True,
    )
)
_ROOT = "|".join(_ROOTS)
_ENDS = re.compile(rf"(?:{_ROOT})(?:\s|同志|先生|女士|（[^（）]*）|\([^()]*\))?$")
_TITLE = re.compile(rf"(?:{_ROOT})")
_NOT_TITLE = re.compile(
    r"(?:人大代表团|代表团|学生代表|群众代表|居民代表|村民代表|家长代表|职工代表|青年代表|企业代表|优秀代表|的代表)$"
)
_SHARED = re.compile(
    r"(?:副[^、]*|领导|领导人|常委|委员|代表|教授|研究员|工程师|医生|医师|教师|老师|院士|民警|律师|法官|检察官|议员|负责人|董事|理事|队员|技师|护士|传承人|教练|创始人|裁判)$"
)
_BARE = re.compile(
    r"^(?:[省市区县州旗镇乡街村]|自治[区州县])?(?:委|党委|党工委|政府|人大|人大常委会|政协|纪委|纪委监委|监委|人民政府)$"
)
_BOUNDARY = re.compile(r"[，。；：！？!?,;:“”‘’\"\n《》【】…—/|（）()]|\s{2,}")
_STOPPERS = frozenset(
    """
    的 了 应 和 与 及 以及 跟 同 由 向 对 在 为 是 经 据 让 请 随 从 被 把 将 给 等 以 等等 听取 会见 拜会 陪同 会上 会后 其间 期间 随后 当天 当日
    昨天 今天 日前 近日 介绍 采访 专访 对话 告诉 表示 说 找到 见到 遇到 邀请 来自 作为 包括 其中 还有 之后 同时 时任 现任 原任 前任 继任 新任 候任 曾任 出任 任命
    担任 当选 辞去 免去 通过 选举 决定 任 叫 而 但 也 都 并 就 又 还 使 该 各 这位 那位 一位 一名 一个 位 名 多位 几位 两位 两名 三位 老 年轻 年 岁 月 日 主持 出席 参加 率 率领 带领 发给 写信
    跟随 走进 来到 前往 指导 邀 送 交 致信 致电 感谢 有 用 代表 支持 希望 听 问 看 向着 据悉 接任 接替 通报 授予 成为 因 如 像 比 除 时 后 前 中 上 里 下 内 间 处 起 至 到 于 着 夫妇 夫人
    """.split()
)  # fmt: skip
#: What is done to or by someone before his title is told.
_ACTS = frozenset(
    """
    带走 抓捕 抓获 逮捕 拘留 起诉 指控 谴责 批评 抨击 呼吁 敦促 要求 祝贺 欢迎 看望 慰问 接见 陪同 会晤 约见 访问 联系 得知 聘请 聘任 推荐 拥护 反对 暗杀 袭击 营救 释放 强行 采访 追问 询问 咨询
    请教 拜访 走访 致函 致敬 悼念 纪念 缅怀 学习 牢记 聆听 落实 贯彻 根据 按照 遵照 依据 围绕 针对 关于 经过 通过 坐在 站在 名叫 叫作 称为 认识 记得 见证 称赞 夸奖 引用 转告 提醒 忘不了 难忘 想起 交给 递给 送给
    """.split()
)
_FORMER = frozenset(("原", "前", "原任", "前任"))
#: 原 that opens another word: 原子能组织主席.
_NOT_FORMER = re.compile(r"原(?:子|料|创|住|油|始|产)")
_PREFIXES = ("时任", "现任", "原任", "前任", "新任", "候任", "继任", "原", "前")
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
_AUTHOR = re.compile(r"[（(]?(?:本文)?作者(?:单位)?(?:为|系|是|：|:)(?P<note>[^（）()；。]{4,40})")
_APPOINT = re.compile(r"(?:任命|选举|推选|聘任|聘请|选聘|推举|决定|补选)(?:了)?")
_ROLE = re.compile(r"记者|通讯员|摄影|作者|评论员|编辑")


@dataclass(frozen=True, slots=True)
class Unit:
    """One text of an article (title, a paragraph, a caption…) with the names found in it."""

    where: Where
    text: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class _Title:
    post: str
    organisation: str | None
    inferred: bool = False
    bare: bool = False
    former: bool = False


def posts(units: Sequence[Unit], cut: Cut, home: str | None = None) -> tuple[Post, ...]:
    """The posts that an article's units state, in order, each with its sentence.

    ``home`` is the district, county or city whose paper this is (云溪区), if it is known: 区委 and
    区长 are then its own.
    """
    found: list[Post] = []
    addressed: dict[tuple[str, str], Post] = {}
    bodies = _bodies(units)
    for unit in units:
        if unit.where == "byline":
            continue
        people = [m for m in unit.mentions if m.kind == "PER"]
        before: _Title | None = None
        for at, person in enumerate(people):
            titles = _titles_before(unit, person, cut)
            title = titles[-1] if titles else None
            if title is None and at and before is not None:
                gap = unit.text[people[at - 1].end : person.start]
                if gap in ("、", "和", "，", " ", "  ", "及", "、 ") and _SHARED.search(
                    before.post
                ):
                    title = before
            before = title
            for each in titles or ([title] if title else []):
                found.append(_post(unit, person, _resolved(each, bodies, home)))
            for later, ended in _titles_after(unit, person, cut):
                for holder in _appointed(unit, people, at):
                    one = _post(unit, holder, _resolved(later, bodies, home))
                    found.append(replace(one, ended=ended or one.ended))
            address = _ADDRESSED.match(unit.text, person.end)
            if title is None and address and not _ROLE_OF.match(unit.text, address.end()):
                addressed.setdefault((person.name, address[1]), unit_post(unit, person, address[1]))
    # 陈群伟书记 tells a post once; where it is told with its body that says more.
    told = {(p.person, p.post[-len(post) :]) for p in found for (_n, post) in addressed}
    found += [one for key, one in addressed.items() if key not in told]
    found += [
        replace(_post(unit, person, _resolved(title, bodies, home)), ended=True)
        for unit in units
        for person, title in _moved_from(unit, cut)
    ]
    found += _author_notes(units, cut)
    kept = [p for p in found if p.organisation is not None or not _TRADE.search(p.post)]
    return tuple(dict.fromkeys(kept))


#: Trades, which are posts only of a body (青禾小学教师), not by themselves.
_TRADE = re.compile(
    r"(?:老师|教师|教练|护士|医生|民警|交警|辅警|律师|法官|检察官|讲解员|消防员|网格员|社工|技术员|操作员|管理员|设计师|导演|编剧|编辑|饲养员|护林员|"
    r"巡护员|调度员|辅导员|技师|翻译官|传承人|带头人|当家人|掌门人|长老|裁判|领队|(?<![省市区县州镇])领导|领导人|领袖|干事|秘书|主管|主办|班长|组长|(?<!国务)委员|代表|队员|顾问|助理|导师)$"
)


def credited(units: Sequence[tuple[str, str]]) -> tuple[Post, ...]:
    """Credits as posts: (role, name) pairs whose role is one of the paper's own trades."""
    return tuple(
        Post(name, role, None, False, ("credit", index), f"{role} {name}".strip())
        for index, (role, name) in enumerate(units)
        if _ROLE.search(role)
    )


_ADDRESSED = re.compile(
    r"(总书记|国家主席|主席|总统|总理|首相|国王|女王|议长|外长|大臣|部长|省长|市长|区长|县长|镇长|乡长|书记|常委|副主席|副总理|副总统|"
    r"国务委员|委员长|院长|校长|局长|厅长|主任|会长|秘书长|大使|教授|院士|总经理|董事长|总裁)"
)
_ROLE_OF = re.compile(
    r"特使|特别|夫人|助理|秘书|办公室|代表|发言人|候选人|[\u4e00-\u9fff]?[、]|团|府|制|级|们"
)


def unit_post(unit: Unit, person: Mention, post: str) -> Post:
    """陈群伟书记: the post alone."""
    return _post(unit, person, _Title(post, None))


def _appointed(unit: Unit, people: Sequence[Mention], at: int) -> list[Mention]:
    """Who an appointment is of: the one before the verb, and all of a list that ends with it."""
    found = [people[at]]
    for before in range(at - 1, -1, -1):
        if unit.text[people[before].end : people[before + 1].start] not in ("、", "和", "及"):
            break
        found.append(people[before])
    return found[::-1]


def _post(unit: Unit, person: Mention, title: _Title) -> Post:
    return Post(
        person.name,
        title.post,
        title.organisation,
        title.inferred,
        unit.where,
        sentence_of(unit.text, person.start, person.end),
        title.former,
    )


def sentence_of(text: str, start: int, end: int) -> str:
    """The sentence around a stretch, closing quotes with it."""
    first = max((m.end() for m in re.finditer(r"[。！？\n][”’」』）)]*", text[:start])), default=0)
    stop = re.search(r"[。！？\n][”’」』）)]*", text[end:])
    last = end + stop.end() if stop else len(text)
    return text[first:last].strip()


def _titles_before(unit: Unit, person: Mention, cut: Cut) -> list[_Title]:
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
        for m in _BOUNDARY.finditer(stretch)
        if not any(start < m.start() + 1 <= end for start, end in held)
    ]
    if bounds and bounds[-1] == len(stretch) and stretch[-1] in "”）)":
        return []
    if bounds:
        low += bounds[-1]
        stretch = text[low : person.start]
    stretch = stretch.rstrip(" \u3000")
    found: list[_Title] = []
    while True:
        at = _last_body(unit, low, stretch)
        title = _parse(unit, low + at, stretch[at:], cut)
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
        prefix = next((p for p in _PREFIXES if head.endswith("、" + p)), "")
        if not head.endswith("、" + prefix):
            continue
        if _ENDS.search(head[: len(head) - len(prefix) - 1]):
            return at - len(prefix)
    return 0


def _parse(unit: Unit, low: int, stretch: str, cut: Cut) -> _Title | None:
    """A title that ends ``stretch``, which stands at ``low`` in the unit."""
    if not _ENDS.search(stretch) or _NOT_TITLE.search(stretch):
        return None
    high = low + len(stretch)
    bodies = [
        m for m in unit.mentions if m.kind in ("ORG", "LOC") and low <= m.start and m.end <= high
    ]
    start = _chain_start(stretch, low, bodies, cut)
    chain = unit.text[low + start : high]
    former = False
    for prefix in _PREFIXES:
        if (
            chain.startswith(prefix)
            and len(chain) > len(prefix) + 1
            and not _NOT_FORMER.match(chain)
        ):
            start += len(prefix)
            chain = chain[len(prefix) :]
            former = prefix in _FORMER
            break
    if not former:
        former = bool(
            re.search(r"(?:^|[^目日此之年以])(?:原|前)(?:任)?$", unit.text[: low + start])
        )
    chain = chain.lstrip("、 兼和任")
    begin = high - len(chain)
    if not _TITLE.search(chain):
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
        for prefix in _PREFIXES:
            if (
                rest.startswith(prefix)
                and _TITLE.search(rest[len(prefix) :])
                and not _NOT_FORMER.match(rest)
            ):
                rest = rest[len(prefix) :]
                former = prefix in _FORMER
                break
        if not rest or not _TITLE.search(rest):
            # 外交部长: the body's last character opens the title.
            return _Title(chain, body.name if body.kind == "ORG" else None, former=former)
        if body.kind == "ORG" and not _BARE.match(body.text):
            whole = unit.text[begin : body.start] + body.name if begin < body.start else body.name
            return _Title(rest, whole, former=former)
        if body.kind == "LOC":
            committee = re.match(
                r"(?:省|市|区|县|镇|乡|街道|州|村)?(?:党委|党工委|委|党支部|党总支)(?=副?书记|常委|委员)",
                rest,
            )
            if committee:
                glue = committee.group()
                return _Title(rest, body.name + glue, former=former)
            return _Title(rest, body.name, former=former)
    printed = None if inner else _PRINTED.match(chain)
    if printed:
        return _Title(printed["post"], printed["body"], former=former)
    return _Title(chain, None, bare=True, former=former)


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
        if word in _STOPPERS and not any(i in covered for i in range(begin, end)):
            # 英国前卫生大臣, 深圳市政协原党组书记: the body stands before what says when.
            if word == "指导" and _GUIDES.match(stretch, end):
                start = begin
                continue
            if word in _PREFIXES and begin in covered_ends:
                start = begin
                continue
            break
        if len(word) >= 2 and word in _ACTS and begin not in covered:
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
        if not _TITLE.search(between):
            start = min(firsts)
    return start


def _titles_after(unit: Unit, person: Mention, cut: Cut) -> list[tuple[_Title, bool]]:
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
    titles = [m.end() for m in _TITLE.finditer(clause)]
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
    title = _parse(unit, low, clause[:cutoff], cut)
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


def _moved_from(unit: Unit, cut: Cut) -> list[tuple[Mention, _Title]]:
    """从区水利局局长转任…: what the person spoken of was before."""
    found = []
    for match in _FROM.finditer(unit.text):
        people = [m for m in unit.mentions if m.kind == "PER" and m.end <= match.start()]
        title = _parse(unit, match.start("title"), match["title"], cut)
        if people and title is not None and title.organisation is not None:
            found.append((people[-1], title))
    return found


def _author_notes(units: Sequence[Unit], cut: Cut) -> list[Post]:
    """（作者为某大学教授）: the post of the one credited author."""
    authors = [m for u in units if u.where == "byline" for m in u.mentions if m.kind == "PER"]
    if len(authors) != 1:
        return []
    found: list[Post] = []
    for unit in units:
        match = None if unit.where == "byline" else _AUTHOR.search(unit.text)
        if match is None:
            continue
        note = re.split(r"[，,]|本报记者", match["note"])[0]
        title = _parse(unit, match.start("note"), note, cut)
        if title is not None:
            sentence = sentence_of(unit.text, match.start(), match.end())
            found.append(
                Post(
                    authors[0].name,
                    title.post,
                    title.organisation,
                    title.inferred,
                    unit.where,
                    sentence,
                )
            )
    return found


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


def _bodies(units: Sequence[Unit]) -> set[str]:
    """The organisations and places that an article names."""
    return {m.name for unit in units for m in unit.mentions if m.kind in ("ORG", "LOC")}


def _resolved(title: _Title, bodies: set[str], home: str | None) -> _Title:
    """A bare title with the organisation that it can only mean."""
    if title.organisation is not None or not title.bare:
        return title
    for posts_of, ends in _SEATS:
        if posts_of.fullmatch(title.post):
            seats = {b for b in bodies if b.endswith(ends) and not _BARE.match(b)}
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
    named = {b for b in named if not _BARE.match(b)}
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
