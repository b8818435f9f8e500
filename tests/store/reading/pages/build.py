"""Turn the authoring files *.page here into page text (*.txt) and its truth (*.json).

    python build.py            write every page
    python build.py --check    say whether the written files are up to date, and their figures

README.md tells the authoring format and the rules of the truth.
"""

import json
import sys
import unicodedata
from pathlib import Path

HERE = Path(__file__).resolve().parent
INLINE = {"‹": ("dateline", "›"), "«": ("title", "»"), "{": ("credit", "}"), "⟦": ("jump", "⟧")}
HALF = dict(zip("，。：；！？（）％", ",.:;!?()%", strict=True))
NO_LINE_START = set("，。、；：！？）”’》】…,.;:!?)")
LONG = 80  # characters from which a paragraph counts as long


def cells(char):
    return 2 if unicodedata.east_asian_width(char) in "WFA" else 1


class Page:
    def __init__(self, source):
        self.set = {
            "gap": "1",
            "artgap": None,
            "breakgap": None,
            "indent": "",
            "wrap": "0",
            "half": "",
            "kinsoku": "0",
            "listgap": None,
            "titleindent": "",
            "bodygap": None,
        }
        self.out, self.at, self.articles = [], 0, []
        self.article = None
        self.wait = None  # blank lines asked for before the next line
        self.last_tag = None
        for number, line in enumerate(source.split("\n"), 1):
            if line.strip() and not line.startswith("#"):
                try:
                    self.line(line)
                except Exception as error:
                    raise SystemExit(f"line {number}: {error!r}\n{line}") from error
        self.text = "".join(self.out) + "\n"

    def emit(self, chars):
        self.out.append(chars)
        self.at += len(chars)

    def number(self, name):
        value = self.set[name]
        return int(self.set["gap"] if value is None else value)

    def line(self, line):
        if line[0] == "@":
            key, _, value = line[1:].partition(" ")
            self.set[key] = value
        elif line[0] == "^":
            self.wait = int(line[1:])
        elif line[0] == "=":
            self.article = {
                "start": None,
                "title": [],
                "title_start": None,
                "column": None,
                "credits": [],
                "paragraphs": [],
                "sections": [],
                "captions": [],
                "jump": None,
                "dateline": None,
            }
            self.article["column"] = line[1:].strip() or None
            self.articles.append(self.article)
            if self.wait is None and self.out and self.set["artgap"] is not None:
                self.wait = int(self.set["artgap"])
        else:
            tag, _, content = line.partition(" ")
            content, _, facts = content.partition(" >> ")
            self.content(tag, content, facts.split())

    def content(self, tag, content, facts):
        if self.out:
            blank = self.wait
            if blank is None:
                body = {"P", "L", "S", "S1", "S2"}
                if tag == "L" and self.last_tag == "L" and self.set["listgap"] is not None:
                    blank = self.number("listgap")
                elif tag in body and self.last_tag in body and self.set["bodygap"] is not None:
                    blank = self.number("bodygap")
                else:
                    blank = self.number("gap")
            self.emit("\n" * (blank + 1))
        self.wait, self.last_tag = None, tag
        if tag == "P":
            self.emit(self.set["indent"])
        if tag == "T":
            self.emit(self.set["titleindent"])
        # One pass over the characters: pieces of the line, cut where the line or the kind changes.
        wrap = int(self.set["wrap"]) if tag in "PGXL" else 0
        column = sum(map(cells, self.set["indent"])) if tag == "P" else 0
        half = {ord(c): HALF[c] for c in self.set["half"]}
        base = {"T": "title", "C": "column", "B": "credit", "J": "jump"}.get(tag, "body")
        kind, close, pieces = base, None, []

        def begin(kind):
            pieces.append([kind, self.at, ""])

        begin(kind)
        for char in content:
            if close and char == close:
                kind, close = base, None
                begin(kind)
            elif not close and char in INLINE:
                kind, close = INLINE[char]
                begin(kind)
            elif not close and char == "~":
                kind, close = "column", "~"
                begin(kind)
            elif char == "|":
                self.emit("\n" * ((self.number("breakgap")) + 1))
                column = 0
                pieces.append([kind, self.at, "", True])
            else:
                char = char.translate(half)
                hang = self.set["kinsoku"] == "1" and char in NO_LINE_START and column < wrap + 2
                if wrap and column + cells(char) > wrap and not hang:
                    self.emit("\n")
                    column = 0
                    pieces.append([kind, self.at, ""])
                self.emit(char)
                column += cells(char)
                pieces[-1][2] += char
        if close:
            raise ValueError("unclosed mark")
        pieces = [p for p in pieces if p[2].strip()]
        if tag == "X":
            return
        self.record(tag, pieces, content, facts)

    def record(self, tag, pieces, content, facts):
        art = self.article
        spans = {}
        for piece in pieces:
            kind, start, text = piece[:3]
            start += len(text) - len(text.lstrip(" 　"))
            text = text.strip(" 　")
            if kind == "body" and not text.strip("■●◆▲★【】：:"):
                continue  # a bare mark before an inline headline
            if kind == "title" and text[0] in "■●◆▲★":
                bare = text[1:].lstrip(" 　")
                start, text = start + len(text) - len(bare), bare
            spans.setdefault(kind, []).append((start, start + len(text), text))
        if tag in ("P", "L") and "dateline" in spans:  # a dateline is part of its paragraph
            dateline = spans.pop("dateline")
            art["dateline"] = "".join(t for _, _, t in dateline)
            merged = []
            for s, e, t in sorted(spans.get("body", []) + dateline):
                if merged and merged[-1][1] == s:
                    merged[-1] = (merged[-1][0], e, merged[-1][2] + t)
                elif merged and e - s and "\n" not in self.slice(merged[-1][1], s):
                    merged[-1] = (
                        merged[-1][0],
                        e,
                        merged[-1][2] + self.slice(merged[-1][1], s) + t,
                    )
                else:
                    merged.append((s, e, t))
            spans["body"] = merged
        elif "dateline" in spans:  # 本报讯 printed on the credit line
            art["dateline"] = spans["dateline"][0][2]
        first = min(s for group in spans.values() for s, _, _ in group)
        if art["start"] is None:
            art["start"] = first
        for s, _, t in spans.get("title", []):
            bare = t.strip("【】")
            art["title"] += bare.split()
            if art["title_start"] is None:
                art["title_start"] = s + len(t) - len(t.lstrip("【"))
        for _, _, t in spans.get("column", []):
            art["column"] = t.strip("【】〖〗[]［］<>＜＞·◆●■▲□ 　")
        if "body" in spans:
            body = spans["body"]
            if tag in ("P", "L"):
                art["paragraphs"].append({"spans": [[s, e] for s, e, _ in body]})
            elif tag[0] == "S":
                art["sections"].append(
                    {"text": body[0][2], "start": body[0][0], "level": int(tag[1:] or 1)}
                )
            elif tag == "G":
                whole = sorted(x for group in spans.values() for x in group)
                end = max(e for _, e, _ in whole)
                art["captions"].append(
                    {"text": self.slice(whole[0][0], end).replace("\n", ""), "start": whole[0][0]}
                )
        at = spans.get("credit", [(first, None, None)])[0]
        for fact in facts:
            role, _, name = fact.partition(":")
            if role in ("to", "from"):
                art["jump"] = {"direction": role, "page": name}
                continue
            squeezed = "".join(c for c in content if c not in " 　|")
            if name not in squeezed:
                raise ValueError(f"{name} is not on the line")
            role = role.replace("+", " ") if role != "-" else None
            if (role, name) not in [(c["role"], c["name"]) for c in art["credits"]]:
                art["credits"].append({"role": role, "name": name, "start": at[0]})

    def slice(self, start, end):
        return "".join(self.out)[start:end]

    def truth(self):
        for art in self.articles:
            art["title"] = (
                " ".join(art["title"]) if isinstance(art["title"], list) else art["title"]
            )
            for one in art["paragraphs"]:
                for s, e in one["spans"]:
                    cut = self.text[s:e]
                    assert cut, one
                    assert cut == cut.strip(), cut
                    assert "\n" not in cut, cut
        return {
            "paper": self.set["paper"],
            "date": self.set["date"],
            "page": self.set["page"],
            "articles": self.articles,
        }


def main():
    bad = 0
    for source in sorted(HERE.rglob("*.page")):
        page = Page(source.read_text(encoding="utf-8"))
        truth = json.dumps(page.truth(), ensure_ascii=False, indent=1) + "\n"
        wanted = {source.with_suffix(".txt"): page.text, source.with_suffix(".json"): truth}
        if "--check" in sys.argv:
            wrap = page.set["wrap"] != "0"
            paragraphs = [p["spans"] for a in page.articles for p in a["paragraphs"]]
            long = [p for p in paragraphs if sum(e - s for s, e in p) >= LONG]
            split = sum(len(p) > 1 for p in long)
            stale = [
                p.name for p, t in wanted.items() if not p.exists() or p.read_bytes() != t.encode()
            ]
            bad += bool(stale)
            print(
                f"{source.stem:24} {len(page.text):5} characters {len(page.articles):2} articles "
                f"{len(paragraphs):3} paragraphs, {len(long):2} long, "
                + ("wrapped" if wrap else f"{split} broken")
                + ("  STALE " + " ".join(stale) if stale else "")
            )
        else:
            for path, text in wanted.items():
                path.write_bytes(text.encode())
    return bad


if __name__ == "__main__":
    sys.exit(main())
