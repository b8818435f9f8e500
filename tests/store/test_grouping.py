"""One event across papers is one; what only sounds alike is not."""

from __future__ import annotations

import re
from dataclasses import replace
from zlib import crc32

import pytest

from store.grouping import Story, fingerprints, group

WIRE = (
    "三月九日上午，云溪大桥正式通车。大桥全长一千二百米，双向六车道，连接老城与高新区，过河时间由二十分钟缩短到三分钟。"
    "建设者在江上奋战了四年，浇筑混凝土三十万立方米，用钢四万吨。通车仪式上，第一辆公交车载着三十位市民缓缓驶过桥面。"
)


def story(number, title, text, *, words=(), people=(), places=(), names=()):
    return Story(
        number, title, text, frozenset(words), frozenset((*names, *people)), frozenset(people),
        frozenset(places),
    )  # fmt: skip


def grouped(*stories):
    return [[stories[n].id for n in some] for some in group(stories)]


def test_a_trimmed_wire_story_is_the_same_event():
    whole = story(1, "云溪大桥通车", WIRE)
    trimmed = story(2, "三分钟过河 云溪大桥昨天正式通车", "本报讯 " + WIRE[:70])
    other = story(
        3,
        "图书馆夜间开放",
        "图书馆昨晚第一次开到十点，自习室座无虚席，读者说灯光很好，馆员备了热水和毯子。",
    )
    assert grouped(whole, other, trimmed) == [[1, 2], [3]]


def test_the_same_words_of_another_person_are_another_event():
    form = "日前，经区委批准，区纪委监委对{}严重违纪违法问题进行了立案审查调查。经查，其丧失理想信念，违规收受礼品礼金，利用职务便利为他人谋利，非法收受巨额财物。"
    one = story(
        1, "区水利局原局长何立军被开除党籍", form.format("区水利局原局长何立军"), people=["何立军"]
    )
    two = story(
        2, "区交通局原局长白向川被开除党籍", form.format("区交通局原局长白向川"), people=["白向川"]
    )
    assert grouped(one, two) == [[1], [2]]


def test_the_next_session_is_another_event():
    form = "区人大常委会举行第{}次会议，听取有关报告审议情况汇报，决定将有关草案交付表决，常委会主任主持会议并讲话，副主任和委员出席会议。"
    one = story(1, "区人大常委会举行第二十次会议", form.format("二十"))
    two = story(2, "区人大常委会举行第二十一次会议", form.format("二十一"))
    assert grouped(one, two) == [[1], [2]]


def test_a_voice_on_an_event_is_not_its_report():
    report = story(1, "云溪大桥正式通车", WIRE)
    voice = story(2, "云溪大桥通车引发热烈反响", WIRE)
    assert grouped(report, voice) == [[1], [2]]


def test_two_guests_are_two_meetings_until_one_report_tells_both():
    text = "昨天下午，{}在市民中心会见来访的友城代表团一行，双方就教育、医疗、港口合作交换意见，并共同种下一棵友谊树。"
    one = story(
        1,
        "顾行舟会见友城代表团",
        text.format("顾行舟"),
        people=["顾行舟"],
        words=["友城", "代表团", "友谊树"],
    )
    two = story(
        2,
        "沈砚秋会见友城代表团",
        text.format("沈砚秋"),
        people=["沈砚秋"],
        words=["友城", "代表团", "友谊树"],
    )
    both = story(3, "顾行舟沈砚秋分别会见友城代表团", text.format("顾行舟、沈砚秋分别"),
                 people=["顾行舟", "沈砚秋"], words=["友城", "代表团", "友谊树"])  # fmt: skip
    assert grouped(one, two) == [[1], [2]]
    assert grouped(one, two, both) == [[1, 2, 3]]


def test_a_standing_title_over_other_texts_is_no_event():
    one = story(
        1,
        "图片报道",
        "茶农在晾晒今年的第一批春茶，竹匾排满了院子，空气里都是青草香，孩子们在竹匾间跑来跑去。",
    )
    two = story(
        2,
        "图片报道",
        "码头上的起重机正在吊装一台大型变压器，它将运往海外的一座电站，工人们忙到深夜。",
    )
    assert grouped(one, two) == [[1], [2]]


def test_the_next_day_of_a_visit_is_another_event():
    text = "{}上午，区长沈砚秋会见来访的友城代表团一行，双方就教育、医疗、港口合作交换意见。"
    kin = {"words": ["友城", "代表团", "会见"], "people": ["沈砚秋"], "names": ["友城", "代表团"]}
    one = story(1, "沈砚秋会见友城代表团", text.format("3月9日"), **kin)
    two = story(
        2,
        "沈砚秋再会见友城代表团",
        "友城客人昨天又来到市民中心，区长同他们谈了半日，说的是学校结对和航线。",
        **kin,
    )
    assert grouped(one, two) == [[1, 2]]
    assert grouped(replace(one, day="2026-03-09"), replace(two, day="2026-03-10")) == [[1], [2]]


def test_one_release_in_two_papers_own_words_is_known_by_its_figures():
    one = story(
        1,
        "一季度造船领跑",
        "今年一季度，造船完工量1568万吨，同比增长46.0%，新接订单量3820万吨，占世界总量的57.3%，订单排到后年。",
    )
    two = story(
        2,
        "完工量增四成多",
        "据有关部门发布的数据，船厂完工1568万吨，增长46.0%；手里的活更多，新签3820万吨，世界每一百艘里有它57艘。",
    )
    other = story(
        3,
        "三月钢价平稳",
        "钢材市场运行平稳，钢价环比微涨0.3%，社会库存1120万吨，比上月少56万吨，下游开工率回到八成。",
    )
    assert grouped(one, two, other) == [[1, 2], [3]]


def test_the_announcement_of_a_visit_is_not_its_first_day():
    text = "应区长邀请，友城市长将于三月十三日至十五日来访，同区里商谈学校结对、港口合作、航线开通等事，并参观老城和湿地公园。"
    kin = {"words": ["友城", "市长", "访问"], "names": ["友城", "老城"]}
    one = story(1, "友城市长将对云溪访问", text, **kin)
    two = story(
        2, "友城市长今起对云溪访问", "友城市长早年学习桥梁，曾任大学教师。" + text[:40], **kin
    )
    assert grouped(one, two) == [[1], [2]]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "只有七个字不够",
        "刚好八个汉字在此",
        "十二个窗口以内的短文字也有自己的指纹。",
        "2026年3月1日，AI模型发布，GDP增长5.2%，全年产量达到3.38亿吨，比上年多了一成。" * 3,
        "全市经济工作会议昨天召开，会议总结了今年的工作，部署了明年的任务，要求各部门抓好落实。"
        * 3,
    ],
)
def test_fingerprints_are_winnowed_as_published(text):
    """Of every twelve neighbouring hashes of eight characters the least is kept; of fewer, all."""
    plain = re.sub(r"[^\u4e00-\u9fffA-Za-z0-9]", "", text)
    hashes = [crc32(plain[at : at + 8].encode()) for at in range(len(plain) - 7)]
    windows = [hashes[at : at + 12] for at in range(len(hashes) - 11)]
    kept = {min(window) for window in windows} if len(hashes) > 12 else set(hashes)
    assert fingerprints(text) == kept
