"""The sentences that tell an article: its own, exactly."""

from __future__ import annotations

import pytest

from store.digest import digest, lead
from store.post_title import full_title


@pytest.mark.parametrize(
    ("paragraph", "wanted"),
    [
        ("本报讯 昨天上午，云溪大桥通车。市民来看桥。", "昨天上午，云溪大桥通车。"),
        ("本报云溪5月21日电 （记者何立军）河道清淤昨天开工。", "河道清淤昨天开工。"),
    ],
)
def test_the_lead_comes_without_dateline_and_credit(paragraph, wanted):
    assert lead([paragraph]) == wanted


def test_a_soft_beginning_gives_way_to_what_the_title_tells():
    paragraphs = [
        "初夏时节，绿波翻涌，蝉声阵阵。",
        "昨天，云溪大桥正式通车，过河时间缩短到三分钟。",
        "桥头的早点铺一早就坐满了人。",
    ]
    assert lead(paragraphs, "云溪大桥通车") == paragraphs[1]
    assert lead(paragraphs) == paragraphs[0]


def test_a_digest_keeps_the_articles_order_and_words():
    paragraphs = [
        "云溪大桥昨天上午正式通车，第一辆公交车载着三十位市民驶过桥面。",
        "大桥全长一千二百米，建设者在江上奋战了四年。",
        "住在江边的老人记得，过去去城里要等渡船，遇上大雾就走不成。",
        "通车以后，两岸的学校和医院都近了，过河只要三分钟。",
        "桥头的早点铺一早就坐满了人，老板娘多蒸了两笼包子。",
    ]
    told = digest("云溪大桥正式通车", paragraphs)
    assert len(told) == 3
    assert told[0] == paragraphs[0]
    assert [paragraphs.index(s) for s in told] == sorted(paragraphs.index(s) for s in told)


@pytest.mark.parametrize(
    ("post", "organisation", "whole"),
    [
        ("总经理", "青禾公司", "青禾公司总经理"),
        ("党委书记", "石桥镇党委", "石桥镇党委书记"),
        ("省委书记", "云岭省", "云岭省委书记"),
        ("局长", None, "局长"),
    ],
)
def test_a_post_with_its_body_as_one_says_it(post, organisation, whole):
    assert full_title(post, organisation) == whole
