"""``chenbao add``, ``remove``, ``redate``, ``reread``: what goes into the store and out of it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from store.clean import clean_line
from store.database.outcome import Outcome
from store.database.places import StorePlaces
from store.intake import FileReport, add
from store.records import ChenbaoError, Reading
from tui.commands import options as given
from tui.commands.output import FAULT, OK, complain, say
from tui.faults import told
from tui.words import _

if TYPE_CHECKING:
    from store.reading.detect import ReadOptions


def add_files(
    paths: Sequence[str],
    places: StorePlaces,
    options: ReadOptions,
    *,
    replace: bool,
    analyse: bool = True,
) -> int:
    """Add files and folders; a line a file, a bar when someone is watching. The exit status."""
    if sys.stderr.isatty():
        return _add_watched(paths, places, options, replace, analyse)
    return _add(paths, places, options, replace, analyse, lambda _name, _done: None)


def _add_watched(
    paths: Sequence[str], places: StorePlaces, options: ReadOptions, replace: bool, analyse: bool
) -> int:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    bar = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.completed} 篇"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task("", total=None)

        def progress(name: str, done: int) -> None:
            bar.update(task, description=clean_line(name.rsplit("/", 1)[-1]), completed=done)

        return _add(paths, places, options, replace, analyse, progress)


def _add(
    paths: Sequence[str],
    places: StorePlaces,
    options: ReadOptions,
    replace: bool,
    analyse: bool,
    progress: Callable[[str, int], None],
) -> int:
    def report(done: FileReport) -> None:
        said = describe(done.outcome)
        if said:
            say(f"{done.source}: {said}")
        if done.fault:
            fault = told(done.fault)
            named = fault.startswith((f"{done.source}:", f"{done.source.rsplit('/', 1)[-1]}:"))
            complain(fault if named else f"{done.source}: {fault}")

    try:
        summary = add(
            paths,
            places,
            options,
            replace=replace,
            report=report,
            progress=progress,
            analyse=analyse,
        )
    except ChenbaoError as fault:
        complain(fault)
        return FAULT
    if summary.files != 1:
        say(f"{summary.files} 个文件：{describe(summary.outcome) or '没有文章'}")
    if not summary.files:
        complain(_("no file to add"))
        return FAULT
    return FAULT if summary.refused_files else OK


def describe(outcome: Outcome) -> str:
    """What became of a file's articles, in a few words."""
    parts = (
        (outcome.added, "新增"),
        (outcome.replaced, "更新"),
        (outcome.removed, "移除"),
        (outcome.same, "已有"),
        (outcome.refused, "拒收"),
    )
    return "，".join(f"{word} {count} 篇" for count, word in parts if count)


def remove(
    places: StorePlaces,
    *,
    paper: str | None,
    date: str | None,
    page: str | None,
    uids: Sequence[str],
) -> int:
    """Take pages or single articles out of the store."""
    from store.database.connections import open_for_writing
    from store.database.day_terms import settle_days
    from store.database.filing import in_step
    from store.database.upkeep import remove as take_out
    from store.headlines import Headlines

    if not (paper or date or uids):
        complain(_("say what to remove: --paper, --date, --page, or uids"))
        return FAULT
    headlines = Headlines(places)
    try:
        ids = []
        for uid in uids:
            found = headlines.find_uid(uid)
            if found is None:
                raise ChenbaoError(
                    "there is no article {uid}; chenbao list --json shows the uids", uid=uid
                )
            ids.append(found)
        db = open_for_writing(places)
        try:
            count = take_out(db, ids=ids, paper=paper, date=date, page=page, on_change=in_step)
            settle_days(db)
        finally:
            db.close()
    except ChenbaoError as fault:
        complain(fault)
        return FAULT
    finally:
        headlines.close()
    say(f"移除 {count} 篇")
    return OK if count else FAULT


def redate(places: StorePlaces, *, paper: str, date: str, to: str, page: str | None) -> int:
    """Give an edition, or a page of it, its right date."""
    from store.analysis import reanalyse as analyse_again
    from store.database.connections import open_for_writing
    from store.database.filing import in_step
    from store.database.upkeep import redate as change

    try:
        db = open_for_writing(places)
        try:
            count = change(db, paper=paper, date=date, to=to, page=page, on_change=in_step)
        finally:
            db.close()
        analyse_again(places, everything=False)
    except ChenbaoError as fault:
        complain(fault)
        return FAULT
    say(f"{count} 篇改为 {to}")
    return OK


