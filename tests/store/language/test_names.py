"""Names in made-up news: exact spans, kinds, and what stands for what."""

from __future__ import annotations

import pytest

from bench.names import TRUTH, ours, sample_score
from store.language.analyse import Analyser, Learnt
from store.records import Article, Credit, Paragraph


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser(Learnt(homes={"云溪晚报": "云溪区"}))


def article(title: str, *paragraphs: str, **more: object) -> Article:
    held = tuple(Paragraph(text, ()) for text in paragraphs)
    return Article("页.txt", title, paragraphs=held, paper="云溪晚报", date="2026-03-09", **more)  # type: ignore[arg-type]


def names(analyser: Analyser, *paragraphs: str) -> set[tuple[str, str]]:
    found = analyser.findings(article("一则消息", *paragraphs))
    return {(m.kind, m.text) for m in found.mentions}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("区委书记顾行舟昨天到石桥镇调研。", {("PER", "顾行舟"), ("LOC", "石桥镇")}),
        ("云溪区委召开常委会会议，听取各镇街汇报。", {("ORG", "云溪区委")}),
        ("法国总统马克龙10日在巴黎会见了来访的客人。", {("LOC", "法国"), ("PER", "马克龙"), ("LOC", "巴黎")}),
        ("村民买买提·吐尔逊说，今年的棉花长势很好。", {("PER", "买买提·吐尔逊")}),
        ("被告人张某甲与李某签订了合同。", {("PER", "张某甲"), ("PER", "李某")}),
        ("蓝海智能装备（云溪）有限公司总经理何立军介绍了产品。", {("ORG", "蓝海智能装备（云溪）有限公司"), ("PER", "何立军")}),
        ("随行的国务卿贝拉里则表示，双方还要再谈。", {("PER", "贝拉里")}),
        ("黎连起常委建议，先修好通村公路。", {("PER", "黎连起")}),
        ("停火以后，德黑兰和墨西哥城都下了雨。", {("LOC", "德黑兰"), ("LOC", "墨西哥城")}),
        ("局长江晚晴说，从今天起每周公开一次。", {("PER", "江晚晴")}),
        ("昨天，区反诈中心劝阻员走进社区宣传。", {("ORG", "区反诈中心")}),
        ("任命秦望舒为云溪区教育局局长，免去妥建平的局长职务。", {("PER", "秦望舒"), ("ORG", "云溪区教育局")}),
        ("县消防救援大队和云溪县公路局先后到场，国道215线中断。", {("ORG", "县消防救援大队"), ("ORG", "云溪县公路局"), ("LOC", "国道215线")}),
        ("货车经荣成、乳山两地开往民勤，司机生学亮一夜没睡。", {("LOC", "荣成"), ("LOC", "乳山"), ("LOC", "民勤"), ("PER", "生学亮")}),
        ("崇左市公安局森林警察支队在友谊镇查获一辆货车。", {("ORG", "崇左市公安局森林警察支队"), ("LOC", "友谊镇")}),
        ("昌江黎族自治县海尾镇的渔民黎亚福把鱼运到湛江。", {("LOC", "昌江黎族自治县海尾镇"), ("PER", "黎亚福"), ("LOC", "湛江")}),
        ("岩温罕每天直播。岩温罕的妻子打包，岩温罕发货。", {("PER", "岩温罕")}),
        ("乐东黎族自治县九所镇的干部走进和龙市，看了图们江。", {("LOC", "乐东黎族自治县九所镇"), ("LOC", "和龙市")}),
        ("解双喜说，他不走。后来解双喜当了班长，大家都服解双喜。", {("PER", "解双喜")}),
        ("多伦县森林草原消防大队先到，双龙营中学的学生随后。", {("ORG", "多伦县森林草原消防大队"), ("ORG", "双龙营中学")}),
        ("游客从上海虹桥站出发，两小时到达安徽省黄山市。", {("LOC", "安徽省黄山市")}),
        ("中共青禾市委书记何立军主持会议并讲话。", {("ORG", "中共青禾市委"), ("PER", "何立军")}),
        ("大学教授若热·达席尔瓦望着江水感慨，这座古堰了不起。", {("PER", "若热·达席尔瓦")}),
        ("日本首相高市早苗20日在国会发表讲话。", {("LOC", "日本"), ("PER", "高市早苗")}),
        ("活动由江西省文化和旅游厅、双林新区人才发展服务中心主办。", {("ORG", "江西省文化和旅游厅"), ("ORG", "双林新区人才发展服务中心")}),
        ("牧民住在额济纳旗巴音嘎查，车走G95首都地区环线高速回城。", {("LOC", "额济纳旗巴音嘎查"), ("LOC", "G95首都地区环线高速")}),
        ("津冀晋辽等地的专家到了，京冀界立了碑。", {("LOC", "津"), ("LOC", "冀"), ("LOC", "晋"), ("LOC", "辽"), ("LOC", "京")}),
        ("国家京剧院的演员来了。", {("ORG", "国家京剧院")}),
    ],
)  # fmt: skip
def test_names_are_found_whole(analyser, text, wanted):
    assert wanted <= names(analyser, text)


