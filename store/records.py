"""The nouns of a newspaper, frozen. Imports nothing of ours but the nouns of the list.

Offsets count characters of the decoded page text: after BOM removal, newlines
untranslated. Spans are half-open ``(start, end)`` pairs. Dates are ISO strings
(``2026-02-25``). ``None`` means *not known*; nothing is guessed silently.
The glossary (docs/glossary.md) gives each term in Chinese.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from store.briefing_records import (
    Appeared,
    Arrived,
    Briefing,
    Cited,
    Coming,
    Counted,
    Hit,
    Rose,
    Told,
)
from store.headline_records import (
    ChenbaoError,
    HeadlineRow,
    Outline,
    PageGroup,
    Scope,
)

__all__ = [
    "Appeared",
    "Arrived",
    "Briefing",
    "ChenbaoError",
    "Cited",
    "Coming",
    "Counted",
    "HeadlineRow",
    "Hit",
    "Outline",
    "PageGroup",
    "Rose",
    "Scope",
    "Told",
]

Span = tuple[int, int]
EntityKind = Literal["PER", "ORG", "LOC"]


@dataclass(frozen=True, slots=True)
class Credit:
    """One credited person or agency (署名): ``role`` as printed (记者, 摄影 记者), ``name`` bare."""

    role: str
    name: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A whole paragraph. ``text`` is what ``spans`` hold, joined; two spans mean a mended break."""

    text: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A section heading (小标题) standing before paragraph number ``before_paragraph``."""

    text: str
    start: int | None
    before_paragraph: int


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption (图说) beside an article. In a photo item the text is its paragraphs instead."""

    text: str
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Jump:
    """转版: ``to`` another page at the end of a first half, ``from`` one at the head of a second."""

    direction: Literal["to", "from"]
    page: str
    raw: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands. ``where`` is ``"title"``, a paragraph's index, or
    ``("caption" | "section" | "credit", index)``; offsets in that text, end exclusive.

    ``credited``: one of the paper's own makers (记者, 责编, 版式设计), not somebody in the news."""

    kind: EntityKind
    text: str
    name: str
    where: str | int | tuple[str, int]
    start: int
    end: int
    credited: bool = False


