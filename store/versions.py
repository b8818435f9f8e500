"""The versions of an article, newest first, and what each correction changed, clause by clause."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from store.database.earlier import earlier_versions
from store.database.rows import WHOLE, decode
from store.readers import Readers
from store.records import Article

_CLAUSE = re.compile(r"[^，,。；;：:！!？?\n]*[，,。；;：:！!？?\n]?[”’』」）)]*")

#: ``same`` clauses are told by their number of characters.
Sign = Literal["gone", "new", "same"]


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of text that left, came, or stayed between two versions."""

    sign: Sign
    text: str


@dataclass(frozen=True, slots=True)
class Correction:
    """``replaced_at`` (UTC) a version that had come in ``source`` made way for the next one."""

    replaced_at: str
    source: str
    title: str
    chars: int
    changes: tuple[Change, ...]


class Versions(Readers):
    """Reads what was replaced."""

    def corrections(self, article_id: int) -> list[Correction]:
        """Every replaced version of an article and how the next one differs; newest first."""
        with self._reading() as db:
            if db is None:
                return []
            cursor = db.cursor()
            cursor.row_factory = sqlite3.Row
            stands = cursor.execute(WHOLE + " WHERE a.id = ?", (article_id,)).fetchone()
            if stands is None:
                return []
            later = parts_now(decode(stands))
            found = []
            for replaced_at, source, held in earlier_versions(db, article_id):
                parts = parts_of(held)
                chars = sum(len(p["text"]) for p in held["paragraphs"])
                changes = tuple(compare(parts, later))
                found.append(Correction(replaced_at, source, held["title"], chars, changes))
                later = parts
            return found


def parts_now(article: Article) -> list[str]:
    """As ``parts_of``, of an article as it stands."""
    return parts_of(asdict(article))


def parts_of(article: Mapping[str, Any]) -> list[str]:
    """What of an article can differ, in reading order: title, column, credits, paragraphs, captions."""
    credits = " ".join(f"{c['role']} {c['name']}".strip() for c in article["credits"])
    column = f"【{article['column']}】" if article["column"] else ""
    texts = [p["text"] for p in (*article["paragraphs"], *article["captions"])]
    return [part for part in (column, article["title"], credits, *texts) if part]


def compare(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """What left and what came between two texts, clause by clause, in the order of the text."""
    before, after = _clauses(old), _clauses(new)
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            if text := "".join(before[a:b]).strip("\n"):
                yield Change("same", text)
            continue
        for sign, text in (("gone", "".join(before[a:b])), ("new", "".join(after[c:d]))):
            if text.strip():
                yield Change("gone" if sign == "gone" else "new", text.strip("\n"))


def _clauses(parts: Sequence[str]) -> list[str]:
    return [c for part in parts for c in _CLAUSE.findall(part + "\n") if c]
