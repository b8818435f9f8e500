"""What the reader's own state keeps of briefings: how far they were read, what was taken apart."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from store.briefing_records import Cited
from store.database.connections import faults_told, open_for_reading, open_state
from store.database.days import now
from store.database.places import StorePlaces

DONE = "briefing_done"


class BriefingMarks:
    """Remembers up to what the briefing was read, and what was taken out of an event."""

    def __init__(self, places: StorePlaces) -> None:
        self.places = places
        self._lock = threading.Lock()

    def take_apart(self, articles: Sequence[tuple[Cited, str]], apart: bool = True) -> None:
        """Let these articles (with their titles) stand by themselves from now on, or no longer."""
        keys = [(c.paper, c.date, c.page, title) for c, title in articles]
        with self._lock, faults_told(self.places.state):
            db = open_state(self.places)
            try:
                if apart:
                    db.executemany(
                        "INSERT OR IGNORE INTO apart VALUES (?, ?, ?, ?, ?)",
                        [(*key, now()) for key in keys],
                    )
                else:
                    db.executemany(
                        "DELETE FROM apart WHERE paper = ? AND date = ? AND page = ? AND title = ?",
                        keys,
                    )
            finally:
                db.close()

    def finished(self, generation: int) -> None:
        """The briefing was read to its end; it covered what arrived up to ``generation``."""
        with self._lock, faults_told(self.places.state):
            reader = open_for_reading(self.places)
            salt = reader.execute("SELECT salt FROM identity").fetchone()[0]
            reader.close()
            db = open_state(self.places)
            try:
                db.execute(
                    "INSERT OR REPLACE INTO setting VALUES (?, ?)",
                    (f"{DONE}:{salt}", str(generation)),
                )
            finally:
                db.close()
