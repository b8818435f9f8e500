"""The bundled sample edition: what is committed is what its sources say, and it is read well."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from store.headlines import Headlines
from store.reading.detect import ReadOptions, read_path
from store.records import Scope
from store.sample_edition import NAMES, PAGES, open_sample

HERE = Path(__file__).parent

# Articles that the reader does not take as they were written; their truth was not bent to it.
HARD = {
    "2026-03-04-01-4",  # a section heading taken for the end of a broken line
    "2026-03-04-02-6",  # a photo item after a short court report
    "2026-03-05-02-6",  # a notice without 本报讯 or credit, its title taken for a section heading
    "2026-03-08-02-4",  # a question as section heading, taken for a title
    "2026-03-09-01-4",  # a section heading taken for the end of a broken line
    "2026-03-10-02-3",  # likewise
    "2026-03-11-01-5",  # a notice without 本报讯 or credit
    "2026-03-11-02-3",  # a section heading taken for a title, on a plain page
    "2026-03-13-01-4",  # a section heading taken for the end of a broken line
    "2026-03-13-02-3",  # likewise, in wrapped lines
    "2026-03-13-02-5",  # a wrapped line taken for a paragraph's end
    "2026-03-14-01-4",  # a section heading left a paragraph, a broken line not mended
    "2026-03-14-02-3",  # a letter, whose signature hides the article after it
    "2026-03-14-02-4",
    "2026-03-15-02-5",  # a section heading taken for the end of a broken line
}


@pytest.fixture(scope="module")
def truth():
    return json.loads((HERE / "truth.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def read():
    options = ReadOptions(codes=NAMES)
    return {p.name: next(read_path(p, options)) for p in sorted(PAGES.glob("*.txt"))}


def pages(truth):
    return [(e["date"], p) for e in truth["editions"] for p in e["pages"]]


def test_pages_and_truth_are_a_fresh_build():
    done = subprocess.run(
        [sys.executable, str(HERE / "build.py"), "--check"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_page_knows_its_edition(truth, read):
    for date, page in pages(truth):
        reading = read[page["file"]]
        assert (reading.paper, reading.date, reading.page) == ("云溪晚报", date, page["page"])


def test_articles_begin_where_they_begin(truth, read):
    """At least 97 in 100 are found (95 with the hard ones), and at most 3 in 100 are none."""
    gold = {(p["file"], a["start"]): a["id"] for _d, p in pages(truth) for a in p["articles"]}
    got = {(f, a.start) for f, r in read.items() for a in r.articles}
    found = gold.keys() & got
    plain = {place for place, ident in gold.items() if ident not in HARD}
    assert len(plain & found) >= 0.97 * len(plain), sorted(plain - found)
    assert len(found) >= 0.95 * len(gold), sorted(gold.keys() - found)
    assert len(found) >= 0.97 * len(got), sorted(got - found)


def test_titles_credits_and_jumps_are_right(truth, read):
    right = total = 0
    for _date, page in pages(truth):
        found = {a.start: a for a in read[page["file"]].articles}
        for article in page["articles"]:
            a = found.get(article["start"])
            if a is None:
                continue
            total += 1
            jump = article["jump"] and (article["jump"]["direction"], article["jump"]["page"])
            right += (
                a.title == article["title"]
                and [c.name for c in a.credits] == [c["name"] for c in article["credits"]]
                and (a.jump and (a.jump.direction, a.jump.page)) == jump
                and a.column == article["column"]
            )
    assert right >= 0.95 * total, f"{right} of {total}"


def test_paragraphs_have_their_spans(truth, read):
    """At least 97 in 100, and 95 with the hard articles."""
    gold = {
        (p["file"], str(q["spans"])): a["id"] for _d, p in pages(truth) for a in p["articles"]
        for q in a["paragraphs"]
    }  # fmt: skip
    got = {
        (f, str([list(s) for s in p.spans])) for f, r in read.items() for a in r.articles
        for p in a.paragraphs
    }  # fmt: skip
    plain = {place for place, ident in gold.items() if ident not in HARD}
    assert len(plain & got) >= 0.97 * len(plain), sorted(plain - got)
    assert len(gold.keys() & got) >= 0.95 * len(gold), sorted(gold.keys() - got)


def test_the_sample_store_is_its_own_and_unread(tmp_path, truth):
    places = open_sample(tmp_path / "sample")
    headlines = Headlines(places)
    outline = headlines.outline(Scope())
    headlines.close()
    halves = sum(a["kind"] == "half" for _d, p in pages(truth) for a in p["articles"])
    articles = sum(len(p["articles"]) for _d, p in pages(truth))
    # Four are known to be missed; until second halves were all found, false starts hid one.
    assert 0 <= articles - halves - outline.total <= 4
    assert outline.unread == outline.total
    assert open_sample(tmp_path / "sample") == places
