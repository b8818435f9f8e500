"""How many trimmed copies of real reports are grouped with what they were cut from.

usage: python -m bench trimmed [--shared DIR] [--count 60]

Reports of 人民日报 with 300 characters and more, drawn by a hash of their address, are cut as a local
paper cuts a 通稿: the first third of the text, without its second paragraph, under another headline
(a clause from further on), after a local lead; printed by another paper on the next day. Each is put among
all articles of both days.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench.grouping import DATA
from bench.labels.corpus import records
from bench.labels.read import PAPERS
from store.event_stories import Story, story_of
from store.grouping import group
from store.language.analyse import Analyser
from store.reading.edition import EditionHint
from store.reading.table import record_article
from store.records import Article, Paragraph

_LEAST = 300
_LOCAL = "本报讯 我市不少市民连日来关注着这件事，记者昨天在街头听到许多议论。"
_STEM = ("责编", "广告", "图片报道", "名录", "导读")


def drawn(count: int, data: Path) -> list[dict[str, Any]]:
    """The reports to be cut, always the same."""
    every = [
        r
        for r in records("rmrb", data)
        if sum(map(len, r["paragraphs"])) >= _LEAST and not any(s in r["title"] for s in _STEM)
    ]
    every.sort(key=lambda r: hashlib.sha256(f"trimmed:{r['id']}".encode()).digest())
    days: Counter[str] = Counter()
    found = []
    for record in every:
        # A few days are quick to analyse.
        if (
            record["date"][-2:] in ("05", "11", "18", "27")
            and days[record["date"]] < count // 8 + 1
        ):
            days[record["date"]] += 1
            found.append(record)
    return found[:count]


def trimmed(article: Article) -> Article:
    """The same as another paper prints it the next day."""
    texts = [p.text for p in article.paragraphs]
    whole = sum(map(len, texts))
    kept: list[str] = []
    for text in texts[:1] + texts[2:]:
        room = max(whole // 3, 100) - sum(map(len, kept))
        if room <= 0:
            break
        kept.append(text[: max(room, 60)])
    later = "".join(texts[len(texts) // 2 :])
    clauses = [c for c in later.replace("。", "，").split("，") if 8 <= len(c) <= 22]
    following = str(date.fromisoformat(article.date or "") + timedelta(1))
    return replace(
        article,
        title=clauses[0] if clauses else later[:18],
        paper="湖城晚报",
        date=following,
        paragraphs=tuple(Paragraph(text) for text in (_LOCAL, *kept)),
    )


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=DATA.parent)
    parser.add_argument("--count", type=int, default=60)
    options = parser.parse_args()
    data = options.shared / "data"
    analyser = Analyser()
    chosen = drawn(options.count, data)
    dates = {r["date"] for r in chosen}
    dates |= {str(date.fromisoformat(d) + timedelta(1)) for d in dates}
    days: dict[str, list[tuple[str, Story]]] = {d: [] for d in sorted(dates)}
    articles: dict[str, Article] = {}
    for source, paper in PAPERS.items():
        for record in records(source, data):
            if record["date"] in dates:
                article = record_article(record, source, EditionHint(paper=paper))
                articles[record["id"]] = article
                story = story_of(0, article, analyser.findings(article))
                days[record["date"]].append((record["id"], story))
    right = wrong = 0
    for record in chosen:
        copy = trimmed(articles[record["id"]])
        following = copy.date or ""
        own = [*days[record["date"]], *days[following]]
        before = {frozenset(own[at][0] for at in some) for some in group([s for _id, s in own])}
        event = next(some for some in before if record["id"] in some)
        own.append(("copy", story_of(0, copy, analyser.findings(copy))))
        with_copy = next(
            {own[at][0] for at in some}
            for some in group([s for _id, s in own])
            if len(own) - 1 in some
        )
        right += record["id"] in with_copy
        wrong += bool(with_copy - event - {"copy"})
    print(f"{len(chosen)} trimmed copies, {right} found, {wrong} joined with something else")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
