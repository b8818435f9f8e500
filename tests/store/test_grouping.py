"""One event across papers is one; what only sounds alike is not."""

from __future__ import annotations

import re
from dataclasses import replace
from zlib import crc32

import pytest

from store.event_stories import Story
from store.fingerprints import fingerprints
from store.grouping import group

WIRE = (
    "三月九日上午，云溪大桥正式通车。大桥全长一千二百米，双向六车道，连接老城与高新区，过河时间由二十分钟缩短到三分钟。"
    "建设者在江上奋战了四年，浇筑混凝土三十万立方米，用钢四万吨。通车仪式上，第一辆公交车载着三十位市民缓缓驶过桥面。"
)


def story(number, title, text, *, people=(), places=(), days=(), paper=None, date="2026-03-10"):
    """Each of another paper, unless told otherwise."""
    return Story(
        number, title, text, frozenset(people), frozenset(places), frozenset(days),
        paper or f"第{number}报", date,
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


def test_a_copy_cut_to_its_beginning_under_another_headline_after_a_local_lead_is_found():
    cut = story(
        2,
        "老城居民等了四年",
        "本报讯 消息传来，我市市民在街头议论纷纷，有人翻出了旧地图。\n" + WIRE[:60],
    )
    assert grouped(story(1, "云溪大桥通车", WIRE), cut) == [[1, 2]]


def test_a_headline_that_names_others_parts_no_cut_copy():
    text = "区长沈砚秋昨天到云溪大桥工地调研，向区委书记顾行舟汇报了通车准备。" + WIRE
    whole = story(1, "沈砚秋调研云溪大桥", text, people=["沈砚秋"], places=["云溪大桥"])
    cut = story(2, "顾行舟关心过河难", text[:110], people=["顾行舟"])
    assert grouped(whole, cut) == [[1, 2]]


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
    voice = story(
        2,
        "云溪大桥通车引发热烈反响",
        "三月九日上午，云溪大桥正式通车，老城居民等这一天等了四年。“从前过河要看船的脸色。”渔具店老板娘说，如今她把店招换成了新的。"
        "退休教师把四本日记送到桥头的展厅，从打第一根桩写起。出租车司机们商量着，第一个月过桥的老人不收钱。",
    )
    assert grouped(report, voice) == [[1], [2]]


def test_two_guests_are_two_meetings_until_one_report_tells_both():
    text = "昨天下午，{}在市民中心会见来访的友城代表团一行，双方就教育、医疗、港口合作交换意见，并共同种下一棵友谊树。"
    one = story(
        1,
        "顾行舟会见友城代表团",
        text.format("顾行舟"),
        people=["顾行舟"],
    )
    two = story(
        2,
        "沈砚秋会见友城代表团",
        text.format("沈砚秋"),
        people=["沈砚秋"],
    )
    both = story(3, "顾行舟沈砚秋分别会见友城代表团", text.format("顾行舟、沈砚秋分别"),
                 people=["顾行舟", "沈砚秋"])  # fmt: skip
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
    kin = {"people": ["沈砚秋"]}
    one = story(1, "沈砚秋会见友城代表团", text.format("3月9日"), **kin)
    two = story(
        2,
        "沈砚秋再会见友城代表团",
        "在市民中心，区长沈砚秋再次会见来访的友城代表团一行，双方就教育合作和港口航线谈了半日。",
        **kin,
    )
    assert grouped(one, two) == [[1, 2]]
    assert grouped(
        replace(one, days=frozenset({"2026-03-09"})), replace(two, days=frozenset({"2026-03-10"}))
    ) == [[1], [2]]


def test_a_press_conference_told_by_its_speaker_and_by_its_subject_is_one_event():
    one = story(
        1,
        "我区推行常住地办理公共服务",
        "区政府新闻办昨天举行发布会，介绍常住地办理公共服务的办法。随迁子女就近入学，租房备案即可落户，医保缴费不再看户籍，下月起在六个街道试行。",
        days=["2026-03-09"],
    )
    two = story(
        2,
        "入学、租房、看病都在家门口办 新市民更安心（权威发布）",
        "“租房备案即可落户。”3月9日，在区政府新闻办的发布会上，区发改局局长回答记者提问时说，常住地办理公共服务的办法下月起在六个街道试行，随迁子女就近入学，医保缴费不看户籍。",
        days=["2026-03-09"],
    )
    assert grouped(one, two) == [[1, 2]]


def test_a_paper_and_its_own_feed_have_one_event():
    page = story(1, "云溪大桥正式通车", WIRE, paper="湖城日报")
    item = story(2, "[01版：要闻] 云溪大桥正式通车", "　　" + WIRE, paper="湖城日报")
    assert grouped(page, item) == [[1, 2]]


def test_the_rain_of_the_next_day_is_another_event():
    one = story(
        1,
        "强降雨来袭 各镇积极应对",
        "本轮强降雨影响全区，昨夜至今晨，石桥镇、柳河镇出现大暴雨，最大雨量一百八十毫米。区里启动三级应急响应，转移群众三百人，二十支队伍上堤巡查。",
        days=["2026-03-09"],
        paper="湖城日报",
        date="2026-03-09",
    )
    two = story(
        2,
        "各镇积极应对持续强降雨",
        "强降雨持续影响全区，昨晚到今天凌晨，云溪镇、青田镇出现暴雨，最大雨量一百二十毫米。水库开闸泄洪，供电抢修队连夜恢复线路，两所学校停课一天。",
        days=["2026-03-10"],
        paper="湖城日报",
        date="2026-03-10",
    )
    assert grouped(one, two) == [[1], [2]]


def test_a_programme_that_holds_two_events_does_not_make_them_one():
    library = "区图书馆昨晚第一次开到夜里十点，自习室座无虚席。馆员备了热水和毯子，公交公司在门口加开一班末班车，把读者送到三个小区，读者说灯光很好。"
    bridge = story(1, "云溪大桥通车", WIRE)
    opened = story(2, "图书馆夜间开放", library)
    programme = story(3, "湖城新闻文字版", f"{WIRE}\n{library}")
    together = grouped(bridge, opened, programme)
    assert not any({1, 2} <= set(event) for event in together)


def test_a_numeral_in_characters_is_the_same_session():
    text = "第{}届湖城茶博会将于四月十一日至十六日举行，设八百个展位，首次设立山区茶馆，三十家采购商已报名，门票免费预约。"
    one = story(1, "第10届湖城茶博会四月举行", text.format("10"))
    two = story(2, "第十届茶博会设八百个展位", text.format("十"))
    other = story(3, "第九届茶博会设八百个展位", text.format("九"))
    assert grouped(one, two, other) == [[1, 2], [3]]


def test_one_release_in_two_papers_own_words_is_known_by_its_figures():
    one = story(
        1,
        "一季度 我区造船完工量同比增46%",
        "本报讯 区船舶行业协会发布数据：今年一季度，造船完工量1568万吨，同比增长46.0%，新接订单量3820万吨，占世界总量的57.3%，手持订单排到后年。",
    )
    two = story(
        2,
        "造船领跑 新接订单排到后年",
        "船坞里灯火通明。一季度，几家船厂交出1568万吨，增长46.0%；新接订单更多，有3820万吨，世界每一百艘里有它57艘，工期排到后年。",
    )
    other = story(
        3,
        "三月钢价平稳",
        "钢材市场运行平稳，钢价环比微涨0.3%，社会库存1120万吨，比上月少56万吨，下游开工率回到八成。",
    )
    assert grouped(one, two, other) == [[1, 2], [3]]


def test_the_announcement_of_a_visit_is_not_its_first_day():
    text = "应区长邀请，友城市长将于三月十三日至十五日来访，同区里商谈学校结对、港口合作、航线开通等事，并参观老城和湿地公园。"
    one = story(1, "友城市长将对云溪访问", text)
    two = story(2, "友城市长今起对云溪访问", "友城市长早年学习桥梁，曾任大学教师。" + text[:40])
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
