"""Choose the articles whose keywords teach the ranking, none of them among those that test it.

usage: python -m bench.labels.choose_more [--data FOLDER] [--round 1|2]

Prints the addresses, always the same ones, drawn by a hash of their address within each page of
人民日报 and each year of 新闻联播. Left out: the articles of the test (keywords.jsonl), those of
the names labels (the tagger knows them), in the second round those of the first, and near
duplicates of any of them. Of the second round some are kept apart from teaching
(keywords_apart.jsonl, the others in keywords_more2.jsonl): they check what was chosen by the others.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.labels.corpus import DATA, HERE, Record, addresses, records, units
from bench.labels.sample import FURNITURE, SHARES, kind, shingles

LOW = 300


@dataclass(frozen=True, slots=True)
class Round:
    """How many articles of each source, how long at most, and how many of them are kept apart."""

    share: dict[str, int]
    high: int
    apart: int
    before: tuple[str, ...]


ROUNDS = {
    1: Round({"rmrb": 90, "xwlb": 30}, 1000, 0, ("keywords",)),
    2: Round({"rmrb": 155, "xwlb": 75}, 1500, 80, ("keywords", "keywords_more")),
}


def drawn(text: str) -> int:
    """A number drawn from the text, the same on every machine."""
    return int.from_bytes(hashlib.sha256(f"keywords:{text}".encode()).digest()[:8], "big")


def choose(source: str, one_round: Round, data: Path) -> Iterator[Record]:
    """The articles of a source in one round, its kinds in turn so that all are there."""
    count = one_round.share[source]
    lines = [
        line
        for name in one_round.before
        for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    taken = {json.loads(line)["id"] for line in lines} | {
        one.id for one in addresses() if one.share in SHARES
    }
    seen: set[str] = set()
    pools: dict[str, list[tuple[int, Record, str]]] = defaultdict(list)
    for record in records(source, data):
        text = "\n".join(units(record).values())
        if record["id"] in taken:
            seen |= shingles(text)
        elif LOW <= len(text) <= one_round.high and not FURNITURE.search(record["title"]):
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


def chosen(number: int, data: Path = DATA) -> list[dict[str, str]]:
    """The addresses of a round, with the file of labels each belongs to."""
    one_round = ROUNDS[number]
    every = [
        {"source": source, "id": record["id"]}
        for source in one_round.share
        for record in choose(source, one_round, data)
    ]
    apart = sorted(every, key=lambda one: drawn(f"apart:{one['id']}"))[: one_round.apart]
    taught = "keywords_more" if number == 1 else f"keywords_more{number}"
    return [{**one, "file": "keywords_apart" if one in apart else taught} for one in every]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--round", type=int, choices=tuple(ROUNDS), default=1)
    options = parser.parse_args()
    for one in chosen(options.round, options.data):
        print(json.dumps(one))


if __name__ == "__main__":
    main()
