"""The hand-labelled articles, their names by offsets in one text (units joined by newlines)."""

from __future__ import annotations

import json
from collections.abc import Iterator

from bench.labels.corpus import NAMES, addresses, load

Span = tuple[int, int, str]


def by_hand(split: str) -> Iterator[tuple[str, str, list[Span], list[Span]]]:
    """The articles of a split ("train", "test"): id, text, scored spans, optional spans."""
    wanted = {one.id: one for one in addresses() if one.split == split}
    texts = load(list(wanted.values()))
    for path in sorted(NAMES.glob("share*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            if record["id"] not in wanted:
                continue
            parts: list[str] = []
            scored: list[Span] = []
            free: list[Span] = []
            at = 0
            for unit, text in texts[record["id"]].items():
                for start, end, kind, optional in record["units"].get(unit, ()):
                    (free if optional else scored).append((start + at, end + at, kind))
                parts.append(text.replace("\n", " "))
                at += len(text) + 1
            yield record["id"], "\n".join(parts), scored, free
