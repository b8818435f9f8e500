"""``chenbao words`` and ``reanalyse``: what the language stage knows, and running it again."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from collections.abc import Sequence

from store.clean import clean_line
from store.database.places import StorePlaces
from store.records import ChenbaoError
from tui.commands import options as given
from tui.commands.output import FAULT, OK, complain, say

_SOURCES = {"found": "", "kept": "保留", "dropped": "不算"}


def words(
    places: StorePlaces,
    *,
    keep: Sequence[str],
    drop: Sequence[str],
    undo: Sequence[str],
    limit: int | None,
    as_json: bool,
) -> int:
    """Show the paper's own words, or correct them; corrections live in state.db."""
    from store.database.connections import open_for_writing, open_state
    from store.database.lexicon import own_words, rule

    try:
        db = open_for_writing(places)
        state = open_state(places)
        try:
            for word, value in (
                *((w, True) for w in keep),
                *((w, False) for w in drop),
                *((w, None) for w in undo),
            ):
                rule(state, word.strip(), value)
            found = own_words(db, state)
        finally:
            db.close()
            state.close()
    except ChenbaoError as fault:
        complain(fault)
        return FAULT
    for one in found[:limit]:
        if as_json:
            row = {
                "word": one.word,
                "count": one.count,
                "cohesion": one.cohesion,
                "freedom": one.freedom,
                "source": one.source,
            }
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        else:
            say(f"{one.count:>6}  {clean_line(one.word)}  {_SOURCES[one.source]}".rstrip())
    return OK


def keywords(
    places: StorePlaces,
    date: str | None,
    paper: str | None,
    *,
    limit: int,
    everything: bool,
    as_json: bool,
) -> int:
    """Print the keywords of an edition: words and how many of its articles hold them."""
    from store.edition_words import EditionWords

    try:
        day, found = EditionWords(places).keywords(date, paper, limit=limit, everything=everything)
    except ChenbaoError as fault:
        complain(fault)
        return FAULT
    if day is None:
        say("没有这一期")
        return FAULT
    if not as_json:
        say(f"{clean_line(paper or '')} {day}".strip())
    for one in found:
        if as_json:
            row = {"date": day, **dataclasses.asdict(one)}
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        else:
            say(f"{one.articles:>4}篇 {one.count:>4}次  {clean_line(one.word)}")
    return OK


def reanalyse(places: StorePlaces, *, everything: bool) -> int:
    """Find names, posts and words in the stored articles again."""
    from store.analysis import reanalyse as again

    try:
        if sys.stderr.isatty():
            done = _watched(places, everything)
        else:
            done = again(places, everything=everything)
    except ChenbaoError as fault:
        complain(fault)
        return FAULT
    say(f"{done} 篇重新分析" if done else "没有要分析的文章（--all 全部重来）")
    return OK


def _watched(places: StorePlaces, everything: bool) -> int:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from store.analysis import reanalyse as again

    bar = Progress(
        BarColumn(),
        TextColumn("{task.completed} 篇"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task("", total=None)
        return again(
            places, everything=everything, progress=lambda n: bar.update(task, completed=n)
        )


# The command line.


def reanalyse_arguments(made: argparse.ArgumentParser) -> None:
    """What ``chenbao reanalyse`` takes."""
    given.store_argument(made)
    made.add_argument("--all", action="store_true", help="also those analysed by this version")


def reanalyse_command(options: argparse.Namespace) -> int:
    """``chenbao reanalyse``."""
    return reanalyse(given.places(options), everything=options.all)


def words_arguments(made: argparse.ArgumentParser) -> None:
    """What ``chenbao words`` takes."""
    given.store_argument(made)
    made.add_argument("--keep", metavar="WORD", nargs="+", default=[], help="take as one word")
    made.add_argument("--drop", metavar="WORD", nargs="+", default=[], help="never as one word")
    made.add_argument("--undo", metavar="WORD", nargs="+", default=[], help="forget a correction")
    made.add_argument("--limit", type=given.count, metavar="N", help="at most so many")
    made.add_argument("--json", action="store_true", help="as JSON")


def words_command(options: argparse.Namespace) -> int:
    """``chenbao words``."""
    return words(
        given.places(options),
        keep=options.keep,
        drop=options.drop,
        undo=options.undo,
        limit=options.limit,
        as_json=options.json,
    )


def keywords_arguments(made: argparse.ArgumentParser) -> None:
    """What ``chenbao keywords`` takes."""
    given.store_argument(made)
    made.add_argument("--date", metavar="DATE", type=given.day, help="otherwise the newest")
    made.add_argument("--paper", metavar="NAME", help="one paper only")
    made.add_argument(
        "--limit", type=given.count, default=20, metavar="N", help="at most so many (20)"
    )
    made.add_argument("--all", action="store_true", help="boilerplate of most editions too")
    made.add_argument("--json", action="store_true", help="as JSON")


def keywords_command(options: argparse.Namespace) -> int:
    """``chenbao keywords``."""
    return keywords(
        given.places(options),
        options.date,
        options.paper,
        limit=options.limit,
        everything=options.all,
        as_json=options.json,
    )
