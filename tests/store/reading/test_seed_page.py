"""The page the project was founded on is read exactly; skipped where it is absent."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from store.reading.page_text import read_page_text

DATA = Path(__file__).parents[4] / "shared" / "data"

pytestmark = pytest.mark.skipif(not (DATA / "seed_page.txt").exists(), reason="no seed page here")


@pytest.fixture(scope="module")
def pair():
    text = (DATA / "seed_page.txt").read_bytes().decode("utf-8")
    truth = json.loads((DATA / "seed_page.articles.json").read_text(encoding="utf-8"))
    return truth["articles"], read_page_text(text, "seed_page.txt").articles


def test_its_six_articles_begin_where_they_begin(pair):
    truth, found = pair
    assert [(a.start, a.title) for a in found] == [
        (t["title"]["spans"][0][0], t["title"]["raw"]) for t in truth
    ]


def test_its_paragraphs_have_their_spans(pair):
    truth, found = pair
    for t, a in zip(truth, found, strict=True):
        assert [[list(s) for s in p.spans] for p in a.paragraphs] == [
            p["spans"] for p in t["paragraphs"]
        ]
        assert [p.text for p in a.paragraphs] == [p["text"] for p in t["paragraphs"]]


def test_its_credits_columns_sections_and_jumps_are_right(pair):
    truth, found = pair
    for t, a in zip(truth, found, strict=True):
        people = [(p["role"], p["name"]) for c in t["credits"] for p in c["people"]]
        assert [(c.role, c.name) for c in a.credits] == people
        assert a.column == (t["column"] and t["column"]["text"])
        assert a.dateline == t["dateline"]
        assert [(s.text, s.start, s.before_paragraph) for s in a.sections] == [
            (s["text"], s["spans"][0][0], s["before_paragraph"]) for s in t["sections"]
        ]
        jump = a.jump and (a.jump.direction, a.jump.page, a.jump.raw)
        assert jump == (t["jump"] and (t["jump"]["direction"], t["jump"]["page"], t["jump"]["raw"]))
