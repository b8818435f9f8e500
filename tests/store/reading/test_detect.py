"""A source is known by its content; what cannot be read is refused in one clear sentence."""

from __future__ import annotations

import gzip
import json

import pytest

from store.reading.detect import ReadOptions, read_path
from store.reading.edition import EditionHint
from store.records import ChenbaoError

PAGE = """\
湖城晚报 2026年3月2日 星期一 01版 要闻

柳河镇启动河道清淤

■记者 方向明

本报讯 昨天上午,柳河镇河道清淤工程在三个村同时开工。镇长何立军介绍,工程分两期推进。
"""
RECORD = {
    "paper": "湖城日报",
    "date": "2026-03-02",
    "page": "1",
    "title": "清淤开工",
    "text": "第一段。\n第二段。",
}


def read(path, **hint):
    return list(read_path(path, ReadOptions(EditionHint(**hint))))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_page_reads_the_same_in_every_encoding(tmp_path, encoding):
    path = tmp_path / "page.txt"
    path.write_bytes(PAGE.encode(encoding))
    (reading,) = read(path)
    assert reading.text == PAGE
    assert [a.title for a in reading.articles] == ["柳河镇启动河道清淤"]


def test_the_folio_gives_the_edition(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    (reading,) = read(path)
    assert (reading.paper, reading.date, reading.page) == ("湖城晚报", "2026-03-02", "01")
    assert reading.articles[0].date == "2026-03-02"


def test_what_the_caller_says_comes_first(tmp_path):
    path = tmp_path / "hcwb-2026-02-25-04.txt"
    path.write_text(PAGE, encoding="utf-8")
    (reading,) = read(path, paper="城西报", date="2026-01-01", page="08")
    assert (reading.paper, reading.date, reading.page) == ("城西报", "2026-01-01", "08")


def test_what_nobody_says_stays_unknown(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(PAGE.split("\n", 2)[2], encoding="utf-8")
    (reading,) = read(path)
    assert (reading.paper, reading.date, reading.page) == (None, None, None)


@pytest.mark.parametrize("packed", [False, True])
def test_records_are_read_line_by_line_in_order(tmp_path, packed):
    lines = "\n".join(
        json.dumps(RECORD | {"title": f"第{n}条"}, ensure_ascii=False) for n in range(1200)
    ).encode()
    path = tmp_path / ("r.jsonl.gz" if packed else "r.jsonl")
    path.write_bytes(gzip.compress(lines) if packed else lines)
    readings = read(path)
    assert [a.title for r in readings for a in r.articles] == [f"第{n}条" for n in range(1200)]
    assert max(len(r.articles) for r in readings) <= 500


def test_a_record_keeps_its_units_and_its_page(tmp_path):
    path = tmp_path / "r.jsonl"
    record = RECORD | {
        "kicker": "肩",
        "subtitle": "副",
        "author": "本报记者 方向明",
        "url": "u",
        "column": None,
    }
    path.write_text(json.dumps(record), encoding="utf-8")
    article = read(path)[0].articles[0]
    assert (article.title, article.kicker, article.headline, article.deck) == (
        "肩 清淤开工 副",
        "肩",
        "清淤开工",
        "副",
    )
    assert (article.paper, article.date, article.page, article.address) == (
        "湖城日报",
        "2026-03-02",
        "01",
        "u",
    )
    assert [(p.text, p.spans) for p in article.paragraphs] == [
        ("第一段。", ((0, 4),)),
        ("第二段。", ((5, 9),)),
    ]
    assert [(c.role, c.name) for c in article.credits] == [("本报记者", "方向明")]


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("x.bin", bytes(range(256)) * 40, "is not text"),
        ("x.pdf", b"%PDF-1.7 something", "is a PDF"),
        ("x.html", b"<!DOCTYPE html><html></html>", "is an HTML page"),
        ("x.jsonl", b'{"title": "a"}\n{"title": ', "line 2 is not JSON"),
        ("x.jsonl", b'{"title": "a"}\n[1]', "line 2 is not a JSON object"),
        ("x.jsonl", b'{"title": "a", "date": "2026-02-31"}', "line 1 has a date that is no date"),
        ("x.jsonl", b'{"title": ["a"]}', "line 1 has a 'title' that is not a string"),
        ("x.jsonl.gz", gzip.compress(b'{"title": "a"}\n' * 90_000)[:-40], "broken or cut off gzip"),
        ("x.txt", b"\xff\xfe\x00", "begins as utf-16-le but is broken"),
        ("x.txt", "今天\n".encode() * 30_000, "has 30,000 lines"),
    ],
)
def test_bad_input_names_the_file_and_the_fault(tmp_path, name, content, fault):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ChenbaoError) as caught:
        read(path)
    assert name in str(caught.value)
    assert fault in str(caught.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ChenbaoError, match="nothing-here.txt: there is no such file"):
        read(tmp_path / "nothing-here.txt")


def test_control_characters_are_replaced_one_for_one(tmp_path):
    path = tmp_path / "page.txt"
    hostile = PAGE.replace("昨天", "\x1b[2J\x9b昨天\u202e")
    path.write_text(hostile, encoding="utf-8")
    (reading,) = read(path)
    assert reading.text is not None
    assert len(reading.text) == len(hostile)
    assert not set(reading.text) & set("\x1b\x9b\u202e")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_needs_no_mark_to_be_read(tmp_path, encoding):
    page = "渡口新添两艘电动船\n\n本报讯 昨天上午，柳河镇渡口新添的两艘电动船下水，村民凭证免费乘坐。\n"
    (tmp_path / "2026-03-02.txt").write_bytes(page.encode(encoding))
    reading = next(read_path(tmp_path / "2026-03-02.txt", ReadOptions()))
    assert reading.text == page


def test_a_broken_page_is_refused_and_not_read_as_some_other_writing(tmp_path):
    page = "渡口新添两艘电动船\n\n本报讯 昨天上午，柳河镇渡口新添的两艘电动船下水。".encode()
    (tmp_path / "p.txt").write_bytes(page[:29] + b"\xff" + page[29:])
    with pytest.raises(ChenbaoError, match="broken at byte"):
        next(read_path(tmp_path / "p.txt", ReadOptions()))
