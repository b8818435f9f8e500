"""The hand labels of posts and keywords with the articles they belong to, as chenbao reads them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.labels.corpus import HERE, SOURCES, records, units
from store.reading.edition import EditionHint
from store.reading.table import record_article
from store.records import Article

PAPERS = {"rmrb": "人民日报", "xwlb": "新闻联播"}
Label = dict[str, Any]


def labelled(name: str, data: Path) -> Iterator[tuple[Article, dict[str, str], Label]]:
    """Each labelled article, its units' texts and its labels, in the order of the data."""
    lines = (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    wanted = {(one["source"], one["id"]): one for one in map(json.loads, lines)}
    for source in SOURCES:
        hint = EditionHint(paper=PAPERS[source])
        for record in records(source, data):
            label = wanted.get((source, record["id"]))
            if label is not None:
                yield record_article(record, source, hint), units(record), label


def text_at(texts: dict[str, str], unit: str, span: list[int] | None) -> str | None:
    """What stands there; None for no span."""
    return None if span is None else texts[unit][span[0] : span[1]]
