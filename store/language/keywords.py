"""Which words can be keywords, and how far one stands out: signed log-likelihood G² (Dunning 1993)
against newspapers at large.

The keywords of an article are ranked in ``keyword_ranking``, those of an edition in
``store.edition_words``, what rises in ``store.trends``; all three ask here.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache

from store.language.background import Background

HAN = re.compile(r"[\u4e00-\u9fff]")
TOKEN = re.compile(r"^[\u4e00-\u9fffA-Za-z0-9·+.\-&]+$")
NUMBER = re.compile(r"^[0-9一二三四五六七八九十百千万亿两几多第.%％年月日号时点分个余]+$")
DULL = frozenset(
    """
    记者 通讯员 本报 本报讯 新华社 报道 摄影 电 讯 图 来源 编辑 责编 时间 时候 方面 问题 情况 工作 内容 部分 地方 方式 基础 条件 水平 能力 作用 过程 结果 原因
    有关 相关 目前 近年来 今年 去年 全国 全省 全市 全区 全县 我国 我省 我市 我区 当地 人们 大家 群众 干部 同志 同时 其中 此外 以来 之后 之前 期间 日前 近日 昨天 今天
    上午 下午 晚上 负责人 有关负责人 相关负责人 工作人员 市民 重要 重大 主要 进一步 推进 推动 实现 加强 加快 提升 提高 促进 开展 举行 举办 召开 表示 介绍 认为 强调 指出
    成为 进行 通过 作为 带来 发展 建设 服务 项目 企业 活动 会议 单位 社会 国家 领域 体系 机制 模式 生活 一名 一个 一位 这里 他们 我们 自己 孩子 现场 主题 代表 成员 全面
    新华社记者 人民日报 报记者 本版 大会 讲话 精神 部署 措施 任务 目标 责任 要求 意见 关系 特色 优势 资源 力量 平台 规模 阶段 方案 行动 工程 产品 技术 中心 副 总 版 讯息 央视网 消息 新闻联播 完整版
    行业 群体 人员 万元 亿元 公里 小时 分钟 平方米 每年 每天 一年 多年 月份 年度 数量 价值 意义 机会 效果 成果 成效 经验 做法 理念 需求 过去 未来 如今 现在 时期 时代 手机 办法 规定 作者
    """.split()
)
GLUE = frozenset(
    "的 和 与 了 在 是 为 对 以 等 及 或 从 向 把 被 将 于 中 上 下 里 后 前 内 外 这 那 不 也 都 就 还 又 并 而 有 到 让 使 由 个 名 位 家 项 年 月 日 新 大 小 更 最 很 再 已 其 各 该 此 每 所 之".split()
)


def log_likelihood(count: float, total: float, base: float, base_total: float) -> float:
    """Signed G² of ``count`` in ``total`` against ``base`` in ``base_total`` (Dunning 1993)."""
    if total <= 0 or base_total <= 0:
        return 0.0
    rate = (count + base) / (total + base_total)
    value = 0.0
    if count > 0:
        value += count * math.log(count / (total * rate))
    if base > 0:
        value += base * math.log(base / (base_total * rate))
    value *= 2
    return value if count / total >= base / base_total else -value


def candidate(word: str, special: bool, background: Background) -> bool:
    """Whether a word can be a keyword at all: a noun, a name, a word of the paper's own."""
    if len(word) < 2 or word in DULL or not TOKEN.match(word) or NUMBER.match(word):
        return False
    if not HAN.search(word):
        return len(word) >= 2 and any(c.isupper() for c in word) and not word.isdigit()
    if special:
        return True
    return word in background.nouns or word not in background.occurrences


#: What a paper prints about itself, and questions: their rise tells of the paper, not of the day.
FURNITURE = frozenset(
    "日电 图片 快讯 手记 本版责编 责编 版式 版式设计 图片报道 何必 为何 哪些 不好 大大 合适 在外".split()
)


_ORDINAL = re.compile(r"第[一二三四五六七八九十百\d]+[次届批轮场名个位号项条章回天年期]?")


@lru_cache(1 << 14)
def only_counts(word: str) -> bool:
    """Whether it is the end of a number, 百六十, or an ordinal, 第十一次; 十五五 and 七一 are names."""
    return (word[0] in "百千万亿" and bool(NUMBER.match(word))) or bool(_ORDINAL.fullmatch(word))


def can_rise(word: str, special: bool, background: Background) -> bool:
    """Whether a word's rise would tell anything: what can be a keyword, and verbs that are rare."""
    if word in FURNITURE:
        return False
    if special:
        return candidate(word, special, background)
    if COUNTED.match(word) or word in NO_PART or word in SMALL:
        return False
    if candidate(word, special, background):
        return True
    if len(word) < 2 or word in DULL or not TOKEN.match(word) or NUMBER.match(word):
        return False
    everywhere = background.documents.get(word, 0.0) > 0.01 * background.articles
    return bool(HAN.search(word)) and not everywhere and word not in VERBS


#: Words of grammar that a small background may take for rare ones.
SMALL = frozenset(
    "怎么 怎样 什么 为什么 最多 最少 下来 下去 上来 上去 起来 出来 过来 回来 一半 今起 早上 清晨 中午 傍晚 夜里 周末 周一 周二 周三 周四 周五 周六 周日 当晚 昨晚 今晨 昨夜 前夜 不用 不会 没有 可以 就是 "
    "还是 也是 都是 只有 只要 如果 因为 所以 但是 而且 或者 以及 已经 正在 一直 总是 经常 大约 左右 以上 以下 之间 一起 一同 一样 一块 一些 一点 一下 几乎 其实 当然 原来 后来 从前 有人 有的 别人".split()
)


def dull_edge(word: str) -> bool:
    """Whether a phrase that begins or ends in this word tells nothing."""
    return word in DULL_EDGE or word in NO_PART or word in SMALL or bool(COUNTED.match(word))


#: One character that heads a compound: 马拉松 + 赛.
HEADS = frozenset(
    "会赛队节展馆站桥路法案权费税率线网品业群院所园区县市镇村山河湖江海岛港城部厂矿田林场医药病症剂器机车船"
)
NO_PART = frozenset(
    "昨天 今天 明天 前天 日前 近日 上午 下午 晚上 今年 去年 明年 目前 如今 现在 当天 部署 强调 讲话 期间 以来 之后 之前 同时 其中 此外 我们 他们 自己 这里 一名 一个 一位 "
    "全面 进一步 重要 重大 主要 相关 有关 方面 时候 时间 情况 记者 通讯员 本报 本报讯 新华社".split()
)
COUNTED = re.compile(
    r"^[一二三四五六七八九十百千万两几半数某多这那每]+"
    r"(?:[只层家条次件年月日天个名位斤里户张本块元棵头项批岁声眼口遍趟场间座栋处份双对颗片根支把台辆艘架米吨亩句篇段首封杯碗盘袋箱瓶桶边样种些番阵群排点成倍]|毛钱|年某月|块钱|辈子)$"
)
VERBS = frozenset(
    "表示 介绍 认为 强调 指出 说 出席 参加 推进 推动 加强 加快 提升 提高 促进 开展 举行 举办 召开 实现 建设 发展 成为 进行 告诉 带来 打造 坚持 主持 会见 开幕 启动 介绍说 负责人 记者 以来".split()
)
DULL_EDGE = VERBS | frozenset(
    "一 第 记者 本报 通过 作为 进一步 深入 全面 积极 不断 持续 有效 切实 着力 大力 充分 认真 正在 已经 目前 近年来 今年 去年 同时 以来 通讯员 特别 非常 十分 重要 主要 有关 相关".split()
)
