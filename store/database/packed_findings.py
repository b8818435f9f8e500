"""What was found in an article, packed beside it for marking and quoting."""

from __future__ import annotations

import json
import sqlite3
import zlib
from typing import Any

from store.records import DateMention, FigureMention, Findings, Keyword, Mention


def pack(findings: Findings) -> bytes:
    """Names, keywords, dates and figures of one article, for marking and quoting."""
    content = {
        "m": [
            [m.kind, m.text, m.name, _place(m.where), m.start, m.end, *([1] if m.credited else ())]
            for m in findings.mentions
        ],
        "k": [[k.word, k.score, k.count] for k in findings.keywords],
        "d": [
            [d.text, _place(d.where), d.start, d.end, d.first, d.last, d.part, d.future]
            for d in findings.dates
        ],
        "f": [
            [f.kind, f.text, _place(f.where), f.start, f.end, f.value, f.unit, f.what, f.change]
            for f in findings.figures
        ],
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"))


def unpack(blob: bytes) -> Findings:
    """The inverse of ``pack``; posts and terms are not in it."""
    content: dict[str, Any] = json.loads(zlib.decompress(blob).decode("utf-8", "surrogatepass"))
    return Findings(
        mentions=tuple(
            Mention(
                kind,
                text,
                name,
                _where(place),
                start,
                end,
                bool(credited) or (isinstance(place, list) and place[0] == "credit"),
            )
            for kind, text, name, place, start, end, *credited in content["m"]
        ),
        keywords=tuple(Keyword(*row) for row in content["k"]),
        dates=tuple(DateMention(row[0], _where(row[1]), *row[2:]) for row in content["d"]),
        figures=tuple(
            FigureMention(row[0], row[1], _where(row[2]), *row[3:]) for row in content["f"]
        ),
    )


def found_in(db: sqlite3.Connection, article_id: int) -> Findings | None:
    """What was found in a stored article; None when it was not analysed."""
    row = db.execute(
        "SELECT content FROM article_found WHERE article_id = ?", (article_id,)
    ).fetchone()
    return None if row is None else unpack(row[0])


def _place(where: str | int | tuple[str, int]) -> str | int | list[str | int]:
    return list(where) if isinstance(where, tuple) else where


def _where(place: Any) -> Any:
    return tuple(place) if isinstance(place, list) else place
