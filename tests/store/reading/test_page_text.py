"""What a reader of a page of running text is promised."""

from __future__ import annotations

import pytest

from store.reading.page_text import MAX_LINES, read_page_text
from store.records import ChenbaoError

TWO_ARTICLES = """\
柳河镇启动河道清淤 三个村先行

■记者 方向明 通讯员 苏小满

本报讯 昨天上午,柳河镇河道清淤工程在三个村同时开工。镇长何立军介绍,工程分两期推进,一期清淤

长度十二公里,预计五月底完成。

何立军说,清出的淤泥经检测合格后将用于苗圃种植,沿岸村民不必再为堆放发愁。

(下转2版)

图书馆夜间开放首周迎来三千读者

■记者 白晓棠

本报讯 区图书馆自本周一起延长开放时间,每晚九点闭馆。首周夜间到馆人数超过三千人次,其中学生占了一半。

馆长孔令仪表示,夜间开放将持续到六月,自习座位可以提前一天预约。
"""


def read(text: str):
    return read_page_text(text, "page.txt").articles


def test_articles_run_together_are_told_apart():
    """One blank line stands between all lines; only the words say where an article begins."""
    assert [a.title for a in read(TWO_ARTICLES)] == [
        "柳河镇启动河道清淤 三个村先行",
        "图书馆夜间开放首周迎来三千读者",
    ]


def test_a_paragraph_broken_by_a_column_is_mended():
    first = read(TWO_ARTICLES)[0]
    assert "一期清淤长度十二公里" in first.paragraphs[0].text
    assert len(first.paragraphs[0].spans) == 2
    assert len(first.paragraphs) == 2


def test_every_paragraph_is_what_its_spans_hold():
    for article in read(TWO_ARTICLES):
        for paragraph in article.paragraphs:
            assert paragraph.text == "".join(TWO_ARTICLES[a:b] for a, b in paragraph.spans)


def test_nothing_of_the_page_is_dropped():
    """Every line of the page belongs to some part of some article."""
    kept = "".join(TWO_ARTICLES[a:b] for article in read(TWO_ARTICLES) for a, b in article.spans)
    assert kept == "".join(line for line in TWO_ARTICLES.split("\n") if line)


def test_the_start_of_an_article_is_the_offset_of_its_title():
    for article in read(TWO_ARTICLES):
        assert TWO_ARTICLES.startswith(article.title, article.start)


def test_credits_keep_role_and_name():
    first = read(TWO_ARTICLES)[0]
    assert [(c.role, c.name) for c in first.credits] == [("记者", "方向明"), ("通讯员", "苏小满")]


def test_a_jump_names_its_page_and_is_no_paragraph():
    jump = read(TWO_ARTICLES)[0].jump
    assert jump is not None
    assert (jump.direction, jump.page, jump.raw) == ("to", "2", "(下转2版)")


def test_a_dateline_stays_in_the_paragraph_and_is_named():
    first = read(TWO_ARTICLES)[0]
    assert first.dateline == "本报讯"
    assert first.paragraphs[0].text.startswith("本报讯 昨天上午")


def test_a_photo_item_has_its_credit_at_the_end():
    page = """\
春耕用上新农机

昨天,青石村的水田里,两台无人插秧机正在作业,田埂上围满了看新鲜的村民。

据了解,村里今年新添农机六台,插秧效率比去年提高了一倍。

■摄影 记者 程远

社区食堂本月开张 老人用餐打八折

■记者 白晓棠

本报讯 记者昨日从民政局获悉,城西社区食堂将于本月开张,六十岁以上老人用餐可以享受八折优惠。
"""
    photo, canteen = read(page)
    assert photo.is_photo
    assert [(c.role, c.name) for c in photo.credits] == [("摄影 记者", "程远")]
    assert len(photo.paragraphs) == 2
    assert canteen.title == "社区食堂本月开张 老人用餐打八折"


def test_a_column_is_the_column_wherever_it_stands():
    before = "【走基层】\n\n老街修表匠的四十年\n\n■记者 程远\n\n本报讯 老街尽头有一间不到八平方米的修表铺,铺主今年六十二岁,在这里守了整整四十年。"
    after = "老街修表匠的四十年\n\n■记者 程远\n\n【走基层】\n\n老街尽头有一间不到八平方米的修表铺,铺主今年六十二岁,在这里守了整整四十年。"
    inline = "【走基层】老街修表匠的四十年\n\n■记者 程远\n\n本报讯 老街尽头有一间不到八平方米的修表铺,铺主今年六十二岁,在这里守了整整四十年。"
    for page in (before, after, inline):
        (article,) = read(page)
        assert article.column == "走基层"
        assert article.title == "老街修表匠的四十年"


def test_a_page_wrapped_at_forty_characters_reads_as_paragraphs():
    wrapped = (
        "区里开通三条助学公交线\n"
        "本报讯（记者 白晓棠） 新学期首日，三条助学公交线路同时开通，覆盖城东\n"
        "片区的五所中小学，沿途设置二十一个站点。学生凭学生卡乘车，每次一元。公\n"
        "交公司负责人介绍，线路将根据客流情况调整班次，早晚高峰每十分钟一班，寒\n"
        "暑假停运。\n"
        "　　家长代表表示，线路开通以后接送孩子的时间省下了将近一个小时，路口的\n"
        "拥堵也缓解了不少，希望能够长期坚持下去，把好事办得更好更细更贴心一些。\n"
        "　　下一步，交通部门还将根据学校的需求增加线路，让更多的孩子坐上放心的\n"
        "公交车。\n"
    )
    (article,) = read(wrapped)
    assert len(article.paragraphs) == 3
    assert "覆盖城东片区的五所中小学" in article.paragraphs[0].text


def test_rubbish_is_refused_in_a_sentence():
    with pytest.raises(ChenbaoError, match=r"page\.txt: has 100,000 lines"):
        read("今天天气不错\n" * 100_000)
    with pytest.raises(ChenbaoError, match=f"at most {MAX_LINES:,}"):
        read("今天天气不错。\n" * (MAX_LINES + 1))


def test_an_empty_page_has_no_articles():
    assert read("") == ()
    assert read("\n \n　\n") == ()
