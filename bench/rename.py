"""Labelled articles with other names in them: teaches the tagger to trust what stands around a name.

The hand-labelled articles are of national papers, with their names; a county paper has others. In a
renamed copy every person bears another surname (rare ones as often as common ones) and given name,
and every Chinese place is another of its level; a name stays one name within the article.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from pathlib import Path

from bench.divisions import rows
from bench.labels.standing import COUNTRIES, PEOPLE, PROVINCES
from store.language.surnames import COMMON, DOUBLE, RARE

Span = tuple[int, int, str]
_GIVEN = (
    "文武国建军明华志强永平海波涛勇刚伟杰鹏飞宇浩然晨阳光辉东升春生福贵才宝财旺兴发德义仁礼智信忠孝良善正直清廉玉兰芳英秀梅桂香花莲珍珠翠红霞丽娟美娜婷婷静雅洁慧敏"
    "佳欣怡雪琴琳璐瑶倩颖莉萍燕凤云月彩银金根水木火土石林森山川江河湖亮启望景程凯龙虎彪胜利民康安宁泰顺祥和友朋立新开元世昌庆余先登科第俊豪子涵轩博思远一鸣小"
)
_MUSLIM = "阿卜杜拉 买买提 吐尔逊 艾尼瓦尔 古丽 帕提曼 努尔兰 玉苏普 热合曼 库尔班 阿依努尔 迪丽努尔 麦麦提 依力亚斯".split()
_OTHERS = (
    "才让东珠 扎西顿珠 索朗次仁 拉姆措 卓玛吉 格桑 达瓦 尼玛 巴特尔 那顺 乌日娜 斯琴高娃 白音 呼格吉勒 其其格 敖其尔 岩温 岩三扁 玉香 玉罕 依波 李扎袜 阿木沙 "
    "吉克阿牛 沙马石一 盘金凤 房亚妹 唐买社 韦吉才 多吉 旦增 洛桑 桑吉 朝克图 特木热 通拉嘎 才仁 更登".split()
)
_ENDS = re.compile(r"(?:村|社区|镇|乡|街道|县|市|区|州|旗)$")
_CHAIN = re.compile(
    r"[\u4e00-\u9fff]+?(?:省|自治区|自治州|地区|盟|自治县|市|县|旗|区|镇|乡|街道|村|社区)"
)
_FIXED = frozenset((*COUNTRIES, *PROVINCES, *PEOPLE))
_HEAD = re.compile(
    r"^([\u4e00-\u9fff]{2,6}?(?:省|市|县|区|镇|乡|村)|[\u4e00-\u9fff]{2})(?=[\u4e00-\u9fff]{3,})"
)


class Renamer:
    """Makes renamed copies, always the same ones."""

    def __init__(self, places: Path) -> None:
        self._draw = random.Random(7)
        levels: dict[int, list[str]] = {n: [] for n in range(5)}
        self._short: list[str] = []
        for depth, name, short in rows(places):
            if 2 <= len(name) <= 9 and "虚拟" not in name and not name.startswith("市辖"):
                levels[depth].append(name)
            if depth in (1, 2) and len(short) >= 2:
                self._short.append(short)
        self._levels = levels
        self._known = Counter(self._short)

    def renamed(
        self, text: str, scored: list[Span], free: list[Span]
    ) -> tuple[str, list[Span], list[Span]]:
        """Another article: the text and its spans."""
        new: dict[str, str] = {}
        parts: list[str] = []
        result: tuple[list[Span], list[Span]] = ([], [])
        spans = [(*s, 0) for s in scored] + [(*s, 1) for s in free]
        spans.sort(key=lambda one: (one[0], -one[1]))
        at = size = 0
        for start, end, kind, which in spans:
            if start < at:
                continue
            name = text[start:end]
            if name not in new:
                new[name] = self._other(name, kind)
            parts += [text[at:start], new[name]]
            size += start - at
            result[which].append((size, size + len(new[name]), kind))
            size += len(new[name])
            at = end
        parts.append(text[at:])
        return "".join(parts), *result

    def _other(self, name: str, kind: str) -> str:
        if name in _FIXED or len(name) < 2 or not re.fullmatch(r"[\u4e00-\u9fff]+", name):
            return name
        if kind == "PER":
            return self._person(name)
        if kind == "LOC":
            return self._place(name)
        head = _HEAD.match(name)
        if (head and head[1] in self._known) or (head and _ENDS.search(head[1])):
            return self._place(head[1]) + name[head.end() :]
        return name

    def _person(self, name: str) -> str:
        draw = self._draw
        if name[1:2] == "某" or len(name) > 4:
            return name if len(name) > 4 else self._surname() + name[1:]
        if draw.random() < 0.07:
            return draw.choice(_OTHERS)
        if draw.random() < 0.03:
            return f"{draw.choice(_MUSLIM)}·{draw.choice(_MUSLIM)}"
        given = 1 if draw.random() < 0.25 else 2
        return self._surname() + "".join(draw.choice(_GIVEN) for _ in range(given))

    def _surname(self) -> str:
        chance = self._draw.random()
        if chance < 0.03:
            return self._draw.choice(sorted(DOUBLE))
        return self._draw.choice(sorted(RARE if chance < 0.35 else COMMON))

    def _place(self, name: str) -> str:
        draw, levels = self._draw, self._levels
        parts = _CHAIN.findall(name)
        if not parts:
            return draw.choice(self._short) if name in self._known else name
        if "".join(parts) != name:
            return name
        found = []
        for part in parts:
            depth = {"村": 4, "区": 2, "镇": 3, "乡": 3, "道": 3, "县": 2, "旗": 2, "市": 1}.get(
                part[-1]
            )
            if part.endswith("社区"):
                depth = 4
            if depth is None or part in _FIXED or part.endswith(("自治区", "新区", "开发区")):
                found.append(part)
            else:
                found.append(draw.choice(levels[depth]))
        return "".join(found)
