"""What the open article offers beyond its text: its names one by one, their cards, its digest.

For screens with a reading pane (``pane``): the headlines, and articles read from elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.screens.base import TabScreen
from tui.terminal import clean_line
from tui.widgets.article_text import ArticleText
from tui.words import _

if TYPE_CHECKING:
    from store.records import NamedHere, StoredArticle

LONG = 300


class ArticleNames(TabScreen):
    """Adds the keys to a screen whose ``pane`` shows an article."""

    _names: Sequence[NamedHere] = ()
    _names_of: int | None = None
    _walking = False

    @property
    def pane(self) -> ArticleText:
        """The reading pane."""
        raise NotImplementedError

    @property
    def walking(self) -> bool:
        """Whether the names of the open article are being walked."""
        article = self.pane.article
        return self._walking and article is not None and article.id == self._names_of

    def do_next_name(self) -> None:
        self._to_name(1)

    def do_previous_name(self) -> None:
        self._to_name(-1)

    def _to_name(self, step: int) -> None:
        article = self.pane.article
        if article is None:
            return
        if self.walking:
            self._show_name(step)
            return

        def show(answer: tuple[list[NamedHere], bool]) -> None:
            found, analysed = answer
            if self.pane.article is not article:
                return
            self._names, self._names_of = found, article.id
            if not found:
                self.say(
                    _("No names were found in this article")
                    if analysed
                    else _(
                        "The names of this article were not looked for yet; run chenbao reanalyse"
                    )
                )
                return
            from store.search import names_marker

            self._walking = True
            self.pane.find(names_marker([n.text for n in found]))
            self._show_name(step)

        def names() -> tuple[list[NamedHere], bool]:
            entities = self.board.entities
            found = entities.named_in(article.id)
            return found, bool(found) or entities.analysed(article.id)

        self.ask("names", names, show)

    def _show_name(self, step: int) -> None:
        number, count = self.pane.next_match(step)
        name = self._here()
        if name is None:
            self.say(_("No names were found in this article"))
            return
        shown = clean_line(name.text)
        if name.name != name.text:
            shown += f" = {clean_line(name.name)}"
        self.say(_("{name}  {number}/{count}   Enter: the card").format(
            name=shown, number=number, count=count))  # fmt: skip

    def _here(self) -> NamedHere | None:
        text = self.pane.match_text if self.walking else None
        return next((n for n in self._names if n.text == text), None)

    def open_name(self) -> bool:
        """Open the card of the name walked to; whether there was one."""
        name = self._here()
        if name is None:
            return False
        from tui.screens.card import CardScreen

        self.app.push_screen(CardScreen(name.kind, name.name))
        return True

    def looked_at(self) -> int | None:
        """The id of the article in hand."""
        article = self.pane.article
        return article.id if article is not None else None

    def do_versions(self) -> None:
        article_id = self.looked_at()
        if article_id is None:
            return
        from store.versions import Correction, Versions
        from tui.screens.earlier import EarlierScreen

        def asked() -> list[Correction]:
            versions = Versions(self.board.headlines.places)
            try:
                return versions.corrections(article_id)
            finally:
                versions.close()

        def show(found: list[Correction]) -> None:
            if found:
                self.app.push_screen(EarlierScreen(self.tab, found))
            else:
                self.say(_("It stands as it was first added: there is no earlier version"))

        self.ask("versions", asked, show)

    def do_digest(self) -> None:
        article = self.pane.article
        if article is None:
            return
        told = digest_of(article)
        if told:
            from tui.screens.digest import DigestScreen

            self.app.push_screen(DigestScreen(article.article.title, told))
        else:
            self.say(_("Too short for a digest"))


def digest_of(article: StoredArticle) -> list[str]:
    """Three sentences of a long article; none of a short one."""
    from store.digest import digest

    paragraphs = [p.text for p in article.article.paragraphs]
    if sum(map(len, paragraphs)) < LONG:
        return []
    return digest(article.article.title, paragraphs)
