"""Names as one types them: full pinyin, initials, polyphones and surnames."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.language.pinyin import SYLLABLES, is_typed, keys, readings, syllables

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("陈群伟", ("chenqunwei", "cqw")),
        ("南湖区", ("nanhuqu", "nhq")),
        ("重庆", ("chongqing", "cq")),
        ("长兴", ("changxing", "cx")),
        ("校长室", ("xiaozhangshi", "xzs")),
        ("中国银行", ("zhongguoyinhang", "zgyh")),
        ("绿地", ("lvdi", "ld")),
        ("GDP年报", ("gdpnianbao", "gdpnb")),
        ("Ａ股", ("agu", "ag")),
        ("“132”部署", ("132bushu", "132bs")),
    ],
)
def test_a_name_is_found_by_full_pinyin_and_initials(name, typed):
    assert set(typed) <= set(keys(name))


@pytest.mark.parametrize(
    ("name", "first", "also"),
    [
        ("单立军", "shanlijun", "danlijun"),
        ("查小满", "zhaxiaoman", "chaxiaoman"),
        ("仇和平", "qiuheping", "chouheping"),
        ("朴树人", "piaoshuren", "pushuren"),
        ("解晓棠", "xiexiaotang", "jiexiaotang"),
        ("曾令仪", "zenglingyi", "cenglingyi"),
        ("区向明", "ouxiangming", "quxiangming"),
        ("尉迟远", "yuchiyuan", "weichiyuan"),
        ("乐长青", "yuechangqing", "lezhangqing"),
    ],
)
def test_surnames_are_read_as_surnames_and_otherwise_too(name, first, also):
    found = keys(name, person=True)
    assert found[0] == first
    assert also in found


@given(st.text(max_size=30))
def test_every_text_can_be_spelled(text):
    for reading in readings(text):
        assert all(sign and sign.isascii() for sign in reading)


@given(st.text(st.sampled_from("重庆银行长城音乐了a1，"), min_size=1, max_size=24))
def test_characters_are_read_as_in_their_whole_text(text):
    from pypinyin import lazy_pinyin

    plain = [r for r in lazy_pinyin(text, errors=list) if r != "，"]
    assert readings(text)[0] == tuple(plain)


def test_typed_letters_are_cut_into_syllables():
    assert syllables("nanhuqu") == (("nan", "hu", "qu"),)
    assert {("xian",), ("xi", "an")} <= set(syllables("xian"))
    assert ("nan", "hu", "q") in syllables("nanhuq")
    assert syllables("cqw") == ()
    assert len(syllables("xianxianxianxianxianxian")) <= 12


def test_what_pypinyin_reads_is_a_syllable():
    for char in "南湖区晚报柳河镇启动道清淤女绿略鱼云":
        assert all(reading[0] in SYLLABLES for reading in readings(char))


@pytest.mark.parametrize(("text", "typed"), [("cqw", True), ("GDP", False), ("5g", True),
                                              ("2025", False), ("a", False), ("河a", False)])  # fmt: skip
def test_small_letters_are_typed(text, typed):
    assert is_typed(text) == typed


def test_one_module_alone_knows_pypinyin():
    files = [p for folder in ("store", "tui") for p in (ROOT / folder).rglob("*.py")]
    using = [
        p.name
        for p in files
        if re.search(r"^\s*(import|from) pypinyin", p.read_text("utf-8"), re.M)
    ]
    assert using == ["pinyin.py"]
