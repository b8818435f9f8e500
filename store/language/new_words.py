"""The paper's own words: what is printed as one word although no dictionary has it.

Candidates are neighbouring jieba words that keep together. One is a word when its parts hold
together (pointwise mutual information over every way to part it) and when it is free on both sides
(branching entropy of its neighbours); see Bouma 2009 and Huang & Powers 2003 for the measures.
What begins or ends in a function word or a reporting verb is none.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class NewWord:
    """A word found: how often, how tightly it holds (bits), how free its poorer side is (bits)."""

    word: str
    count: int
    cohesion: float
    freedom: float


_HAN = re.compile(r"^[\u4e00-\u9fff]+$")
_MEASURED = re.compile(r"[一二两三四五六七八九十几多半][个位名家次年天月条项种场层座块只]")
_NUMERAL = re.compile(r"^[零〇一二三四五六七八九十百千万亿两几多数半第]+$")
#: Function words, reporting verbs and the like, none of which begins or ends a word of the paper's own.
NO_EDGES = frozenset(
    """
    的 了 和 与 及 或 在 是 为 对 以 等 从 向 把 被 将 于 到 让 使 由 给 跟 同 而 且 但 并 也 都 就 还 又 再 已 曾 正 才 只 更 最 很 太 不 没 无 有 这 那 其 各 每 某 本 该 此 所 之 者
    中 上 下 里 内 外 前 后 间 时 个 名 位 家 项 件 次 种 年 月 日 号 点 分 元 万 亿 人 地 得 着 过 起 来 去 出 入 进 至 自 他 她 它 我 你 们 说 称 据 经 因 如 若 虽 则 即 可 能 会 要 应 需 须
    表示 指出 强调 认为 介绍 告诉 要求 提出 说道 宣布 透露 坦言 呼吁 主持 出席 参加 讲话 召开 举行 举办 开展 进行 推进 推动 加强 加快 提升 提高 促进 实现 完成 成为 作为 通过 根据 按照 围绕 坚持
    进一步 全面 深入 积极 不断 持续 有效 切实 着力 大力 充分 认真 正在 已经 目前 近年来 今年 去年 明年 同时 以来 昨天 今天 上午 下午 记者 通讯员 本报 我们 他们 大家 自己 一个 一些 一批 一次 一名 一位
    以及 并且 而且 因此 所以 由于 为了 关于 对于 其中 之后 之前 之间 以上 以下 左右 共同 分别 相互 没有 可以 能够 应该 必须 需要 还有 就是 不是 这个 那个 这些 那些 什么 怎么 如何 多个 多家 多名 余名 余家 报道 摄
    获 应当 愿 愿同 来到 具有 数据 显示 相关 有关 部门 受 第 级 余 近 更好 满足 坚决 联合 作出 希望 好 见到 看到 使得 经得起 时长 依法 良好 广大 一道 一同 携手
    走进 打造 带来 建设 发展 落实 聚焦 助力 赋能 擦亮 迎来 开启 吸引 获得 获评 入选 位于 来自 成立 启动 建成 投入 累计 达到 超过 同比 环比 增长 下降 新增 组织 带领 引导 帮助 支持 服务 保障 做好 抓好 发挥 深化 强化 优化
    """.split()
)  # fmt: skip
#: Neither do these; a rise may well begin with them.
_NO_WORD_EDGES = NO_EDGES | frozenset(
    """
    双方 各方 中方 方面 重申 商定 坚定 个别 重要 重大 越来越 主要 充分 各类 各项 部分 此次 本届 届 有力 当地 当天 期间 更加 至少 造成 遭 占 播发 迈上 感谢 击退 密切 参与 整理 采写 贯彻
    """.split()
)
_COMMON = frozenset(("有限公司", "股份有限公司", "有限责任公司", "集团有限公司"))


def new_words(
    texts: Iterable[str],
    cut: Callable[[str], Sequence[str]],
    knows: Callable[[str], bool],
    *,
    names: Collection[str] = (),
    least: int = 5,
    cohesion: float = 6.0,
    freedom: float = 1.2,
) -> list[NewWord]:
    """The new words of ``texts``, most frequent first.

    ``least``: how often at least, whole. ``cohesion`` in bits of mutual information, ``freedom`` in
    bits of entropy. ``names`` are left out: they are units already.
    """
    runs = _runs(texts, cut)
    single: Counter[str] = Counter()
    for run in runs:
        single.update(run)
    grams, places = _grams(runs, least)
    left: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    right: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for number, at, group in places:
        run, end = runs[number], at + len(group)
        left[group][run[at - 1] if at else f"<{number}"] += 1
        right[group][run[end] if end < len(run) else f">{number}"] += 1
    total = sum(single.values()) or 1
    found: list[NewWord] = []
    for group in left:
        word = "".join(group)
        if knows(word) or word in _COMMON or _holds(word, names):
            continue
        if (_NUMERAL.match(word) and len(word) != 3) or _MEASURED.match(word):
            continue
        if (
            _NUMERAL.match(group[0])
            and not _NUMERAL.match(word)
            and len(group) == 2
            and len(group[0]) == 1
            and len(group[1]) == 1
        ):
            continue
        count = grams[group]
        held = min(
            math.log2(
                count
                * total
                / (_count(group[:k], single, grams) * _count(group[k:], single, grams))
            )
            for k in range(1, len(group))
        )
        free = min(_entropy(left[group]), _entropy(right[group]))
        if held >= cohesion and free >= freedom:
            found.append(NewWord(word, count, round(held, 2), round(free, 2)))
    found.sort(key=lambda one: (-one.count, one.word))
    return _whole(found)


def _runs(texts: Iterable[str], cut: Callable[[str], Sequence[str]]) -> list[list[str]]:
    """The words of the texts, parted where something else than Han characters stands."""
    runs: list[list[str]] = []
    for text in texts:
        run: list[str] = []
        for word in cut(text):
            if _HAN.match(word):
                run.append(word)
            elif run:
                runs.append(run)
                run = []
        if run:
            runs.append(run)
    return runs


def _grams(
    runs: Sequence[Sequence[str]], least: int
) -> tuple[Counter[tuple[str, ...]], list[tuple[int, int, tuple[str, ...]]]]:
    """Counts of the frequent groups of 2–4 words, and (run, place, group) of each of 3–8 characters.

    A group is frequent only where all its pairs are, so the longer ones are looked for only there.
    """
    pairs: Counter[tuple[str, str]] = Counter()
    for run in runs:
        pairs.update(pairwise(run))
    frequent = {
        pair
        for pair, count in pairs.items()
        if count >= least and pair[0] not in _NO_WORD_EDGES and pair[1] not in _NO_WORD_EDGES
    }
    counts: Counter[tuple[str, ...]] = Counter()
    places: list[tuple[int, int, tuple[str, ...]]] = []
    for number, run in enumerate(runs):
        joined = [pair in frequent for pair in pairwise(run)]
        for at, joins in enumerate(joined):
            if not joins:
                continue
            for end in range(at + 2, at + 5):
                if end > at + 2 and not (end - 2 < len(joined) and joined[end - 2]):
                    break
                group = tuple(run[at:end])
                if 3 <= sum(map(len, group)) <= 8:
                    counts[group] += 1
                    places.append((number, at, group))
    counts = Counter({group: count for group, count in counts.items() if count >= least})
    return counts, [place for place in places if place[2] in counts]


def _holds(word: str, names: Collection[str]) -> bool:
    """Whether a word is a name or runs one together with its neighbours (区委书记 + 顾行舟)."""
    return word in names or any(
        word[at : at + size] in names
        for size in (3, 4)
        if size < len(word)
        for at in (0, len(word) - size)
    )


def _count(part: tuple[str, ...], single: Counter[str], grams: Counter[tuple[str, ...]]) -> int:
    return max(1, single[part[0]] if len(part) == 1 else grams[part] or 1)


def _entropy(neighbours: Counter[str]) -> float:
    total = sum(neighbours.values())
    return -sum(n / total * math.log2(n / total) for n in neighbours.values()) if total else 0.0


def _whole(found: list[NewWord]) -> list[NewWord]:
    """Without pieces that nearly always stand in one longer word, and without words that are now and
    then a neighbour more than a far more frequent one."""
    by_word = {one.word: one for one in found}
    dropped: set[str] = set()
    for one in found:
        for size in range(2, len(one.word)):
            for at in range(len(one.word) - size + 1):
                piece = by_word.get(one.word[at : at + size])
                if piece is None:
                    continue
                if one.count >= 0.7 * piece.count:
                    dropped.add(piece.word)
                elif size >= 3 and piece.count > 3 * one.count:
                    dropped.add(one.word)
    return [one for one in found if one.word not in dropped]
