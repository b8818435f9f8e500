"""Posts over time as a press officer reads them: one line a post held, a change visible."""

from __future__ import annotations

import pytest

from store.database.days import SEQ_BITS, day_number
from store.held_posts import Statement, brief_title, held_posts, same_post
from store.namesakes import conflict

COUNTRIES = frozenset({"法国", "德国", "印尼", "印度尼西亚"})


def said(date, title, *, ended=False, inferred=False, number=1):
    """A statement from “机构 职务”; without a blank there is no organisation."""
    organisation, _blank, post = title.rpartition(" ")
    article = (day_number(date) << SEQ_BITS) | number
    return Statement(article, post, organisation or None, inferred, ended, f"{title}。")


def told(*statements):
    ordered = sorted(statements, key=lambda s: -s.article_id)
    return [(p.organisation or "") + p.post for p in held_posts(ordered)]


def test_a_post_is_one_line_whatever_it_was_called():
    (post,) = held_posts(
        [
            said("2026-03-05", "云溪区 区委副书记、区长"),
            said("2026-03-04", "区长"),
            said("2026-03-02", "云溪区人民政府 区长"),
        ]
    )
    assert (post.first, post.last, post.count) == ("2026-03-02", "2026-03-05", 3)
    assert "区长" in post.also


def test_a_deputy_is_another_post_and_the_change_is_seen():
    now, before = held_posts(
        [
            said("2026-03-09", "云溪区 区长"),
            said("2026-03-08", "区长"),
            said("2026-02-01", "云溪区 副区长"),
            said("2026-01-01", "副区长"),
        ]
    )
    assert (now.post, now.past, now.first) == ("区长", False, "2026-03-08")
    assert (before.post, before.past, before.last) == ("副区长", True, "2026-02-01")


def test_a_form_that_a_text_used_once_does_not_name_the_post():
    usual = [said(f"2026-01-{d:02d}", "湖国 总统") for d in range(1, 29)]
    odd = said("2026-01-30", "联合国会见湖国 总统")
    assert told(*usual, odd) == ["湖国总统"]


def test_a_slip_beside_hundreds_is_left_out_but_a_new_post_never():
    usual = [said(f"2026-{m:02d}-{d:02d}", "湖城 市长") for m in (1, 2, 3) for d in range(1, 29)]
    slip = said("2026-02-10", "柳河镇 镇长", number=2)
    assert told(*usual, slip) == ["湖城市长"]
    new = said("2026-04-01", "湖城 市委书记")
    assert told(*usual, slip, new) == ["湖城市委书记", "湖城市长"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("国家发展和改革委员会主任", "国家发改委主任", True),
        ("外交部部长", "中国外交部长", True),
        ("外长", "外交部长", True),
        ("中央纪律检查委员会书记", "中央纪委书记", True),
        ("区长", "云溪区副区长", False),
        ("青禾公司总经理", "青禾公司副总经理", False),
        ("石桥镇镇长", "柳河镇镇长", False),
    ],
)
def test_titles_that_are_one_post(one, other, same):
    assert same_post(one, other) is same
    assert same_post(other, one) is same


def test_a_narrow_column_spares_what_it_can():
    assert brief_title("青禾半导体（云溪）有限公司总经理") == "青禾半导体总经理"


def by_turns(one, other):
    return [
        said(f"2026-03-{n:02d}", one if n % 2 else other) for n in range(1, 9)
    ]  # the first on odd days, the other on even ones


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("石桥镇 镇长", "柳河镇 镇长"),
        ("云溪区气象局 局长", "湖城县教育局 局长"),
        ("法国 总统", "德国 总理"),
    ],
)
def test_heads_of_two_places_by_turns_hint_at_two_people(one, other):
    hint = conflict(by_turns(one, other), COUNTRIES)
    assert hint is not None
    assert one[:2] in hint
    assert other[:2] in hint


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("湖城市 市委书记", "湖城市人大常委会 主任"),  # two posts of one place
        ("云溪区 区委书记", "云溪区石桥镇 镇党委书记"),  # a place in a place
        ("石桥镇 镇长", "青禾公司 董事长"),  # no place in the second
        ("石桥镇 副镇长", "柳河镇 副镇长"),  # deputies may be lent
        ("中国国务院 总理", "中华人民共和国国务院 总理"),  # one body under two names
        ("印尼 总统", "印度尼西亚 总统"),  # one country under two names
    ],
)
def test_what_one_person_can_be_at_once_gives_no_hint(one, other):
    assert conflict(by_turns(one, other), COUNTRIES) is None


def test_a_change_of_post_gives_no_hint():
    moved = [said(f"2026-02-{n:02d}", "石桥镇 镇长") for n in range(1, 9)]
    moved += [said(f"2026-03-{n:02d}", "柳河镇 镇长") for n in range(1, 9)]
    assert conflict(moved, COUNTRIES) is None


def test_a_post_told_once_in_error_gives_no_hint():
    stated = [said(f"2026-02-{n:02d}", "石桥镇 镇长") for n in range(1, 9)]
    assert conflict([*stated, said("2026-02-04", "柳河镇 镇长", number=2)], COUNTRIES) is None
