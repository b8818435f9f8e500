"""Opening the two files: one writer, any number of readers, each fault told in one sentence.

Writers: WAL, synchronous NORMAL, a busy timeout, and ``BEGIN IMMEDIATE`` (a deferred BEGIN that
has read fails at once when another writes, whatever the timeout). Readers: ``mode=ro``, and
``immutable=1`` only for a published snapshot: no -wal beside it and a folder that is not ours to
write in, where a live WAL file could not be read at all.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store.database.places import StorePlaces, make_private
from store.database.schema import ARTICLES, STATE, Schema
from store.headline_records import ChenbaoError

PATIENCE = 30.0
_BROKEN = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


@contextmanager
def faults_told(path: Path) -> Iterator[None]:
    """Turn SQLite's errors about this file into a ``ChenbaoError`` naming it."""
    try:
        yield
    except sqlite3.DatabaseError as fault:
        raise told(fault, path) from fault
    except UnicodeDecodeError as fault:  # from SQLite: a name or a message that is no text
        raise damaged(path, fault.reason) from fault


def damaged(path: Path, what: str) -> ChenbaoError:
    """The sentence about a file of which ``what`` is broken."""
    return ChenbaoError("is damaged ({what}); restore it from a copy", str(path), what=what)


def damage(path: Path) -> str | None:
    """What is wrong with a file's structure, in SQLite's words; None when nothing is."""
    if not path.is_file():
        return None
    try:
        db = _connect(reading_uri(path))
        try:
            said = str(db.execute("PRAGMA quick_check(1)").fetchone()[0])
        finally:
            db.close()
    except sqlite3.DatabaseError as fault:
        broken = getattr(fault, "sqlite_errorcode", 0) & 0xFF in _BROKEN
        return str(fault) if broken else None
    except UnicodeDecodeError as fault:
        return fault.reason
    return None if said == "ok" else said.splitlines()[0]


def told(fault: sqlite3.Error, path: Path) -> ChenbaoError:
    """The error as a sentence for the user."""
    code = getattr(fault, "sqlite_errorcode", 0) & 0xFF
    if str(fault).startswith("Could not decode to UTF-8"):
        return damaged(path, "text that is no UTF-8")
    if code == sqlite3.SQLITE_NOTADB:
        return ChenbaoError("is not a chenbao store (no SQLite file)", str(path))
    if code == sqlite3.SQLITE_CORRUPT:
        return damaged(path, str(fault))
    if code in _BUSY:
        return ChenbaoError("is being written by another process; try again", str(path))
    if code == sqlite3.SQLITE_CANTOPEN:
        return ChenbaoError("cannot be opened (is it there, and may you read it?)", str(path))
    if code == sqlite3.SQLITE_READONLY:
        return ChenbaoError("cannot be written (read-only)", str(path))
    if code == sqlite3.SQLITE_FULL:
        return ChenbaoError("cannot grow: the disk is full", str(path))
    if code == sqlite3.SQLITE_IOERR:
        return ChenbaoError("{why}: the disk is full, gone or failing", str(path), why=fault)
    return ChenbaoError("the store failed: {why}", str(path), why=fault)


def _no_folder(path: Path) -> None:
    if path.is_dir():
        raise ChenbaoError("is a folder where the store's file should be", str(path))


def _connect(uri: str) -> sqlite3.Connection:
    return sqlite3.connect(
        uri,
        uri=True,
        timeout=PATIENCE,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
    )


def open_for_writing(places: StorePlaces) -> sqlite3.Connection:
    """The article store, made when absent, brought up to date when older."""
    return _open_file(places.articles, ARTICLES)


def open_state(places: StorePlaces) -> sqlite3.Connection:
    """The reader's own file, made when absent, brought up to date when older."""
    return _open_file(places.state, STATE)


def _open_file(path: Path, schema: Schema) -> sqlite3.Connection:
    _no_folder(path)
    make_private(path)
    with faults_told(path):
        db = _connect(path.as_uri())
        try:
            _check(db, path, schema)
            _use_wal(db)
            db.execute("PRAGMA synchronous = NORMAL")
            db.execute("PRAGMA foreign_keys = ON")
            db.execute("PRAGMA cache_size = -32000")
            _bring_up_to_date(db, path, schema)
        except BaseException:
            db.close()
            raise
    return db


