"""Hand-made pages in the conventions of local papers (pages/README.md), read as a whole.

The floors are what is reached, not what is wanted; raise them when the reader gets better.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from store.reading.detect import ReadOptions, read_path

PAGES = sorted((Path(__file__).parent / "pages").glob("*.json"))


@pytest.fixture(scope="module")
def pairs():
    found = []
    for path in PAGES:
        truth = json.loads(path.read_text(encoding="utf-8"))
        reading = next(read_path(path.with_suffix(".txt"), ReadOptions()))
        found.append((path.stem, truth, reading))
    return found


def share(gold, got):
    """Precision and recall."""
    both = len(gold & got)
    return both / max(1, len(got)), both / max(1, len(gold))


def test_articles_are_found(pairs):
    gold = {(n, a["title_start"]) for n, t, _r in pairs for a in t["articles"]}
    got = {(n, a.start) for n, _t, r in pairs for a in r.articles}
    precision, recall = share(gold, got)
    assert precision >= 0.96
    assert recall >= 0.97


@pytest.mark.parametrize(("folder", "sure", "found"), [("open", 0.94, 0.93), ("blind", 0.95, 0.71)])
def test_articles_of_further_conventions_are_found(folder, sure, found):
    """``blind``: the errors are nobody's to look at; only these totals are known."""
    gold: set[tuple[str, int, str]] = set()
    got: set[tuple[str, int, str]] = set()
    for path in sorted((PAGES[0].parent / folder).glob("*.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        reading = next(read_path(path.with_suffix(".txt"), ReadOptions()))
        gold |= {(path.stem, a["title_start"], a["title"]) for a in truth["articles"]}
        got |= {(path.stem, a.start, a.title) for a in reading.articles}
    precision, recall = share(gold, got)
    assert precision >= sure
    assert recall >= found


def test_what_is_found_has_its_title_and_its_people(pairs):
    titles = people = total = 0
    for _name, truth, reading in pairs:
        found = {a.start: a for a in reading.articles}
        for article in truth["articles"]:
            a = found.get(article["title_start"])
            if a is None:
                continue
            total += 1
            titles += a.title == article["title"]
            people += {c.name for c in a.credits} == {c["name"] for c in article["credits"]}
    assert titles >= 0.95 * total
    assert people >= 0.9 * total


def test_paragraphs_are_whole(pairs):
    gold = {
        (n, str(p["spans"])) for n, t, _r in pairs for a in t["articles"] for p in a["paragraphs"]
    }
    got = {
        (n, str([list(s) for s in p.spans]))
        for n, _t, r in pairs
        for a in r.articles
        for p in a.paragraphs
    }
    precision, recall = share(gold, got)
    assert precision >= 0.95
    assert recall >= 0.97


def test_every_paragraph_is_what_its_spans_hold(pairs):
    for _name, _truth, reading in pairs:
        for article in reading.articles:
            for paragraph in article.paragraphs:
                assert paragraph.text == "".join(reading.text[a:b] for a, b in paragraph.spans)


def test_folio_lines_name_the_edition(pairs):
    """What a folio line says is found; nothing else is made up."""
    for name, truth, reading in pairs:
        if reading.date is not None:
            assert reading.date == truth["date"], name
        if reading.page is not None:
            number = re.fullmatch(r"([A-Z]?)0*(\d+)", reading.page)
            assert number is not None
            assert "".join(number.groups()) == str(truth["page"]), name
        if reading.paper is not None:
            assert reading.paper == truth["paper"], name
