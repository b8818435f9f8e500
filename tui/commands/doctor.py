"""``chenbao doctor``: look after the search index."""

from __future__ import annotations

import argparse
import sys

from store.analysis import keep_series
from store.database.places import StorePlaces
from store.search import index_waiting, rebuild_index, wrong_grams
from tui.commands import options as given
from tui.commands.output import FAULT, OK, say


def doctor(places: StorePlaces, *, index: bool, rebuild: bool) -> int:
    """Index what waits, or everything anew; otherwise compare the index with every text."""
    if rebuild:
        say(f"索引重建，共 {rebuild_index(places, _progress)} 篇")
        return OK
    if index:
        say(f"编入索引 {index_waiting(places, told=_progress)} 篇")
        if places.articles.exists():
            keep_series(places)
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


# The command line.


def doctor_arguments(made: argparse.ArgumentParser) -> None:
    """What ``chenbao doctor`` takes."""
    given.store_argument(made)
    care = made.add_mutually_exclusive_group()
    care.add_argument(
        "--index",
        action="store_true",
        help="index what is not indexed yet, count the series of frequent words",
    )
    care.add_argument("--rebuild-index", action="store_true", help="make the index anew")


def doctor_command(options: argparse.Namespace) -> int:
    """``chenbao doctor``."""
    return doctor(given.places(options), index=options.index, rebuild=options.rebuild_index)
