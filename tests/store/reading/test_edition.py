"""Paper, date and page come from a file's name or a folio line, and from nowhere else."""

from __future__ import annotations

import pytest

from store.reading.edition import EditionHint, from_folio, from_name, normal_page


@pytest.mark.parametrize(
    ("name", "paper", "date", "page"),
    [
        ("nhwb-2026-02-25-01.txt", "nhwb", "2026-02-25", "01"),
        ("20260225_A02.txt", None, "2026-02-25", "A02"),
        ("2026-02-25.txt", None, "2026-02-25", None),
        ("湖城日报20260225第03版.txt", "湖城日报", "2026-02-25", "03"),
        ("湖城晚报_2026年3月2日_1.txt", "湖城晚报", "2026-03-02", "01"),
        ("2026-02-25 湖城日报.txt", "湖城日报", "2026-02-25", None),
        ("page_2026-06-30_19.txt", None, "2026-06-30", "19"),
        ("《湖城晚报》2026年2月25日第二版.txt", "湖城晚报", "2026-02-25", "02"),
        ("湖城晚报2026-2-25（3版）.txt", "湖城晚报", "2026-02-25", "03"),
        ("湖城晚报-20260225-A02-民生.txt", "湖城晚报", "2026-02-25", "A02"),
        ("湖城晚报_2026-02-25_第A02版.txt", "湖城晚报", "2026-02-25", "A02"),
        ("2026-02-25-第01版要闻.txt", None, "2026-02-25", "01"),
        ("2026年2月25日 第3版.txt", None, "2026-02-25", "03"),
        ("2026-02-25-nhwb-03.txt", "nhwb", "2026-02-25", "03"),
        ("第03版_20260225.txt", None, "2026-02-25", "03"),
        ("page01_2026-02-25.txt", None, "2026-02-25", "01"),
        ("A02-20260225.txt", None, "2026-02-25", "A02"),
        ("nhwb2026022501.txt", "nhwb", "2026-02-25", "01"),
        ("扫描0001.txt", None, None, None),
        ("260225-01.txt", None, None, None),
        ("notes.txt", None, None, None),
        ("20260231.txt", None, None, None),
    ],
)
def test_a_file_name_says_what_it_says(name, paper, date, page):
    assert from_name(name) == EditionHint(paper, date, page)


def test_a_code_stands_for_the_papers_name():
    assert from_name("nhwb-2026-02-25-01.txt", codes={"nhwb": "湖城晚报"}).paper == "湖城晚报"


def test_patterns_of_ones_own_come_first():
    own = (r"^(?P<page>\d\d)p(?P<day>\d\d)(?P<month>\d\d)(?P<year>\d{4})$",)
    assert from_name("03p25022026.txt", own) == EditionHint(None, "2026-02-25", "03")


@pytest.mark.parametrize(
    ("line", "paper", "date", "page", "name"),
    [
        ("湖城晚报 2026年3月2日 星期一 01版 要闻", "湖城晚报", "2026-03-02", "01", "要闻"),
        ("2026年3月2日 星期一 责任编辑 甲乙 02版·综合", None, "2026-03-02", "02", "综合"),
        ("二〇二六年三月十二日 星期四 第3版", None, "2026-03-12", "03", None),
        ("A02 2026.3.2", None, "2026-03-02", "A02", None),
        ("2026年3月2日 星期一 农历正月十四 第A02版 责编：甲乙", None, "2026-03-02", "A02", None),
        ("2026年3月2日 星期一 今日16版 总第12345期", None, "2026-03-02", None, None),
        ("今日８版　第12306期", None, None, None, None),
        ("湖城晚报｜A05｜2026.3.2", "湖城晚报", "2026-03-02", "A05", None),
        ("A2·要闻", None, None, "A02", "要闻"),
        ("MON 2026.03.02 A07 财经", None, "2026-03-02", "A07", None),
        ("2026年3月2日  要闻 3", None, "2026-03-02", "03", None),
        ("版次：第03版：县区新闻", None, None, "03", "县区新闻"),
        ("２０２６年３月２日　星期一　第３版", None, "2026-03-02", "03", None),
    ],
)
def test_a_folio_line_says_what_it_says(line, paper, date, page, name):
    assert from_folio([line]) == EditionHint(paper, date, page, name)


def test_a_date_in_running_text_is_no_folio():
    assert from_folio(["2026年2月25日，湖城区召开大会，部署全年工作。"]).date is None
    assert from_folio(["湖城区力争在2026年12月31日前建成二期工程并投入使用"]).date is None


@pytest.mark.parametrize(
    ("raw", "kept"), [("1", "01"), ("a2", "A02"), ("012", "12"), ("十二", "12"), ("头版", "头版")]
)
def test_page_numbers_are_kept_in_one_form(raw, kept):
    assert normal_page(raw) == kept
