"""Whether an article's row is what one word or field of a query asks for."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from store.database.days import page_sort
from store.database.finding_rows import Row
from store.database.folded import fold, pattern
from store.database.query import Named

Test = Callable[[Row, Row], bool]


def title_test(found: re.Pattern[str]) -> Test:
    search = found.search
    return lambda row, shown: search(row.title) is not None


def text_test(found: re.Pattern[str]) -> Test:
    search = found.search

    def test(row: Row, shown: Row) -> bool:
        return (
            search(row.title) is not None
            or search(row.text or "") is not None
            or (row.aside is not None and search(row.aside) is not None)
        )

    return test


def named_test(query: Named) -> Test:
    match query.field:
        case "paper":
            return lambda row, shown: named(query, row.paper)
        case "page":
            wanted = page_sort(fold(query.value))
            return lambda row, shown: row.sort == wanted
        case "column":
            return lambda row, shown: named(query, row.column)
    return lambda row, shown: any(
        named(query, name) for _role, name in json.loads(row.credits or "[]")
    )


def named(query: Named, name: str | None) -> bool:
    if name is None:
        return False
    if query.whole:
        return name == query.value
    return pattern(query.value, query.forms).search(name) is not None
