"""An error that no one expected: whether the store itself is to blame, in one sentence.

SQLite keeps no checksums: a byte gone wrong shows as text that cannot be decoded, a packed list
that does not unpack, an index that points nowhere, wherever it happens to be met.
"""

from __future__ import annotations

import sqlite3
import struct
import traceback
import zlib
from pathlib import Path

from store.database.connections import damage, damaged, told
from store.database.places import StorePlaces
from store.records import ChenbaoError

# ValueError: text that cannot be decoded, JSON that is none, a day that is in no calendar.
_UNREADABLE = (ValueError, OverflowError, zlib.error, struct.error)
_HERE = Path(__file__).parent


def explained(fault: Exception, places: StorePlaces) -> ChenbaoError | None:
    """What to tell the user of this error; None when it is a mistake of our own."""
    for path in (places.state, places.articles):
        said = damage(path)
        if said is not None:
            return damaged(path, said)
    if isinstance(fault, sqlite3.DatabaseError):
        return told(fault, places.articles)
    if isinstance(fault, _UNREADABLE) and _from_the_store(fault):
        return damaged(places.articles, "what it holds cannot be read")
    if isinstance(fault, OSError) and fault.strerror:
        return ChenbaoError(fault.strerror, str(fault.filename or places.articles))
    return None


def _from_the_store(fault: Exception) -> bool:
    """Whether it was raised where stored bytes are unpacked."""
    ours = [
        Path(frame.filename)
        for frame in traceback.extract_tb(fault.__traceback__)
        if Path(frame.filename).is_relative_to(_HERE.parent)
    ]
    return bool(ours) and ours[-1].is_relative_to(_HERE)
