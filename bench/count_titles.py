"""Count how readily each word of the background comes into titles, and write it there.

usage: python -m bench.count_titles [--shared DIR]

Of the articles that hold a word, which share has it in the title too: a matter (养老, 大桥) comes into
titles, what is said of every matter (特性, 同期) does not. Smoothed towards the usual share. Articles whose
keywords were labelled by hand are left out, those that test and those that teach.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import zlib
from collections import Counter
from pathlib import Path

from bench.labels.corpus import DATA, HERE, SOURCES, records, units
from store.language import words
from store.language.background import STEPS

BACKGROUND = Path("store/language/background.bin")
LABELLED = ("keywords", "keywords_more", "keywords_more2", "keywords_apart")
#: A column's name before the title or behind it.
COLUMN = re.compile(r"【[^】]*】|（[^（）]{2,14}）$")
#: A line that is the headline of one item of a round-up.
HEADLINE = re.compile(r"^[^。！？]{1,32}$")
LEAST_TEXT = 150
#: How many articles' worth of the usual share is mixed in.
SMOOTHING = 8


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--shared", type=Path, default=DATA.parent)
    data = parser.parse_args().shared / "data"
    labelled = {
        json.loads(line)["id"]
        for name in LABELLED
        for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    }
    cut = words.stock().cut
    held: Counter[str] = Counter()
    titled: Counter[str] = Counter()
    for source in SOURCES:
        for record in records(source, data):
            if record["id"] in labelled:
                continue
            texts = units(record)
            body = [text for unit, text in texts.items() if unit[0] in "pc"]
            if sum(map(len, body)) < LEAST_TEXT:
                continue
            title = set(cut(COLUMN.sub("", texts.get("t", ""))))
            below: set[str] = set()
            for text in body:
                (title if HEADLINE.match(text) else below).update(cut(text))
            held.update(title | below)
            titled.update(title & below)
    head, *lines = zlib.decompress(BACKGROUND.read_bytes()).decode("utf-8").split("\n")
    known = [line.split(" ")[:4] for line in lines]
    usual = sum(titled[row[0]] for row in known) / sum(held[row[0]] for row in known)
    rows = [head]
    for row in known:
        share = (titled[row[0]] + SMOOTHING * usual) / (held[row[0]] + SMOOTHING)
        rows.append(" ".join([*row, str(round(math.log2(share / usual) * STEPS))]))
    BACKGROUND.write_bytes(zlib.compress("\n".join(rows).encode("utf-8"), 9))
    print(f"{usual:.3f} is usual, {len(known)} words, {BACKGROUND.stat().st_size} bytes")


if __name__ == "__main__":
    main()
