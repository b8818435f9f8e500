"""The road in: files → readings → the store, one transaction a batch, one writer.

One refused file does not stop the others. Only base names go into chenbao.db; where a file lay
is remembered in state.db.
"""

from __future__ import annotations

import sqlite3
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from pathlib import Path

from store.clean import clean_reading
from store.database.connections import attach_articles, open_for_writing, open_state
from store.database.marking import remember_origin
from store.database.places import StorePlaces
from store.database.reattach import reattach
from store.database.save import OnChange, Outcome, RecordsSeen, save_reading
from store.reading.detect import ReadOptions, read_path, read_stream
from store.records import Article, ChenbaoError, Findings, Reading
from store.spelling import spell_waiting

Analyse = Callable[[Sequence[Article]], Sequence[Findings | None]]
_AHEAD = 32
_SMALL = 512 * 1024
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
    executor: Executor | None = None,
) -> Summary:
    """Read files and folders (``-`` is standard input) and store what they hold.

    ``report`` is told of every file when it is done: what it reports as added is on the disk.
    ``progress`` is told after every batch how many articles of the file have been seen.
    ``executor`` reads small files elsewhere, a few ahead of the one writer, which is always here;
    large ones and standard input are streamed here too.
    """
    db = open_for_writing(places)
    state = open_state(places)
    files = refused = 0
    total = Outcome()
    try:
        for name, readings in _read_ahead(expand(paths), options, executor):
            files += 1
            outcome, fault = _add_file(db, name, readings, replace, progress, analyse, on_change)
            if fault is not None or outcome.refused:
                refused += 1
            if name != "-" and fault is None:
                path = Path(name)
                remember_origin(state, path.name, str(path.absolute()))
            total += outcome
            report(FileReport(name, outcome, fault or outcome.reason))
        while spell_waiting(db):
            pass
        if total.added:
            attach_articles(state, places, None)
            reattach(state)
    finally:
        db.close()
        state.close()
    return Summary(files, refused, total)


def _add_file(
    db: sqlite3.Connection,
    name: str,
    readings: Iterator[Reading],
    replace: bool,
    progress: Callable[[str, int], None],
    analyse: Analyse | None,
    on_change: OnChange | None,
) -> tuple[Outcome, str | None]:
    outcome = Outcome()
    seen = RecordsSeen()
    try:
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


def _read_ahead(
    names: Iterator[str], options: ReadOptions, executor: Executor | None
) -> Iterator[tuple[str, Iterator[Reading]]]:
    """Each file with its readings, in order; with an executor, a few files ahead."""
    waiting: deque[tuple[str, Iterator[Reading]]] = deque()
    for name in names:
        waiting.append((name, _readings(name, options, executor)))
        if executor is None or len(waiting) >= _AHEAD:
            yield waiting.popleft()
    yield from waiting


def _readings(name: str, options: ReadOptions, executor: Executor | None) -> Iterator[Reading]:
    if name == "-":
        return read_stream(sys.stdin.buffer, "-", options)
    path = Path(name)
    if executor is None or not path.is_file() or path.stat().st_size > _SMALL:
        return read_path(path, options)
    return _awaited(executor.submit(_read_whole, path, options))


def _awaited(future: Future[list[Reading]]) -> Iterator[Reading]:
    yield from future.result()


def _read_whole(path: Path, options: ReadOptions) -> list[Reading]:
    return list(read_path(path, options))


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
