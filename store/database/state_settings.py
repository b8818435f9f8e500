"""Small things state.db remembers by key: what codes in file names mean, what is on or off."""

from __future__ import annotations

import json
import sqlite3

_CODES = "paper_codes"
#: Whether a query finds simplified and traditional text alike.
BOTH_SCRIPTS = "both_scripts"


def is_on(db: sqlite3.Connection, key: str) -> bool:
    """Whether a setting is on; ``db`` has state.db attached."""
    row = db.execute("SELECT value FROM state.setting WHERE key = ?", (key,)).fetchone()
    return row is not None and bool(row[0] == "on")


def codes_known(state: sqlite3.Connection) -> dict[str, str]:
    """The paper each code in file names was found to mean."""
    row = state.execute("SELECT value FROM setting WHERE key = ?", (_CODES,)).fetchone()
    found: dict[str, str] = json.loads(row[0]) if row else {}
    return found


def keep_codes(state: sqlite3.Connection, codes: dict[str, str]) -> None:
    """Remember them."""
    state.execute(
        "INSERT OR REPLACE INTO setting VALUES (?, ?)",
        (_CODES, json.dumps(codes, ensure_ascii=False)),
    )
