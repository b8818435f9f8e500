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
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.labels.read import labelled, text_at
from store.language.analyse import Analyser, Learnt
from store.post_title import full_title
from store.reading.detect import ReadOptions, read_path
from store.records import Post

TRUTH = Path(__file__).parents[1] / "tests" / "sample_edition" / "truth.json"
DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
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


@dataclass(frozen=True, slots=True)
class Wanted:
    """A labelled statement: who, its readings (organisation, post), and how strictly it is asked."""

    person: str
    readings: tuple[tuple[str | None, str], ...]
    optional: bool
    any_organisation: bool

    def holds(self, own: Post) -> bool:
        """Whether a prediction says this (bench/labels/posts.md)."""
        return own.person == self.person and any(
            self._reads(own, organisation, post) for organisation, post in self.readings
        )

    def _reads(self, own: Post, organisation: str | None, post: str) -> bool:
        said, printed = bare(own.post), bare(post)
        if bare(full_title(own.post, own.organisation)) == bare(full_title(post, organisation)):
            return True
        if said != printed:
            return False
        if organisation is None or self.any_organisation:
            return True
        if own.organisation is None:
            return False
        # The full name of a short form that is printed; a part of the whole when it is inferred.
        return within(organisation, own.organisation) or (
            own.inferred and own.organisation.endswith(organisation[-2:])
        )

    def repeats(self, own: Post) -> bool:
        """Whether a prediction is a shorter form of this: of the name, or of the post."""
        if not (own.person == self.person or own.person in self.person):
            return False
        title = bare(full_title(own.post, own.organisation))
        for organisation, post in self.readings:
            whole = bare(full_title(post, organisation))
            if whole.endswith(title) or bare(own.post) == bare(post) or title.endswith(whole):
                return True
        return False


def bare(title: str) -> str:
    """A title without what only says when."""
    return re.sub(r"^(?:原|前|时任|现任|已故)", "", plain(title))


def within(short: str, full: str) -> bool:
    """Whether the characters of ``short`` stand in ``full`` in their order."""
    rest = iter(plain(full))
    return all(char in rest for char in plain(short))


def real(analyser: Analyser, data: Path) -> dict[str, tuple[int, int, int, Counter[str]]]:
    """The same over real articles, by article."""
    found: dict[str, tuple[int, int, int, Counter[str]]] = {}
    for article, texts, label in labelled("posts", data):
        gold = [_wanted(texts, one) for one in label["posts"]]
        own = list(
            {
                (p.person, p.post, p.organisation): p
                for p in analyser.findings(article).posts
                if not (isinstance(p.where, tuple) and p.where[0] == "credit")
            }.values()
        )
        errors: Counter[str] = Counter()
        met = {w: any(w.holds(p) for p in own) for w in gold}
        missing = [w for w in gold if not w.optional and not met[w]]
        extra = [
            p
            for p in own
            if not any(w.holds(p) for w in gold)
            and not any(w.repeats(p) and (met[w] or w.optional) for w in gold)
        ]
        # A list's one prediction may satisfy several labels; each label is asked for once.
        right = sum(met[w] for w in gold if not w.optional)
        errors.update(f"-{w.person} {w.readings[0]}" for w in missing)
        errors.update(f"+{p.person} {p.organisation} {p.post}" for p in extra)
        found[label["id"]] = right, len(extra), len(missing), errors
    return found


def _wanted(texts: dict[str, str], one: dict[str, Any]) -> Wanted:
    unit = one["unit"]
    readings = [one, *one.get("or", ())]
    person = text_at(texts, one.get("person_unit", unit), one["person"]) or ""
    return Wanted(
        plain(person),
        tuple(
            (text_at(texts, unit, r.get("organisation")), text_at(texts, unit, r["post"]) or "")
            for r in readings
        ),
        bool(one.get("optional")),
        bool(one.get("optional_organisation")),
    )


def line(name: str, right: int, extra: int, missing: int, note: str) -> str:
    """One line of the table."""
    precision, recall = right / max(1, right + extra), right / max(1, right + missing)
    return f"{name:<22}P {precision:.3f}  R {recall:.3f}  ({right + missing} statements{note})"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=DATA.parent)
    parser.add_argument("--errors", type=int, default=10)
    options = parser.parse_args()
    analyser = Analyser(Learnt(homes={"云溪晚报": "云溪区"}))
    right, extra, missing, errors = sample(analyser)
    print(line("sample edition", right, extra, missing, ""))
    print("        " + "  ".join(f"{e}×{n}" for e, n in errors.most_common(options.errors)))
    if not (options.shared / "data").is_dir():
        print("real articles: their data is not here")
        return 0
    articles = real(analyser, options.shared / "data")
    heavy = sorted(articles, key=lambda i: -(articles[i][0] + articles[i][2]))[:2]
    for name, left_out in (("real articles", ()), ("without two long lists", heavy)):
        parts = [articles[i] for i in articles if i not in left_out]
        right, extra, missing = (sum(part[n] for part in parts) for n in range(3))  # type: ignore[misc]
        print(line(name, right, extra, missing, f", {len(parts)} articles"))
    every: Counter[str] = Counter()
    for part in articles.values():
        every.update(part[3])
    print("        " + "\n        ".join(f"{e}×{n}" for e, n in every.most_common(options.errors)))
    return 0
