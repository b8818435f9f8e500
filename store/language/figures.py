"""Sums, percentages and counts in news text, each with what it counts.

A small grammar of our own. A sum has its currency, a percentage what rose, fell or is shared, a
count its measure word and the noun after it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from store.language.matching import matches
from store.language.numerals import CHARS, number

FigureKind = Literal["sum", "percent", "count"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number where it stands: half-open offsets, its value in ``unit``, what it counts (or None).

    ``change`` is the verb that moved it (增长, 下降, 达) or None.
    """

    kind: FigureKind
    start: int
    end: int
    text: str
    value: Decimal
    unit: str
    what: str | None = None
    change: str | None = None


_NUMBER = (
    rf"(?:[0-9０-９]+(?:[,，][0-9０-９]{{3}})*(?:[.．][0-9０-９]+)?|[{CHARS}]+(?:点[{CHARS}]+)?)"
    r"(?:万亿|千亿|百亿|十亿|千万|百万|[百千]?[万亿])?"
    rf"(?:(?<=亿)[{CHARS}]+万)?"
)
_CURRENCY = "人民币|元|美元|欧元|港元|日元|英镑|卢布|韩元|澳元|加元|新元|泰铢|卢比|澳门元|瑞士法郎|新台币|块钱"
_MEASURE = (
    "平方公里|平方千米|平方米|立方米|公里|千米|厘米|毫米|海里|公顷|万亩|亩|公斤|千克|千瓦时|千瓦|兆瓦|吨|克|升|度电|"
    "小时|分钟|秒|人次|人份|架次|车次|例次|标准箱|名|位|人|个百分点|个|家|户|件|项|条|辆|台|套|艘|架|座|栋|幢|"
    "所|间|处|场|次|届|批|份|张|本|部|只|头|匹|棵|株|朵|枚|支|对|双|门|轮|种|类|米|层|盏|列|趟|班|笔|"
    "起|宗|则|篇|幅|尊|口|片|块|道|岁|倍|吨级|桶|箱|袋|瓶|斤|对|组|支队伍|支队|期|站"
)
_FIGURE = re.compile(
    rf"""
    (?P<percent>(?P<pn>{_NUMBER})\s?(?P<pu>[%％‰]|个百分点)|百分之(?P<pc>[{CHARS}]+(?:点[{CHARS}]+)?))
  | (?P<sum>(?P<sn>{_NUMBER})\s?(?P<rest>多|余|来)?(?P<scale>万亿|[万亿])?\s?(?P<su>{_CURRENCY}))
  | (?P<count>(?P<cn>{_NUMBER})\s?(?:多|余|来)?\s?(?P<cu>{_MEASURE}))
    """,
    re.VERBOSE,
)
_BEGINS = re.compile(rf"[0-9０-９{CHARS}]")
_CHANGES = (
    "增长|增加|上升|提高|提升|上涨|攀升|增幅|增速|下降|减少|回落|降低|下跌|下滑|缩短|达到|超过|突破|"
    "完成|实现|占比|占|达|为|超"
)
_BEFORE = re.compile(
    rf"(?P<what>[^，。；、！？\s“”（）()]{{2,18}}?)(?:同比|环比|比上年|较上年|比去年同期|较去年同期|按可比价格计算|累计|首次|已经|已|约)*"
    rf"(?P<change>{_CHANGES})了?(?:约|近|超|到|至|逾)?$"
)
_ALONE = re.compile(
    rf"^(?:并且?|其中|并)?(?:同比|环比|比上年|较上年|比去年同期|较去年同期)?(?:实际)?({_CHANGES})了?(?:约|近|超|到|至|逾)?$"
)
_SENTENCE = re.compile(r"[。！？\n]")
_CLAUSE = re.compile(r"[，。；！？,;!?\n]")
_NOUN_STOP = frozenset(
    "的 了 是 在 和 与 及 等 有 被 把 将 为 于 从 到 以 并 而 已 都 也 就 还 又 让 使 对 由 其中 左右 以上 以下 以内 "
    "之间 之多 不等 进行 开展 参加 参与 获得 获 来自 前来 完成 实现 投入 用于 组成 共同 同时 分别 相继".split()
)
_HEADS = tuple(
    "企业 项目 单位 工程 活动 人员 学生 员工 职工 居民 村民 党员 干部 家庭 代表 岗位 作品 品种 产品 队伍 线路 "
    "小区 社区 医生 教师 队员 选手 游客 市民 农户 商户 机构 院校 学校 医院 平台 基地 车间 设备 机器人 汽车 车辆 房屋 "
    "案件 措施 服务 课程 图书 展品 文物 诗 词 歌".split()
)
_TAIL = re.compile(
    r"(?:实现|完成|新增|吸引|投入|增加|接待|发放|覆盖|建成|引进|共有|惠及|培训|带动|处理|受理|服务|拥有|获得|"
    r"收到|捐赠|种植|栽种|收获|售出|发布|设有|分为|安排|组织|现有|已有)([一-龥]{2,8}?)(?:约|近|超|达|逾|共|超过|达到)?$"
)
#: What makes something so is not what is counted: 让|绿电供给率达到95%, 团队实现|转换效率超过30%.
_MAKES = re.compile(r".*(?:实现|推动|带动|促进|使得|使|让|令)(?=[一-龥]{4})")
#: What is left of a quoted name: “东数西算”|工程.
_AFTER_QUOTE = re.compile(
    r"^(?:工程|计划|行动|项目|战略|活动|政策|机制|模式|平台|品牌)(?=[一-龥]{3})"
)
_LONGEST = 18
_ORDINAL = frozenset("第")

