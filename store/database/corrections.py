"""What the user said of names: merged, renamed, of another kind, hidden, added, split.

Rules live in state.db and speak of (kind, name), never of ids, so that they hold in a store that
was made anew and can be given to others as a file. They are applied when reading; what is filed
stays as it was found.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field

from store.database.connections import writing
from store.database.days import now
from store.headline_records import ChenbaoError

Key = tuple[str, str]
ACTIONS = ("merge", "rename", "kind", "hide", "add", "split")
KINDS = frozenset(("PER", "ORG", "LOC", "BYL"))


@dataclass(frozen=True, slots=True)
class EntityRule:
    """One correction, as stored and as exchanged."""

    action: str
    kind: str
    name: str
    to_kind: str | None = None
    to_name: str | None = None
    detail: str | None = None
    made_at: str = ""
    id: int = 0


@dataclass(slots=True)
class Corrections:
    """The rules, ready to be applied."""

    merged: dict[Key, Key] = field(default_factory=dict)
    shown: dict[Key, str] = field(default_factory=dict)
    kinds: dict[Key, str] = field(default_factory=dict)
    hidden: set[Key] = field(default_factory=set)
    splits: list[EntityRule] = field(default_factory=list)
    watched: set[Key] = field(default_factory=set)

    def of(self, kind: str, name: str) -> Key:
        """The (kind, name) that stands for this one."""
        key = (kind, name)
        for _step in range(16):
            if key in self.merged:
                key = self.merged[key]
            elif key in self.kinds:
                key = (self.kinds[key], key[1])
            else:
                break
        return key

    def called(self, kind: str, name: str) -> Key:
        """The (kind, name) that is shown by this name."""
        return next(
            (key for key, shown in self.shown.items() if (key[0], shown) == (kind, name)),
            (kind, name),
        )

    def standing_for(self, keys: Iterable[Key]) -> set[Key]:
        """These, and all that were merged into them or made of their kind."""
        wanted = set(keys)
        return wanted | {
            key for key in self.merged.keys() | self.kinds.keys() if self.of(*key) in wanted
        }

    def name_of(self, key: Key) -> str:
        """How it is shown."""
        return self.shown.get(key, key[1])


def load(db: sqlite3.Connection, schema: str = "main") -> Corrections:
    """The corrections of a state.db (attached as ``schema``)."""
    found = Corrections()
    for rule in rules(db, schema):
        key = (rule.kind, rule.name)
        if rule.action == "merge" and rule.to_name:
            found.merged[key] = (rule.to_kind or rule.kind, rule.to_name)
        elif rule.action == "rename" and rule.to_name:
            found.shown[key] = rule.to_name
        elif rule.action == "kind" and rule.to_kind:
            _retype(found, key, rule.to_kind)
        elif rule.action == "hide":
            found.hidden.add(key)
        elif rule.action == "split":
            found.splits.append(rule)
    found.shown = {(found.kinds.get(key, key[0]), key[1]): n for key, n in found.shown.items()}
    found.watched = {
        found.of(kind, name) for kind, name in db.execute(f"SELECT kind, name FROM {schema}.watch")
    }
    return found


def _retype(found: Corrections, key: Key, kind: str) -> None:
    """What was made of this kind before goes along; what comes back to its own is as it was."""
    for other in [key, *(k for k, to in found.kinds.items() if (to, k[1]) == key)]:
        found.kinds[other] = kind
        if other[0] == kind:
            del found.kinds[other]


def rules(db: sqlite3.Connection, schema: str = "main") -> list[EntityRule]:
    """All rules, oldest first."""
    return [
        EntityRule(row[1], row[2], row[3], row[4], row[5], row[6], row[7], row[0])
        for row in db.execute(
            f"""SELECT id, action, kind, name, to_kind, to_name, detail, made_at
                FROM {schema}.entity_rule ORDER BY id"""
        )
    ]


def add_rule(db: sqlite3.Connection, rule: EntityRule) -> int:
    """Keep a rule; its id. Refused when it would merge a name into itself."""
    if rule.action not in ACTIONS:
        raise ChenbaoError(f"{rule.action!r} is no correction")
    if not {rule.kind, rule.to_kind or rule.kind} <= KINDS:
        raise ChenbaoError(f"{rule.to_kind or rule.kind!r} is no kind of name")
    if rule.action == "merge":
        known = load(db)
        if known.of(rule.to_kind or rule.kind, rule.to_name or "") == known.of(
            rule.kind, rule.name
        ):
            raise ChenbaoError(
                "{name} and {other} are one already", name=rule.name, other=rule.to_name
            )
    cursor = db.execute(
        """INSERT INTO entity_rule (action, kind, name, to_kind, to_name, detail, made_at)
           VALUES (?, ?, ?, ?, ?, ?, ?)""",
        (rule.action, rule.kind, rule.name, rule.to_kind, rule.to_name, rule.detail, now()),
    )
    return cursor.lastrowid or 0


def take_back(db: sqlite3.Connection, rule_id: int | None = None) -> EntityRule | None:
    """Take a rule back: this one, or the newest. None when there is none."""
    found = [r for r in rules(db) if rule_id is None or r.id == rule_id]
    if not found:
        return None
    db.execute("DELETE FROM entity_rule WHERE id = ?", (found[-1].id,))
    return found[-1]


def watch(db: sqlite3.Connection, kind: str, name: str, on: bool) -> None:
    """Watch a name, or no longer; also one that is shown by this name."""
    rules = load(db)
    key = rules.called(kind, name)
    if on:
        db.execute("INSERT OR IGNORE INTO watch VALUES (?, ?, ?)", (*key, now()))
    else:
        db.executemany(
            "DELETE FROM watch WHERE kind = ? AND name = ?", rules.standing_for({rules.of(*key)})
        )


def added_names(db: sqlite3.Connection, schema: str = "main") -> dict[str, str]:
    """The names that the user added by hand, with their kinds."""
    return {rule.name: rule.kind for rule in rules(db, schema) if rule.action == "add"}


def watched_entities(db: sqlite3.Connection) -> list[int]:
    """The stored entities behind the watched names, of a reader with state attached."""
    found = load(db, "state")
    if not found.watched:
        return []
    return [
        row[0]
        for key in sorted(found.standing_for(found.watched))
        for row in db.execute("SELECT id FROM entity WHERE kind = ? AND name = ?", key)
    ]


def export_rules(db: sqlite3.Connection) -> str:
    """All rules as JSON, one a line, to be given to others."""
    return "".join(
        json.dumps(
            {
                "action": r.action,
                "kind": r.kind,
                "name": r.name,
                "to_kind": r.to_kind,
                "to_name": r.to_name,
                "detail": r.detail,
            },
            ensure_ascii=False,
        )
        + "\n"
        for r in rules(db)
    )


def import_rules(db: sqlite3.Connection, lines: Iterable[str], source: str) -> int:
    """Add the rules of such a file that are not there yet; how many that were."""
    there = {(r.action, r.kind, r.name, r.to_kind, r.to_name, r.detail) for r in rules(db)}
    fresh: list[EntityRule] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            given = json.loads(line)
            values = tuple(
                given.get(k) for k in ("action", "kind", "name", "to_kind", "to_name", "detail")
            )
            rule = EntityRule(*values)
            if not all(isinstance(v, str) for v in values[:3]):
                raise ValueError("action, kind and name are wanted")
            if not all(v is None or isinstance(v, str) for v in values):
                raise ValueError("all values are strings")
            if rule.action not in ACTIONS or not {rule.kind, rule.to_kind or rule.kind} <= KINDS:
                raise ValueError("unknown action or kind")
        except (ValueError, TypeError, AttributeError) as fault:
            raise ChenbaoError(f"line {number} is no correction ({fault})", source) from fault
        if values not in there:
            fresh.append(rule)
            there.add(values)
    added = 0
    with writing(db):
        for rule in fresh:
            known = load(db)
            to = (rule.to_kind or rule.kind, rule.to_name or "")
            # What holds already by another way is no fault of the file.
            if rule.action != "merge" or known.of(*to) != known.of(rule.kind, rule.name):
                add_rule(db, rule)
                added += 1
    return added
