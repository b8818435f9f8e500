"""One edition of the ledger: the headlines' own list, back to the briefing with Esc."""

from __future__ import annotations

from store.headline_records import Scope
from tui.screens.trend_articles import PointArticles


class EditionScreen(PointArticles):
    """Tab 1 still."""

    tab = 1

    def __init__(self, paper: str, date: str) -> None:
        super().__init__(Scope(paper=paper, date=date), ())
