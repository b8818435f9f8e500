"""A day's briefing packed into the store, and read back without loading what made it."""

from __future__ import annotations

import json
import sqlite3
import zlib
from dataclasses import asdict
from typing import Any

from store.briefing_records import Appeared, Arrived, Briefing, Cited, Coming, Counted, Rose, Told
from store.database.connections import writing

#: To be raised whenever a briefing would be made otherwise.
VERSION = "18"


def keep(db: sqlite3.Connection, day: int) -> None:
    """Make a day's briefing and keep it."""
    from store.morning.making import make

    text = json.dumps(asdict(make(db, day)), ensure_ascii=False, separators=(",", ":"))
    packed = zlib.compress(text.encode("utf-8", "surrogatepass"))
    with writing(db):
        db.execute("INSERT OR REPLACE INTO briefing_day VALUES (?, ?, ?)", (day, VERSION, packed))


def kept(db: sqlite3.Connection, day: int) -> Briefing | None:
    """The briefing kept for a day, if it is of today's making."""
    row = db.execute(
        "SELECT content FROM briefing_day WHERE day = ? AND made_by = ?", (day, VERSION)
    ).fetchone()
    if row is None:
        return None
    return _from_json(json.loads(zlib.decompress(row[0]).decode("utf-8", "surrogatepass")))


def _from_json(content: dict[str, Any]) -> Briefing:
    return Briefing(
        dates=tuple(content["dates"]),
        arrived=tuple(
            Arrived(**{**a, "pages": tuple(a["pages"]), "missing": tuple(a["missing"])})
            for a in content["arrived"]
        ),
        absent=tuple(content["absent"]),
        told=tuple(_told(t) for t in content["told"]),
        changes=tuple(_appeared(a) for a in content["changes"]),
        people=tuple(_appeared(a) for a in content["people"]),
        rose=tuple(
            Rose(**{**r, "counts": tuple(r["counts"]), "articles": tuple(r["articles"])})
            for r in content["rose"]
        ),
        numbers=tuple(
            Counted(**{**n, "cited": Cited(**n["cited"]), "when": _pair(n["when"])})
            for n in content["numbers"]
        ),
        coming=tuple(Coming(**{**c, "cited": Cited(**c["cited"])}) for c in content["coming"]),
        since=content["since"],
    )


def _told(value: dict[str, Any]) -> Told:
    return Told(
        **{
            **value,
            "articles": tuple(Cited(**c) for c in value["articles"]),
            "chars": tuple(value["chars"]),
            "people": tuple(value["people"]),
            "before": tuple(Cited(**c) for c in value["before"]),
        }
    )


def _appeared(value: dict[str, Any]) -> Appeared:
    return Appeared(
        **{
            **value,
            "cited": Cited(**value["cited"]),
            "beside": tuple(value["beside"]),
            "when": _pair(value["when"]),
        }
    )


def _pair(value: list[str] | None) -> tuple[str, str] | None:
    return (value[0], value[1]) if value else None