@pytest.mark.parametrize(
    "text",
    [
        "会上，李副市长作了讲话，李副县长到场。",
        "绿水青山就是金山银山，村里把金山银山写在墙上。",
        "全国博物馆接待观众很多，被告某食品公司败诉，社会长治久安。",
        "受访者表示满意，陈先生和赵女士也这样说。",
        "要打牢科技强国的根基，建设高水平研究型大学，汽车开上高速公路。",
    ],
)
def test_a_title_a_saying_or_somebody_is_no_name(analyser, text):
    assert names(analyser, text) == set()


def test_a_place_inside_an_organisation_is_none_of_its_own(analyser):
    found = names(analyser, "云溪区委和云溪区人民政府联合发文，云溪区人民医院院长参加会议。")
    assert ("LOC", "云溪区") not in found
    assert {("ORG", "云溪区委"), ("ORG", "云溪区人民政府"), ("ORG", "云溪区人民医院")} <= found


def test_spans_hold_what_they_say(analyser):
    one = article("石桥镇修桥", "石桥镇镇长温如海说，先修九座。", "温如海又走了一遍。")
    for mention in analyser.findings(one).mentions:
        text = one.title if mention.where == "title" else one.paragraphs[mention.where].text
        assert text[mention.start : mention.end] == mention.text


def test_a_name_found_once_is_found_everywhere(analyser):
    found = analyser.findings(
        article("深夜的灯", "社区民警汪远帆值了一夜班。", "天亮时，居民给汪远帆送来豆浆。")
    )
    places = [m.where for m in found.mentions if m.text == "汪远帆"]
    assert places == [0, 1]


def test_whoever_is_credited_is_a_person(analyser):
    one = article(
        "江边晨跑", "跑步的人越来越多。", credits=(Credit("记者", "江南"), Credit("摄", "高山"))
    )
    found = analyser.findings(one).mentions
    assert {(m.kind, m.text) for m in found} >= {("PER", "江南"), ("PER", "高山")}


def test_a_short_form_stands_for_the_one_full_name_of_the_article(analyser):
    found = analyser.findings(
        article(
            "签约",
            "震智创新（云溪）科技股份有限公司昨天与区里签约。",
            "震智科技负责人说，震智科技将把总部迁来。",
        )
    )
    full = {m.text: m.name for m in found.mentions if m.kind == "ORG"}
    assert full["震智科技"] == "震智创新(云溪)科技股份有限公司"


def test_a_short_form_that_may_mean_two_stands_for_itself(analyser):
    found = analyser.findings(
        article(
            "签约",
            "震智创新（云溪）科技股份有限公司与震智能源（青禾）股份有限公司昨天签约。",
            "震智科技负责人说，震智科技将扩产。",
        )
    )
    assert {m.name for m in found.mentions if m.text == "震智科技"} <= {"震智科技"}


def test_what_a_paper_has_printed_before_is_found_again():
    text = "昨天，乌石岩的茶农开始采茶。"
    fresh = Analyser(Learnt(names={"乌石岩": "LOC"}))
    assert ("LOC", "乌石岩") in names(fresh, text)


def test_the_sample_edition_is_found_better_than_by_anything_installed():
    assert TRUTH.exists()
    precision, recall, f1 = sample_score(ours).of()
    assert precision >= 0.9
    assert recall >= 0.82
    assert f1 >= 0.87


def test_articles_of_a_batch_are_read_as_each_alone(analyser):
    batch = [
        article("石桥镇修桥", "石桥镇镇长温如海说，先修九座。", "温如海又走了一遍。"),
        article("", ""),
        article("区委开会", "区委书记顾行舟主持会议。", credits=(Credit("记者", "林晚舟"),)),
        article("雨", "雨下了一夜。"),
    ]
    assert analyser(batch) == [analyser.findings(one) for one in batch]
    assert list(analyser.each(iter(batch))) == analyser(batch)
