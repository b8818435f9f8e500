"""Correcting names by keyboard: merge, split, rename, kind, hide, add, watch, and taking it back."""

from __future__ import annotations

from dataclasses import replace

from store.database.corrections import EntityRule
from store.database.split_parts import how_many
from store.held_posts import short_title
from store.records import Context, EntityCard, EntityItem, EntityScope, MergeHint
from tui.screens.base import TabScreen
from tui.screens.choose import ChooseScreen, Option
from tui.screens.entity_card import kind_name
from tui.terminal import clean_line
from tui.words import _, ngettext

#: What may be done to a name, and not to a column.
OF_NAMES = frozenset(
    {
        "entity_merge",
        "entity_accept",
        "entity_mark",
        "entity_split",
        "entity_rename",
        "entity_hide",
        "entity_watch",
        "entity_retype",
    }
)
_LIKELY = 500


class EntityCorrections(TabScreen):
    """Adds the keys to a screen of names, which says which name is meant."""

    scope: EntityScope
    card: EntityCard | None = None
    on_card = False

    def __init__(self) -> None:
        super().__init__()
        #: Articles of the card that were picked to be split off.
        self.marked: set[int] = set()

    def subject(self) -> EntityItem | None:
        """The name that is meant: of the card, or under the cursor."""
        raise NotImplementedError

    def watched(self) -> bool:
        """Whether that name is watched."""
        raise NotImplementedError

    def target(self) -> object:
        """What stands under the card's cursor."""
        raise NotImplementedError

    def load(self) -> None:
        """Show the list anew."""
        raise NotImplementedError

    def leave_card(self) -> None:
        """Back to the list."""
        raise NotImplementedError

    def draw_card(self) -> None:
        """Draw the card again."""
        raise NotImplementedError

    def refetch(self) -> None:
        """Fetch rows and card again: what stands beside a name has changed."""
        raise NotImplementedError

    def set_scope(self, scope: EntityScope) -> None:
        """List something else."""
        raise NotImplementedError

    def _named(self) -> EntityItem | None:
        item = self.subject()
        return None if item is None or item.kind == "COL" else item

    def _correct(self, rule: EntityRule, text: str) -> None:
        marks = self.board.entity_marks

        def told(_id: int) -> None:
            self.say(text + "  " + _("u takes it back"))
            self.marked.clear()
            self.leave_card()
            self.load()

        self.board.write(lambda: marks.correct(rule), told)

    def do_entity_watch(self) -> None:
        item = self._named()
        if item is None:
            return
        on = not self.watched()
        marks = self.board.entity_marks

        def told(_none: None) -> None:
            self.say(_("Watched: {name}").format(name=item.name) if on else _("No longer watched"))
            self.refetch()

        self.board.write(lambda: marks.watch(item.kind, item.name, on), told)

    def do_undo(self) -> None:
        def told(rule: EntityRule | None) -> None:
            if rule is None:
                self.say(_("Nothing to take back"))
                return
            self.say(_("Taken back: {name}").format(name=rule.name))
            self.load()

        self.board.write(self.board.entity_marks.take_back, told)

    def do_entity_rules(self) -> None:
        """What was said of names, the newest first; each can be taken back by itself."""

        def ask(rules: list[EntityRule]) -> None:
            if not rules:
                self.say(_("Nothing was corrected yet"))
                return
            options = [Option(_told(rule), rule.made_at[:10], rule.id) for rule in reversed(rules)]
            self.app.push_screen(
                ChooseScreen(_("Corrections: Enter takes one back"), options), back
            )

        def back(number: object) -> None:
            if isinstance(number, int):
                marks = self.board.entity_marks
                self.ask("rules", lambda: marks.take_back(number), taken)

        def taken(rule: EntityRule | None) -> None:
            self.load()
            if rule is not None:
                self.say(_("Taken back: {rule}").format(rule=_told(rule)))

        self.ask("rules", self.board.entities.rules, ask)

    def do_entity_hide(self) -> None:
        item = self._named()
        if item is not None:
            text = _("Hidden: {name}").format(name=item.name)
            self._correct(EntityRule("hide", item.kind, item.name), text)

    def do_entity_rename(self) -> None:
        item = self._named()
        if item is None:
            return

        def take(value: object) -> None:
            if value:
                text = _("{name} is shown as {other}").format(name=item.name, other=value)
                rule = EntityRule("rename", item.kind, item.name, to_name=str(value))
                self._correct(rule, text)

        options = [Option(name, "", name) for name in (self.card.names if self.card else ())]
        title = _("Show {name} as").format(name=item.name)
        self.app.push_screen(ChooseScreen(title, options, free=True), take)

    def do_entity_add(self) -> None:
        def kinds(name: object) -> None:
            if not isinstance(name, str) or len(name.strip()) < 2:
                return
            options = [Option(kind_name(kind), "", kind) for kind in ("PER", "ORG", "LOC")]
            title = _("What is {name}?").format(name=clean_line(name))
            self.app.push_screen(ChooseScreen(title, options), lambda kind: add(name.strip(), kind))

        def add(name: str, kind: object) -> None:
            if not isinstance(kind, str):
                return

            def find() -> int:
                # Finding loads the language stage: half a second, in this thread.
                from store.analysis import find_added

                self.board.entity_marks.correct(EntityRule("add", kind, name))
                return find_added(self.board.entities.places, kind, name)

            def told(count: int) -> None:
                self.set_scope(replace(self.scope, kinds=(kind,), days=None, words=name))
                self.load()
                text = ngettext(
                    "{name}: found in {count} article", "{name}: found in {count} articles", count
                )
                self.say(text.format(name=clean_line(name), count=count))

            self.say(_("Looking for {name}…").format(name=clean_line(name)))
            self.ask("add", find, told)

        self.app.push_screen(ChooseScreen(_("Add a name: type it"), (), free=True), kinds)

    def do_entity_retype(self) -> None:
        item = self._named()
        if item is None:
            return

        def take(value: object) -> None:
            if value and value != item.kind:
                text = _("{name} is now: {kind}").format(name=item.name, kind=kind_name(str(value)))
                self._correct(EntityRule("kind", item.kind, item.name, to_kind=str(value)), text)

        options = [Option(kind_name(kind), "", kind) for kind in ("PER", "ORG", "LOC")]
        self.app.push_screen(ChooseScreen(_("{name} is").format(name=item.name), options), take)

    def do_entity_merge(self) -> None:
        item = self._named()
        if item is None:
            return

        def ask(found: list[EntityItem]) -> None:
            options = [
                Option(other.name, str(other.count), other)
                for other in found
                if (other.kind, other.name) != (item.kind, item.name)
            ]

            def take(value: object) -> None:
                if isinstance(value, EntityItem):
                    self._merge(item.kind, item.name, value.name, _("by hand"))

            title = _("{name} is the same as").format(name=item.name)
            self.app.push_screen(ChooseScreen(title, options), take)

        scope = EntityScope(kinds=(item.kind,), days=None)
        self.ask("choices", lambda: _likely(self.board.entities.items(scope), item), ask)

    def do_entity_accept(self) -> None:
        """Merge as the card proposes: the proposal under the cursor, or else the first."""
        card, target = self.card, self.target()
        if not self.on_card or card is None or not card.proposals:
            self.say(_("Nothing is proposed here"))
            return
        hint = target if isinstance(target, MergeHint) else card.proposals[0]
        why = f"printed {hint.printed}, company {hint.shared}, home {hint.home or '-'}"
        self._merge(hint.kind, hint.short, hint.full, why)

    def _merge(self, kind: str, name: str, into: str, why: str) -> None:
        rule = EntityRule("merge", kind, name, kind, into, why)
        self._correct(rule, _("{name} is {other}").format(name=name, other=into))

    def do_entity_mark(self) -> None:
        """Pick the article of a mention, to split it off; or no longer."""
        target = self.target()
        if not self.on_card or not isinstance(target, Context):
            self.say(_("Space picks mentions on the card, x then splits them off"))
            return
        self.marked ^= {target.article_id}
        self.draw_card()
        text = ngettext("{count} article picked", "{count} articles picked", len(self.marked))
        self.say(text.format(count=len(self.marked)) + "  " + _("x splits them off"))

    def do_entity_split(self) -> None:
        item = self._named()
        if item is None:
            return
        if self.on_card and self.marked:
            self._split_marked(item)
            return

        def ask(card: EntityCard | None) -> None:
            posts = card.posts if card else ()
            options = [
                Option(short_title(p.post, p.organisation), p.last, p.organisation or p.post)
                for p in posts
            ]
            if len(options) < 2:
                text = _("Only one post is known of this name; there is nothing to part it by")
                self.say(
                    text + "  " + _("Space picks mentions on the card, x then splits them off")
                )
                return

            def take(value: object) -> None:
                if value:
                    name = f"{item.name}（{value}）"
                    rule = EntityRule("split", item.kind, item.name, item.kind, name, str(value))
                    self._correct(rule, _("Parted: {name}").format(name=name))

            title = _("Which {name} stands by himself?").format(name=item.name)
            self.app.push_screen(ChooseScreen(title, options), take)

        self.ask("choices", lambda: self.board.entities.card(item), ask)

    def _split_marked(self, item: EntityItem) -> None:
        articles = sorted(self.marked)

        def take(value: object) -> None:
            name = clean_line(str(value or "")).strip()
            if not name or name == item.name:
                return

            def rule() -> EntityRule:
                listing = self.board.entities.listing_of(articles)
                return EntityRule("split", item.kind, item.name, item.kind, name, listing)

            self.ask(
                "split",
                rule,
                lambda made: self._correct(made, _("Parted: {name}").format(name=name)),
            )

        names = [f"{item.name}（2）", *(f"{item.name}（{text}）" for text in self._suggested())]
        options = [Option(name, "", name) for name in names]
        title = ngettext(
            "{count} article is of: choose or type a name",
            "{count} articles are of: choose or type a name",
            len(articles),
        ).format(count=len(articles))
        self.app.push_screen(ChooseScreen(title, options, free=True), take)

    def _suggested(self) -> list[str]:
        """What may tell the one split off: the posts on the card."""
        posts = self.card.posts if self.card else ()
        return [short_title(p.post, p.organisation) for p in posts[:6]]


def _told(rule: EntityRule) -> str:
    """A correction in words."""
    name, other = clean_line(rule.name), clean_line(rule.to_name or "")
    detail = clean_line(rule.detail or "")
    count = how_many(rule.detail or "")
    if count is not None:
        detail = ngettext("{count} article", "{count} articles", count).format(count=count)
    texts = {
        "merge": _("{name} is {other}"),
        "rename": _("{name} is shown as {other}"),
        "kind": _("{name} is: {kind}"),
        "hide": _("{name} is hidden"),
        "add": _("{name} was added"),
        "split": _("{name}, where {detail}, is {other}"),
    }
    text = texts[rule.action].format(
        name=name, other=other, detail=detail, kind=kind_name(rule.to_kind or rule.kind)
    )
    # Why it was merged, when more than the user's word spoke for it.
    return f"{text} ({detail})" if rule.action == "merge" and detail else text


def _likely(found: list[EntityItem], item: EntityItem) -> list[EntityItem]:
    """The ones that share most characters with the name first."""
    own = set(item.name)
    return sorted(
        found, key=lambda i: (-len(own & set(i.name)) / (len(set(i.name)) + 1), -i.count)
    )[:_LIKELY]
