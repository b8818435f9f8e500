"""A published copy of the article store for a newsroom: the backup API, then an atomic rename.

A live WAL file over a network disk can neither be read without write permission on its folder nor
be trusted; a snapshot is opened immutable and reopened when it changes.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from store.database.connections import faults_told, open_for_reading
from store.database.places import StorePlaces
from store.headline_records import ChenbaoError


def publish(places: StorePlaces, target: Path) -> None:
    """Write the snapshot; readers of the old one keep it until they reopen."""
    if target.absolute() == places.articles.absolute():
        raise ChenbaoError("is the store itself; publish to another place", str(target))
    part = target.with_name(target.name + ".part")
    source = open_for_reading(places)
    try:
        with faults_told(target):
            made = sqlite3.connect(part)
            try:
                source.backup(made)
                made.execute("PRAGMA journal_mode = DELETE")
            finally:
                made.close()
        part.replace(target)
    except OSError as fault:
        raise ChenbaoError("cannot be written ({why})", str(target), why=fault.strerror) from None
    finally:
        source.close()
        part.unlink(missing_ok=True)
