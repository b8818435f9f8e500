"""``chenbao brief``: the morning briefing on standard output, for a login message, cron or mail."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

from store.briefing import Briefings
from store.database.places import StorePlaces
from store.records import ChenbaoError
from tui import words
from tui.briefing_text import as_html, as_markdown, as_text
from tui.cells import Cells
from tui.commands.output import FAULT, OK, complain, say

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
    words.use(words.language())
    reader = Briefings(places)
    try:
        found = reader.briefing(date=date, days=days, paper=paper)
    except ChenbaoError as fault:
        complain(fault)
        return FAULT
    finally:
        reader.close()
    if found is None:
        complain("nothing has arrived to tell of")
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
