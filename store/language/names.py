"""Names in an article: the tagger's spans, mended by what the article and the trade make certain.

The tagger looks at a sentence; an article knows more. A name found once is found everywhere in it,
and under the kind that it mostly bears; lists are of one kind; companies carry their bracketed
place; pairs such as 中韩 are two places; who is credited is a person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from store.language import words
from store.language.name_rules.article import called, everywhere, of_one_kind, printed_before
from store.language.name_rules.bodies import brands, companies, grown, lists
from store.language.name_rules.edges import joined, named, sane, trimmed, without_address
from store.language.name_rules.foreign import hyphened, in_office, japanese
from store.language.name_rules.gazetteer import counties, townships
from store.language.name_rules.growth import chained, cut, grow, roads
from store.language.name_rules.people import (
    completed,
    credits,
    in_post,
    places_taken_for_people,
    shortened,
    told_again,
)
from store.language.name_rules.places import countries, on_the_way, pairs, short_places, shorts
from store.language.name_rules.series import rows
from store.language.name_tagger import TaggedSpan, Tagger


def find(
    units: Sequence[str],
    tagger: Tagger,
    *,
    known: Sequence[str] = (),
    learnt: Mapping[str, str] = MappingProxyType({}),
) -> list[list[TaggedSpan]]:
    """The names of an article, for each of its units (title, paragraphs, …) in order.

    Spans are half-open offsets in their unit, in order, never overlapping. ``known`` are names of
    people that are certain, from credits; ``learnt`` are names that the same papers have printed
    before, or that the reader added, with their kinds.
    """
    return find_all([units], tagger, known=[known], learnt=learnt)[0]


def find_all(
    articles: Sequence[Sequence[str]],
    tagger: Tagger,
    *,
    known: Sequence[Sequence[str]],
    learnt: Mapping[str, str] = MappingProxyType({}),
) -> list[list[list[TaggedSpan]]]:
    """The names of several articles (``find``), each with those ``known`` of it."""
    cut = words.stock().cut
    texts = ["\n".join(unit.replace("\n", " ") for unit in units) for units in articles]
    segmented = [cut(text) for text in texts]
    tagged = tagger.tag_all(texts, segmented)
    return [
        _by_unit(units, _mended(text, spans, own, certain, learnt))
        for units, text, spans, own, certain in zip(
            articles, texts, tagged, segmented, known, strict=True
        )
    ]


def _mended(
    text: str,
    spans: list[TaggedSpan],
    segmented: Sequence[str],
    known: Sequence[str],
    learnt: Mapping[str, str],
) -> list[TaggedSpan]:
    """The spans after every rule."""
    spans = sane(text, trimmed(text, spans))
    spans = shortened(text, spans, segmented)
    spans = joined(text, chained(text, cut(text, places_taken_for_people(text, spans))))
    spans = townships(text, spans)
    spans = grow(text, roads(text, spans))
    spans = countries(text, spans)
    spans = in_office(text, japanese(text, hyphened(text, spans)))
    spans = pairs(text, spans)
    spans = shorts(text, spans)
    spans = companies(text, spans, segmented)
    spans = credits(text, spans)
    spans = grown(text, spans, segmented)
    spans = lists(text, spans)
    spans = brands(text, spans, segmented)
    spans = of_one_kind(text, spans)
    spans = called(text, spans)
    spans = in_post(text, spans)
    spans = on_the_way(text, spans)
    spans = without_address(text, spans)
    spans = told_again(text, spans, segmented)
    spans = completed(text, rows(text, spans, segmented))
    spans = grow(text, counties(text, spans, segmented))
    spans = chained(text, spans)
    spans = everywhere(text, spans, known, segmented)
    spans = short_places(text, spans)
    spans = printed_before(text, spans, learnt)
    return named(text, grown(text, spans, segmented))


def _by_unit(units: Sequence[str], spans: list[TaggedSpan]) -> list[list[TaggedSpan]]:
    """Spans of the joined text as spans of its units; none runs over an edge."""
    result: list[list[TaggedSpan]] = []
    at = 0
    place = 0
    for unit in units:
        end = at + len(unit)
        own: list[TaggedSpan] = []
        while place < len(spans) and spans[place][0] < end:
            start, stop, kind = spans[place]
            if start >= at and stop <= end:
                own.append((start - at, stop - at, kind))
            place += 1
        result.append(own)
        at = end + 1
    return result
