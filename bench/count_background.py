"""Count the background of store/language/background.py.

usage: python -m bench.count_background --taught FILE … [--out FILE]

FILE: articles with names, as bench/teach_names.py writes them. How readily a word comes into titles
is added afterwards by ``python -m bench.count_titles``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import re
import zlib
from collections import Counter
from pathlib import Path

from store.language import words
from store.language.background import STEPS
from store.language.tokens import units

_WORD = re.compile(r"^[\u4e00-\u9fffA-Za-z·]{2,12}$")
_NOUN = re.compile(r"^(?:n|vn|l|i|j|an|eng|b|s|t)")


def nouns() -> set[str]:
    """What jieba's dictionary calls a noun, or may be used as one."""
    import jieba

    path = Path(jieba.__file__).parent / "dict.txt"
    found: set[str] = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        word, _, flag = line.split(" ")
        if _NOUN.match(flag):
            found.add(word)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--taught", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, default=Path("store/language/background.bin"))
    parser.add_argument("--least", type=int, default=12)
    args = parser.parse_args()
    cut = words.stock().cut
    occurrences: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    total = articles = 0
    for path in args.taught:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                tokens: list[str] = []
                for _, text, spans in json.loads(line)["units"]:
                    tokens += units(text, [s for s in spans if s[2] != "nw"], cut)
                own = Counter(token for token in tokens if _WORD.match(token))
                occurrences.update(own)
                documents.update(own.keys())
                total += len(tokens)
                articles += 1
    known = nouns()
    rows = [f"{total} {articles}"]
    for word, count in sorted(occurrences.items()):
        if count >= args.least:
            much, many = (round(math.log2(n) * STEPS) for n in (count, documents[word]))
            rows.append(f"{word} {'n' if word in known else '-'} {much} {many} 0")
    args.out.write_bytes(zlib.compress("\n".join(rows).encode("utf-8"), 9))
    print(f"{len(rows) - 1} words of {articles} articles, {args.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
