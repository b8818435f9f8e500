"""People from abroad: names with a dot or a hyphen, and Japanese ones."""

from __future__ import annotations

import re

from store.language.name_rules.spans import SURNAMES, put
from store.language.name_tagger import TaggedSpan

#: Frequent Japanese surnames of two characters that are seldom anything else in a Chinese sentence.
_JAPANESE = (
    "高市 石破 岸田 安倍 小泉 菅直 野田 福田 麻生 河野 茂木 鸠山 佐藤 铃木 高桥 田中 伊藤 渡边 山本 中村 小林 加藤 吉田 山田 "
    "佐佐木 山口 松本 井上 木村 斋藤 清水 山崎 池田 桥本 阿部 石川 山下 中岛 前田 藤田 小川 后藤 冈田 长谷川 村上 近藤 "
    "石井 坂本 远藤 青木 藤井 西村 藤原 三浦 太田 松田 原田 中川 中野 小野 田村 竹内 金子 和田 中山 石田 上田 森田 "
    "原口 柴田 酒井 工藤 横山 宫崎 宫本 内田 高木 安藤 谷口 大野 丸山 今井 河村 藤本 村田 武田 上野 杉山 增田 平野 大冢 "
    "久保 松井 千叶 岩崎 樱井 野口 木下 野村 菊地 佐野 大西 杉本 新井 滨田 菅原 市川 小松 岛田 水野 高野 西田 早田 平野 伊东 "
    "张本 羽生 大谷 村山 宫泽 细田 玄叶 前原 枝野 志位 萩生田 二阶 木原 加藤 小野寺 岩屋 玉木 斋藤 泽田 川端 大江 东野 宫部"
).split()
_FULL = re.compile(
    rf"(?:{'|'.join(sorted(set(_JAPANESE), key=len, reverse=True))})"
    r"(?:[\u4e00-\u9fff]{2}|[\u4e00-\u9fff]{3}|[\u4e00-\u9fff])"
    r"(?=[0-9，。、；：！？）)“”《\s]|说|称|表示|在|将|就|对|向|与|和|等|当选|出任|辞|访|会见|强|指出|宣|发表|认为|的|日前|近日|今|当|则|也|首次|以|因)"
)
#: What somebody from there is: only beside it is an unseen name a person's.
_HELD = re.compile(
    r"(?:首相|外相|防卫相|财务相|大臣|长官|议员|知事|总裁|社长|会长|教授|导演|作家|球员|选手|教练|代表|大使|日本)$"
)

#: Characters that spell foreign names.
_SPELLING = (
    "阿埃艾安奥巴班邦贝本比彼波伯博布查达大戴丹德登蒂迪杜多厄恩尔法范菲费芬弗夫福富盖甘戈格根古哈汉赫亨胡华霍基吉加杰金卡凯坎康考科克肯库夸拉莱兰朗劳勒雷"
    "里利列林琳龙卢鲁路伦罗洛马麦迈曼梅门蒙米明莫默穆纳内尼年涅努诺欧帕潘佩皮平普奇契钦琼瑞萨塞桑森沙莎山什史舒斯松苏索塔泰坦汤特提通图托瓦万威维温翁沃乌武西希"
    "夏肖谢辛休雅亚杨耶叶伊因英尤扎詹泽朱兹祖佐"
)
_IN_OFFICE = re.compile(
    rf"(?:国务卿|总统|首相|外长|外相|防长|财长|外交部长|国防部长|财政部长|议长)([{_SPELLING}]{{2,5}}?)"
    r"(?=则|在|说|称|表示|会见|会谈|访问|将|宣布|强调|日前|同|与|和|[0-9，。、；）]|$)"
)


def in_office(text: str, spans: list[TaggedSpan]) -> list[TaggedSpan]:
    """国务卿 and the like before what spells a foreign name, where nothing was found."""
    for match in _IN_OFFICE.finditer(text):
        start, end = match.span(1)
        if not any(s < end and e > start for s, e, _ in spans):
            spans = put(spans, (start, end, "PER"))
    return spans


def hyphened(text: str, spans: list[TaggedSpan]) -> list[TaggedSpan]:
    """萨赫勒-沃克 is one person, and so is 阿洛·贝坦 where the tagger saw two."""
    for at in (m.start() for m in re.finditer("[-·]", text)):
        left = [s for s in spans if s[1] == at and s[2] == "PER"]
        right = [s for s in spans if s[0] == at + 1 and s[2] == "PER"]
        if not (left and right):
            continue
        start, end = left[0][0], right[0][1]
        if text[at] == "·":
            # 国安·家安, 林远·周宁: words of a slogan, two people of a credit.
            ours = text[start] in SURNAMES and text[at + 1] in SURNAMES and end - start <= 7
            if ours or end - start <= 5:
                continue
        spans = put(spans, (start, end, "PER"))
    return spans


def japanese(text: str, spans: list[TaggedSpan]) -> list[TaggedSpan]:
    """日本首相高市早苗: a surname of there and a given name, where the article speaks of there."""
    if "日本" not in text and "日方" not in text:
        return spans
    for match in _FULL.finditer(text):
        start, end = match.span()
        held = [s for s in spans if s[0] < end and s[1] > start]
        if any(kind == "PER" or s < start or e > end for s, e, kind in held):
            continue
        if _HELD.search(text[max(0, start - 4) : start]):
            spans = put(spans, (start, end, "PER"))
    return spans
