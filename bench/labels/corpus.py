"""The articles behind the labels: where they are and how they fall into numbered units."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
NAMES = HERE / "names"
ARTICLES = NAMES / "articles.jsonl"
LOCAL = NAMES / "articles_local.jsonl"
DATA = HERE.parents[2] / "shared" / "data"

SOURCES = {"rmrb": "rmrb_2026_apr-jun.jsonl.gz", "xwlb": "xwlb_2012-2026.jsonl.gz"}

Record = dict[str, Any]
Units = dict[str, str]


@dataclass(frozen=True, slots=True)
class Address:
    """One article chosen for labelling."""

    source: str
    id: str
    chars: int
    share: int
    split: str


def records(source: str, data: Path = DATA) -> Iterator[Record]:
    """Every record of a source, in file order."""
    with gzip.open(data / SOURCES[source], "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def units(record: Record) -> Units:
    """The article's units: t (head), a (author), p0… (paragraphs), c0… (captions)."""
    found: Units = {}
    head = " ".join(record[k] for k in ("kicker", "title", "subtitle") if record.get(k))
    if head:
        found["t"] = head
    if record.get("author"):
        found["a"] = record["author"]
    paragraphs = record["text"].split("\n") if "text" in record else record["paragraphs"]
    found.update({f"p{n}": text for n, text in enumerate(paragraphs)})
    found.update({f"c{n}": text for n, text in enumerate(record.get("captions", []))})
    return found


def addresses(share: int | None = None) -> list[Address]:
    """The stored list of articles, whole or one share of it."""
    lists = [path for path in (ARTICLES, LOCAL) if path.exists()]
    lines = [line for path in lists for line in path.read_text(encoding="utf-8").splitlines()]
    every = [Address(**json.loads(line)) for line in lines]
    return [one for one in every if share is None or one.share == share]


def load(wanted: list[Address], data: Path = DATA) -> dict[str, Units]:
    """The units of the wanted articles, keyed by id."""
    found: dict[str, Units] = {}
    for source in sorted({one.source for one in wanted}):
        ids = {one.id for one in wanted if one.source == source}
        for record in records(source, data):
            if record["id"] in ids:
                found[record["id"]] = units(record)
    return found
