"""Make a large archive straight into a store, deterministically.

usage: python -m bench archive --articles 100000 --store PATH

Ten years of editions of up to 20 papers, 8 pages of 6 articles each, about 840 characters an
article, words drawn with Zipf-like frequency from jieba's dictionary file. Written through the
road of any record, without the reader.
"""

from __future__ import annotations

import argparse
import datetime
import importlib.util
import random
import time
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from store.database.connections import open_for_writing
from store.database.places import StorePlaces
from store.database.save import RecordsSeen, save_reading
from store.records import Article, Paragraph, Reading

BATCH = 2000
DAYS = 3653
ON_PAGE = 6
PAGES = ("要闻", "综合", "民生", "经济", "社会", "文化", "体育", "副刊")


def vocabulary(size: int = 30_000) -> tuple[list[str], list[float]]:
    """The commonest words of jieba's dictionary and their cumulative weights."""
    spec = importlib.util.find_spec("jieba")
    assert spec is not None
    assert spec.origin is not None
    rows = (Path(spec.origin).parent / "dict.txt").read_text(encoding="utf-8").splitlines()
    words = sorted(((int(r.split()[1]), r.split()[0]) for r in rows), reverse=True)[:size]
    return [w for _n, w in words], list(accumulate(1 / (n + 3) for n in range(len(words))))


def articles(count: int) -> Iterator[Article]:
    """That many articles, oldest first."""
    rng = random.Random(20260302)
    words, weights = vocabulary()
    papers = [f"第{n:02d}日报" for n in range(1, 21)]
    first = datetime.date(2016, 1, 1)
    editions = -(-count // (len(PAGES) * ON_PAGE))

    def text(chars: int) -> str:
        out, size = [], 0
        for word in rng.choices(words, cum_weights=weights, k=chars):
            out.append(word)
            size += len(word)
            if rng.random() < 0.12:
                out.append("，" if rng.random() < 0.7 else "。")
            if size >= chars:
                break
        return "".join(out) + "。"

    for n in range(count):
        edition, place = divmod(n, len(PAGES) * ON_PAGE)
        page = place // ON_PAGE
        day, paper = edition * DAYS // editions, edition % len(papers)
        body = tuple(Paragraph(text(140)) for _ in range(6))
        yield Article(
            source="archive",
            title=text(16)[:-1],
            column="今日关注" if n % 9 == 0 else None,
            paragraphs=body,
            is_photo=n % 11 == 0,
            paper=papers[paper],
            date=(first + datetime.timedelta(days=day)).isoformat(),
            page=f"{page + 1:02d}",
            page_name=PAGES[page],
            address=f"a{n}",
        )


def main() -> None:
    p = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    p.add_argument("--articles", type=int, default=100_000)
    p.add_argument("--store", type=Path, required=True)
    o = p.parse_args()
    db = open_for_writing(StorePlaces.find(o.store))
    seen = RecordsSeen()
    began = time.perf_counter()
    batch: list[Article] = []
    for n, article in enumerate(articles(o.articles), 1):
        batch.append(article)
        if len(batch) == BATCH or n == o.articles:
            outcome = save_reading(db, Reading("archive", tuple(batch)), seen=seen)
            if outcome.refused:
                raise SystemExit(outcome.reason)
            batch = []
    db.close()
    took = time.perf_counter() - began
    print(f"{o.articles:,} articles in {took:.0f} s, {o.articles / took:,.0f} a second")