def _use_wal(db: sqlite3.Connection) -> None:
    """Switch to WAL; the busy handler is not asked there, so ask again ourselves."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as fault:
            busy = getattr(fault, "sqlite_errorcode", 0) & 0xFF in _BUSY
            if not busy or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _pragma(db: sqlite3.Connection, name: str) -> int:
    return int(db.execute(f"PRAGMA {name}").fetchone()[0])


def _check(db: sqlite3.Connection, path: Path, schema: Schema) -> int:
    """The version of the file's tables; refuses files that are newer, or something else."""
    if db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
        return 0
    if _pragma(db, "application_id") != schema.application_id:
        raise ChenbaoError("is not a chenbao store (another program's database)", str(path))
    version = _pragma(db, "user_version")
    names = {name for name, _ in schema.steps}
    applied = {
        str(name)
        for (name,) in db.execute(
            "SELECT name FROM _sqlite_migrations WHERE migration_set = ?", (schema.name,)
        )
    }
    if version > schema.version or not applied <= names:
        raise ChenbaoError("was made by a newer chenbao; update chenbao to open it", str(path))
    return version


def _bring_up_to_date(db: sqlite3.Connection, path: Path, schema: Schema) -> None:
    if _pragma(db, "user_version") == schema.version:
        return
    from sqlite_utils import Database

    with writing(db):
        if _check(db, path, schema) < schema.version:
            wrapped = Database(db, recursive_triggers=False, execute_plugins=False)
            schema.migrations().apply(wrapped)


@contextmanager
def writing(db: sqlite3.Connection) -> Iterator[None]:
    """One write transaction; nested in another it is part of that one."""
    if db.in_transaction:
        yield
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def is_snapshot(path: Path) -> bool:
    """A published file: nobody writes it in place, and we could not."""
    wal = path.with_name(path.name + "-wal")
    return not wal.exists() and not os.access(path.parent, os.W_OK)


def reading_uri(path: Path) -> str:
    """The URI by which to open a file for reading alone."""
    return f"{path.as_uri()}?{'immutable=1' if is_snapshot(path) else 'mode=ro'}"


def refuse_what_cannot_be_read(places: StorePlaces) -> None:
    """Raise what opening the article store would raise; an older one is left as it is."""
    path = places.articles
    _no_folder(path)
    if not path.exists():
        return
    with faults_told(path):
        db = _connect(reading_uri(path))
        try:
            _check(db, path, ARTICLES)
        finally:
            db.close()


def open_for_reading(places: StorePlaces) -> sqlite3.Connection:
    """The article store, read-only, at the version of today (an older one is brought up first)."""
    path = places.articles
    _no_folder(path)
    with faults_told(path):
        db = _connect(reading_uri(path))
        try:
            version = _check(db, path, ARTICLES)
            if version < ARTICLES.version:
                db.close()
                if is_snapshot(path) or not os.access(path, os.W_OK):
                    raise ChenbaoError(
                        "was made by an older chenbao; publish it again to read it here", str(path)
                    )
                open_for_writing(places).close()
                db = _connect(reading_uri(path))
            db.execute("PRAGMA cache_size = -32000")
        except BaseException:
            db.close()
            raise
    return db


def attach_state(db: sqlite3.Connection, places: StorePlaces) -> bool:
    """Attach state.db to a reader as ``state``, if there is one; False when there is none yet."""
    if not places.state.exists():
        return False
    with faults_told(places.state):
        db.execute("ATTACH ? AS state", (f"{places.state.as_uri()}?mode=ro",))
        version = _pragma(db, "state.user_version")
        if version != STATE.version:
            db.execute("DETACH state")
            if version > STATE.version:
                raise ChenbaoError(
                    "was made by a newer chenbao; update chenbao to open it", str(places.state)
                )
            if not os.access(places.state, os.W_OK):
                return False
            open_state(places).close()
            db.execute("ATTACH ? AS state", (f"{places.state.as_uri()}?mode=ro",))
    return True


FileIdentity = tuple[int, int]


def identity_of(path: Path) -> FileIdentity | None:
    """Which file lies there now; None when there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def attach_articles(
    db: sqlite3.Connection, places: StorePlaces, attached: FileIdentity | None
) -> FileIdentity:
    """Attach the article store, read-only, to a connection to state.db, as ``articles``.

    ``attached`` is what this returned before; another file in its place is attached instead.
    """
    file = identity_of(places.articles)
    if file is None:
        raise ChenbaoError("there is no such store", str(places.articles))
    if file == attached:
        return file
    open_for_reading(places).close()  # refuses what is no store, or too new
    if attached is not None:
        db.execute("DETACH articles")
    db.execute("ATTACH ? AS articles", (reading_uri(places.articles),))
    return file


def was_interrupted(fault: BaseException | None) -> bool:
    """Whether the error says that ``interrupt`` was called on the connection."""
    code = getattr(fault, "sqlite_errorcode", 0) & 0xFF
    return isinstance(fault, sqlite3.Error) and code == sqlite3.SQLITE_INTERRUPT