def reread(places: StorePlaces, *, everything: bool) -> int:
    """Read every stored page again with the reader of today."""
    from store.analysis import reanalyse as analyse_again
    from store.clean import clean_reading
    from store.database.connections import open_for_writing
    from store.database.filing import in_step
    from store.database.upkeep import StoredPage
    from store.database.upkeep import reread as again
    from store.reading.page_text import READER, read_page_text

    def read(page: StoredPage) -> Reading:
        return clean_reading(
            read_page_text(
                page.text,
                page.source,
                paper=page.paper,
                date=page.date,
                page=page.page or None,
                page_name=page.page_name,
            )
        )

    total, pages = Outcome(), 0
    try:
        db = open_for_writing(places)
        try:
            for _page, outcome in again(
                db, read, not_by=None if everything else READER, on_change=in_step
            ):
                total += outcome
                pages += 1
        finally:
            db.close()
        analyse_again(places, everything=False)
    except ChenbaoError as fault:
        complain(fault)
        return FAULT
    say(f"{pages} 个版：{describe(total) or '没有变化'}")
    return OK


def publish_to(places: StorePlaces, target: str) -> int:
    """Write a snapshot of the store for others to read."""
    from pathlib import Path

    from store.database.snapshot import publish

    goal = Path(target).expanduser().absolute()
    try:
        publish(places, goal)
    except ChenbaoError as fault:
        complain(fault)
        return FAULT
    say(str(goal))
    return OK


# The command line.


def add_arguments(made: argparse.ArgumentParser) -> None:
    """What ``chenbao add`` takes."""
    given.store_argument(made)
    given.edition_arguments(made)
    made.add_argument(
        "paths", nargs="+", metavar="PATH", help="files, folders, - for standard input"
    )
    made.add_argument("--replace", action="store_true",
                      help="replace a stored page even by one that is quite unlike it")  # fmt: skip
    made.add_argument("--later", action="store_true",
                      help="find names and words later, with chenbao reanalyse")  # fmt: skip


def add_command(options: argparse.Namespace) -> int:
    """``chenbao add``."""
    return add_files(
        options.paths,
        given.places(options),
        given.reading(options),
        replace=options.replace,
        analyse=not options.later,
    )


def remove_arguments(made: argparse.ArgumentParser) -> None:
    """What ``chenbao remove`` takes."""
    given.store_argument(made)
    made.add_argument(
        "uids", nargs="*", metavar="UID", help="articles, by the uid that list --json shows"
    )
    made.add_argument("--paper", metavar="NAME", help="one paper only")
    made.add_argument("--date", metavar="DATE", type=given.span, help="a day, month or year")
    made.add_argument("--page", metavar="PAGE", help="one page only")


def remove_command(options: argparse.Namespace) -> int:
    """``chenbao remove``."""
    return remove(
        given.places(options),
        paper=options.paper,
        date=options.date,
        page=given.page(options),
        uids=options.uids,
    )


def redate_arguments(made: argparse.ArgumentParser) -> None:
    """What ``chenbao redate`` takes."""
    given.store_argument(made)
    made.add_argument("--paper", metavar="NAME", required=True, help="its paper")
    made.add_argument(
        "--date", metavar="DATE", type=given.day, required=True, help="the wrong date"
    )
    made.add_argument("--to", metavar="DATE", type=given.day, required=True, help="the right date")
    made.add_argument("--page", metavar="PAGE", help="one page only")


def redate_command(options: argparse.Namespace) -> int:
    """``chenbao redate``."""
    return redate(
        given.places(options),
        paper=options.paper,
        date=options.date,
        to=options.to,
        page=given.page(options),
    )


def reread_arguments(made: argparse.ArgumentParser) -> None:
    """What ``chenbao reread`` takes."""
    given.store_argument(made)
    made.add_argument("--all", action="store_true", help="also those this reader has read")


def reread_command(options: argparse.Namespace) -> int:
    """``chenbao reread``."""
    return reread(given.places(options), everything=options.all)


def publish_arguments(made: argparse.ArgumentParser) -> None:
    """What ``chenbao publish`` takes."""
    given.store_argument(made)
    made.add_argument("target", metavar="PATH", help="the snapshot's name, or a folder for it")


def publish_command(options: argparse.Namespace) -> int:
    """``chenbao publish``."""
    return publish_to(given.places(options), options.target)
