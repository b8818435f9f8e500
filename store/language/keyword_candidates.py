"""What in an article can be a keyword at all: names, words, and the terms it puts together itself.

A term is a run of words that the article repeats, quotes (“…”, 《…》), or has in its title or a
heading: 三级 干部 大会 → 三级干部大会. Of a chain of places (青禾县石桥镇) each part can stand alone. Bylines,
datelines and photo credits hold no keywords; a title's column neither.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import Literal

from store.language.keywords import (
    COUNTED,
    DULL,
    DULL_EDGE,
    GLUE,
    HAN,
    HEADS,
    NO_PART,
    NUMBER,
    SMALL,
    TOKEN,
)

Role = Literal["title", "heading", "text", "caption"]
_MOST_WORDS = 5
_LONGEST = 14
_HEADING = 32
_LONG = 150
_ENDS = re.compile(r"[。！？]")
_CREDIT = re.compile(
    r"^(?:央视网消息[（(]新闻联播[)）]：|央视网消息：)|^(?:据)?(?:本报|新华社)[^，。]{0,12}电\s*(?:（[^（）]*记者[^（）]*）)?"
    r"|^(?:本报|新华社|[^。，]{2,6}报)记者[^。，]*$|（[^（）]*(?:记者|作者|整理|摘编自|采写|题为|新华社发|人民视觉|影像中国)[^（）]*）"
    r"|\s{2,}[^。]{2,12}摄(?=$|（|\s)|[\u4e00-\u9fff]{2,4}(?:摄|供图)(?=$|（)|（(?:本报|据)[^（）]*电）"
)
_MEDIA = re.compile(r"(?:[日晚早]报|新华社|报社|电视台|新华网|央视网|中新社)$")
_MEASURE = re.compile(
    r"^[百千万亿]*(?:千瓦时|千瓦|毫米|厘米|米|公里|人次|人|亩|公顷|吨|斤|公斤|辆|家|户|台|件|倍|度|天|年|小时|分钟|秒|摄氏度|百分点|个百分点|立方米|平方米)$"
)
_EDGES = DULL_EDGE | GLUE | NO_PART | SMALL
_PLACE = re.compile(r".+?(?:特别行政区|自治区|自治州|自治县|省|市|区|县|州|旗|镇|乡|街道|村)(?=.)")


@dataclass(frozen=True, slots=True)
class Text:
    """One text of an article as words; joined they are the text."""

    role: Role
    words: Sequence[str]


@dataclass(slots=True)
class Candidate:
    """Where and how a possible keyword stands in its article.

    ``words`` are those it is put together of; ``first`` is its first place as a share of the article;
    ``kind`` is that of a name. ``left`` and ``right`` are its neighbours.
    """

    words: tuple[str, ...]
    kind: str | None = None
    count: int = 0
    titled: int = 0
    headed: int = 0
    quoted: int = 0
    listed: int = 0
    first: float = 1.0
    texts: set[int] = field(default_factory=set)
    left: set[str] = field(default_factory=set)
    right: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Candidates:
    """All of an article, with its words counted: ``total``, how many ``texts``, and the first one
    that is running text."""

    found: Mapping[str, Candidate]
    total: int
    texts: int
    lead: int


def candidates(
    texts: Sequence[Text], names: Mapping[str, str], column: str | None = None
) -> Candidates:
    """Everything in an article that can be a keyword; ``names`` are its names with their kinds."""
    headings = [_is_heading(text) for text in texts]
    runs = [_runs(text, names, column) for text in texts]
    begun = Counter(part for one in runs for run in one for part in run.beginnings)
    spans = [
        [(run, list(_spans(run, names, None if heading or run.marked else begun))) for run in one]
        for one, heading in zip(runs, headings, strict=True)
    ]
    total = sum(len(run.words) for one in runs for run in one)
    counts = Counter(string for one in spans for _run, own in one for _i, _j, string in own)
    title = "".join(word for text in texts if text.role == "title" for word in text.words)
    found: dict[str, Candidate] = {}
    size = sum(len(text.words) for text in texts) or 1
    passed = 0
    lead = next((n for n, one in enumerate(runs) if one and not headings[n]), 0)
    for index, (text, one) in enumerate(zip(texts, spans, strict=True)):
        heading = headings[index]
        titled = text.role == "title"
        headed = heading and not titled
        for run, own in one:
            for i, j, string in own:
                quoted = run.marked and i == 0 and j == len(run.words)
                kind = names.get(string) if j == i + 1 else None
                if counts[string] == 1 and not (quoted or heading or kind):
                    # What stands once and nowhere special is no keyword of a long article.
                    if j > i + 1 or (total >= _LONG and string not in title):
                        continue
                before = run.words[i - 1] if i else run.before
                after = run.words[j] if j < len(run.words) else run.after
                listed = before[-1:] == "、" or after[:1] == "、"
                place = (passed + run.at + i) / size
                for part in (string, *_places(string)) if kind == "LOC" else (string,):
                    held = found.get(part)
                    if held is None:
                        words = tuple(run.words[i:j]) if part == string else (part,)
                        held = found[part] = Candidate(words, kind)
                    held.count += 1
                    held.titled += titled
                    held.headed += headed
                    held.quoted += quoted
                    held.listed += listed
                    held.first = min(held.first, place)
                    held.texts.add(index)
                    held.left.add(before)
                    held.right.add(after)
        passed += len(text.words)
    kept = {w: one for w, one in found.items() if _can_stand(w, one) and w != column}
    return Candidates(kept, total, len(texts), lead)


@dataclass(frozen=True, slots=True)
class _Run:
    """Words of a text side by side with nothing between them: where they begin, what stands around
    them, and whether that are marks which quote. ``beginnings``: three characters from each word on."""

    at: int
    words: Sequence[str]
    before: str
    after: str
    marked: bool
    beginnings: Sequence[str]


def _is_heading(text: Text) -> bool:
    """A title, a section heading, or the headline of one item of a round-up."""
    if text.role in ("title", "heading"):
        return True
    whole = "".join(text.words)
    return text.role == "text" and len(whole) <= _HEADING and not _ENDS.search(whole)


def _runs(text: Text, names: Mapping[str, str], column: str | None) -> list[_Run]:
    """The runs of a text that can hold keywords."""
    words = text.words
    whole = "".join(words)
    if text.role == "text" and len(whole) <= 22 and _only_names(whole, names):
        return []
    hidden = [match.span() for match in _CREDIT.finditer(whole)]
    if text.role == "title" and column and column in whole:
        hidden.append((whole.index(column), whole.index(column) + len(column)))
    gaps = [at for at, word in enumerate(words) if not _is_token(word)]
    if hidden:
        offsets = enumerate(accumulate(map(len, words[:-1]), initial=0))
        covered = {at for at, offset in offsets if any(a <= offset < b for a, b in hidden)}
        gaps = sorted(covered.union(gaps))
    found: list[_Run] = []
    start = 0
    for at in (*gaps, len(words)):
        if at > start:
            before = words[start - 1] if start else ""
            after = words[at] if at < len(words) else ""
            marked = before[-1:] in ("“", "《") and after[:1] in ("”", "》")
            own = words[start:at]
            found.append(_Run(start, own, before, after, marked, _beginnings(own)))
        start = at + 1
    return found


def _only_names(whole: str, names: Mapping[str, str]) -> bool:
    """A line of authors: 浙江省青禾市 林致远."""
    rest = re.sub(r"(?:本报|新华社)?(?:记者|通讯员)", "", whole)
    for name in sorted(names, key=len, reverse=True):
        rest = rest.replace(name, "")
    return not rest.strip(" \u3000、")


def _beginnings(words: Sequence[str]) -> list[str]:
    whole = "".join(words)
    return [whole[at : at + 3] for at in accumulate(map(len, words[:-1]), initial=0)]


def _spans(
    run: _Run, names: Mapping[str, str], begun: Mapping[str, int] | None
) -> Iterator[tuple[int, int, str]]:
    """Every word of a run, and every group of its words that may be one term, as strings.

    ``begun`` tells how often the article begins so: groups that stand but once are left out.
    """
    words = run.words
    edges = [_edges(word) for word in words]
    for i, (string, beginning) in enumerate(zip(words, run.beginnings, strict=True)):
        if len(string) >= 2 and (len(string) <= _LONGEST or string in names):
            yield i, i + 1, string
        if begun is not None and begun[beginning] == 1 and len(string) > 1:
            continue
        if not edges[i][0] or names.get(string) == "PER":
            continue
        for j in range(i + 1, min(len(words), i + _MOST_WORDS)):
            word = words[j]
            string += word
            _opens, closes, inside = edges[j]
            if not inside or len(string) > _LONGEST:
                break
            if closes and word not in names:
                yield i, j + 1, string


@lru_cache(1 << 14)
def _is_token(word: str) -> bool:
    return bool(TOKEN.match(word))


@lru_cache(1 << 14)
def _edges(word: str) -> tuple[bool, bool, bool]:
    """Whether a term may begin with a word, end with it, hold it."""
    inside = not (NUMBER.match(word) or (word in GLUE and word not in "和与"))
    opens = inside and word not in _EDGES and word not in DULL
    closes = word not in _EDGES and (len(word) > 1 or word in HEADS)
    return opens and (len(word) > 1 or word in "大小新老"), closes, inside


def _can_stand(string: str, one: Candidate) -> bool:
    if not HAN.search(string) and not any(c.isupper() for c in string):
        return False
    if one.kind:
        return not (one.kind == "ORG" and _MEDIA.search(string) and len(string) < 9)
    if string[0].isdigit() or _MEASURE.match(string) or _MEDIA.search(string):
        return False
    if len(one.words) == 1 and not one.quoted:
        return not (
            string in DULL
            or string in SMALL
            or string in NO_PART
            or NUMBER.match(string)
            or COUNTED.match(string)
        )
    return True


def _places(name: str) -> list[str]:
    """The parts of a chain of places: 青禾县石桥镇 → 青禾县, 石桥镇."""
    parts: list[str] = []
    at = 0
    for match in _PLACE.finditer(name):
        if match.end() - at >= 2:
            parts.append(name[at : match.end()])
            at = match.end()
    return [*parts, name[at:]] if parts and len(name) - at >= 2 else parts
