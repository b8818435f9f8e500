"""What several commands understand alike: dates, pages, the store's place, how to read files."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.database.places import StorePlaces
    from store.reading.detect import ReadOptions


def day(text: str) -> str:
    """An ISO date given on the command line."""
    from store.reading.edition import iso_date

    match = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text) or re.fullmatch(
        r"(\d{4})(\d\d)(\d\d)", text
    )
    found = iso_date(*(int(part) for part in match.groups())) if match else None
    if found is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write it as 2026-02-25")
    return found


def span(text: str) -> str:
    """A day, month or year given on the command line."""
    if re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]))?", text):
        return text
    return day(text)


def count(text: str) -> int:
    """A number of things to show: one at least."""
    if not text.isascii() or not text.isdigit() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no number above 0")
    return int(text)


def store_argument(made: argparse.ArgumentParser) -> None:
    """``--store`` after the command; before it, it is the dashboard's."""
    made.add_argument("--store", metavar="PATH", default=argparse.SUPPRESS,
                      help="another chenbao.db (made when absent)")  # fmt: skip


def edition_arguments(made: argparse.ArgumentParser) -> None:
    """Paper, date and page of files that do not say them."""
    made.add_argument("--paper", metavar="NAME", help="the paper (报名) of what is read")
    made.add_argument("--date", metavar="DATE", type=day, help="the edition's date, 2026-02-25")
    made.add_argument("--page", metavar="PAGE", help="the page (版), 01 or A02")


def places(options: argparse.Namespace) -> StorePlaces:
    """Where the articles and the reader's own file lie."""
    from store.database.places import StorePlaces

    return StorePlaces.find(options.store)


def page(options: argparse.Namespace) -> str | None:
    """The page as it is stored."""
    from store.reading.edition import normal_page

    return normal_page(options.page) if options.page else None


def reading(options: argparse.Namespace) -> ReadOptions:
    """How files are to be read, from the command line and the settings."""
    from store.reading.detect import ReadOptions
    from store.reading.edition import DEFAULT_PATTERNS, EditionHint
    from tui.settings import load_settings, settings_path

    settings = load_settings(settings_path())
    return ReadOptions(
        EditionHint(options.paper, options.date, page(options)),
        patterns=(*settings.file_patterns, *DEFAULT_PATTERNS),
        codes=settings.papers,
    )
