"""The sample edition: marked sources → raw pages and all of their truth.

``source/<date>.txt`` holds one edition, its articles written with marks (rules: bible.md). This
script writes ``store/sample/pages/yxwb-<date>-<page>.txt``, what a reader would be given, and
``truth.json``, what a perfect reader would find in it. ``--check`` writes nothing: it fails if
the committed files differ from a fresh build.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "source"
PAGES = HERE.parents[1] / "store" / "sample" / "pages"
TRUTH = HERE / "truth.json"
PAPER, CODE = "云溪晚报", "yxwb"
WRAP_AT = 40

KINDS = frozenset(
    "meeting news feature photo brief interview court sports weather village business education "
    "culture health notice half".split()
)
ROLES = frozenset(
    "记者 通讯员 摄影 摄 文 图 文/图 文/摄 图/文 实习生 见习记者 本报记者 作者".split()
)
OPTIONS = {
    "style": ("glued", "stacked", "plain", "wrapped"),
    "punct": ("half", "full"),
    "folio": ("top", "bare", "foot", "none"),
    "gap": ("no", "yes"),
}
UNITS = {"#k ": "kicker", "#h ": "headline", "#d ": "deck", "#c ": "column"}

HALF = str.maketrans("，；：！？（）", ",;:!?()")
MARK = re.compile(r"\[(PER|ORG|LOC)(\??):([^\[\]]+)\]")
JUMP = re.compile(r"^[(（](下转|上接)\D*(\d+)\D*[)）]$")
COLUMN = re.compile(r"^【([^【】]+)】$")
DATELINE = re.compile(r"^本报\S{0,6}?(?:讯|电)(?= )")

Json = dict[str, Any]


class SourceError(Exception):
    """A fault in a source file, told with its place."""


@dataclass
class Page:
    """The page text as it grows, and the truth about it."""

    name: str
    style: str
    punct: str
    folio: str
    gap: str
    text: str = ""
    furniture: list[list[int]] = field(default_factory=list)
    articles: list[Json] = field(default_factory=list)

    @property
    def between(self) -> str:
        return "\n" if self.style == "plain" else "\n\n"

    def put(self, marked: str, *, wrap: bool = False) -> tuple[str, list[list[int]], list[Json]]:
        """Set one block; returns its text, where its pieces stand, and the names marked in it."""
        if self.text:
            self.text += self.between
        if self.punct == "half":
            marked = marked.translate(HALF)
        flat: list[str] = []
        places: list[int] = []
        names: list[tuple[str, bool, int, int]] = []

        def run(piece: str) -> None:
            for char in piece:
                if char == "⏎":
                    self.text = self.text.rstrip("\n") + self.between
                    continue
                flat.append(char)
                places.append(len(self.text))
                self.text += char
                if wrap and len(self.text) - self.text.rfind("\n") > WRAP_AT:
                    self.text += "\n"

        end = 0
        for mark in MARK.finditer(marked):
            run(marked[end : mark.start()])
            first = len(flat)
            run(mark[3])
            names.append((mark[1], bool(mark[2]), first, len(flat)))
            end = mark.end()
        run(marked[end:])
        self.text = self.text.rstrip("\n")
        text = "".join(flat)
        if "[" in text or "]" in text:
            raise SourceError(f"a mark is broken in: {text[:40]}")
        mentions = [
            {
                "kind": kind,
                "text": text[first:last],
                "start": places[first],
                "end": places[last - 1] + 1,
                "optional": optional,
            }
            for kind, optional, first, last in names
        ]
        return text, _runs(places), mentions


def _runs(places: list[int]) -> list[list[int]]:
    """[4, 5, 6, 9, 10] → [[4, 7], [9, 11]]."""
    spans: list[list[int]] = []
    for place in places:
        if spans and spans[-1][1] == place:
            spans[-1][1] += 1
        else:
            spans.append([place, place + 1])
    return spans


def _fields(value: str, count: int) -> list[str]:
    parts = [part.strip() for part in value.split("|")]
    if len(parts) != count or not all(parts):
        raise SourceError(f"{count} fields wanted: {value}")
    return parts


def _people(line: str) -> tuple[str, list[Json]]:
    """A credit line with its names marked, and its credits."""
    marked: list[str] = []
    credits: list[Json] = []
    role: list[str] = []
    fresh = False
    for token in re.split(r"([ ■()（）]+)", line):
        if token in ROLES:
            role = [*role, token] if fresh else [token]
            fresh = True
        elif token and not re.fullmatch(r"[ ■()（）]+", token):
            if not role:
                raise SourceError(f"a credit without a role: {line}")
            credits.append({"role": " ".join(role), "name": token})
            fresh = False
            token = f"[PER:{token}]"
        marked.append(token)
    return "".join(marked), credits


class ArticleWriter:
    """Takes an article's source lines in order; sets them on the page and keeps their truth."""

    def __init__(self, page: Page, kind: str, ident: str) -> None:
        if kind not in KINDS:
            raise SourceError(f"unknown kind {kind}")
        self.page = page
        self.units: list[tuple[str, str]] = []
        self.truth: Json = {
            "id": ident, "kind": kind, "event": None, "continues": None, "start": None,
            "title": "", "kicker": None, "headline": None, "deck": None, "column": None,
            "dateline": None, "credits": [], "paragraphs": [], "sections": [], "captions": [],
            "jump": None, "mentions": [], "posts": [],
        }  # fmt: skip
        if page.gap == "yes" and kind == "photo" and page.text:
            page.text += "\n\n"

    def take(self, line: str) -> None:
        unit = UNITS.get(line[:3])
        if unit:
            self.units.append((unit, line[3:].strip()))
            return
        self.set_title()
        if line.startswith("@"):
            self._directive(*line[1:].split(" ", 1))
        elif line.startswith("## "):
            text, span = self._set(line[3:])
            number = len(self.truth["paragraphs"])
            section = {"text": text, "start": span[0][0], "before_paragraph": number}
            self.truth["sections"].append(section)
        elif jump := JUMP.match(line):
            raw, span = self._set(line)
            direction = "to" if jump[1] == "下转" else "from"
            self.truth["jump"] = {"direction": direction, "page": jump[2], "raw": raw}
        elif column := COLUMN.match(line):
            self._set(line)
            self.truth["column"] = column[1]
        else:
            text, spans = self._set(line, wrap=self.page.style == "wrapped")
            if not self.truth["paragraphs"] and (dateline := DATELINE.match(text)):
                self.truth["dateline"] = dateline[0]
            self.truth["paragraphs"].append({"text": text, "spans": spans})

    def _directive(self, name: str, value: str = "") -> None:
        if name == "by":
            marked, credits = _people(value)
            self._set(marked)
            self.truth["credits"] += credits
        elif name == "caption":
            text, spans = self._set(value)
            self.truth["captions"].append({"text": text, "start": spans[0][0]})
        elif name == "event":
            self.truth["event"] = value
        elif name == "continues":
            self.truth["continues"] = value
        elif name == "post":
            person, post, organisation, inferred = _fields(value, 4)
            if inferred not in ("yes", "no"):
                raise SourceError(f"inferred is yes or no: {value}")
            statement = {"person": person, "post": post, "organisation": organisation}
            self.truth["posts"].append({**statement, "inferred": inferred == "yes"})
        elif name == "line":
            self.page.furniture += self.page.put(value)[1]
        else:
            raise SourceError(f"unknown mark @{name}")

    def _set(self, marked: str, *, wrap: bool = False) -> tuple[str, list[list[int]]]:
        text, spans, mentions = self.page.put(marked, wrap=wrap)
        self.truth["mentions"] += mentions
        if self.truth["start"] is None and not COLUMN.match(text):
            self.truth["start"] = spans[0][0]
        return text, spans

    def set_title(self) -> None:
        """Set the title units met so far: glued on one line, or one a line."""
        if not self.units:
            return
        stacked = self.page.style == "stacked"
        texts: dict[str, list[str]] = {}
        title: list[str] = []
        columns = [f"【{text}】" for unit, text in self.units if unit == "column"]
        lines = columns + [text for unit, text in self.units if unit != "column"]
        if not stacked:
            glued = " ".join(lines)
            _, spans, mentions = self.page.put(glued)
            self.truth["mentions"] += mentions
            skipped = sum(len(column) + 1 for column in columns)
            self.truth["start"] = spans[0][0] + skipped
        for unit, marked in self.units:
            if unit == "column":
                self.truth["column"] = marked
                if stacked:
                    self._set(f"【{marked}】")
                continue
            text = self._set(marked)[0] if stacked else _bare(marked, self.page.punct)
            texts.setdefault(unit, []).append(text)
            title.append(text)
        self.truth["title"] = " ".join(title)
        for unit, parts in texts.items():
            self.truth[unit] = " ".join(parts)
        self.units = []


