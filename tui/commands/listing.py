"""``chenbao list``: one line an article, each citing 报名·日期·版."""

from __future__ import annotations

import argparse
import sys

from store.clean import clean_line
from store.database.places import StorePlaces
from store.headlines import Headlines
from store.interchange import json_line
from store.records import ChenbaoError, HeadlineRow, Scope
from tui.commands import options as given
from tui.commands.output import FAULT, OK, complain, note, say

_BLOCK = 500


def list_articles(places: StorePlaces, scope: Scope, *, style: str, limit: int | None) -> int:
    """Print the articles of a scope, newest first; ``style`` is text, json or markdown."""
    headlines = Headlines(places)
    try:
        ids = [i for group in headlines.outline(scope).groups for i in group.ids]
        if not ids:
            stored = headlines.outline(Scope(), newest=1).total
            note("没有符合的文章" if stored else "还没有文章；chenbao add 文件… 可存入")
        for at in range(0, len(ids[:limit]), _BLOCK):
            for row in headlines.rows(ids[:limit][at : at + _BLOCK]):
                sys.stdout.write(_line(row, style) + "\n") if style == "json" else say(
                    _line(row, style)
                )
    except ChenbaoError as fault:
        complain(fault)
        return FAULT
    finally:
        headlines.close()
    return OK


def cite(row: HeadlineRow) -> str:
    """报名·日期·版."""
    return "·".join(
        part for part in (row.paper, row.date, f"{row.page}版" if row.page else "") if part
    )


def _line(row: HeadlineRow, style: str) -> str:
    title = clean_line(row.title) or "（无题）"
    if style == "json":
        return json_line(
            {
                "uid": row.uid,
                "title": row.title,
                "column": row.column,
                "paper": row.paper,
                "date": row.date,
                "page": row.page or None,
                "chars": row.chars,
                "read": row.read,
                "starred": row.starred,
                "photo": row.is_photo,
                "jump": row.has_jump,
            }
        )
    if style == "markdown":
        marked = "".join("\\" + c if c in "\\`*_[]<>#|" else c for c in title)
        return f"- {marked}（{cite(row)}）"
    marks = ("★" if row.starred else " ") + (" " if row.read else "●")
    return f"{marks} {title}  {cite(row)}"


# The command line.


def list_arguments(made: argparse.ArgumentParser) -> None:
    """What ``chenbao list`` takes."""
    given.store_argument(made)
    made.add_argument("--paper", metavar="NAME", help="one paper only")
    made.add_argument(
        "--date", metavar="DATE", type=given.span, help="a day, month or year: 2026-02"
    )
    made.add_argument("--page", metavar="PAGE", help="one page only")
    made.add_argument("--column", metavar="NAME", help="one column (栏目) only")
    made.add_argument("--unread", action="store_true", help="what is not read yet")
    made.add_argument("--starred", action="store_true", help="what you starred")
    made.add_argument(
        "--find", metavar="WORDS", default="", help="only where title or text has WORDS"
    )
    made.add_argument("--limit", type=given.count, metavar="N", help="at most so many")
    style = made.add_mutually_exclusive_group()
    style.add_argument("--json", action="store_true", help="one article a line, as JSON")
    style.add_argument("--markdown", action="store_true", help="a list for a message or a report")


def list_command(options: argparse.Namespace) -> int:
    """``chenbao list``."""
    scope = Scope(
        paper=options.paper,
        date=options.date,
        page=given.page(options),
        column=options.column,
        unread=options.unread,
        starred=options.starred,
        words=options.find,
    )
    style = "json" if options.json else "markdown" if options.markdown else "text"
    return list_articles(given.places(options), scope, style=style, limit=options.limit)
