"""What the briefing says. ``records.py`` has these too; see headline_records.py for why they stand apart."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cited:
    """Where something stands: 报名·日期·版."""

    article_id: int
    paper: str
    date: str
    page: str


@dataclass(frozen=True, slots=True)
class Told:
    """One event: its best title and sentence, and every article that carries it, the fullest first.

    ``before``: the articles of the day before that told of it already.
    """

    title: str
    sentence: str
    score: float
    articles: tuple[Cited, ...]
    chars: tuple[int, ...]
    people: tuple[str, ...]
    before: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class Appeared:
    """A person with a post, and the sentence that shows him.

    ``before`` is the post held earlier (a change), ``fresh``: never seen before, ``left``: the post
    is one he no longer holds. ``beside``: who else is named in the sentence; ``when``: the days (ISO,
    first and last) that its relative date (昨天上午) means.
    """

    name: str
    post: str
    sentence: str
    cited: Cited
    before: str | None = None
    fresh: bool = False
    left: bool = False
    beside: tuple[str, ...] = ()
    when: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Rose:
    """A word that rose: signed G² against the 28 days before, articles, and a sparkline's counts."""

    word: str
    score: float
    count: int
    base: float
    counts: tuple[int, ...]
    articles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure of a page-one story: as printed, what it counts, its sentence, and the days (ISO) that
    a relative date in it means."""

    text: str
    what: str | None
    sentence: str
    cited: Cited
    when: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Coming:
    """What is announced for a day to come, and the title of the article that announces it."""

    first: str
    last: str
    text: str
    sentence: str
    cited: Cited
    title: str = ""


@dataclass(frozen=True, slots=True)
class Arrived:
    """An edition in the ledger: the pages that came, those that usually do and did not."""

    paper: str
    date: str
    pages: tuple[str, ...]
    articles: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A watched name or saved search, with the articles that answer it."""

    name: str
    articles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Briefing:
    """All of it, for the days it covers (ISO, newest first).

    ``since``: the oldest edition (ISO), while the archive is too young for first appearances to say
    much.
    """

    dates: tuple[str, ...]
    arrived: tuple[Arrived, ...]
    absent: tuple[str, ...]
    told: tuple[Told, ...]
    changes: tuple[Appeared, ...]
    people: tuple[Appeared, ...]
    rose: tuple[Rose, ...]
    numbers: tuple[Counted, ...]
    coming: tuple[Coming, ...]
    watched: tuple[Hit, ...] = ()
    searches: tuple[Hit, ...] = ()
    unread_before: tuple[int, ...] = ()
    #: Where the articles stand that words, hits and the unread are shown by.
    cites: tuple[Cited, ...] = ()
    generation: int = 0
    since: str | None = None
