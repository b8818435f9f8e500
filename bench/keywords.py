"""How good keywords are, beside jieba's TF-IDF and TextRank in the same run.

usage: python -m bench keywords [--shared DIR] [--show] [--labels NAME]

P@5 over 60 real articles with 5 to 8 keywords written down by hand (bench/labels/keywords.md). A match:
the same string, or one holds the other and is at most two characters longer. A hand-written keyword
is matched once; beside it the share that is the very string. ``--labels`` takes other articles than the 60:
keywords_apart (80, which no tree was fitted to), or those that teach, keywords_more and keywords_more2.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from bench.labels.read import labelled, text_at
from store.language import words
from store.language.analyse import Analyser
from store.records import Article

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
Choose = Callable[[Article], list[str]]


def alike(one: str, other: str) -> bool:
    """Whether two keywords are a match."""
    short, long = sorted((one, other), key=len)
    return short in long and len(long) - len(short) <= 2


def hits(found: list[str], gold: list[str]) -> int:
    """How many of ``found`` match, each hand-written keyword once."""
    left = list(gold)
    right = 0
    for word in found:
        match = min((g for g in left if alike(g, word)), key=lambda g: g != word, default=None)
        if match is not None:
            left.remove(match)
            right += 1
    return right


def whole(article: Article) -> str:
    """Title and text."""
    return "\n".join([article.title, article.body, *(c.text for c in article.captions)])


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=DATA.parent)
    parser.add_argument("--show", action="store_true", help="print each article's keywords")
    parser.add_argument("--labels", default="keywords", help="a file of bench/labels, not the 60")
    options = parser.parse_args()
    analyser = Analyser()
    by_tfidf, by_textrank = words.tfidf_and_textrank()
    systems: dict[str, Choose] = {
        "chenbao": lambda a: [k.word for k in analyser.findings(a).keywords[:5]],
        "jieba TF-IDF": lambda a: by_tfidf(whole(a), topK=5),
        "jieba TextRank": lambda a: by_textrank(whole(a), topK=5),
    }
    right = dict.fromkeys(systems, 0)
    equal = dict.fromkeys(systems, 0)
    asked = 0
    for article, texts, label in labelled(options.labels, options.shared / "data"):
        gold = [text_at(texts, k["unit"], k["span"]) or "" for k in label["keywords"]]
        asked += 5
        for name, choose in systems.items():
            found = choose(article)
            right[name] += hits(found, gold)
            equal[name] += len(set(found) & set(gold))
            if options.show:
                marked = [w + ("✓" if hits([w], gold) else "") for w in found]
                print(f"{name:<16}{' '.join(marked)}")
        if options.show:
            print(f"{'by hand':<16}{' '.join(gold)}\n")
    for name in systems:
        ratio = right["chenbao"] / max(1, right[name])
        print(
            f"{name:<16}P@5 {right[name] / asked:.3f}   chenbao is {ratio:.2f} × it   "
            f"the very string {equal[name] / asked:.3f}"
        )
    return 0
