"""Corrections and watches, written to state.db."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from store.database import corrections
from store.database.connections import faults_told, open_state
from store.database.corrections import EntityRule
from store.database.places import StorePlaces


class EntityMarks:
    """Writes corrections and watches to state.db. Every call commits; any thread may call."""

    def __init__(self, places: StorePlaces) -> None:
        self.places = places
        self._lock = threading.Lock()

    @contextmanager
    def _state(self) -> Iterator[sqlite3.Connection]:
        with self._lock, faults_told(self.places.state):
            db = open_state(self.places)
            try:
                yield db
            finally:
                db.close()

    def watch(self, kind: str, name: str, on: bool) -> None:
        """Watch a name, or no longer."""
        with self._state() as db:
            corrections.watch(db, kind, name, on)

    def correct(self, rule: EntityRule) -> int:
        """Keep a correction of a name as it is shown; its id."""
        with self._state() as db:
            rules = corrections.load(db)
            kind, name = rules.called(rule.kind, rule.name)
            into = rule.to_name
            if rule.action == "merge" and into:
                _kind, into = rules.called(rule.to_kind or kind, into)
            return corrections.add_rule(db, replace(rule, name=name, to_name=into))

    def take_back(self, rule_id: int | None = None) -> EntityRule | None:
        """Take a correction back: this one, or the newest."""
        with self._state() as db:
            return corrections.take_back(db, rule_id)

    def export(self) -> str:
        """The corrections as a file to be given to others."""
        with self._state() as db:
            return corrections.export_rules(db)

    def take_in(self, lines: Iterable[str], source: str) -> int:
        """Add the corrections of such a file; how many were new."""
        with self._state() as db:
            return corrections.import_rules(db, lines, source)
