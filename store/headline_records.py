"""The nouns of the list: all that the first screen needs. ``records.py`` has them too, with the rest.

They stand apart because a frozen dataclass takes Python a millisecond to make, and a first screen
waits for nothing it does not show.
"""

from __future__ import annotations

from dataclasses import dataclass


class ChenbaoError(Exception):
    """A fault to be told to the user in one sentence; ``source`` names the file, if one is at fault.

    ``message`` is the key of the sentence in other languages; ``figures`` fill its braces.
    """

    def __init__(self, message: str, source: str | None = None, **figures: object) -> None:
        self.source = source
        self.message = message
        self.figures = figures
        said = message.format(**figures) if figures else message
        super().__init__(f"{source}: {said}" if source else said)


@dataclass(frozen=True, slots=True)
class Scope:
    """A filter on headlines. All given conditions hold together.

    ``date`` may be a day, month or year prefix (``2026-02``). ``words`` is a plain string to be
    found in title or body (folded: full/half width, case).
    """

    paper: str | None = None
    date: str | None = None
    page: str | None = None
    column: str | None = None
    unread: bool = False
    starred: bool = False
    photo: bool = False
    jump: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class PageGroup:
    """The articles of one page of one edition, in the order of the page."""

    date: str
    paper: str
    page: str
    page_name: str | None
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """Headlines in reading order: editions newest first, then paper, page, place on the page.

    A jump's second half is not listed; its first half stands for both. ``complete`` is False
    for a first part (newest only) that a full outline will follow.
    """

    groups: tuple[PageGroup, ...]
    total: int
    unread: int
    complete: bool = True


@dataclass(frozen=True, slots=True)
class HeadlineRow:
    """One line of the list. ``chars`` counts the body's characters, both halves of a jump."""

    id: int
    uid: str
    title: str
    column: str | None
    date: str
    paper: str
    page: str
    ordinal: int
    chars: int
    read: bool
    starred: bool
    has_jump: bool
    is_photo: bool
    #: A watched name stands in it.
    watched: bool = False
