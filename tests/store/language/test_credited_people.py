"""Who made the paper is not who is in the news."""

from __future__ import annotations

import pytest

from store.language.analyse import Analyser
from store.records import Article, Credit, Paragraph


@pytest.fixture(scope="module")
def analyser():
    return Analyser()


def people(analyser, *paragraphs, credits=()):
    article = Article(
        "页.txt",
        "江堤加固完工",
        paragraphs=tuple(Paragraph(p, ()) for p in paragraphs),
        credits=credits,
    )
    found: dict[bool, set[str]] = {True: set(), False: set()}
    for mention in analyser.findings(article).mentions:
        if mention.kind == "PER":
            found[mention.credited].add(mention.name)
    return found


@pytest.mark.parametrize(
    "line",
    [
        "本版责编：顾行舟　林致远",
        "一版责编：顾行舟 林致远 二版责编：赵明珠",
        "版式设计：顾行舟",
        "（综合本报记者顾行舟、林致远报道，统筹：赵明珠）",
        "本报记者　　顾行舟摄",
    ],
)
def test_a_line_of_editors_names_nobody_in_the_news(analyser, line):
    found = people(analyser, "区水利局局长陈立新说，江堤已加固三公里。", line)
    assert found[False] == {"陈立新"}
    assert "顾行舟" in found[True]


def test_a_line_of_names_alone_behind_the_editors_is_theirs(analyser):
    found = people(analyser, "区水利局局长陈立新到场。", "本版责编：顾行舟", "赵明珠 林致远")
    assert found == {False: {"陈立新"}, True: {"顾行舟", "赵明珠", "林致远"}}


def test_the_reporter_of_a_dateline_is_credited(analyser):
    found = people(
        analyser, "本报云溪5月3日电（记者顾行舟、林致远）区水利局局长陈立新说，江堤已加固。"
    )
    assert found == {False: {"陈立新"}, True: {"顾行舟", "林致远"}}


def test_whom_a_reporter_meets_is_in_the_news(analyser):
    found = people(
        analyser,
        "近日，本报记者采访了区水利局局长陈立新。",
        "美国记者顾行舟接受采访时说，江堤很美。",
    )
    assert found[False] == {"陈立新", "顾行舟"}


def test_credits_are_credited(analyser):
    found = people(analyser, "区水利局局长陈立新到场。", credits=(Credit("记者", "顾行舟"),))
    assert found == {False: {"陈立新"}, True: {"顾行舟"}}
