"""What a reader types to find something, understood: words, quotes, fields, and, or, not.

    河道 清淤            both           "河道清淤 工程"   exactly this, blanks included
    河道 OR 水利         either         -通知             without it
    (河道 OR 水利) 镇长   together       title:清淤        in the title

Fields: ``title paper page column by date is``, and ``who org place post``. Only ASCII signs
command; “ ” （ ） are text. Knows no SQL.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, NoReturn

from store.database.days import day_range, today
from store.headline_records import ChenbaoError, Scope

Forms = tuple[str, ...]
State = Literal["unread", "read", "starred", "photo", "jump"]
FIELDS = (
    "title", "paper", "page", "column", "by", "date", "is", "who", "org", "place", "post",
)  # fmt: skip
ENTITY_FIELDS = ("who", "org", "place", "post")
STATES: tuple[State, ...] = ("unread", "read", "starred", "photo", "jump")

#: What can be wrong with a query; ``{0}`` is what stands there.
FAULTS = {
    "quote": "this quotation mark is never closed",
    "nothing_quoted": "nothing stands between these quotation marks",
    "open": "this bracket is never closed",
    "closed": "no bracket is open here",
    "empty": "nothing stands between these brackets",
    "or": "OR needs something on both sides",
    "and": "AND needs something on both sides",
    "not": "nothing follows this minus",
    "field": "there is no field {0}",
    "value": "nothing follows {0}",
    "date": "{0} is no date; write 2026, 2026-02, 2026-02-25, 2026-02..2026-03 or 7d",
    "is": "{0} is none of unread, read, starred, photo, jump",
    "deep": "too many brackets or minuses stand inside one another",
}
_DEEPEST = 20


class QueryError(ChenbaoError):
    """A query that cannot be understood: ``code`` of FAULTS, at character ``at`` (from 1)."""

    def __init__(self, code: str, at: int, what: str = "") -> None:
        self.code = code
        self.at = at
        self.what = what
        super().__init__(f"{FAULTS[code].format(what)} (character {at})")


@dataclass(frozen=True, slots=True)
class Words:
    """A string that stands in title or text; in the title alone if ``title``.

    ``plain`` tells that it stood without quotation marks. ``forms``: for each of its characters
    those that count as it (发 發 髮), itself too; empty where none has others.
    """

    text: str
    title: bool = False
    plain: bool = False
    forms: Forms = ()


@dataclass(frozen=True, slots=True)
class Named:
    """``paper``, ``page``, ``column`` or ``by``: the name holds ``value``, or is it if ``whole``."""

    field: str
    value: str
    whole: bool = False
    forms: Forms = ()


@dataclass(frozen=True, slots=True)
class Days:
    """Dated from day ``first`` to before day ``after``."""

    first: int
    after: int


@dataclass(frozen=True, slots=True)
class Is:
    """A mark or a kind."""

    state: State


@dataclass(frozen=True, slots=True)
class Entity:
    """Names a person, organisation, place or post: ``kind`` is the field's name."""

    kind: str
    name: str
    forms: Forms = ()


