"""The JSON that other tools rely on: one article a line, as ``chenbao read --json`` prints it.

Keys and offsets are a promise; docs/interchange.md states it.
"""

from __future__ import annotations

import json
import re
from typing import Any

from store.records import Article, Findings

_UNSAFE = re.compile(
    "[\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def article_record(article: Article, findings: Findings | None = None) -> dict[str, Any]:
    """One article as a JSON-ready dict; the keys of ``findings`` only once names are found."""
    record: dict[str, Any] = {
        "source": article.source,
        "start": article.start,
        "title": article.title,
        "kicker": article.kicker,
        "headline": article.headline,
        "deck": article.deck,
        "column": article.column,
        "dateline": article.dateline,
        "credits": [{"role": c.role, "name": c.name} for c in article.credits],
        "paragraphs": [
            {"text": p.text, "spans": [list(s) for s in p.spans]} for p in article.paragraphs
        ],
        "sections": [
            {"text": s.text, "start": s.start, "before_paragraph": s.before_paragraph}
            for s in article.sections
        ],
        "captions": [{"text": c.text, "start": c.start} for c in article.captions],
        "jump": article.jump
        and {
            "direction": article.jump.direction,
            "page": article.jump.page,
            "raw": article.jump.raw,
        },
        "paper": article.paper,
        "date": article.date,
        "page": article.page,
    }
    if findings is not None:
        record["mentions"] = [
            {
                "kind": m.kind,
                "text": m.text,
                "name": m.name,
                "where": _where(m.where),
                "start": m.start,
                "end": m.end,
                **({"credited": True} if m.credited else {}),
            }
            for m in findings.mentions
        ]
        record["posts"] = [
            {
                "person": p.person,
                "post": p.post,
                "organisation": p.organisation,
                "inferred": p.inferred,
                "where": _where(p.where),
                "sentence": p.sentence,
                **({"ended": True} if p.ended else {}),
            }
            for p in findings.posts
        ]
        record["keywords"] = [
            {"word": k.word, "score": k.score, "count": k.count} for k in findings.keywords
        ]
        record["dates"] = [
            {
                "text": d.text,
                "where": _where(d.where),
                "start": d.start,
                "end": d.end,
                "from": d.first,
                "to": d.last,
                "part": d.part,
                "future": d.future,
            }
            for d in findings.dates
        ]
        record["figures"] = [
            {
                "kind": f.kind,
                "text": f.text,
                "where": _where(f.where),
                "start": f.start,
                "end": f.end,
                "value": int(f.value) if f.value.is_integer() else f.value,
                "unit": f.unit,
                "what": f.what,
                "change": f.change,
            }
            for f in findings.figures
        ]
    return record


def json_line(record: dict[str, Any]) -> str:
    """``record`` on one line, Chinese left readable, nothing in it that a terminal would obey."""
    text = json.dumps(record, ensure_ascii=False)
    return _UNSAFE.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def _where(where: str | int | tuple[str, int]) -> str | int | dict[str, str | int]:
    if isinstance(where, tuple):
        return {"field": where[0], "index": where[1]}
    return where
