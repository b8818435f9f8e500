"""How well posts are found: the sample edition's truth, and real articles labelled by hand.

usage: python -m bench posts [--shared DIR] [--errors N]

A statement is right when the person is, the whole post is (the organisation's own characters may be
told with the post or apart: 区发改局局长, or 局长 of 区发改局), and the organisation does not differ
where both name one. Credits are left out.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path

from store.language.analyse import Analyser, Learnt
from store.post_title import full_title
from store.reading.detect import ReadOptions, read_path

TRUTH = Path(__file__).parents[1] / "tests" / "sample_edition" / "truth.json"
PAGES = Path(__file__).parents[1] / "store" / "sample" / "pages"


def plain(text: str) -> str:
    """Brackets of one width, nothing between."""
    return re.sub(r"\s", "", text.replace("（", "(").replace("）", ")"))


def agrees(gold: tuple[str, str, str | None], own: tuple[str, str, str | None]) -> bool:
    """Whether two statements say the same."""
    if plain(gold[0]) != plain(own[0]):
        return False
    one, other = (plain(full_title(p, o)) for _n, p, o in (gold, own))
    short, long = sorted((one, other), key=len)
    heads = gold[1].count("、") == own[1].count("、")
    if not (
        long.endswith(short)
        or plain(gold[1]).endswith(plain(own[1]))
        or plain(own[1]).endswith(plain(gold[1]))
    ):
        return False
    if not heads:
        return False
    if gold[2] and own[2]:
        a, b = plain(gold[2]), plain(own[2])
        return a in b or b in a or a[:2] == b[:2]
    return True


def sample(analyser: Analyser) -> tuple[int, int, int, Counter[str]]:
    """Right, too many, missing over the sample edition, with the errors."""
    right = extra = missing = 0
    errors: Counter[str] = Counter()
    truth = json.loads(TRUTH.read_text(encoding="utf-8"))
    for edition in truth["editions"]:
        for page in edition["pages"]:
            gold = [
                (p["person"], p["post"], p["organisation"])
                for a in page["articles"]
                for p in a["posts"]
            ]
            own = []
            options = ReadOptions(codes={"yxwb": truth["paper"]})
            for reading in read_path(PAGES / page["file"], options):
                for article in reading.articles:
                    found = analyser.findings(article)
                    own += [
                        (p.person, p.post, p.organisation)
                        for p in found.posts
                        if not (isinstance(p.where, tuple) and p.where[0] == "credit")
                        and p.where != "title"
                    ]
            own = list(dict.fromkeys(own))
            left = list(gold)
            for statement in own:
                match = next((g for g in left if agrees(g, statement)), None)
                if match is not None:
                    right += 1
                    left.remove(match)
                elif not any(agrees(g, statement) for g in gold):
                    extra += 1
                    errors["+" + " ".join(str(part) for part in statement)] += 1
            missing += len(left)
            errors.update("-" + " ".join(str(part) for part in g) for g in left)
    return right, extra, missing, errors


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--errors", type=int, default=10)
    options = parser.parse_args()
    analyser = Analyser(Learnt(homes={"云溪晚报": "云溪区"}))
    right, extra, missing, errors = sample(analyser)
    print(
        f"sample  P {right / (right + extra):.3f}  R {right / (right + missing):.3f}  ({right + missing} statements)"
    )
    print("        " + "  ".join(f"{e}×{n}" for e, n in errors.most_common(options.errors)))
    return 0
