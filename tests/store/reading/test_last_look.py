"""Where an article begins, said by what stands under its title, on any paper's page."""

from __future__ import annotations

import pytest

from store.reading.last_look import last_look
from store.reading.lines import logical_lines
from store.reading.page_text import read_page_text

BEFORE = """\
渡口新添两艘电动船

■记者 程远

本报讯 昨天上午,柳河镇渡口新添的两艘电动船下水。镇长何立军介绍,电动船每天往返十二趟,村民凭证免费乘坐。

何立军说,老船将改成水上书屋,五月份对外开放,沿岸三个村的孩子放学后都可以来看书。

"""
BODY = """\
清晨的雾还没有散,堤上的茶摊已经坐满了人。摆渡的老陈把缆绳一圈一圈地绕好,说今年的水比往年来得早了半个月。

我在他的船上坐了一个上午,听他讲从前的渡口,讲谁家的女儿从这里出嫁,讲那一年的大水怎样漫过了第二级石阶。
"""


def titles(text):
    return [article.title for article in read_page_text(text, "p.txt", date="2026-03-02").articles]


@pytest.mark.parametrize(
    ("under", "title"),
    [
        ("(上接1版)", "老渡口的书声"),
        ("本报石桥3月1日电 (记者白晓棠)", "老渡口的书声"),
        ("■记者 白晓棠", "老渡口的书声"),
        ("白晓棠", "老渡口的书声"),
    ],
)
def test_a_title_is_known_by_what_stands_under_it(under, title):
    body = f"{under} {BODY}" if "电" in under else f"{under}\n\n{BODY}"
    found = titles(BEFORE + f"{title}\n\n" + body)
    assert found == ["渡口新添两艘电动船", title]


def test_an_essay_after_the_note_on_an_author_keeps_its_own_author():
    text = BEFORE.strip() + "\n\n(作者为柳河镇文化站站长)\n\n堤上的茶摊\n\n苏小满\n\n" + BODY
    articles = read_page_text(text, "p.txt", date="2026-03-02").articles
    assert [a.title for a in articles] == ["渡口新添两艘电动船", "堤上的茶摊"]
    assert [c.name for c in articles[1].credits] == ["苏小满"]


@pytest.mark.parametrize("note", ["(文中小满、小棠均为化名)", "制图:苏小满"])
def test_a_note_or_a_credit_at_the_end_begins_no_article(note):
    found = titles(BEFORE + f"{note}\n\n老渡口的书声\n\n■记者 白晓棠\n\n" + BODY)
    assert found == ["渡口新添两艘电动船", "老渡口的书声"]


LONG = BODY.splitlines()[0]


@pytest.mark.parametrize(
    ("lines", "decided", "wanted"),
    [
        ([LONG, "老渡口", "(上接1版)", LONG], "P1 P1 J P0", "P1 H J P0"),
        ([LONG, "老渡口", "本报石桥电 " + LONG, LONG], "P1 S1 P1 P1", "P1 H P1 P1"),
        ([LONG, "老渡口", "■记者 白晓棠", LONG], "P1 S1 S1 P1", "P1 H B P1"),
        ([LONG, "老渡口", "白晓棠", LONG], "P0 P0 P0 P0", "P0 H B P0"),
        (["(作者系教师)", "老渡口", "白 棠", LONG], "P0 S0 P0 P0", "P0 H B P0"),
        ([LONG, "(文中小棠为化名)", "老渡口", LONG], "P1 H h P0", "P1 T H P0"),
        ([LONG, "制图:白晓棠", "老渡口", LONG], "P1 H h P0", "P1 T H P0"),
        # A section heading stays one; so do a line of a poem and a sentence before a name.
        ([LONG, "老渡口", LONG, LONG], "P1 S1 P1 P1", "P1 S1 P1 P1"),
        (["也愿它是星光一点", "老渡口", "白晓棠", LONG], "P0 P0 P0 P0", "P0 P0 P0 P0"),
        ([LONG, "他就在这里。", "白晓棠", LONG], "P0 P0 P0 P0", "P0 P0 P0 P0"),
        ([LONG, LONG, "(上接1版)", LONG], "P1 P1 J P0", "P1 P1 J P0"),
    ],
)
def test_what_the_grammar_took_for_something_else_is_put_right(lines, decided, wanted):
    found = last_look(logical_lines("\n\n".join(lines)), decided.split())
    assert found == wanted.split()
