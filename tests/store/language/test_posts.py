"""Who holds which post, in the forms newspapers state it."""

from __future__ import annotations

import pytest

from bench.posts import sample
from store.language.analyse import Analyser, Learnt
from store.records import Article, Paragraph


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser(Learnt(homes={"云溪晚报": "云溪区"}))


def stated(
    analyser: Analyser, *paragraphs: str, paper: str = "云溪晚报"
) -> set[tuple[object, ...]]:
    held = tuple(Paragraph(text, ()) for text in paragraphs)
    found = analyser.findings(Article("页.txt", "一则消息", paragraphs=held, paper=paper))
    return {(p.person, p.organisation, p.post, p.inferred, p.ended) for p in found.posts}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("云溪区委副书记、区长沈砚秋出席。", ("沈砚秋", "云溪区委", "副书记、区长", False, False)),
        ("会议宣布，陆知远任云溪区农业农村局局长。", ("陆知远", "云溪区农业农村局", "局长", False, False)),
        ("陆知远不再担任石桥镇党委书记。", ("陆知远", "石桥镇党委", "书记", False, True)),
        ("蓝海物流有限公司总经理何立军介绍。", ("何立军", "蓝海物流有限公司", "总经理", False, False)),
        ("何立军当选云溪区工商联主席。", ("何立军", "云溪区工商联", "主席", False, False)),
        ("法国总统马克龙发表讲话。", ("马克龙", "法国", "总统", False, False)),
        ("免去何立军同志的云溪区教育局局长职务。", ("何立军", "云溪区教育局", "局长", False, True)),
        ("何立军，男，1970年生，现任云溪区委副书记。", ("何立军", "云溪区委", "副书记", False, False)),
        ("陆知远，时任石桥镇党委书记，带着干部下村。", ("陆知远", "石桥镇党委", "书记", False, False)),
        ("区领导沈砚秋、陆知远出席。", ("陆知远", "云溪区", "区领导", True, False)),
        ("国务委员沈砚秋到云溪调研。", ("沈砚秋", None, "国务委员", False, False)),
        ("伊朗原子能组织主席萨利希表示。", ("萨利希", "伊朗", "原子能组织主席", False, False)),
        ("英国前卫生大臣约翰·史密斯在会上说。", ("约翰·史密斯", "英国", "卫生大臣", False, True)),
    ],
)  # fmt: skip
def test_a_post_is_told_whole_with_its_body(analyser, text, wanted):
    assert wanted in stated(analyser, text)


def test_a_list_shares_its_post(analyser):
    found = stated(analyser, "云溪区副区长阮明溪、白向川、丁若兰参加活动。")
    assert {p[0] for p in found if p[2] == "副区长"} >= {"阮明溪", "白向川", "丁若兰"}


def test_a_body_that_can_only_be_the_papers_own_is_marked_as_inferred(analyser):
    (one,) = stated(analyser, "区委书记顾行舟昨天到企业走访。")
    assert one == ("顾行舟", "云溪区委", "区委书记", True, False)
    # In a paper whose home is not known nothing is inferred.
    assert {
        p[1:4] for p in stated(analyser, "区委书记顾行舟昨天到企业走访。", paper="别处日报")
    } == {(None, "区委书记", False)}


def test_two_bodies_are_two_posts(analyser):
    found = stated(analyser, "云溪区卫生健康局局长、云溪区人民医院院长罗素衣介绍。")
    assert {(p[1], p[2]) for p in found} == {
        ("云溪区卫生健康局", "局长"),
        ("云溪区人民医院", "院长"),
    }


def test_a_trade_alone_is_no_post(analyser):
    assert stated(analyser, "老师何立军说，孩子们很高兴。", "种植户白向川说，收成不错。") == set()


def test_the_sentence_is_the_papers_own(analyser):
    text = "昨天下雨。区委书记顾行舟到石桥镇查看河堤，叮嘱值守人员。随后返回。"
    found = analyser.findings(Article("页.txt", "", paragraphs=(Paragraph(text, ()),)))
    assert [p.sentence for p in found.posts] == ["区委书记顾行舟到石桥镇查看河堤，叮嘱值守人员。"]


def test_the_posts_of_the_sample_edition(analyser):
    right, extra, missing, _errors = sample(analyser)
    assert right / (right + extra) >= 0.9
    assert right / (right + missing) >= 0.85


@pytest.mark.parametrize(
    "text", ["青禾区委原书记何立军严重违纪违法。", "原青禾区文旅局局长何立军说。"]
)
def test_what_someone_was_is_marked_as_ended(analyser, text):
    assert {p[4] for p in stated(analyser, text)} == {True}


def test_an_election_is_of_all_it_names(analyser):
    found = stated(analyser, "选举何立军为云溪区人大常委会主任，陆知远、沈砚秋为副主任。")
    assert {(p[0], p[2]) for p in found} == {
        ("何立军", "主任"),
        ("陆知远", "副主任"),
        ("沈砚秋", "副主任"),
    }


def test_what_another_is_told_to_be_is_not_his(analyser):
    found = stated(analyser, "何立军来了，和陆知远一起，现任石桥镇镇长的话不多。")
    assert "何立军" not in {p[0] for p in found}