Cut = Callable[[str], Sequence[str]]


def figures(text: str, cut: Cut) -> list[Figure]:
    """The figures of ``text`` in order; ``cut`` segments what follows a count."""
    found: list[Figure] = []
    carried: str | None = None
    stop = 0
    for match in matches(_FIGURE, _BEGINS, text):
        if _SENTENCE.search(text, stop, match.start()):
            carried = None
        stop = match.end()
        start, end = match.span()
        if start and (text[start - 1] in _ORDINAL or text[start - 1].isdigit()):
            continue
        if match["percent"]:
            raw = match["pn"] or match["pc"]
            unit = "%" if match["pc"] or match["pu"] in "%％" else match["pu"]
            kind: FigureKind = "percent"
        elif match["sum"]:
            raw = match["sn"] + (match["scale"] or "")
            unit = match["su"]
            kind = "sum"
        else:
            raw, unit, kind = match["cn"], match["cu"], "count"
            if not _counts(raw, unit):
                continue
        value = number(raw)
        if value is None:
            continue
        before = text[max(0, start - 30) : start]
        clause = _CLAUSE.split(before)[-1]
        told = _BEFORE.search(clause)
        what = _whole(clause, told, cut) if told else None
        change = told["change"] if told else None
        alone = _ALONE.search(clause)
        if alone:
            what, change = carried, alone[1]
        if kind == "count":
            what = _noun_after(text[end : end + 12], cut) or what or _noun_before(clause)
        elif kind == "sum" and what is None:
            what = _noun_after(text[end : end + 12], cut) if text[end : end + 1] == "的" else None
            what = what or _noun_before(clause)
        found.append(Figure(kind, start, end, match.group(), value, unit, what, change))
        carried = what or carried
    return found


def _whole(clause: str, told: re.Match[str], cut: Cut) -> str:
    """What changed, from the beginning of a word and without what makes it so."""
    what = told["what"]
    at = told.start("what")
    if at and clause[at - 1] in "”》":
        what = _AFTER_QUOTE.sub("", what)
    elif at and len(what) == _LONGEST:
        edge = 0
        for word in cut(clause):
            if edge >= at:
                break
            edge += len(word)
        what = what[edge - at :] or what
    return _MAKES.sub("", what)


def _counts(raw: str, unit: str) -> bool:
    """一个, 一次, 两人 are speech, not figures."""
    value = number(raw)
    if value is None:
        return False
    if not any(c.isdigit() for c in raw):
        return value >= 3 and not (
            len(raw) == 1 and unit in ("个", "次", "种", "位", "人", "层", "道", "口", "片")
        )
    return not (unit == "期" or (unit == "届") or (unit == "站"))


def _noun_after(text: str, cut: Cut) -> str | None:
    """The noun that a count counts: the words up to the next function word, two at most."""
    text = re.split(r"[，。；、！？,;!?\s“”（）()《》：:]", text)[0].removeprefix("的")
    words: list[str] = []
    for word in cut(text):
        if word in _NOUN_STOP or not word.isalpha() or word.isascii():
            break
        if words and len(words[0]) >= 2 and not word.endswith(_HEADS):
            break
        words.append(word)
        if len(words) == 2 or len(word) >= 4:
            break
    noun = "".join(words)
    return noun if len(noun) >= 2 else None


def _noun_before(clause: str) -> str | None:
    told = _TAIL.search(clause)
    if told:
        return told[1]
    match = re.search(
        r"(总投资|投资额|总额|产值|营收|销售额|成交额|资金|补贴|贷款|奖金|罚款|金额|收入|利润|税收|增加值|投资)(?:约|近|超|达|逾)?$",
        clause,
    )
    return match[1] if match else None
