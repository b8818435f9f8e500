"""``chenbao doctor``: look after the search index."""

from __future__ import annotations

import sys

from store.database.places import StorePlaces
from store.search import index_waiting, rebuild_index, wrong_grams
from tui.commands.output import FAULT, OK, say


def doctor(places: StorePlaces, *, index: bool, rebuild: bool) -> int:
    """Index what waits, or everything anew; otherwise compare the index with every text."""
    if rebuild:
        say(f"索引重建，共 {rebuild_index(places, _progress)} 篇")
        return OK
    if index:
        say(f"编入索引 {index_waiting(places, told=_progress)} 篇")
        return OK
    wrong = wrong_grams(places)
    if wrong:
        say(f"索引有 {wrong} 处与正文不符；chenbao doctor --rebuild-index 可重建")
        return FAULT
    say("索引与正文相符")
    return OK


def _progress(done: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done} 篇 ")
        sys.stderr.flush()
