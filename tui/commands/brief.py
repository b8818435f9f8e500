"""``chenbao brief``: the morning briefing on standard output, for a login message, cron or mail."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict

from store.briefing import Briefings
from store.database.places import StorePlaces
from store.records import ChenbaoError
from tui.briefing_text import as_html, as_markdown, as_text
from tui.cells import Cells
from tui.commands import options as given
from tui.commands.output import FAULT, OK, complain, say
from tui.words import _

NOTHING = 3


def brief(
    places: StorePlaces,
    *,
    date: str | None,
    days: int | None,
    paper: str | None,
    width: int,
    style: str,
    lines: int | None,
) -> int:
    """Print the briefing; exit status 3 when nothing is there to tell."""
    reader = Briefings(places)
    try:
        found = reader.briefing(date=date, days=days, paper=paper)
    except ChenbaoError as fault:
        complain(fault)
        return FAULT
    finally:
        reader.close()
    if found is None:
        complain(_("nothing has arrived to tell of"))
        return NOTHING
    if style == "json":
        content = asdict(found)
        content.pop("generation")
        sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=1) + "\n")
    elif style == "html":
        sys.stdout.write(as_html(found) + "\n")
    else:
        text = as_markdown(found) if style == "markdown" else as_text(found, Cells(), width)
        for line in text[:lines]:
            say(line)
    return OK


# The command line.


def brief_arguments(made: argparse.ArgumentParser) -> None:
    """What ``chenbao brief`` takes."""
    given.store_argument(made)
    made.add_argument("--date", metavar="DATE", type=given.day, help="otherwise the newest")
    made.add_argument("--days", metavar="N", type=given.count, help="the newest so many days")
    made.add_argument("--paper", metavar="NAME", help="one paper only")
    made.add_argument("--width", metavar="N", type=given.count, default=80, help="in cells")
    made.add_argument("--lines", metavar="N", type=given.count, help="at most so many lines")
    made.add_argument(
        "--format",
        choices=("text", "markdown", "html", "json"),
        default="text",
        help="for the terminal (text), a report, mail, or tools",
    )


def brief_command(options: argparse.Namespace) -> int:
    """``chenbao brief``."""
    return brief(
        given.places(options),
        date=options.date,
        days=options.days,
        paper=options.paper,
        width=max(30, options.width),
        style=options.format,
        lines=options.lines,
    )
