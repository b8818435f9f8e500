"""What the trends ask for: a word, a period, a measure, a note."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from textual.widgets import Input

from store.trend_records import Measure, Share, Split, TrendQuestion
from tui.screens.choose import ChooseScreen, Option
from tui.words import _

#: Name and days of each period; None is all there is.
Period = tuple[str | None, str | None]
_RANGE = re.compile(
    r"(\d{4}(?:-\d\d){0,2})?\s*(?:\.\.|—|–|~|,|，|至|到|\s)\s*(\d{4}(?:-\d\d){0,2})?\Z", re.ASCII
)
_ONE = re.compile(r"\d{4}(?:-\d\d){0,2}\Z", re.ASCII)


class TermScreen(ChooseScreen):
    """Type a word or its pinyin initials: what is typed can always be taken as it stands."""

    def offered(self, words: str) -> list[Option]:
        low = words.lower()
        # What is spelled so comes before what begins so, and that before what holds it somewhere.
        kept = sorted(
            super().offered(words),
            key=lambda o: (o.note != low, not o.note.startswith(low)) if low else (),
        )
        typed = [Option(words, "", words)] if words and all(o.text != words for o in kept) else []
        # Initials are typed to choose by, anything else to be found as it is.
        by_initials = words.isascii() and words.isalpha() and bool(kept)
        return [*kept, *typed] if by_initials else [*typed, *kept]


class TextScreen(ChooseScreen):
    """One line to type; Enter keeps it, an empty one too."""

    def __init__(self, title: str, text: str = "") -> None:
        super().__init__(title, ())
        self._text = text

    def on_mount(self) -> None:
        super().on_mount()
        bar = self.query_one(Input)
        bar.value = self._text
        bar.cursor_position = len(self._text)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.dismiss(event.value.strip())


def initials(words: Sequence[str]) -> dict[str, str]:
    """The pinyin initials of words: 疫情 is yq. Loads pypinyin (0.1 s): not on the screen's thread."""
    from store.language.pinyin import spell

    return {word: spell(word)[1] for word in words}


def measures(question: TrendQuestion, log: bool) -> list[Option]:
    """What can be measured; each stands for (question, log scale)."""
    kinds: tuple[tuple[str, Measure, Share], ...] = (
        (_("% of all articles"), "articles", "share"),
        (_("articles"), "articles", "count"),
        (_("articles per 10 000 characters"), "articles", "chars"),
        (_("occurrences per 100 articles"), "occurrences", "share"),
        (_("occurrences"), "occurrences", "count"),
        (_("occurrences per 10 000 characters"), "occurrences", "chars"),
    )
    options = []
    for name, measure, share in kinds:
        here = (question.measure, question.share) == (measure, share)
        asked = replace(question, measure=measure, share=share)
        options.append(Option(name, _("now") if here else "", (asked, log)))
    options.append(Option(_("logarithmic scale"), _("now") if log else "", (question, not log)))
    grown = replace(question, cumulative=not question.cumulative)
    options.append(Option(_("cumulative"), _("now") if question.cumulative else "", (grown, log)))
    splits: tuple[tuple[str, Split], ...] = (
        (_("stacked by paper"), "paper"),
        (_("stacked by page"), "page"),
    )
    for name, split in splits:
        here = question.split == split
        asked = replace(question, split=None if here else split)
        options.append(Option(name, _("now") if here else "", (asked, log)))
    return options


def periods() -> list[Option]:
    """The periods to choose from: a number of days up to the newest, or 0 for all."""
    named = (
        (_("7 days"), 7), (_("30 days"), 30), (_("90 days"), 90),
        (_("1 year"), 365), (_("5 years"), 5 * 365 + 1), (_("everything"), 0),
    )  # fmt: skip
    return [Option(name, "", days) for name, days in named]


def typed_period(text: str) -> Period | None:
    """A period as typed: ``2020``, ``2020-01 2020-06``, ``2020-01..``; None when it is none."""
    text = text.strip()
    if _ONE.match(text):
        return text, text
    found = _RANGE.match(text)
    if not found or not (found[1] or found[2]):
        return None
    return cast(Period, (found[1], found[2]))
