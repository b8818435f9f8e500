"""Whether an article counts as read: an explicit mark, else a rule, else how late it came.

Marking everything read is one rule, not a million rows; an archive added years later arrives
read. One place decides, for lists, counts and filters alike.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field

from store.database.days import day_range

LATE_DAYS = 7
LATE_SETTING = "arrives_read_after_days"
_NEVER = 1 << 62


@dataclass(frozen=True, slots=True)
class ReadRule:
    """Everything in this scope that arrived up to ``up_to`` is read.

    In a store made anew (another ``salt``) arrivals count differently; there it is everything
    dated up to ``newest_day``.
    """

    paper: str | None
    date: str | None
    page: str | None
    column: str | None
    photo: bool
    jump: bool
    salt: int
    up_to: int
    newest_day: int

    @property
    def whole_pages(self) -> bool:
        """Whether it holds for pages as they are, whatever stands on them."""
        return not (self.column or self.photo or self.jump)

    def covers_page(self, day: int, paper: str, page: str) -> bool:
        """Whether articles of this page can be in its scope."""
        if self.paper is not None and self.paper != paper:
            return False
        if self.page is not None and self.page != page:
            return False
        if self.date is not None:
            first, after = day_range(self.date)
            return first <= day < after
        return True

    def covers(self, other: ReadRule) -> bool:
        """Whether the other says nothing that this does not say."""
        return (
            self.salt == other.salt
            and self.up_to >= other.up_to
            and self.newest_day >= other.newest_day
            and self.paper in (None, other.paper)
            and self.page in (None, other.page)
            and self.column in (None, other.column)
            and (other.photo or not self.photo)
            and (other.jump or not self.jump)
            and (self.date is None or (other.date or "").startswith(self.date))
        )


@dataclass(slots=True)
class ReadRules:
    """All that state.db says about what is read, loaded at once."""

    salt: int
    late_days: int = LATE_DAYS
    rules: list[ReadRule] = field(default_factory=list)
    marks: Mapping[int, int] = field(default_factory=dict)
    _pages: dict[tuple[int, str, str], tuple[int, list[ReadRule]]] = field(default_factory=dict)

    def of_page(self, day: int, paper: str, page: str) -> tuple[int, list[ReadRule]]:
        """Up to which arrival all of this page is read, and the rules on some of its articles."""
        key = (day, paper, page)
        if key not in self._pages:
            up_to = 0
            partial = []
            for rule in self.rules:
                if not rule.covers_page(day, paper, page):
                    continue
                if rule.whole_pages:
                    up_to = max(up_to, self._reach(rule, day))
                else:
                    partial.append(rule)
            self._pages[key] = (up_to, partial)
        return self._pages[key]

    def _reach(self, rule: ReadRule, day: int) -> int:
        if rule.salt == self.salt:
            return rule.up_to
        return _NEVER if day <= rule.newest_day else 0

    def is_read(
        self,
        uid: int,
        arrival: int,
        lag: int,
        place: tuple[int, str, str],
        kind: tuple[str | None, bool, bool],
    ) -> bool:
        """Whether an article is read. ``place``: day, paper, page; ``kind``: column, photo, jump."""
        mark = self.marks.get(uid)
        if mark is not None:
            return bool(mark)
        if lag > self.late_days:
            return True
        up_to, partial = self.of_page(*place)
        if arrival <= up_to:
            return True
        column, photo, jump = kind
        return any(
            arrival <= self._reach(rule, place[0])
            and rule.column in (None, column)
            and (photo or not rule.photo)
            and (jump or not rule.jump)
            for rule in partial
        )

    @property
    def partial(self) -> bool:
        """Whether some rule asks for column, photo or jump."""
        return any(not rule.whole_pages for rule in self.rules)


def load_rules(
    db: sqlite3.Connection, salt: int, schema: str = "state", marks: bool = True
) -> ReadRules:
    """What state.db, attached under this name, says; ``marks`` False leaves out single marks."""
    rules = [
        ReadRule(paper, date, page, column, bool(photo), bool(jump), own, up_to, newest)
        for paper, date, page, column, photo, jump, own, up_to, newest in db.execute(
            f"""SELECT paper, date, page, "column", photo, jump, salt, up_to, newest_day
                FROM {schema}.rule ORDER BY id"""
        )
    ]
    found = ReadRules(salt, late_days(db, schema), rules)
    if marks:
        found.marks = dict(
            db.execute(f"SELECT uid, read FROM {schema}.mark WHERE read IS NOT NULL")
        )
    return found


def late_days(db: sqlite3.Connection, schema: str = "state") -> int:
    """After how many days an edition arrives read; never when the setting says ``off``."""
    row = db.execute(
        f"SELECT value FROM {schema}.setting WHERE key = ?", (LATE_SETTING,)
    ).fetchone()
    if row is None:
        return LATE_DAYS
    return _NEVER if row[0] == "off" else int(row[0])
