"""Whatever a page holds, what is read of it is what stands there: nothing made up, nothing twice."""

from __future__ import annotations

import itertools
import json

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from store.interchange import article_record, json_line
from store.reading.folding import fold
from store.reading.page_text import read_page_text

PIECES = [
    "柳河镇启动河道清淤", "三个村先行", "■记者 方向明 通讯员 苏小满", "本报讯（记者 白晓棠）昨天上午，工程开工。",
    "【走基层】", "【夜市出摊先打卡】从前天起，摊主出摊之前要先上传健康证。", "（上接1版）", "(下转2版)", "慢道贯通 紧接A1版",
    "图为渡口新添的电动船。程远 摄", "▲学员正在练车。", "●听戏", "责任编辑：丁未　版式：鲁小鱼", "问：怎么办？", "答：这样办。",
    "2026年3月2日 星期一 01版 要闻", "品种　　现价　　涨跌", "美元　98.12　-0.21", "一、水稻：保持浅水层。", "程远", "木 棉",
    "引题：一颗小辣椒", "标题：远销十四省", "副题：户均增收六千元", "作者：苗青青", "正文：立秋刚过，山坡上红艳艳一片，", "正文：",
    "老船厂停产十四年，荒草一度没过膝盖，有人主张推平重建，设计师却坚持留下最老的三座厂房，说拆了就再也没有了。",
    "“舍不得，可是再不禁，", "就真的没有鱼了。”（记者 安歌）", "读者　鲍玉兰", "讣 告", "Hello，山里娃！", "\u200b", "\ufeff", "　", "",
    "😀𠮷", "a", "。", "》】）", "【", "（", "０１２", "\t|\t", "\x0b", "\x85", "\u2028",
]  # fmt: skip
LINES = st.one_of(
    st.sampled_from(PIECES),
    st.tuples(st.sampled_from(PIECES), st.sampled_from(PIECES)).map("".join),
    st.text(alphabet="中文报讯记者摄版 　\u3000（）【】：，。？！“”■●▲0１a", max_size=60),
    st.text(max_size=30),
)
PAGES = st.lists(
    st.tuples(st.sampled_from(["", "　　", "  "]), LINES, st.sampled_from(["\n", "\n\n", "\r\n", "\r"])),
    max_size=40,
).map(lambda rows: "".join(indent + line + end for indent, line, end in rows))  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PAGES)
@example("【甲乙丙丁】" + "戊" * 20 + "。\n【甲乙丙丁】" + "戊" * 20 + "。\n")
def test_what_is_read_is_what_stands_there(text):
    articles = read_page_text(text, "soup.txt").articles
    taken: list[tuple[int, int]] = []
    for article in articles:
        for paragraph in article.paragraphs:
            assert paragraph.text == "".join(text[a:b] for a, b in paragraph.spans)
            assert paragraph.text
            taken += paragraph.spans
        for part in (*article.sections, *article.captions):
            assert fold(text[part.start :]).startswith(fold(part.text[:1]))
        for a, b in (*article.spans, *taken):
            assert 0 <= a < b <= len(text)
        whole_text = "".join(text.split())
        assert all(word in whole_text for word in article.title.split())
        squeezed = "".join(fold(text).split())
        for credit in article.credits:
            assert set(fold(credit.name)) <= set(squeezed)
        record = json.loads(json_line(article_record(article)))
        assert record["start"] == article.start <= len(text)
    assert taken == sorted(taken)
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(taken))
    whole = [span for article in articles for span in article.spans]
    assert len(set(whole)) == len(whole)
