"""Choose the articles to label, always the same ones (writes names/articles.jsonl).

usage: python -m bench.labels.sample [--data FOLDER]
"""

from __future__ import annotations

import argparse
import collections
import hashlib
import json
import re
from dataclasses import asdict
from pathlib import Path

from bench.labels.corpus import ARTICLES, DATA, Address, Record, records, units

LOW, HIGH = 250, 1500
SHARES = (1, 2, 3, 4)

# How many articles of each page of 人民日报; a page named nowhere here gives none.
PAGES = {
    "要闻": 46,
    "国际": 11,
    "政治": 8,
    "经济": 8,
    "社会": 9,
    "体育": 10,
    "生态": 7,
    "文化": 8,
    "副刊": 10,
    "评论": 3,
    "各地传真": 4,
    "文化遗产": 4,
    "假日生活": 4,
    "读者来信": 3,
    "法治": 4,
    "民主政治": 2,
    "综合": 3,
    "消费": 3,
    "产经": 3,
    "新农村": 3,
    "财经": 2,
    "国际副刊": 2,
    "科技·新知": 2,
    "科技": 2,
    "港澳台侨": 3,
    "国防": 2,
    "教育": 2,
    "新青年": 1,
    "党建": 2,
    "绿色": 1,
    "健康": 1,
}
# How many items of each year of 新闻联播.
YEARS = {
    **dict.fromkeys(("2012", "2013", "2014", "2015", "2016", "2017"), 1),
    **dict.fromkeys(("2018", "2019", "2020", "2021", "2022", "2023", "2024", "2025"), 5),
    "2026": 8,
}
# Lists, notices and page furniture, not articles.
FURNITURE = re.compile("责编|导读|名录|名单|公告|广告|启事|图片报道|目录|公示")


def rank(text: str) -> int:
    """A number drawn from the text, the same on every machine."""
    return int.from_bytes(hashlib.sha256(f"labels:{text}".encode()).digest()[:8], "big")


def shingles(text: str) -> set[str]:
    """Overlapping pieces of eight characters, to see near duplicates."""
    return {text[n : n + 8] for n in range(max(1, len(text) - 7))}


def kind(source: str, record: Record) -> str:
    return str(record["page_name"] if source == "rmrb" else record["date"][:4])


def choose(source: str, quota: dict[str, int], data: Path) -> list[tuple[str, Record, int]]:
    """Fill the quota of each kind in drawn order, leaving out near duplicates."""
    pools: dict[str, list[tuple[int, Record, str]]] = collections.defaultdict(list)
    for record in records(source, data):
        text = "\n".join(units(record).values())
        fits = LOW <= len(text) <= HIGH and not FURNITURE.search(record["title"])
        if fits and kind(source, record) in quota:
            pools[kind(source, record)].append((rank(record["id"]), record, text))
    chosen: list[tuple[str, Record, int]] = []
    seen: set[str] = set()
    for name, wanted in quota.items():
        left = wanted
        for _, record, text in sorted(pools[name], key=lambda one: one[0]):
            if not left:
                break
            pieces = shingles(text)
            if len(pieces & seen) > 0.2 * len(pieces):
                continue
            seen |= pieces
            chosen.append((name, record, len(text) - text.count("\n")))
            left -= 1
    return chosen


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, default=DATA)
    data = parser.parse_args().data
    load = dict.fromkeys(SHARES, 0)
    rows: list[Address] = []
    for source, quota in (("rmrb", PAGES), ("xwlb", YEARS)):
        for _, record, chars in choose(source, quota, data):
            share = min(load, key=lambda one: (load[one], one))
            load[share] += chars
            split = "test" if rank("split" + record["id"]) % 10 == 0 else "train"
            rows.append(Address(source, record["id"], chars, share, split))
    rows.sort(key=lambda one: (one.share, rank("order" + one.id)))
    ARTICLES.parent.mkdir(exist_ok=True)
    ARTICLES.write_text("".join(json.dumps(asdict(one)) + "\n" for one in rows), encoding="utf-8")
    for share in SHARES:
        own = [one for one in rows if one.share == share]
        tests = sum(one.split == "test" for one in own)
        print(f"share {share}: {len(own)} articles, {load[share]} characters, {tests} for test")
    print(f"all: {len(rows)} articles, {sum(load.values())} characters")


if __name__ == "__main__":
    main()
