"""The road in: files → readings → the store, one transaction a batch, one writer.

One refused file does not stop the others. Only base names go into chenbao.db; where a file lay
is remembered in state.db.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from store.clean import clean_reading
from store.database.connections import open_for_writing, open_state
from store.database.marking import remember_origin
from store.database.places import StorePlaces
from store.database.save import OnChange, Outcome, RecordsSeen, save_reading
from store.reading.detect import ReadOptions, read_path, read_stream
from store.records import Article, ChenbaoError, Findings

Analyse = Callable[[Sequence[Article]], Sequence[Findings | None]]
_HIDDEN = (".", "~")
_SKIPPED = frozenset(
    (".db", ".db-wal", ".db-shm", ".md", ".py", ".html", ".htm", ".pdf", ".xml", ".png", ".jpg")
)


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file; ``fault`` is the sentence that says why it was refused."""

    source: str
    outcome: Outcome
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of all of them."""

    files: int
    refused_files: int
    outcome: Outcome


def add(
    paths: Iterable[str],
    places: StorePlaces,
    options: ReadOptions,
    *,
    replace: bool = False,
    report: Callable[[FileReport], None] = lambda _report: None,
    progress: Callable[[str, int], None] = lambda _source, _articles: None,
    analyse: Analyse | None = None,
    on_change: OnChange | None = None,
) -> Summary:
    """Read files and folders (``-`` is standard input) and store what they hold.

    ``report`` is told of every file when it is done: what it reports as added is on the disk.
    ``progress`` is told after every batch how many articles of the file have been seen.
    """
    db = open_for_writing(places)
    state = open_state(places)
    files = refused = 0
    total = Outcome()
    try:
        for name in expand(paths):
            files += 1
            outcome, fault = _add_file(db, name, options, replace, progress, analyse, on_change)
            if fault is not None or outcome.refused:
                refused += 1
            if name != "-" and fault is None:
                path = Path(name)
                remember_origin(state, path.name, str(path.absolute()))
            total += outcome
            report(FileReport(name, outcome, fault or outcome.reason))
    finally:
        db.close()
        state.close()
    return Summary(files, refused, total)


def _add_file(
    db: sqlite3.Connection,
    name: str,
    options: ReadOptions,
    replace: bool,
    progress: Callable[[str, int], None],
    analyse: Analyse | None,
    on_change: OnChange | None,
) -> tuple[Outcome, str | None]:
    outcome = Outcome()
    seen = RecordsSeen()
    try:
        readings = (
            read_stream(sys.stdin.buffer, "-", options)
            if name == "-"
            else read_path(Path(name), options)
        )
        done = 0
        for reading in readings:
            reading = clean_reading(reading)
            found = analyse(reading.articles) if analyse else ()
            outcome += save_reading(
                db, reading, replace=replace, seen=seen, findings=found, on_change=on_change
            )
            done += len(reading.articles)
            progress(name, done)
    except ChenbaoError as fault:
        return outcome, str(fault)
    return outcome, None


def expand(paths: Iterable[str]) -> Iterator[str]:
    """The files behind paths, folders walked in the order of their names.

    In a folder, hidden files and kinds that cannot be read yet are passed over in silence; a
    file that is named is always tried.
    """
    for name in paths:
        path = Path(name)
        if name == "-" or not path.is_dir():
            yield name
            continue
        for found in sorted(path.rglob("*")):
            inner = found.relative_to(path).parts
            if any(part.startswith(_HIDDEN) for part in inner):
                continue
            if found.is_file() and found.suffix.lower() not in _SKIPPED:
                yield str(found)
