"""Dates in text mean the days a reader of that edition would say they mean."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from store.language.dates import dates

TABLE = [
    line.split("\t")
    for line in (Path(__file__).with_name("dates.tsv")).read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def test_the_table_is_large_enough() -> None:
    assert len(TABLE) >= 150


@pytest.mark.parametrize(("edition", "marked", "first", "last"), TABLE)
def test_a_date_is_found_and_resolved(edition: str, marked: str, first: str, last: str) -> None:
    start = marked.index("[")
    end = marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    covering = [
        d
        for d in dates(text, date.fromisoformat(edition))
        if d.start <= start and d.end >= end and d.text.strip()
    ]
    assert [(d.first.isoformat(), d.last.isoformat()) for d in covering] == [(first, last)]


@pytest.mark.parametrize(
    "text",
    [
        "他住在6号楼3号门",
        "地铁3号线",
        "三月街上",
        "5日游线路",
        "2025级新生",
        "80后青年",
        "第3日",
        "十二月党人",
        "一号工程",
        "上前线",
        "天天向上",
        "每周三",
        "米兰设计周日前在意大利举行",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert dates(text, date(2026, 2, 25)) == []
