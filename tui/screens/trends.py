"""The trends: what each key does there."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import cast

from store.records import Scope
from store.search import quoted, term_query
from store.trend_math import bounds, iso, number
from store.trend_records import MOST_TERMS, Bin, Interval, TrendQuestion
from store.trends import days_of
from tui.chart import VIEWS
from tui.keys import RISING, TRENDS
from tui.screens.choose import ChooseScreen, Option
from tui.screens.trend_articles import PointArticles
from tui.screens.trends_ask import (
    TermScreen,
    TextScreen,
    measures,
    periods,
    typed_period,
)
from tui.screens.trends_view import TrendsView
from tui.words import _

_WINDOWS = (1, 3, 7, 15, 31)
_RISING: tuple[Interval, ...] = ("day", "week", "month")


class TrendsScreen(TrendsView):
    """Tab 4."""

    def context(self) -> str:
        return RISING if self.on_rising else TRENDS

    # The cursor.

    def _move(self, place: int) -> None:
        trend = self.chart.trend
        if trend is None or not trend.bins:
            return
        self.chart.move(place)
        self._day = trend.bins[self.chart.cursor].first
        self.draw_figures()

    def do_earlier(self) -> None:
        self._move(self.chart.cursor - 1)

    def do_later(self) -> None:
        self._move(self.chart.cursor + 1)

    def do_first_point(self) -> None:
        self._move(0)

    def do_last_point(self) -> None:
        self._move(10**9)

    def do_year_back(self) -> None:
        self._year(-1)

    def do_year_on(self) -> None:
        self._year(1)

    def _year(self, step: int) -> None:
        one = self._bin()
        trend = self.chart.trend
        if one is None or trend is None:
            return
        date = datetime.date.fromisoformat(iso(one.start))
        day = number(date.replace(year=date.year + step, day=min(date.day, 28)).isoformat())
        self._move(next((n for n, b in enumerate(trend.bins) if b.end > day), 10**9))

    def _bin(self) -> Bin | None:
        trend = self.chart.trend
        return trend.bins[self.chart.cursor] if trend is not None and trend.bins else None

    def do_next_burst(self) -> None:
        self._burst_from(1)

    def do_previous_burst(self) -> None:
        self._burst_from(-1)

    def _burst_from(self, step: int) -> None:
        trend = self.chart.trend
        if trend is None or not trend.series:
            return
        starts = {number(b.start) for b in trend.series[self.chart.focus_on].bursts}
        places = sorted(
            {n for n, b in enumerate(trend.bins) for day in starts if b.first <= day < b.after}
        )
        here = self.chart.cursor
        there = [n for n in places if (n > here if step > 0 else n < here)]
        if there:
            self._move(there[0] if step > 0 else there[-1])
        else:
            self.say(_("No burst after this") if step > 0 else _("No burst before this"))

    def do_next_series(self) -> None:
        self._focus(1)

    def do_previous_series(self) -> None:
        self._focus(-1)

    def _focus(self, step: int) -> None:
        trend = self.chart.trend
        if trend is not None and len(trend.series) > 1:
            self.chart.focus_on = (self.chart.focus_on + step) % len(trend.series)
            self.chart.redraw()
            self.draw_figures()
            self.draw_footer()

    # What is shown.

    def do_zoom_in(self) -> None:
        self._zoom(0.5)

    def do_zoom_out(self) -> None:
        self._zoom(2.0)

    def _zoom(self, times: float) -> None:
        days, one = self.days_shown(), self._bin()
        if days is None or one is None:
            return
        size = max(7, round((days[1] - days[0]) * times))
        middle = (one.first + one.after) // 2
        self._day = one.first
        self.show_days(middle - size // 2, middle - size // 2 + size)

    def do_period(self) -> None:
        def done(chosen: object) -> None:
            if chosen is None or self._span is None:
                return
            last = number(self._span[1]) + 1
            if isinstance(chosen, int):
                self.show_days(last - chosen if chosen else 0, last)
                return
            period = typed_period(str(chosen))
            try:
                if period is None:
                    raise ValueError
                first = days_of(period[0])[0] if period[0] else 0
                after = days_of(period[1])[1] if period[1] else last
            except ValueError:
                self.say(_("No such period; write 2020-01 2020-06, or 2020"))
                return
            self.show_days(first, after)

        title = _("Period, or dates: 2020-01 2020-06")
        self.app.push_screen(ChooseScreen(title, periods(), free=True), done)

    def do_interval(self) -> None:
        days = self.days_shown()
        if days is not None:
            self.show_days(*days, self.next_interval())

    def do_measure(self) -> None:
        def done(chosen: object) -> None:
            if chosen is None:
                return
            question, log = cast("tuple[TrendQuestion, bool]", chosen)
            self.chart.log_scale = log
            if question.split is not None and self.question.split is None:
                # Parts of one word are stacked; of several, which would it be?
                place = self._place_of_focus()
                question = replace(question, terms=self.question.terms[place : place + 1])
                self.chart.view = "bars"
                self.chart.focus_on = 0
            self.chart.redraw()
            self.ask_for(question)
            self.draw_status()

        options = measures(self.question, self.chart.log_scale)
        self.app.push_screen(ChooseScreen(_("Measure"), options), done)

    def do_view(self) -> None:
        self.chart.view = VIEWS[(VIEWS.index(self.chart.view) + 1) % len(VIEWS)]
        self._keep()
        self.chart.redraw()
        names = {
            "line": _("Line"),
            "bars": _("Bars"),
            "multiples": _("Small multiples"),
            "calendar": _("Calendar"),
        }
        self.say(names[self.chart.view])

    def do_smoothing(self) -> None:
        at = _WINDOWS.index(self.question.smoothing) if self.question.smoothing in _WINDOWS else 0
        window = _WINDOWS[(at + 1) % len(_WINDOWS)]
        self.ask_for(replace(self.question, smoothing=window))
        self.say(
            _("Smoothed over {window} points").format(window=window)
            if window > 1
            else _("Not smoothed")
        )

    # Words.

    def do_find(self) -> None:
        self.do_add_term()

    def do_add_term(self) -> None:
        title = _("Add a word: type it, or its pinyin initials")

        def done(chosen: object) -> None:
            if isinstance(chosen, str) and chosen:
                self.add(chosen)

        def ask(more: list[Option]) -> None:
            spelled = self._initials | self._spelled
            known = [Option(word, note, word) for word, note in spelled.items()]
            self.app.push_screen(TermScreen(title, [*known, *more], free=True), done)

        def others() -> list[Option]:
            """Saved searches and columns: they are counted as what they find."""
            saved = self.board.marks.saved_searches()
            columns = self.board.headlines.columns()
            return [
                *(
                    Option(
                        s.name, _("saved search {letter}").format(letter=s.letter), f"={s.query}"
                    )
                    for s in saved
                ),
                *(
                    Option(
                        f"【{c.value}】",
                        _("column {count}").format(count=c.count),
                        f"column:{quoted(c.value)}",
                    )
                    for c in columns
                ),
            ]

        self.ask("choices", others, ask)

    def add(self, term: str) -> None:
        """Put a word on the chart."""
        terms = self.question.terms
        if term in terms:
            self.say(_("It is on the chart already"))
        elif len(terms) >= MOST_TERMS:
            self.say(_("Six words at most; x takes one out"))
        else:
            self.chart.focus_on = len(terms)
            self.ask_for(replace(self.question, terms=(*terms, term), split=None))

    def _place_of_focus(self) -> int:
        trend = self.chart.trend
        if trend is None or not trend.series:
            return 0
        term = trend.series[self.chart.focus_on].term
        return self.question.terms.index(term) if term in self.question.terms else 0

    def do_remove_term(self) -> None:
        terms = list(self.question.terms)
        if terms:
            del terms[self._place_of_focus()]
            self.chart.focus_on = max(0, min(self.chart.focus_on, len(terms) - 1))
            self.ask_for(replace(self.question, terms=tuple(terms)))

    # Notes.

    def do_annotate(self) -> None:
        trend, one = self.chart.trend, self._bin()
        if trend is None or one is None:
            return
        held = [n for n in trend.notes if one.first <= number(n.date) < one.after]
        note = held[0] if held else None
        date = note.date if note is not None else iso(one.first)

        def done(text: object) -> None:
            if not isinstance(text, str) or (note is None and not text):
                return
            marks = self.board.marks
            self.board.write(
                lambda: marks.annotate(date, text, note.id if note is not None else None),
                lambda _nothing: self.load(),
            )

        title = _("Note on {date}; empty takes it away").format(date=date)
        self.app.push_screen(TextScreen(title, note.text if note is not None else ""), done)

    # Articles.

    def do_articles(self) -> None:
        trend, one = self.chart.trend, self._bin()
        if trend is None or one is None or not trend.series:
            return
        series = trend.series[self.chart.focus_on]
        if not series.docs[self.chart.cursor]:
            self.say(_("No article there"))
            return
        start = iso(one.start)
        prefix = {"day": start, "month": start[:7], "year": start[:4]}
        interval = trend.question.interval
        if one.partial or interval == "week":
            dates = [iso(day) for day in range(one.first, one.after)]
        else:
            dates = [prefix[interval]]
        scope = Scope(words=term_query(series.term) or quoted(series.term))
        if trend.question.split == "paper":
            scope = replace(scope, paper=series.label)
        elif trend.question.split == "page":
            scope = replace(scope, page=series.label)
        self.app.push_screen(PointArticles(scope, dates))

    # The rising words.

    def do_other_side(self) -> None:
        self.on_rising = not self.on_rising
        self._arrange()

    def do_close(self) -> None:
        if self.on_rising:
            self.do_other_side()

    def do_open(self) -> None:
        word = self.rising.current
        if word is not None:
            self.add(word.term)

    def do_down(self) -> None:
        self.rising.move(1)

    def do_up(self) -> None:
        self.rising.move(-1)

    def do_top(self) -> None:
        self.rising.move(-(10**6))

    def do_bottom(self) -> None:
        self.rising.move(10**6)

    def do_half_down(self) -> None:
        self.rising.move(self.rising.size.height // 2)

    def do_half_up(self) -> None:
        self.rising.move(-(self.rising.size.height // 2))

    def do_page_down(self) -> None:
        self.rising.move(self.rising.size.height)

    def do_page_up(self) -> None:
        self.rising.move(-self.rising.size.height)

    def do_rising_here(self) -> None:
        one, trend = self._bin(), self.chart.trend
        if one is None or trend is None:
            return
        interval = trend.question.interval
        self.rising_interval = interval if interval in _RISING else "month"
        self.rising_date = iso(one.first)
        self.load_rising()

    def do_rising_interval(self) -> None:
        at = _RISING.index(self.rising_interval)
        self.rising_interval = _RISING[(at + 1) % len(_RISING)]
        self.load_rising()

    def do_rising_earlier(self) -> None:
        self._rising_step(-1)

    def do_rising_later(self) -> None:
        self._rising_step(1)

    def _rising_step(self, step: int) -> None:
        if not self._rising.start or self._span is None:
            return
        start, end = bounds(number(self._rising.start), self.rising_interval)
        day = start - 1 if step < 0 else end
        if number(self._span[0]) <= day <= number(self._span[1]):
            self.rising_date = iso(day)
            self.load_rising()

    # The rest.

    def do_arrivals(self) -> None:
        self.load()
        self.load_rising()

    def do_back(self) -> None:
        if self.on_rising:
            self.do_other_side()
        else:
            self.board.leave()

    def possible(self, action: str) -> bool:
        if action in ("undo", "next_match", "previous_match"):
            return False
        if action in ("remove_term", "articles", "next_burst", "previous_burst"):
            return bool(self.question.terms)
        return super().possible(action)