@dataclass(frozen=True, slots=True)
class Post:
    """A statement that ``person`` holds ``post`` (职务) in ``organisation``, with its sentence.

    ``inferred``: the organisation is not printed here, but nothing else can be meant. ``ended``: the
    sentence says that the post is held no longer (不再担任, 辞去).
    """

    person: str
    post: str
    organisation: str | None
    inferred: bool
    where: str | int | tuple[str, int]
    sentence: str
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Keyword:
    """A word that marks its article; ``score`` is signed G², ``count`` occurrences."""

    word: str
    score: float
    count: int


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date where it stands, and the first and last day (ISO) it means for this edition.

    ``part`` is the time of day as printed (上午) or None; ``future``: the sentence announces it.
    """

    text: str
    where: str | int | tuple[str, int]
    start: int
    end: int
    first: str
    last: str
    part: str | None = None
    future: bool = False


@dataclass(frozen=True, slots=True)
class FigureMention:
    """A sum, percentage or count: ``value`` in ``unit``, what it counts, the verb that moved it."""

    kind: Literal["sum", "percent", "count"]
    text: str
    where: str | int | tuple[str, int]
    start: int
    end: int
    value: float
    unit: str
    what: str | None = None
    change: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read from its source.

    ``title`` is the whole title, its units joined by one space; ``kicker``, ``headline`` and
    ``deck`` are as given by the source, or the best guess. ``start`` is the offset of the title
    in the page text (None for records). ``spans`` covers every character of the page text that
    belongs to it. ``address`` is the source's own id or URL, unique in its paper, if it has one.
    """

    source: str
    title: str
    kicker: str | None = None
    headline: str | None = None
    deck: str | None = None
    column: str | None = None
    dateline: str | None = None
    credits: tuple[Credit, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    sections: tuple[Section, ...] = ()
    captions: tuple[Caption, ...] = ()
    jump: Jump | None = None
    paper: str | None = None
    date: str | None = None
    page: str | None = None
    page_name: str | None = None
    start: int | None = None
    spans: tuple[Span, ...] = ()
    is_photo: bool = False
    url: str | None = None
    address: str | None = None

    @property
    def body(self) -> str:
        """The paragraphs, one a line."""
        return "\n".join(p.text for p in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from one source: a whole page (``text`` given) or a batch of records.

    ``text`` is the decoded page itself, kept with the articles so that a reader can always see
    the source and ``chenbao reread`` can read it again with a better reader; None for records.
    ``reader`` names the reader and its version, ``page_text/1``.
    """

    source: str
    articles: tuple[Article, ...]
    text: str | None = None
    paper: str | None = None
    date: str | None = None
    page: str | None = None
    page_name: str | None = None
    reader: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """What the language stage found in one article.

    ``terms`` are the words that can rise and fall (names, nouns, words of the paper's own), each
    with its occurrences.
    """

    mentions: tuple[Mention, ...] = ()
    posts: tuple[Post, ...] = ()
    keywords: tuple[Keyword, ...] = ()
    dates: tuple[DateMention, ...] = ()
    figures: tuple[FigureMention, ...] = ()
    terms: tuple[tuple[str, int], ...] = ()


# What the Headlines tab asks for, and what it gets.


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article as the reading pane shows it, its jumped half following as ``continuation``."""

    id: int
    uid: str
    article: Article
    ordinal: int
    chars: int
    read: bool
    starred: bool
    continuation: StoredArticle | None = None
    #: How many earlier versions of it are kept.
    corrected: int = 0


@dataclass(frozen=True, slots=True)
class SourcePage:
    """The page text an article came from, and the article's spans in it (None text: a record)."""

    source: str
    text: str | None
    spans: tuple[Span, ...] = field(default=())


# What the Entities tab asks for, and what it gets.

Sort = Literal["count", "latest", "rising", "name", "prominence"]


@dataclass(frozen=True, slots=True)
class EntityScope:
    """Which entities to list. ``kinds``: PER, ORG, LOC, BYL (credited), COL (columns); empty: the
    people, organisations and places in the news. ``days``: the newest so many days, None: all.
    ``words``: characters of the name, or the beginning of its pinyin or initials."""

    kinds: tuple[str, ...] = ()
    days: int | None = 30
    paper: str | None = None
    order: Sort = "count"
    words: str = ""
    watched: bool = False


@dataclass(frozen=True, slots=True)
class EntityItem:
    """One line's figures. ``id`` is negative for what is no stored entity (a column).

    ``members`` are the stored entities behind it (more than one after a merge); ``change`` is signed
    G² of its share of articles against the time before; ``fresh``: first seen in the period.
    After a split ``only`` are a part's articles, and ``without`` those that left the rest.
    """

    id: int
    kind: str
    name: str
    count: int
    last: int
    change: float
    fresh: bool
    prominence: int
    members: tuple[int, ...]
    only: frozenset[int] | None = None
    without: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class EntityRow:
    """What is drawn beside the figures: the latest post, a sparkline's counts, the watch mark."""

    id: int
    post: str | None
    counts: tuple[int, ...]
    watched: bool
    new_post: bool


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post over time: first and last day it was stated (ISO), in how many articles, the newest
    proof. ``also``: what else it was called; ``past``: it ended, or another one came after it."""

    post: str
    organisation: str | None
    inferred: bool
    ended: bool
    first: str
    last: str
    count: int
    sentence: str
    article_id: int
    also: tuple[str, ...] = ()
    past: bool = False


@dataclass(frozen=True, slots=True)
class MergeHint:
    """Two names that may be one, and why: ``short`` is perhaps ``full``. Nothing is merged by it.

    ``printed``: articles in which the short form is printed for the full one; ``shared``: people and
    organisations that keep company with both; ``home``: the home of the paper that prints it.
    """

    kind: str
    short: str
    full: str
    articles: int
    printed: int
    shared: int
    home: str | None = None


@dataclass(frozen=True, slots=True)
class Companion:
    """Who appears with an entity: in how many of its articles, and how tellingly (G²)."""

    id: int
    kind: str
    name: str
    count: int
    score: float


@dataclass(frozen=True, slots=True)
class Context:
    """A mention with its sentence; the name stands at ``start`` to ``end`` of it."""

    article_id: int
    date: str
    paper: str
    page: str
    sentence: str
    start: int
    end: int
    title: str


@dataclass(frozen=True, slots=True)
class NamedHere:
    """A name of an article: as printed, and the (kind, name) it stands for."""

    text: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class EntityCard:
    """All about one entity. ``days`` are (ISO day or month, articles); ``partial``: what takes
    longer to count (companions, prominence, hints) is not in it yet. ``present``: articles that list
    it as present, ``led``: those that name it first."""

    id: int
    kind: str
    name: str
    names: tuple[str, ...]
    merged: tuple[str, ...]
    watched: bool
    articles: int
    first: str
    last: str
    posts: tuple[HeldPost, ...]
    by: Literal["day", "month"]
    days: tuple[tuple[str, int], ...]
    companions: tuple[Companion, ...]
    partial: bool
    contexts: tuple[Context, ...]
    page_one: int
    titles: int
    hint: str | None = None
    led: int = 0
    present: int = 0
    proposals: tuple[MergeHint, ...] = ()
