"""Read-only connections for the screens, one a thread, that can be interrupted from another."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from store.database import state_settings
from store.database.connections import (
    attach_state,
    damage,
    damaged,
    faults_told,
    identity_of,
    open_for_reading,
    refuse_what_cannot_be_read,
    was_interrupted,
)
from store.database.places import StorePlaces
from store.database.read_rules import LATE_DAYS, ReadRules, load_rules
from store.headline_records import ChenbaoError

if TYPE_CHECKING:
    from store.spelling import Understood


class SupersededError(Exception):
    """``interrupt`` was called while this call ran."""


class Readers:
    """What the tabs ask the store through. A store not made yet reads as empty."""

    def __init__(self, places: StorePlaces) -> None:
        self.places = places
        self._local = threading.local()
        self._all: set[sqlite3.Connection] = set()
        self._busy: set[sqlite3.Connection] = set()
        self._superseded: set[sqlite3.Connection] = set()
        self._lock = threading.Lock()

    def check(self) -> None:
        """Raise ChenbaoError when the store cannot be read at all: damaged, newer, no store."""
        refuse_what_cannot_be_read(self.places)

    def _connection(self) -> sqlite3.Connection | None:
        """This thread's connection, None while there is no store.

        A file put in the place of the one opened (a snapshot published anew) is opened instead.
        """
        file = identity_of(self.places.articles)
        db: sqlite3.Connection | None = getattr(self._local, "db", None)
        if db is not None and file != self._local.file:
            with self._lock:
                self._all.discard(db)
            db.close()
            self._local.__dict__.clear()
            db = None
        if file is None:
            return None
        if db is None:
            db = open_for_reading(self.places)
            self._local.db = db
            self._local.file = file
            self._local.has_state = False
            with self._lock:
                self._all.add(db)
        if not self._local.has_state:
            self._local.has_state = attach_state(db, self.places)
        return db

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection | None]:
        """This thread's connection; what runs inside can be interrupted, faults are told."""
        db = self._connection()
        if db is None:
            yield None
            return
        with self._lock:
            self._busy.add(db)
            self._superseded.discard(db)
        try:
            with faults_told(self.places.articles):
                yield db
        except ChenbaoError as fault:
            # An interrupt may come out as another fault: "vtable constructor failed".
            if db in self._superseded or was_interrupted(fault.__cause__):
                raise SupersededError from None
            said = damage(self.places.state) if self._local.has_state else None
            if said is not None:
                raise damaged(self.places.state, said) from fault
            raise
        finally:
            with self._lock:
                self._busy.discard(db)

    def _check(self, db: sqlite3.Connection) -> None:
        if db in self._superseded:
            raise SupersededError

    def _marks(self, db: sqlite3.Connection) -> tuple[ReadRules, set[int]]:
        """What state.db says now: read rules with single marks, starred uids."""
        salt = int(db.execute("SELECT salt FROM identity").fetchone()[0])
        if not self._local.has_state:
            return ReadRules(salt, LATE_DAYS), set()
        version = db.execute("PRAGMA state.data_version").fetchone()[0]
        known = getattr(self._local, "marks", None)
        if known is None or known[0] != version:
            starred = {
                uid
                for (uid,) in db.execute("SELECT uid FROM state.mark WHERE starred_at IS NOT NULL")
            }
            known = self._local.marks = (version, load_rules(db, salt), starred)
        return known[1], known[2]

    def both_scripts(self) -> bool:
        """Whether simplified and traditional find each other: as state.db says."""
        db = self._connection()
        return db is not None and self._finds_both(db)

    def _finds_both(self, db: sqlite3.Connection) -> bool:
        if not self._local.has_state:
            return False
        from store.language import scripts

        return state_settings.is_on(db, state_settings.BOTH_SCRIPTS) and scripts.can_be_told()

    def _understood(self, db: sqlite3.Connection, text: str) -> Understood:
        """What a query means in this store as it stands."""
        version = db.execute("PRAGMA data_version").fetchone()[0]
        known = getattr(self._local, "understood", None)
        asked = (version, text, self._finds_both(db))
        if known is None or known[0] != asked:
            from store.spelling import understood

            found = understood(db, text, both_scripts=asked[2])
            known = self._local.understood = (asked, found)
        meant: Understood = known[1]
        return meant

    def interrupt(self) -> None:
        """Stop the calls now running in other threads; they raise ``SupersededError``."""
        mine = getattr(self._local, "db", None)
        with self._lock:
            for db in self._busy:
                if db is not mine:
                    self._superseded.add(db)
                    db.interrupt()

    def close(self) -> None:
        """Close every connection. The object may be used again; it then opens new ones."""
        with self._lock:
            for db in self._all:
                db.close()
            self._all.clear()
            self._busy.clear()
            self._local = threading.local()