def _bare(marked: str, punct: str) -> str:
    text = MARK.sub(lambda mark: mark[3], marked)
    return text.translate(HALF) if punct == "half" else text


def _folio(day: date, number: str, page: Page) -> str:
    stamp = f"{day.year}年{day.month}月{day.day}日 星期{'一二三四五六日'[day.weekday()]}"
    return {
        "top": f"{PAPER} {stamp} {number}版 {page.name}",
        "bare": f"{number}版 {page.name}",
        "foot": f"{stamp} 责任编辑 尹航 版式 计默 {number}版·{page.name}",
        "none": "",
    }[page.folio]


def _new_page(value: str) -> tuple[str, Page]:
    number, name, *rest = value.split()
    chosen = {option: allowed[0] for option, allowed in OPTIONS.items()}
    for item in rest:
        option, _, choice = item.partition("=")
        if choice not in OPTIONS.get(option, ()):
            raise SourceError(f"unknown page option {item}")
        chosen[option] = choice
    return number, Page(name, **chosen)


@dataclass
class Edition:
    """One source file, read: its pages and what its header says."""

    day: date
    pages: dict[str, Page] = field(default_factory=dict)
    header: list[tuple[str, list[str]]] = field(default_factory=list)

    def file(self, number: str) -> str:
        return f"{CODE}-{self.day}-{number}.txt"


