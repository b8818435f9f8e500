"""The articles behind one point of a chart: the headlines' own list, back to the chart with Esc."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from store.headlines import Place
from store.records import Outline, PageGroup, Scope
from tui.screens.headlines import HeadlinesScreen


class PointArticles(HeadlinesScreen):
    """Tab 4 still. ``dates`` are day, month or year prefixes that together make the point."""

    tab = 4

    def __init__(self, scope: Scope, dates: Sequence[str]) -> None:
        super().__init__(Place(scope=scope))
        self._dates = tuple(dates)
        self._own = scope

    def outline_of(self, scope: Scope, newest: int | None = None) -> Outline:
        """The days' outlines, newest first; another filter replaces the point."""
        if scope.date is not None:
            return super().outline_of(scope, newest)
        groups: list[PageGroup] = []
        total = unread = 0
        for date in sorted(self._dates, reverse=True):
            one = super().outline_of(replace(scope, date=date))
            groups += one.groups
            total += one.total
            unread += one.unread
        return Outline(tuple(groups), total, unread)

    def do_back(self) -> None:
        if self.reading:
            self.do_close()
        elif self.scope != self._own:
            self._set_scope(self._own)
        else:
            self.dismiss()

    def do_clear_filter(self) -> None:
        self.pane.find(None)
        self._set_scope(self._own)
