"""Small things state.db remembers by key: what codes in file names mean."""

from __future__ import annotations

import json
import sqlite3

_CODES = "paper_codes"


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
