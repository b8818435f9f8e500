"""Article → findings: names, posts, keywords, dates and figures, in one pass over its text.

Pure: what earlier text taught (the paper's own words, the home of each paper) comes in, and nothing
is kept. An Analyser can be made in any process; making one loads the models (half a second).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from store.language import (
    background,
    dates,
    figures,
    keyword_ranking,
    keywords,
    name_tagger,
    names,
    posts,
    words,
)
from store.language.credited_people import credited_people
from store.language.keyword_candidates import Role, Text
from store.language.short_forms import full_names
from store.language.tokens import merged, units
from store.records import (
    Article,
    DateMention,
    EntityKind,
    FigureMention,
    Findings,
    Mention,
    Post,
)

VERSION = "4"
#: Characters. More at once are no faster and take more memory.
_AT_ONCE = 8000
Where = str | int | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Learnt:
    """What earlier text taught: words of the paper's own, each paper's home (云溪区), and names that
    it has printed before (three characters or more), with their kinds."""

    own_words: frozenset[str] = frozenset()
    homes: Mapping[str, str] | None = None
    names: Mapping[str, str] = field(default_factory=dict)


class Analyser:
    """Finds everything in articles. Call it with a batch; findings come in the same order."""

    def __init__(
        self, learnt: Learnt | None = None, tagger: name_tagger.Tagger | None = None
    ) -> None:
        self.learnt = learnt or Learnt()
        self._tagger = tagger or name_tagger.shipped()
        self._background = background.shipped()
        self._cut = words.stock().cut
        self._longest = max(map(len, self.learnt.own_words), default=0)

    def __call__(self, articles: Sequence[Article]) -> list[Findings]:
        return list(self.each(articles))

    def each(self, articles: Iterable[Article]) -> Iterator[Findings]:
        """Findings as they come, a few articles' at a time."""
        for some in _together(articles):
            texts = [_texts(article) for article in some]
            names = self._names(some, [own for _places, own in texts])
            yield from map(self._findings, some, texts, names)

    def findings(self, article: Article) -> Findings:
        """What stands in one article."""
        return self([article])[0]

    def _findings(
        self,
        article: Article,
        placed: tuple[list[Where], list[str]],
        spans: list[list[tuple[int, int, str]]],
    ) -> Findings:
        places, texts = placed
        mentions = _mentions(places, texts, spans)
        mentions += [
            Mention("PER", c.name, c.name.replace(" ", ""), ("credit", index), 0, len(c.name), True)
            for index, c in enumerate(article.credits)
            if c.name
        ]
        cut, named = self._tokens(places, texts, spans)
        tokens = [word for text in cut for word in text.words]
        return Findings(
            mentions=tuple(mentions),
            posts=self._posts(article, places, texts, mentions),
            keywords=keyword_ranking.rank(
                cut,
                named,
                self._background,
                column=article.column,
            ),
            terms=self._terms(tokens, named),
            dates=_dates(article, places, texts),
            figures=self._figures(places, texts),
        )

    def texts_of(self, article: Article) -> tuple[list[Text], dict[str, str]]:
        """An article's texts as words, with the names among them: what keywords are chosen from."""
        places, texts = _texts(article)
        return self._tokens(places, texts, self._names([article], [texts])[0])

    def _names(
        self, articles: Sequence[Article], texts: Sequence[list[str]]
    ) -> list[list[list[tuple[int, int, str]]]]:
        known = [[c.name for c in one.credits if len(c.name) >= 2] for one in articles]
        return names.find_all(texts, self._tagger, known=known, learnt=self.learnt.names)

    def _posts(
        self, article: Article, places: list[Where], texts: list[str], mentions: list[Mention]
    ) -> tuple[Post, ...]:
        by_place: dict[Where, list[Mention]] = {}
        for mention in mentions:
            by_place.setdefault(mention.where, []).append(mention)
        own = [
            posts.Unit(place, text, tuple(by_place.get(place, ())))
            for place, text in zip(places, texts, strict=True)
        ]
        byline = tuple(m for m in mentions if isinstance(m.where, tuple) and m.where[0] == "credit")
        own.append(posts.Unit("byline", "", byline))
        home = (self.learnt.homes or {}).get(article.paper or "")
        found = posts.posts(own, self._cut, home)
        return found + posts.credited([(c.role, c.name) for c in article.credits])

    def _tokens(
        self, places: list[Where], texts: list[str], spans: list[list[tuple[int, int, str]]]
    ) -> tuple[list[Text], dict[str, str]]:
        """The article's words, names and own words whole; and the names among them with kinds."""
        found: list[Text] = []
        named: dict[str, str] = {}
        for place, text, own in zip(places, texts, spans, strict=True):
            cut = units(text, own, self._cut)
            found.append(Text(_role(place), merged(cut, self.learnt.own_words, self._longest)))
            named.update((text[start:end], kind) for start, end, kind in own)
        return found, named

    def _terms(self, tokens: list[str], named: Mapping[str, str]) -> tuple[tuple[str, int], ...]:
        own = self.learnt.own_words
        return tuple(
            (word, count)
            for word, count in Counter(tokens).items()
            if keywords.can_rise(word, word in named or word in own, self._background)
        )

    def _figures(self, places: list[Where], texts: list[str]) -> tuple[FigureMention, ...]:
        return tuple(
            FigureMention(
                f.kind, f.text, place, f.start, f.end, float(f.value), f.unit, f.what, f.change
            )
            for place, text in zip(places, texts, strict=True)
            for f in figures.figures(text, self._cut)
        )