HEADER = {"events": 2, "changes": 3, "new": 2, "upcoming": 2}


def read_edition(source: Path) -> Edition:
    """Build the pages of one edition."""
    edition = Edition(date.fromisoformat(source.stem))
    number, page, writer = "", None, None
    for row, raw in enumerate(source.read_text(encoding="utf-8").split("\n"), 1):
        line = raw.strip()
        if not line or line.startswith("//"):
            continue
        name, _, value = line.partition(" ")
        try:
            if name in ("@page", "@article") and writer:
                writer.set_title()
            if name == "@page":
                _close(edition, number, page)
                (number, page), writer = _new_page(value), None
                edition.pages[number] = page
                if page.folio in ("top", "bare"):
                    page.furniture += page.put(_folio(edition.day, number, page))[1]
            elif page is None and name[1:] in HEADER:
                edition.header.append((name[1:], _fields(value, HEADER[name[1:]])))
            elif page is not None and name == "@article":
                ident = f"{edition.day}-{number}-{len(page.articles) + 1}"
                writer = ArticleWriter(page, value, ident)
                page.articles.append(writer.truth)
            elif writer:
                writer.take(line)
            elif page is not None and name == "@line":
                page.furniture += page.put(value)[1]
            else:
                raise SourceError(f"out of place: {line[:40]}")
        except SourceError as error:
            raise SourceError(f"{source.name}:{row}: {error}") from None
    if writer:
        writer.set_title()
    _close(edition, number, page)
    _link(edition)
    return edition


def _close(edition: Edition, number: str, page: Page | None) -> None:
    if page is None:
        return
    if page.folio == "foot":
        page.furniture += page.put(_folio(edition.day, number, page))[1]
    page.text += "\n"


def _link(edition: Edition) -> None:
    """``@continues 3`` names an article by its number on the page the jump comes from."""
    for page in edition.pages.values():
        for article in page.articles:
            if article["continues"]:
                origin = f"{int(article['jump']['page']):02}"
                article["continues"] = f"{edition.day}-{origin}-{article['continues']}"


