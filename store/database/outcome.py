"""What became of what was read, and what must be known of it before it can be stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from store.database.days import day_number
from store.records import ChenbaoError, Findings


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of what was read, in articles. ``reason`` says why the first was refused."""

    added: int = 0
    replaced: int = 0
    same: int = 0
    removed: int = 0
    refused: int = 0
    reason: ChenbaoError | str | None = None

    def __add__(self, other: Outcome) -> Outcome:
        return Outcome(
            self.added + other.added,
            self.replaced + other.replaced,
            self.same + other.same,
            self.removed + other.removed,
            self.refused + other.refused,
            self.reason or other.reason,
        )


def known(value: str | None, what: str) -> str:
    """The date, paper or page, refused when nothing says it."""
    if not value:
        raise ChenbaoError("its {what} cannot be known; give --{what}", what=what)
    return value


def known_day(date: str) -> int:
    """The day number of a date, refused when it is none."""
    try:
        return day_number(date)
    except ValueError as fault:
        raise ChenbaoError(str(fault)) from fault


def finding(findings: Sequence[Findings | None], index: int) -> Findings | None:
    """What was found in one article, None when the language stage did not run."""
    return findings[index] if index < len(findings) else None