def _together(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Articles in batches of a size that the tagger takes at once."""
    batch: list[Article] = []
    size = 0
    for article in articles:
        batch.append(article)
        size += len(article.body)
        if size >= _AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _texts(article: Article) -> tuple[list[Where], list[str]]:
    """Every text of an article that is read, with its place."""
    places: list[Where] = ["title"]
    texts = [article.title]
    for index, paragraph in enumerate(article.paragraphs):
        places.append(index)
        texts.append(paragraph.text)
    for index, section in enumerate(article.sections):
        places.append(("section", index))
        texts.append(section.text)
    for index, caption in enumerate(article.captions):
        places.append(("caption", index))
        texts.append(caption.text)
    return places, texts


def _role(place: Where) -> Role:
    if place == "title":
        return "title"
    if isinstance(place, tuple):
        return "heading" if place[0] == "section" else "caption"
    return "text"


def _mentions(
    places: list[Where], texts: list[str], spans: list[list[tuple[int, int, str]]]
) -> list[Mention]:
    found: list[tuple[EntityKind, str, Where, int, int, bool]] = []
    makers = credited_people(texts, spans)
    for number, (place, text, own) in enumerate(zip(places, texts, spans, strict=True)):
        for start, end, kind in own:
            assert kind in ("PER", "ORG", "LOC")
            credited = (number, start) in makers
            found.append((kind, text[start:end], place, start, end, credited))  # type: ignore[arg-type]
    full = full_names((kind, _plain(kind, text)) for kind, text, *_ in found)
    return [
        Mention(
            kind,
            text,
            full.get((kind, _plain(kind, text)), _plain(kind, text)),
            place,
            start,
            end,
            credited,
        )
        for kind, text, place, start, end, credited in found
    ]


def _plain(kind: str, text: str) -> str:
    """The name as it is filed: no blanks in a person's, brackets of one width."""
    if kind == "PER":
        return text.replace(" ", "").replace("\u3000", "")
    return text.replace("（", "(").replace("）", ")")


def _dates(article: Article, places: list[Where], texts: list[str]) -> tuple[DateMention, ...]:
    if not article.date:
        return ()
    edition = date.fromisoformat(article.date)
    return tuple(
        DateMention(
            d.text, place, d.start, d.end, d.first.isoformat(), d.last.isoformat(), d.part, d.future
        )
        for place, text in zip(places, texts, strict=True)
        for d in dates.dates(text, edition)
    )