@dataclass(frozen=True, slots=True)
class Ids:
    """These articles. Nobody types it: what was typed in pinyin becomes this."""

    ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class And:
    """All of these; everything when there are none."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """One of these at least."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """All but this."""

    part: Query


Query = Words | Named | Days | Is | Entity | Ids | And | Or | Not
EVERYTHING = And(())

_BLANK = " \t\u3000\n"
_FIELD = re.compile(r"([A-Za-z]+)[:：]")
_SPAN = re.compile(r"(\d{1,4})([dwmy])\Z", re.ASCII)
_UNITS = {"d": 1, "w": 7, "m": 30, "y": 365}


def parse(text: str) -> Query:
    """The query that ``text`` is. Raises QueryError."""
    return _parse(text, today())


@lru_cache(maxsize=64)
def _parse(text: str, now: int) -> Query:
    return _Parser(text, now).whole()


class _Parser:
    def __init__(self, text: str, now: int) -> None:
        self.text = text
        self.now = now
        self.at = 0
        self.depth = 0
        self.last_or = 0

    def whole(self) -> Query:
        found = self.either()
        if self.at < len(self.text):
            self.wrong("closed", self.at)
        return found

    def wrong(self, code: str, at: int, what: str = "") -> NoReturn:
        raise QueryError(code, at + 1, what)

    def either(self) -> Query:
        parts: list[Query] = []
        while True:
            part = self.every()
            word = self.operator("OR")
            if word is None:
                if parts and part == EVERYTHING:
                    self.wrong("or", self.last_or)
                parts.append(part)
                return parts[0] if len(parts) == 1 else Or(tuple(parts))
            if part == EVERYTHING:
                self.wrong("or", word)
            self.last_or = word
            parts.append(part)

    def every(self) -> Query:
        parts: list[Query] = []
        while True:
            word = self.operator("AND")
            self.blanks()
            ends = self.at >= len(self.text) or self.text[self.at] == ")" or self.is_next("OR")
            if word is not None and (ends or not parts or self.is_next("AND")):
                self.wrong("and", word)
            if ends:
                return parts[0] if len(parts) == 1 else And(tuple(parts))
            parts.append(self.one())

    def one(self) -> Query:
        at = self.at
        if self.text[at] == "-":
            self.at += 1
            if self.at >= len(self.text) or self.text[self.at] in _BLANK + ")":
                self.wrong("not", at)
            self.deeper(at)
            part = self.one()
            self.depth -= 1
            return Not(part)
        if self.text[at] == "(":
            return self.bracket()
        match = _FIELD.match(self.text, at)
        if match:
            name = match[1].lower()
            if name not in FIELDS:
                self.wrong("field", at, f"{match[1]}:")
            self.at = match.end()
            begins = self.at
            value, _quoted = self.term()
            if not value.strip():
                self.wrong("value", at, f"{name}:")
            return self.field(name, value, begins)
        value, quoted = self.term()
        return Words(value, plain=not quoted)

    def deeper(self, at: int) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            self.wrong("deep", at)

    def bracket(self) -> Query:
        at = self.at
        self.deeper(at)
        self.at += 1
        found = self.either()
        if self.at >= len(self.text):
            self.wrong("open", at)
        if found == EVERYTHING:
            self.wrong("empty", at)
        self.at += 1
        self.depth -= 1
        return found

    def term(self) -> tuple[str, bool]:
        """A word, or what stands in quotation marks (two of them are one)."""
        at, text = self.at, self.text
        if at < len(text) and text[at] == '"':
            value, end = [], at + 1
            while True:
                closing = text.find('"', end)
                if closing < 0:
                    self.wrong("quote", at)
                value.append(text[end:closing])
                if text[closing + 1 : closing + 2] != '"':
                    break
                value.append('"')
                end = closing + 2
            self.at = closing + 1
            found = "".join(value)
            if not found:
                self.wrong("nothing_quoted", at)
            return found, True
        end = at
        while end < len(text) and text[end] not in _BLANK + '()"':
            end += 1
        self.at = end
        return text[at:end], False

    def field(self, name: str, value: str, at: int) -> Query:
        if name == "title":
            return Words(value, title=True)
        if name == "date":
            return self.date(value, at)
        if name == "is":
            for state in STATES:
                if state == value.lower():
                    return Is(state)
            self.wrong("is", at, value)
        if name in ENTITY_FIELDS:
            return Entity(name, value)
        return Named(name, value)

    def date(self, value: str, at: int) -> Days:
        match = _SPAN.match(value.lower())
        if match:
            days = int(match[1]) * _UNITS[match[2]]
            return Days(max(1, self.now - days + 1), self.now + 1)
        first, dots, last = value.partition("..")
        try:
            begin = day_range(first)[0] if first or not dots else 1
            after = day_range(last)[1] if last else (1 << 30) if dots else day_range(first)[1]
        except ValueError:
            self.wrong("date", at, value)
        return Days(begin, after)

    def blanks(self) -> None:
        while self.at < len(self.text) and self.text[self.at] in _BLANK:
            self.at += 1

    def is_next(self, word: str) -> bool:
        end = self.at + len(word)
        return self.text.startswith(word, self.at) and self.text[end : end + 1] in (
            "", "(", ")", '"', *_BLANK,
        )  # fmt: skip

    def operator(self, word: str) -> int | None:
        """Where the operator stood that was here; None when another word is here."""
        self.blanks()
        if not self.is_next(word):
            return None
        at = self.at
        self.at += len(word)
        return at


def quoted(words: str) -> str:
    """The query for exactly this string."""
    return '"' + words.replace('"', '""') + '"'


_ASKED = re.compile(rf"=|(?:{'|'.join(FIELDS)}):\S")


def term_query(term: str) -> str | None:
    """The query that a trend's term is: after ``=``, or when it begins with a field; else None."""
    if not _ASKED.match(term):
        return None
    return term.removeprefix("=").strip()


def scope_query(scope: Scope) -> Query:
    """The filters of a scope, its words left out."""
    parts: list[Query] = []
    for field, value in (("paper", scope.paper), ("page", scope.page), ("column", scope.column)):
        if value is not None:
            parts.append(Named(field, value, whole=True))
    if scope.date is not None:
        try:
            parts.append(Days(*day_range(scope.date)))
        except ValueError as fault:
            raise ChenbaoError(str(fault)) from fault
    states: tuple[tuple[bool, State], ...] = (
        (scope.unread, "unread"),
        (scope.starred, "starred"),
        (scope.photo, "photo"),
        (scope.jump, "jump"),
    )
    parts += [Is(state) for wanted, state in states if wanted]
    return And(tuple(parts))


def as_text(scope: Scope) -> str:
    """A scope as one query, to be typed or kept: its filters as fields before its words."""
    parts = [
        f"{field}:{_value(value)}"
        for field, value in (
            ("paper", scope.paper),
            ("date", scope.date),
            ("page", scope.page),
            ("column", scope.column),
        )
        if value is not None
    ]
    parts += [f"is:{state}" for state in STATES if getattr(scope, state, False)]
    words = scope.words
    if parts and isinstance(parse(words), Or):
        words = f"({words})"
    return " ".join([*parts, words]).strip()


def _value(value: str) -> str:
    return quoted(value) if any(c in _BLANK + '()"' for c in value) else value


def with_forms(query: Query, forms: Callable[[str], Forms]) -> Query:
    """The query with the forms of its characters, as ``forms`` gives them."""
    match query:
        case Words():
            return replace(query, forms=forms(query.text))
        case Entity():
            return replace(query, forms=forms(query.name))
        case Named(whole=False):
            return replace(query, forms=forms(query.value))
        case And() | Or():
            return replace(query, parts=tuple(with_forms(part, forms) for part in query.parts))
        case Not():
            return Not(with_forms(query.part, forms))
    return query


def wanted_words(query: Query) -> Iterator[tuple[str, Forms]]:
    """What is to be marked in what is found: strings asked for, not those excluded."""
    match query:
        case Words():
            yield query.text, query.forms
        case Entity():
            yield query.name, query.forms
        case And() | Or():
            for part in query.parts:
                yield from wanted_words(part)
