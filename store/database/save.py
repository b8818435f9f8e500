"""What was read → the store: what is new, what replaces what, what is refused.

A page's text replaces only its own (paper, date, variant, page), and only when at least half
alike. Records are known again by their address, else by (paper, date, page, title, how many of
that title came before), and never delete what they do not mention. What was replaced is kept as
a version; uids, and with them all marks, stay with the article.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from store.database.batch import OnChange, batch
from store.database.outcome import Outcome
from store.database.save_page import save_page
from store.database.save_records import RecordsSeen, save_records
from store.records import ChenbaoError, Findings, Reading

__all__ = ["OnChange", "Outcome", "RecordsSeen", "save_reading"]


def save_reading(
    db: sqlite3.Connection,
    reading: Reading,
    *,
    replace: bool = False,
    seen: RecordsSeen | None = None,
    findings: Sequence[Findings | None] = (),
    on_change: OnChange | None = None,
) -> Outcome:
    """Store one reading in one transaction.

    ``seen`` is to be the same for all batches of one file. ``findings`` run parallel to the
    reading's articles. A refusal is an outcome, not an exception.
    """
    try:
        with batch(db, reading.source, on_change) as current:
            if reading.text is not None:
                return save_page(current, reading, replace=replace, findings=findings)
            return save_records(current, reading, seen or RecordsSeen(), findings)
    except ChenbaoError as fault:
        return Outcome(refused=max(1, len(reading.articles)), reason=fault)
