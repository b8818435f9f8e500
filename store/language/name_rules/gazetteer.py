"""China's counties and prefectures (divisions.txt), where the tagger passed them over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

import numpy as np

from store.language.name_features import Stretches, codes_of, key32
from store.language.name_rules.spans import put, word_borders
from store.language.name_tagger import TaggedSpan, shipped
from store.language.surnames import COMMON

#: Short names that are everyday words, or given names, and say nothing by themselves.
_AMBIGUOUS = frozenset(
    """
    合作 和平 武功 比如 南部 解放 东方 前进 港口 公安 友好 通道 示范区 共和 城中 城区 友谊 平安 中方 凤凰 安定
    延长 光明 新兴 运河 万年 东风 红旗 光泽 南岸 赤壁 城北 会同 工农 大名 富裕 清水 高明 前锋 复兴 长子 宏伟
    平定 芙蓉 洞口 温泉 石门 向阳 郊区 振兴 三元 日照 大方 互助 新华 威信 莲花 平和 名山 建平 金台 龙泉 白云
    大堂 航空港 矿区 桃源 当阳 白银 三门 大观 永和 二七 台前 石棉 丰满 月湖 双桥 保康 高台 九龙 二道 平房 小店
    同心 元宝 宝塔 万安 太白 灯塔 白玉 大兴 木兰 天涯 七星 海棠 来宾 博爱 同仁 回民 钟楼 天水 马尾 方正 弥勒
    黑水 安居 鼓楼 龙凤 大通 麒麟 海盐 新民 高密 安康 富民 清流 水城 安达 紫金 老城 爱民 民权 民和 新星 上高
    和顺 孝义 灵宝 天台 天心 开化 金沙 新会 方山 五台 兴化 铜鼓 延寿 民乐 阳春 兴业 三台 大厂 盐池 大安 金牛
    路南 白塔 古塔 石台 海北 永定 长治 双塔 梨树 广元 大田 文山 康乐 龙华 鸡冠 三水 石鼓 保税区 集贤 白水 修水
    市北 市南 尚义 定边 乐平 沙田 凌云 双峰 天长 双流 新田 乐业 平顺 莲池 大竹 大足 八步 仁和 未央 光山 城厢
    大英 牧野 云梦 金塔 文水 曲水 交口 建水 界首 文成 安仁 子长 双城 金水 明水 高安 普定 余庆 玉屏 安义 东光
    平远 平乐 丰林 四会 钢城 花溪 惠农 响水 新林 明山 同安 西工 长安 泰和 新和 高要 建华 永福 永新 秀英 龙门
    宝山 朝阳 青年 太平 太和 长寿 长乐 南山 西山 东山 西湖 江北 江东 江南 河东 河西 海港 新城 城西 城东 城南
    桥东 桥西 路北 站前 胜利 松山 青山 金山 铁山 连山 青龙 兴国 安宁 安平 平安 永安 永康 永兴 永胜 建设 兴隆
    明光 德惠 惠民 惠安 民丰 裕民 华容 玉山 玉田 云龙 文安 文登 中山 北关 南关 东区 西区 大同 太康 海州 东海
    新建 新乡 新野 建安 建宁 海安 海丰 安新 保定 定安 富源 乐安 乐东 玉林 桂林 石林 柳林 双江 江城 山阳 山海关
    河口 江口 海口 通海 通河 三河 三江 丰都 宜君 如意 如东 福山 福田 平原 巴中 满城 滨海 江海 沙洋 柳江 临高 嘉禾 嘉善 雨花 雨山 云和 灵山 象山 鱼台
    """.split()
)


@lru_cache(maxsize=1)
def divisions() -> tuple[frozenset[str], frozenset[str]]:
    """Full names, and the short names that are no everyday word; the characters they begin with."""
    lines = files("store.language").joinpath("divisions.txt").read_text(encoding="utf-8")
    found: set[str] = set()
    for line in lines.splitlines():
        full, _, short = line.partition("\t")
        if len(full) >= 3:
            found.add(full)
        if len(short) >= 2 and short not in _AMBIGUOUS:
            found.add(short)
    return frozenset(found), frozenset(name[0] for name in found)


def counties(text: str, spans: list[TaggedSpan], segmented: Sequence[str]) -> list[TaggedSpan]:
    """荣成, 民勤, 抚远: a word, or two, that is a county's name and in no other name."""
    known, beginnings = divisions()
    taken = bytearray(len(text) + 1)
    for start, end, _ in spans:
        taken[start:end] = b"\1" * (end - start)
    borders = word_borders(segmented)
    added: list[TaggedSpan] = []
    for at, start in enumerate(borders[:-1]):
        if text[start] not in beginnings:
            continue
        for last in (at + 2, at + 1):
            if last >= len(borders):
                continue
            end = borders[last]
            if not 2 <= end - start <= 10 or text[start:end] not in known or any(taken[start:end]):
                continue
            # 清远 + 街
            if (
                last + 1 < len(borders)
                and borders[last + 1] - end == 1
                and text[end] in "街路门桥港湖河"
            ):
                end += 1
            lone = at > 0 and start - borders[at - 1] == 1 and text[start - 1] in COMMON
            if not (lone and end - start == 2):
                added.append((start, end, "LOC"))
                taken[start:end] = b"\1" * (end - start)
            break
    return sorted(spans + added)


_TOWNSHIP = re.compile("镇|乡|街道|苏木|农场|林场|牧场")
_LONGEST = 10


def townships(text: str, spans: list[TaggedSpan]) -> list[TaggedSpan]:
    """收成镇, 友谊镇, 前进农场 where no name was found; 镇政府 after 十月田 is 十月田镇政府."""
    ends = [m.end() for m in _TOWNSHIP.finditer(text)]
    asked = [
        (start, end)
        for end in ends
        for start in range(max(0, end - _LONGEST), end - 2)
        if text[start:end].isalpha()
    ]
    if not asked:
        return spans
    places = np.array(asked, dtype=np.int64)
    hashes = Stretches(codes_of(text)).hashes(places[:, 0], places[:, 1])
    official = shipped().divisions.look_up(key32(hashes)) & 4
    settled = 0
    for start, end in (one for one, level in zip(asked, official, strict=True) if level):
        if start < settled:
            continue
        over = [s for s in spans if s[0] < end and s[1] > start]
        if not over or over == [(start, end, "PER")]:
            spans = put(spans, (start, end, "LOC"))
            settled = end
        elif len(over) == 1 and over[0][2] == "ORG" and start < over[0][0] < end <= over[0][1]:
            spans = put(spans, (start, over[0][1], "ORG"))
            settled = end
        elif len(over) == 1 and over[0][2] == "LOC" and start <= over[0][0] and over[0][1] < end:
            spans = put(spans, (start, end, "LOC"))
            settled = end
    return spans
