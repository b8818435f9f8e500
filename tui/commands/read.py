"""``chenbao read``: show what would be stored, storing nothing."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from store.interchange import article_record, json_line
from store.reading.detect import ReadOptions, read_path, read_stream
from store.records import Article, ChenbaoError
from tui.commands import options as given
from tui.commands.output import FAULT, OK, complain, say

if TYPE_CHECKING:
    from store.language.analyse import Analyser

INDENT = "　　"


def read(files: Iterable[str], options: ReadOptions, *, as_json: bool) -> int:
    """Read each file (``-`` is standard input) and print its articles. Returns the exit status."""
    status = OK
    first = True
    analyser = _analyser() if as_json else None
    for name in files:
        try:
            readings = (
                read_stream(sys.stdin.buffer, "-", options)
                if name == "-"
                else read_path(Path(name), options, name)
            )
            for reading in readings:
                if analyser is not None:
                    found = analyser.each(reading.articles)
                    for record in map(article_record, reading.articles, found):
                        sys.stdout.write(json_line(record) + "\n")
                    continue
                for article in reading.articles:
                    if not first:
                        say("─" * 40)
                    first = False
                    show(article)
        except ChenbaoError as error:
            complain(error)
            status = FAULT
    return status


def _analyser() -> Analyser:
    from store.language.analyse import Analyser

    return Analyser()


def show(article: Article) -> None:
    """One article as readable text: title stack, what is known about it, paragraphs."""
    if article.column:
        say(f"【{article.column}】")
    stack = [u for u in (article.kicker, article.headline, article.deck) if u]
    for line in stack or [article.title or "（无题）"]:
        say(line)
    about = [
        " ".join(f"{c.role} {c.name}".strip() for c in article.credits),
        article.paper or "",
        article.date or "",
        f"{article.page}版" if article.page else "",
        f"{sum(len(p.text) for p in article.paragraphs)}字",
    ]
    say(" · ".join(a for a in about if a))
    say()
    if article.jump and article.jump.direction == "from":
        say(article.jump.raw)
    for n, paragraph in enumerate(article.paragraphs):
        for section in article.sections:
            if section.before_paragraph == n:
                say(f"\n{section.text}")
        say(INDENT + paragraph.text)
    for section in article.sections:
        if section.before_paragraph >= len(article.paragraphs):
            say(section.text)
    for caption in article.captions:
        say(f"▣ {caption.text}")
    if article.jump and article.jump.direction == "to":
        say(article.jump.raw)


# The command line.


def read_arguments(made: argparse.ArgumentParser) -> None:
    """What ``chenbao read`` takes."""
    given.edition_arguments(made)
    made.add_argument(
        "files", nargs="+", metavar="FILE", help="a page or records; - for standard input"
    )
    made.add_argument("--json", action="store_true", help="one article a line, as JSON")


def read_command(options: argparse.Namespace) -> int:
    """``chenbao read``."""
    return read(options.files, given.reading(options), as_json=options.json)
