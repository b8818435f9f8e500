"""What is wrong with a query, in the interface's language."""

from __future__ import annotations

from store.search import QueryError
from tui.words import _


def told(fault: QueryError) -> str:
    """A sentence, and at which character."""
    texts = {
        "quote": _("this quotation mark is never closed"),
        "nothing_quoted": _("nothing stands between these quotation marks"),
        "open": _("this bracket is never closed"),
        "closed": _("no bracket is open here"),
        "empty": _("nothing stands between these brackets"),
        "or": _("OR needs something on both sides"),
        "and": _("AND needs something on both sides"),
        "not": _("nothing follows this minus"),
        "field": _("there is no field {0}"),
        "value": _("nothing follows {0}"),
        "date": _("{0} is no date; write 2026, 2026-02, 2026-02-25, 2026-02..2026-03 or 7d"),
        "is": _("{0} is none of unread, read, starred, photo, jump"),
        "deep": _("too many brackets or minuses stand inside one another"),
    }
    return _("character {at}: {fault}").format(
        at=fault.at, fault=texts[fault.code].format(fault.what)
    )
