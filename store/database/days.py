"""Dates as numbers, and the order of pages.

An article's id is ``(days since 1900-01-01) << 16 | seq``: order by date, ranges of dates and
counts per day need no join, and a late arrival lands in its place.
"""

from __future__ import annotations

import datetime
import re

EPOCH = datetime.date(1900, 1, 1).toordinal()
SEQ_BITS = 16
LAST_SEQ = (1 << SEQ_BITS) - 1

_PREFIX = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?\Z", re.ASCII)
_NUMBER = re.compile(r"([^\d]*)(\d+)(.*)", re.DOTALL | re.ASCII)


def day_number(date: str) -> int:
    """Days since 1900-01-01 of an ISO date; ValueError when it is none, or before that day."""
    if not _PREFIX.match(date) or len(date) != len("2026-02-25"):
        raise ValueError(f"{date} is not a date (YYYY-MM-DD)")
    try:
        day = datetime.date.fromisoformat(date).toordinal() - EPOCH
    except ValueError:
        raise ValueError(f"{date} is not in the calendar") from None
    if day < 1:
        raise ValueError(f"{date} is before 1900-01-02")
    return day


def date_of(day: int) -> str:
    """The ISO date of a day number."""
    return datetime.date.fromordinal(day + EPOCH).isoformat()


def now() -> str:
    """The time, UTC, as the tables keep it."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def today() -> int:
    """Today's day number, by the clock on the wall."""
    return datetime.date.today().toordinal() - EPOCH


def day_range(prefix: str) -> tuple[int, int]:
    """First day of a day, month or year given as ``2026[-02[-25]]``, and the day after its last."""
    match = _PREFIX.match(prefix)
    if not match:
        raise ValueError(f"{prefix} is not a day, month or year")
    year, month, day = match[1], match[2], match[3]
    first = day_number(f"{year}-{month or '01'}-{day or '01'}") if int(year) > 1900 else 1
    if day:
        return first, first + 1
    if month:
        following = (int(year), int(month) + 1) if month != "12" else (int(year) + 1, 1)
    else:
        following = (int(year) + 1, 1)
    return first, datetime.date(*following, 1).toordinal() - EPOCH


def page_sort(number: str) -> str:
    """A key that puts pages in the order of the paper: none, 01, 02, 10, A01, A02, B01."""
    plain = number.replace("第", "").replace("版", "").strip().upper()
    match = _NUMBER.match(plain)
    if not match:
        return plain
    return f"{match[1].strip()}{int(match[2][:9]):04d}{match[3].strip()}"
