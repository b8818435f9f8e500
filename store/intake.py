"""The road in: files → readings → the store, one transaction a batch, one writer.

One refused file does not stop the others. Only base names go into chenbao.db; where a file lay
is remembered in state.db.
"""

from __future__ import annotations

import dataclasses
import sqlite3
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from pathlib import Path

from store.analysis import ahead, filing, learnt, pool, settle
from store.clean import clean_reading
from store.database import gram_index
from store.database.connections import attach_articles, open_for_writing, open_state
from store.database.filing import Filing
from store.database.marking import remember_origin
from store.database.places import StorePlaces
from store.database.reattach import reattach
from store.database.save import Outcome, RecordsSeen, save_reading
from store.database.state_settings import codes_known, keep_codes
from store.reading.detect import ReadOptions, read_path, read_stream
from store.reading.edition import from_name
from store.records import Article, ChenbaoError, Findings, Reading
from store.spelling import spell_waiting

#: What finds names and words in articles, in their order.
Analyse = Callable[[Sequence[Article]], list[Findings]]

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
    fault: ChenbaoError | str | None = None


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
    analyse: bool = True,
    executor: Executor | None = None,
    analyser: Analyse | None = None,
) -> Summary:
    """Read files and folders (``-`` is standard input) and store what they hold.

    ``report`` is told of every file when it is done: what it reports as added is on the disk.
    ``progress`` is told after every batch how many articles of the file have been seen.
    ``analyse`` False leaves the finding of names and words to ``chenbao reanalyse``.
    ``executor`` reads small files elsewhere, a few ahead of the one writer, which is always here;
    large ones and standard input are streamed here too.
    ``analyser`` finds names and words instead of the one that is shipped, in this process.
    """
    db = open_for_writing(places)
    state = open_state(places)
    files = refused = 0
    total = Outcome()
    options_codes = dict(options.codes)
    known = codes_known(state)
    codes = {**known, **options.codes}
    options = dataclasses.replace(options, codes=codes)
    stage = _Stage(db, state, analyser) if analyse else None
    try:
        for name, readings in _read_ahead(expand(paths), options, executor):
            files += 1
            outcome, fault = _add_file(
                db, name, _learning(name, readings, codes), replace, progress, stage
            )
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
            gram_index.tidy(db, total.added)
        if stage is not None:
            settle(db, state, total.added)
        learnt_codes = {c: n for c, n in codes.items() if c not in options_codes}
        if learnt_codes != known:
            keep_codes(state, learnt_codes)
        if total.added:
            attach_articles(state, places, None)
            reattach(state)
    finally:
        if stage is not None:
            stage.close()
        db.close()
        state.close()
    return Summary(files, refused, total)


class _Stage:
    """The language stage while files arrive: here for a few articles, in a pool for many."""

    def __init__(
        self, db: sqlite3.Connection, state: sqlite3.Connection, analyser: Analyse | None
    ) -> None:
        self._known = learnt(db, state)
        self._given = analyser is not None
        self._analyser = analyser
        self._pool: Executor | None = None
        self.file: Filing = filing(db)

    def findings(
        self, readings: Iterable[Reading], large: bool
    ) -> Iterator[tuple[Reading, list[Findings]]]:
        """Each reading with what was found in it, in order."""
        if self._given or not large:
            for reading in readings:
                if self._analyser is None:
                    from store.language.analyse import Analyser

                    self._analyser = Analyser(self._known)
                yield reading, self._analyser(reading.articles)
            return
        if self._pool is None:
            self._pool = pool(self._known)
        yield from ahead(((reading, reading.articles) for reading in readings), self._pool)

    def close(self) -> None:
        """Let the pool go."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


def _add_file(
    db: sqlite3.Connection,
    name: str,
    readings: Iterator[Reading],
    replace: bool,
    progress: Callable[[str, int], None],
    stage: _Stage | None,
) -> tuple[Outcome, ChenbaoError | None]:
    outcome = Outcome()
    seen = RecordsSeen()
    cleaned = (clean_reading(reading) for reading in readings)
    found: Iterator[tuple[Reading, list[Findings]]]
    if stage is None:
        found = ((reading, []) for reading in cleaned)
    else:
        found = stage.findings(cleaned, _is_large(name))
    try:
        done = 0
        for reading, findings in found:
            outcome += save_reading(
                db,
                reading,
                replace=replace,
                seen=seen,
                findings=findings,
                on_change=stage.file if stage else None,
            )
            done += len(reading.articles)
            progress(name, done)
    except ChenbaoError as fault:
        return outcome, fault
    finally:
        if stage is not None:
            stage.file.start_over()
    return outcome, None


def _learning(name: str, readings: Iterator[Reading], codes: dict[str, str]) -> Iterator[Reading]:
    """The readings, learning on the way which paper a code in file names means: from pages that
    say it themselves (nhwb-2026-02-25-01.txt with 南湖晚报 in its folio line)."""
    code = from_name(Path(name).name).paper
    for reading in readings:
        if code and code.isascii() and reading.paper and not reading.paper.isascii():
            codes.setdefault(code, reading.paper)
        yield reading


def _is_large(name: str) -> bool:
    path = Path(name)
    try:
        return name != "-" and path.stat().st_size > _SMALL
    except OSError:
        return False


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
