"""Choose the articles whose keywords teach the ranking, none of them among those that test it.

usage: python -m bench.labels.choose_more [--data FOLDER] [--count N]

Prints the addresses, always the same ones, drawn by a hash of their address within each page of
人民日报 and each year of 新闻联播. Left out: the articles of the test (keywords.jsonl), those of
the names labels (the tagger knows them), and near duplicates of either.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from bench.labels.corpus import DATA, HERE, Record, addresses, records, units
from bench.labels.sample import FURNITURE, SHARES, kind, shingles

LOW, HIGH = 300, 1000
SHARE = {"rmrb": 90, "xwlb": 30}


def drawn(text: str) -> int:
    """A number drawn from the text, the same on every machine."""
    return int.from_bytes(hashlib.sha256(f"keywords:{text}".encode()).digest()[:8], "big")


def choose(source: str, count: int, data: Path) -> Iterator[Record]:
    """``count`` articles of a source, its kinds in turn so that all are there."""
    lines = (HERE / "keywords.jsonl").read_text(encoding="utf-8").splitlines()
    taken = {json.loads(line)["id"] for line in lines} | {
        one.id for one in addresses() if one.share in SHARES
    }
    seen: set[str] = set()
    pools: dict[str, list[tuple[int, Record, str]]] = defaultdict(list)
    for record in records(source, data):
        text = "\n".join(units(record).values())
        if record["id"] in taken:
            seen |= shingles(text)
        elif LOW <= len(text) <= HIGH and not FURNITURE.search(record["title"]):
            pools[kind(source, record)].append((drawn(record["id"]), record, text))
    queues = [sorted(pool, key=lambda one: one[0]) for pool in pools.values()]
    # Big kinds give more: a kind's turn comes again as often as the root of its size.
    order = sorted(
        ((turn + 0.5) / len(queue) ** 0.5, drawn(record["id"]), record, text)
        for queue in queues
        for turn, (_, record, text) in enumerate(queue)
    )
    for _, _, record, text in order:
        pieces = shingles(text)
        if len(pieces & seen) > 0.2 * len(pieces):
            continue
        seen |= pieces
        yield record
        count -= 1
        if not count:
            return


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=DATA)
    options = parser.parse_args()
    for source, count in SHARE.items():
        for record in choose(source, count, options.data):
            print(json.dumps({"source": source, "id": record["id"]}))


if __name__ == "__main__":
    main()
