"""Credit lines give roles and names however they are set."""

from __future__ import annotations

import pytest

from store.reading.credits import dateline_credits, parse_credits


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("■记者 方向明", [("记者", "方向明")]),
        ("■摄影 记者 方向明", [("摄影 记者", "方向明")]),
        ("■通讯员 苏小满 摄影 记者 方向明", [("通讯员", "苏小满"), ("摄影 记者", "方向明")]),
        ("通讯员 苏小满 江南", [("通讯员", "苏小满"), ("通讯员", "江南")]),
        ("本报记者 方 明 白晓棠", [("本报记者", "方明"), ("本报记者", "白晓棠")]),
        ("记者方向明通讯员苏小满", [("记者", "方向明"), ("通讯员", "苏小满")]),
        ("记者：方向明、苏小满", [("记者", "方向明"), ("记者", "苏小满")]),
        ("（记者 方向明 摄）", [("记者", "方向明")]),
        ("方向明 摄", [("摄", "方向明")]),
        ("文/方向明 图/苏小满", [("文", "方向明"), ("图", "苏小满")]),
        ("方 明 白晓棠", [("", "方明"), ("", "白晓棠")]),
        ("本报记者 尚文", [("本报记者", "尚文")]),
        ("记者 金和天", [("记者", "金和天")]),
    ],
)
def test_roles_and_names(line, expected):
    assert [(c.role, c.name) for c in parse_credits(line)] == expected


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        ("本报讯（记者 方向明 通讯员 苏小满）昨天，", [("记者", "方向明"), ("通讯员", "苏小满")]),
        ("本报湖城3月2日电 （方向明、苏小满）近日", [("", "方向明"), ("", "苏小满")]),
        ("本报讯 昨天（周一）上午", []),
        ("湖城区（高新区）昨天召开大会", []),
        ("本报讯 记者方向明报道：昨天", [("记者", "方向明")]),
    ],
)
def test_a_dateline_names_its_reporters(lead, expected):
    assert [(c.role, c.name) for c in dateline_credits(lead)] == expected
