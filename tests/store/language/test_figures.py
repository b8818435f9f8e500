"""Sums, percentages and counts, each with what it counts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from store.language.figures import figures
from store.language.words import stock


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit"),
    [
        ("总投资12.5亿元", "sum", "1250000000", "元"),
        ("捐款三百万元", "sum", "3000000", "元"),
        ("出口额达2000万美元", "sum", "20000000", "美元"),
        ("同比增长6.8%", "percent", "6.8", "%"),
        ("占百分之三十", "percent", "30", "%"),
        ("吸引了1.2万名游客", "count", "12000", "名"),
        ("新建公园十七座", "count", "17", "座"),
    ],
)
def test_a_figure_has_its_value(text, kind, value, unit):
    (found,) = figures(text, stock().cut)
    assert (found.kind, found.value, found.unit) == (kind, Decimal(value), unit)
    assert text[found.start : found.end] == found.text


def test_it_says_what_is_counted_and_what_moved_it():
    found = figures("游客同比增长6.8%，新增停车位320个。", stock().cut)
    assert found[0].change == "增长"
    assert found[1].what == "停车位"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("风变电力的模式，让数据中心绿电供给率超过95%。", "数据中心绿电供给率"),
        ("“南水北送”工程沿线泵站负荷占比已超过80%。", "沿线泵站负荷占比"),
        ("云溪大学材料团队实现多层薄膜光伏组件转换效率首次超过30%。", "多层薄膜光伏组件转换效率"),
        (
            "云溪区青年创业园入驻科技型中小微企业营业收入增长12%。",
            "创业园入驻科技型中小微企业营业收入",
        ),
    ],
)
def test_what_is_counted_is_whole_words_and_no_verb_before_them(text, what):
    assert figures(text, stock().cut)[0].what == what


@pytest.mark.parametrize("text", ["2026年3月9日", "第三届运动会", "01版", "电话12345"])
def test_dates_ordinals_and_addresses_are_none(text):
    assert figures(text, stock().cut) == []
