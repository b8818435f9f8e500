"""``chenbao search``: what is found, newest first, each with the sentence that matches."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace

from store.clean import clean_line
from store.database.places import StorePlaces
from store.interchange import json_line
from store.records import Scope, Span
from store.search import Result, Search, quoted
from tui.commands import options as given
from tui.commands.listing import cite
from tui.commands.output import OK, note

_PAGE = 200
# Bold and underlined on a terminal; elsewhere signs that no newspaper sets.
_SIGNS = {True: ("\x1b[1;4m", "\x1b[0m"), False: ("«", "»")}


def search(
    places: StorePlaces,
    words: Sequence[str],
    scope: Scope,
    *,
    dates: str | None,
    exact: bool,
    as_json: bool,
    limit: int | None,
) -> int:
    """Print what the words find; ``exact`` takes them as one string. The exit status."""
    asked = " ".join(words)
    query = quoted(asked) if exact and asked else asked
    if dates:
        scope = replace(scope, words=f"date:{dates}")
    finder = Search(places)
    shown = 0
    try:
        below = None
        while limit is None or shown < limit:
            size = _PAGE if limit is None else min(_PAGE, limit - shown)
            page = finder.page(query, scope, below=below, limit=size)
            for result in page.results:
                if as_json:
                    sys.stdout.write(_record(result) + "\n")
                else:
                    _print(result)
            shown += len(page.results)
            below = page.below
            if below is None:
                break
        if not as_json:
            count = shown if below is None else finder.count(query, scope).number
            within = " · ".join(part for part in (scope.paper, dates) if part)
            note(
                f"{within}{'：' if within else ''}找到 {count} 篇"
                + (f"，列出最新 {shown} 篇" if shown < count else "")
            )
        names = finder.asked(query).names
        if names:
            note(f"按拼音：{' '.join(names)}")
        waiting = finder.waiting()
        if waiting:
            note(f"{waiting} 篇尚未编入索引，已逐篇查看；chenbao doctor --index 可编入")
    finally:
        finder.close()
    return OK


def _print(result: Result) -> None:
    row = result.row
    marks = ("★" if row.starred else " ") + (" " if row.read else "●")
    title = _marked(row.title, result.title_spans) or "（无题）"
    sys.stdout.write(f"{marks} {title}  {clean_line(cite(row))}\n")
    if result.sentence.text:
        sys.stdout.write(f"     {_marked(result.sentence.text, result.sentence.spans)}\n")


def _marked(text: str, spans: Sequence[Span]) -> str:
    """The text cleaned, character for character, and then marked."""
    text = clean_line(text)
    begin, end = _SIGNS[sys.stdout.isatty()]
    out, at = [], 0
    for first, after in spans:
        out += [text[at:first], begin, text[first:after], end]
        at = after
    return "".join([*out, text[at:]])


def _record(result: Result) -> str:
    row = result.row
    return json_line(
        {
            "uid": row.uid,
            "title": row.title,
            "title_spans": result.title_spans,
            "column": row.column,
            "paper": row.paper,
            "date": row.date,
            "page": row.page or None,
            "chars": row.chars,
            "read": row.read,
            "starred": row.starred,
            "photo": row.is_photo,
            "jump": row.has_jump,
            "sentence": result.sentence.text,
            "spans": result.sentence.spans,
        }
    )


# The command line.


def search_arguments(made: argparse.ArgumentParser) -> None:
    """What ``chenbao search`` takes."""
    given.store_argument(made)
    made.add_argument("query", nargs="+", metavar="QUERY",
                      help='words, "in quotes", -not, OR, title: paper: page: column: by: who: '
                           "org: place: post: date: is:")  # fmt: skip
    made.add_argument("--exact", action="store_true", help="QUERY is one string, signs and all")
    made.add_argument("--paper", metavar="NAME", help="one paper only")
    made.add_argument(
        "--from", dest="first", metavar="DATE", type=given.span, help="the first day, month or year"
    )
    made.add_argument(
        "--to", dest="last", metavar="DATE", type=given.span, help="the last day, month or year"
    )
    made.add_argument("--limit", type=given.count, metavar="N", help="at most so many")
    made.add_argument("--json", action="store_true", help="one article a line, as JSON")


def search_command(options: argparse.Namespace) -> int:
    """``chenbao search``."""
    from tui.kept_settings import keep
    from tui.settings import load_settings, settings_path

    dates = (
        f"{options.first or ''}..{options.last or ''}" if options.first or options.last else None
    )
    places = given.places(options)
    keep(places, load_settings(settings_path()))
    return search(
        places,
        options.query,
        Scope(paper=options.paper),
        dates=dates,
        exact=options.exact,
        as_json=options.json,
        limit=options.limit,
    )
