"""How well the hand-made pages are read when less of their layout or of their credits is left.

usage: python -m bench bare_pages

Sets the looked-at and open pages of tests/store/reading/pages anew from their sources: without blank
lines, evenly spaced, set in, wrapped, each with all credits, datelines and signatures and without
any. Local papers often sign nothing; these pages tell how far the words alone carry. Prints
precision and recall of article starts, paragraphs and section headings. A few seconds.
"""

from __future__ import annotations

import re
import runpy
from collections import Counter
from typing import Any

from bench.hand_pages import PAGES, facts
from store.reading.detect import NOTHING_KNOWN, page_reading

LAYOUTS: dict[str, dict[str, str]] = {
    "as it is": {},
    "no blanks": {"gap": "0", "artgap": "0", "breakgap": "0", "indent": ""},
    "set in": {"gap": "0", "artgap": "0", "breakgap": "0", "indent": "　　"},
    "blanks between": {"gap": "0", "artgap": "1", "breakgap": "0", "indent": ""},
    "evenly spaced": {"gap": "1", "artgap": "1", "breakgap": "1", "indent": ""},
    "wrapped": {"gap": "0", "artgap": "0", "breakgap": "0", "indent": "　　", "wrap": "80", "kinsoku": "1"},
}  # fmt: skip
KINDS = ("start", "paragraph", "section")


def laid_out(source: str, settings: dict[str, str]) -> str:
    """The source of a page with other settings and no spacing of its own."""
    if not settings:
        return source
    kept = re.sub(rf"^@(?:{'|'.join(settings)}) .*\n|^\^\d+\n", "", source, flags=re.M)
    return "".join(f"@{key} {value}\n" for key, value in settings.items()) + kept


def unsigned(source: str) -> str:
    """The source of a page without credit lines, datelines and credits within paragraphs."""
    found = []
    for line in source.split("\n"):
        if line.startswith("B "):
            continue
        line = re.sub(r"‹[^›]*›\s*(?:（[^（）]*）)?", "", line)
        if line.startswith(("P ", "L ")):
            line = re.sub(r"\{[^{}]*\}", "", line)
        text, mark, notes = line.partition(" >> ")
        jumps = [n for n in notes.split() if n.split(":")[0] in ("to", "from")]
        found.append(text + mark + " ".join(jumps) if jumps and line[0] != "G" else text)
    return "\n".join(found)


def main() -> int:
    page_class: Any = runpy.run_path(str(PAGES / "build.py"))["Page"]
    sources = [*sorted(PAGES.glob("*.page")), *sorted((PAGES / "open").glob("*.page"))]
    for credits in (True, False):
        for layout, settings in LAYOUTS.items():
            tally: Counter[tuple[str, str]] = Counter()
            pages = 0
            for path in sources:
                source = laid_out(path.read_text(encoding="utf-8"), settings)
                try:
                    page = page_class(source if credits else unsigned(source))
                    truth = page.truth()
                except (SystemExit, Exception):
                    continue  # a page that needs the spacing or the credits it has
                pages += 1
                reading = page_reading(page.text, path.stem, NOTHING_KNOWN, NOTHING_KNOWN)
                for kind, (gold, got) in facts(truth, reading).items():
                    tally[kind, "both"] += len(gold & got)
                    tally[kind, "gold"] += len(gold)
                    tally[kind, "got"] += len(got)
            figures = "  ".join(
                f"{kind} P {tally[kind, 'both'] / max(1, tally[kind, 'got']):.3f}"
                f" R {tally[kind, 'both'] / max(1, tally[kind, 'gold']):.3f}"
                for kind in KINDS
            )
            print(
                f"{layout + ('' if credits else ', unsigned'):26}{pages} pages  {figures}",
                flush=True,
            )
    return 0