def build() -> tuple[dict[str, str], Json]:
    """Every page text by file name, and the truth."""
    editions = [read_edition(source) for source in sorted(SOURCES.glob("*.txt"))]
    truth: Json = {
        "paper": PAPER, "editions": [], "events": [], "changes": [], "new": [], "upcoming": []
    }  # fmt: skip
    texts: dict[str, str] = {}
    for edition in editions:
        pages: list[Json] = []
        for number, page in edition.pages.items():
            file = edition.file(number)
            texts[file] = page.text
            about = {"page": number, "name": page.name, "file": file, "style": page.style}
            pages.append({**about, "furniture": page.furniture, "articles": page.articles})
        truth["editions"].append({"date": str(edition.day), "pages": pages})
        for name, values in edition.header:
            if name == "events":
                truth["events"].append({"id": values[0], "title": values[1], "articles": []})
                continue
            keys = {"changes": ("person", "old", "new"), "new": ("person", "post")}
            given = dict(zip(keys.get(name, ("on", "what")), values, strict=True))
            truth[name].append({"date": str(edition.day), **given})
    by_id = {event["id"]: event for event in truth["events"]}
    for _, article in _articles(truth):
        if article["event"] in by_id:
            by_id[article["event"]]["articles"].append(article["id"])
    return texts, truth


def _articles(truth: Json) -> Iterator[tuple[Json, Json]]:
    for edition in truth["editions"]:
        for page in edition["pages"]:
            for article in page["articles"]:
                yield page, article


def _people_of(article: Json) -> set[str]:
    return {m["text"] for m in article["mentions"] if m["kind"] == "PER"}


def faults(texts: dict[str, str], truth: Json) -> Iterator[str]:
    """What does not hold in a fresh build."""
    events = {event["id"] for event in truth["events"]}
    ids = {article["id"] for _, article in _articles(truth)}
    for page, article in _articles(truth):
        text, ident = texts[page["file"]], article["id"]
        for paragraph in article["paragraphs"]:
            if "".join(text[start:end] for start, end in paragraph["spans"]) != paragraph["text"]:
                yield f"{ident}: a paragraph is not what its spans hold"
        for mention in article["mentions"]:
            if text[mention["start"] : mention["end"]].replace("\n", "") != mention["text"]:
                yield f"{ident}: {mention['text']} does not stand where it should"
        if not article["paragraphs"]:
            yield f"{ident}: no paragraphs"
        if not article["title"] and article["kind"] != "half":
            yield f"{ident}: no title"
        if article["event"] and article["event"] not in events:
            yield f"{ident}: unknown event {article['event']}"
        if (article["kind"] == "half") != (article["continues"] in ids):
            yield f"{ident}: a second half must continue an article (@continues)"
        whole = article["title"] + "".join(p["text"] for p in article["paragraphs"])
        for post in article["posts"]:
            if post["person"] not in _people_of(article):
                yield f"{ident}: @post of {post['person']}, who is not mentioned"
            if post["post"].translate(HALF) not in whole.translate(HALF):
                yield f"{ident}: the post {post['post']} is not printed"
    met: set[str] = set()
    for edition in truth["editions"]:
        here: set[str] = set()
        for page in edition["pages"]:
            here = here.union(*(_people_of(article) for article in page["articles"]))
        for kind in ("new", "changes"):
            for item in truth[kind]:
                if item["date"] != edition["date"]:
                    continue
                if item["person"] not in here:
                    yield f"{edition['date']}: @{kind} {item['person']} is not mentioned"
                if kind == "new" and item["person"] in met:
                    yield f"{edition['date']}: @new {item['person']} was mentioned before"
        met |= here


def main(arguments: list[str]) -> int:
    try:
        texts, truth = build()
    except SourceError as error:
        print(error, file=sys.stderr)
        return 1
    problems = list(faults(texts, truth))
    written = json.dumps(truth, ensure_ascii=False, indent=1) + "\n"
    wanted = {PAGES / name: text for name, text in texts.items()} | {TRUTH: written}
    if "--check" in arguments:
        for path, text in wanted.items():
            if not path.exists() or path.read_bytes() != text.encode():
                problems.append(f"{path.name} is not what a fresh build gives")
        strays = set(PAGES.glob(f"{CODE}-*.txt")) - set(wanted)
        problems += [f"{path.name} has no source" for path in sorted(strays)]
    else:
        PAGES.mkdir(parents=True, exist_ok=True)
        for path, text in wanted.items():
            path.write_bytes(text.encode())
    print(*problems, sep="\n", file=sys.stderr, end="\n" if problems else "")
    count = sum(1 for _ in _articles(truth))
    print(f"{len(truth['editions'])} editions, {len(texts)} pages, {count} articles")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
