"""Where ``who: org: place: post:`` will be answered from; until then the name is looked for as text."""

from __future__ import annotations

import sqlite3


def entity_articles(db: sqlite3.Connection, kind: str, name: str) -> frozenset[int] | None:
    """The articles that mention what this names; None when only their text can tell.

    ``kind`` is the field: who, org, place, post.
    """
    return None
