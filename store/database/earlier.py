"""What an article said before it was corrected: the versions kept when it was replaced."""

from __future__ import annotations

import json
import sqlite3
import zlib
from typing import Any


def earlier_versions(db: sqlite3.Connection, article_id: int) -> list[tuple[str, str, Any]]:
    """When it was replaced (UTC), by which file it had come, and the article as a mapping; newest first."""
    return [
        (replaced_at, source or "", json.loads(zlib.decompress(content)))
        for replaced_at, source, content in db.execute(
            """SELECT v.replaced_at, v.source, v.content FROM version v
               JOIN article a ON a.uid = v.uid
               WHERE a.id = ? AND v.kind = 'article' ORDER BY v.id DESC""",
            (article_id,),
        )
    ]


def how_many_earlier(db: sqlite3.Connection, article_id: int) -> int:
    """How many versions are kept of an article."""
    found = db.execute(
        """SELECT count(*) FROM version v JOIN article a ON a.uid = v.uid
           WHERE a.id = ? AND v.kind = 'article'""",
        (article_id,),
    ).fetchone()
    return int(found[0])
