"""The paper's own words: found by how they hang together, never by chance or by function words."""

from __future__ import annotations

import random

from store.language.new_words import new_words
from store.language.words import stock


def text_with(phrase: str) -> list[str]:
    rng = random.Random(7)
    before = "推动 聚焦 发展 关于 抓好 布局 看好 了解 支持 投入".split()
    after = "产业 企业 项目 是 的 正在 在 已经 将 与".split()
    some = "昨天 会议 要求 各镇 认真 落实 工作 我们 来到 现场 看到 大家 讨论 今年 计划 农田 道路 学校 医院 市场".split()
    lines = []
    for _ in range(800):
        words = rng.choices(some, k=8)
        if rng.random() < 0.05:
            words[4:4] = [rng.choice(before), phrase, rng.choice(after)]
        lines.append("".join(words) + "。")
    return lines


def found(texts: list[str]) -> set[str]:
    segmenter = stock()
    return {w.word for w in new_words(texts, segmenter.cut, segmenter.knows, names=set())}


def test_a_phrase_that_recurs_whole_is_a_word():
    for phrase in ("具身智能", "低空物流"):
        assert phrase in found(text_with(phrase))


def test_junk_is_none():
    words = found(text_with("具身智能"))
    assert not any(
        w.startswith(("的", "了", "在", "昨天")) or w.endswith(("的", "了", "说")) for w in words
    )
    assert not any(stock().knows(w) for w in words)


def test_rare_text_teaches_nothing():
    assert found(["昨天召开具身智能大会。"]) == set()


def test_what_begins_or_ends_like_a_sentence_is_none():
    for phrase in ("双方重申", "部分地区", "提供有力"):
        assert phrase not in found(text_with(phrase))
