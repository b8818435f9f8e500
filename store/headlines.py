"""What the Headlines tab asks of the store: outlines, rows, articles, marks.

Signatures here are settled; a change is noted at this place first.

- ``Headlines`` may be shared between threads: each thread gets a read-only connection of its own.
- ``Headlines.interrupt()`` makes calls running in other threads raise ``SupersededError``.
- Texts come as stored (control characters replaced at intake); clean them again where drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from store.database.places import StorePlaces
from store.records import HeadlineRow, Outline, Scope, SourcePage, StoredArticle

__all__ = [
    "EVERYTHING",
    "Choice",
    "Headlines",
    "Marks",
    "Place",
    "StorePlaces",
    "SupersededError",
    "Undone",
]


EVERYTHING = Scope()


class SupersededError(Exception):
    """``Headlines.interrupt`` was called while this call ran."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value a filter can take, and how many articles it would show."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where the reader is: kept when the line drops, resumed at the next start."""

    tab: str = "headlines"
    scope: Scope = EVERYTHING
    uid: str | None = None
    scroll: int = 0
    article_open: bool = False


@dataclass(frozen=True, slots=True)
class Undone:
    """What ``Marks.undo`` took back: ``count`` articles, the first one's title."""

    action: Literal["read", "unread", "star", "unstar", "all_read"]
    count: int
    title: str | None = None


class Headlines:
    """Reads the store for the list and the reading pane. A store not made yet reads as empty."""

    def __init__(self, places: StorePlaces) -> None:
        self.places = places

    def outline(self, scope: Scope, newest: int | None = None) -> Outline:
        """The headlines of ``scope`` in reading order.

        ``newest`` stops after that many articles (at the end of a page); the outline is then not
        ``complete``, and its ``total`` and ``unread`` count only what it holds.
        """
        raise NotImplementedError

    def rows(self, ids: Sequence[int]) -> list[HeadlineRow]:
        """The rows of these articles, in this order; those deleted meanwhile are left out."""
        raise NotImplementedError

    def article(self, article_id: int) -> StoredArticle | None:
        """One article in full. Either half of a jump gives the first, with its continuation."""
        raise NotImplementedError

    def source_page(self, article_id: int) -> SourcePage | None:
        """The page text the article came from, with the article's spans in it."""
        raise NotImplementedError

    def papers(self) -> list[Choice]:
        """All papers, by name."""
        raise NotImplementedError

    def pages(self, scope: Scope = EVERYTHING) -> list[Choice]:
        """Page numbers within the scope's paper and date, in page order."""
        raise NotImplementedError

    def columns(self, scope: Scope = EVERYTHING) -> list[Choice]:
        """Columns (栏目) within the scope's paper, date and page, most frequent first."""
        raise NotImplementedError

    def dates(self, scope: Scope = EVERYTHING) -> list[Choice]:
        """Days within the scope's paper and date prefix, newest first."""
        raise NotImplementedError

    def generation(self) -> int:
        """The number of the last committed batch; grows when any process changes articles."""
        raise NotImplementedError

    def arrived_since(self, generation: int) -> int:
        """How many articles were added after that batch."""
        raise NotImplementedError

    def find_uid(self, uid: str) -> int | None:
        """The id the article with this uid has now."""
        raise NotImplementedError

    def interrupt(self) -> None:
        """Stop the calls now running in other threads; they raise ``SupersededError``."""
        raise NotImplementedError

    def close(self) -> None:
        """Close every connection. The object may be used again; it then opens new ones."""
        raise NotImplementedError


class Marks:
    """The only writer to state.db. Every call commits before it returns; any thread may call."""

    def __init__(self, places: StorePlaces) -> None:
        self.places = places

    def mark_read(self, ids: Iterable[int], read: bool = True) -> None:
        """Mark these articles read, or unread again."""
        raise NotImplementedError

    def star(self, ids: Iterable[int], starred: bool = True) -> None:
        """Star these articles, or take the star away."""
        raise NotImplementedError

    def mark_all_read(self, scope: Scope, up_to: int) -> int:
        """Mark all of ``scope`` read that arrived up to that generation; how many were unread."""
        raise NotImplementedError

    def undo(self) -> Undone | None:
        """Take the last marking of any dashboard on this state.db back; None when none is left."""
        raise NotImplementedError

    def save_place(self, place: Place) -> None:
        """Keep where the reader is."""
        raise NotImplementedError

    def load_place(self) -> Place | None:
        """Where the reader was, None at the first start."""
        raise NotImplementedError

    def close(self) -> None:
        """Close the connection. The object may be used again."""
        raise NotImplementedError
