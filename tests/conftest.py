"""A morning's store, made by the road every page takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.database.places import StorePlaces
from store.headlines import Marks
from store.intake import add
from store.reading.detect import ReadOptions

FRONT = """\
湖城晚报 2026年3月2日 星期一 01版 要闻

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

春耕用上新农机

昨天,青石村的水田里,两台无人插秧机正在作业,田埂上围满了看新鲜的村民。

■摄影 记者 程远
"""
BACK = """\
湖城晚报 2026年3月2日 星期一 02版 综合

柳河镇启动河道清淤

(上接1版)

据镇水利站介绍,二期工程将在汛期之后动工,涉及支流六条,沿线的七座小桥也将一并加固。

镇里还聘请了十二名老渔民担任护河员,每周巡河两次,发现问题当天上报。

社区食堂本月开张 老人用餐打八折

■记者 白晓棠

本报讯 记者昨日从民政局获悉,城西社区食堂将于本月开张,六十岁以上老人用餐可以享受八折优惠。
"""


@pytest.fixture
def morning(tmp_path: Path) -> StorePlaces:
    """Two pages of one edition: five articles, one of them jumping to page 2."""
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "hcwb-2026-03-02-01.txt").write_text(FRONT, encoding="utf-8")
    (papers / "hcwb-2026-03-02-02.txt").write_text(BACK, encoding="utf-8")
    places = StorePlaces.inside(tmp_path / "store")
    summary = add([str(papers)], places, ReadOptions())
    assert summary.refused_files == 0
    marks = Marks(places)
    marks.keep_setting("arrives_read_after_days", "off")
    marks.close()
    return places
