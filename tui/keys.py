"""Every key, once: id, keys, label, help, where. Footer, help page, palette, remapping and the
manual (docs/keys.md) all come from this table.

Two-key sequences (``g g``) are written with a blank; ``Sequences`` holds the state between them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from store.headline_records import ChenbaoError
from tui.words import _

EVERYWHERE, LIST, HEADLINES, ARTICLE = "everywhere", "list", "headlines", "article"
ENTITIES = "entities"
BRIEFING, VERSIONS = "briefing", "versions"
SOURCE = "source"
#: While one chooses from a list, or types what to find, letters are text: other keys act.
CHOOSING, SAVED, TYPING = "choosing", "saved", "typing"
CHARTS, TRENDS, RISING = "charts", "trends", "rising"
#: A key acts in its own context and in those that contain it, the nearest first.
WITHIN: dict[str, tuple[str, ...]] = {
    EVERYWHERE: (EVERYWHERE,),
    LIST: (LIST, EVERYWHERE),
    HEADLINES: (HEADLINES, LIST, EVERYWHERE),
    ARTICLE: (ARTICLE, HEADLINES, LIST, EVERYWHERE),
    SOURCE: (SOURCE, LIST, EVERYWHERE),
    ENTITIES: (ENTITIES, LIST, EVERYWHERE),
    BRIEFING: (BRIEFING, LIST, EVERYWHERE),
    VERSIONS: (VERSIONS, LIST, EVERYWHERE),
    TRENDS: (TRENDS, CHARTS, EVERYWHERE),
    RISING: (RISING, CHARTS, LIST, EVERYWHERE),
    CHOOSING: (CHOOSING,),
    SAVED: (SAVED, CHOOSING),
    TYPING: (TYPING,),
}


@dataclass(frozen=True, slots=True)
class Key:
    """One action: ``keys`` as Textual names them, ``label`` for the footer, ``help`` for the rest."""

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    where: str


def _key(where: str, id: str, keys: str, label: str, help: str) -> Key:
    return Key(id, tuple(k.strip() for k in keys.split("|")), label, help, where)


def table() -> tuple[Key, ...]:
    """All keys as they come, in the interface's language."""
    e, li, h, s, n, b = EVERYWHERE, LIST, HEADLINES, SOURCE, ENTITIES, BRIEFING
    c, t, r = CHARTS, TRENDS, RISING
    return (
        _key(e, "tab_1", "1", _("Briefing"), _("The briefing")),
        _key(e, "tab_2", "2", _("Headlines"), _("The headlines")),
        _key(e, "tab_3", "3", _("Entities"), _("The entities")),
        _key(e, "tab_4", "4", _("Trends"), _("The trends")),
        _key(e, "next_tab", "g t", _("Next tab"), _("The next tab")),
        _key(e, "previous_tab", "g T", _("Previous tab"), _("The tab before")),
        _key(e, "help", "question_mark", _("Help"), _("All keys of this place")),
        _key(e, "palette", "colon", _("Commands"), _("Run any action by its name")),
        _key(e, "find", "slash", _("Find"), _("Find in the list, or in the open article")),
        _key(e, "back", "escape | q", _("Back"), _("One step back; at the top q quits, all is saved")),
        _key(e, "quit", "Q | ctrl+c", _("Quit"), _("Quit at once, all is saved")),
        _key(e, "undo", "u", _("Undo"), _("Take the last marking back")),
        _key(e, "arrivals", "R", _("Arrivals"), _("Show what has arrived")),
        _key(e, "redraw", "ctrl+l", _("Redraw"), _("Draw the screen again")),
        _key(li, "down", "j | down", _("Down"), _("One down")),
        _key(li, "up", "k | up", _("Up"), _("One up")),
        _key(li, "top", "g g | home", _("Top"), _("To the top")),
        _key(li, "bottom", "G | end", _("Bottom"), _("To the end")),
        _key(li, "half_down", "ctrl+d", _("Half down"), _("Half a screen down")),
        _key(li, "half_up", "ctrl+u", _("Half up"), _("Half a screen up")),
        _key(li, "page_down", "ctrl+f | pagedown", _("Page down"), _("A screen down")),
        _key(li, "page_up", "ctrl+b | pageup", _("Page up"), _("A screen up")),
        _key(li, "open", "enter | l | right", _("Open"), _("Open what the cursor is on")),
        _key(li, "close", "h | left", _("Close"), _("Back to the list")),
        _key(li, "next_match", "n", _("Next match"), _("The next match")),
        _key(li, "previous_match", "N", _("Match before"), _("The match before")),
        _key(h, "read_on", "space", _("Read on"), _("A page down, then the next unread article")),
        _key(h, "next_unread", "right_square_bracket", _("Next unread"), _("The next unread article")),
        _key(h, "previous_unread", "left_square_bracket", _("Unread before"), _("The unread article before")),
        _key(h, "toggle_read", "r", _("Read/unread"), _("Mark read, or unread again")),
        _key(h, "all_read", "A", _("All read"), _("Mark all that is shown read")),
        _key(h, "star", "s", _("Star"), _("Star, or take the star away")),
        _key(h, "filter", "f", _("Filter"), _("Filter by paper, date, page, column, unread, starred")),
        _key(h, "clear_filter", "F", _("Clear filter"), _("Show everything again")),
        _key(h, "saved", "apostrophe", _("Saved"), _("Saved searches: a letter opens one, + saves this one")),
        _key(h, "date", "D", _("Date"), _("Go to a date")),
        _key(h, "copy", "y", _("Copy"), _("Copy title and text with the citation")),
        _key(h, "source", "o", _("Source"), _("The page this came from, its lines marked")),
        _key(h, "versions", "v", _("Versions"), _("What this article said before it was corrected")),
        _key(ARTICLE, "next_name", "tab", _("Names"), _("The next name; Enter opens its card")),
        _key(ARTICLE, "previous_name", "shift+tab", _("Name before"), _("The name before")),
        _key(ARTICLE, "digest", "S", _("Digest"), _("Three sentences of this article")),
        _key(s, "source_on", "space", _("Page down"), _("A screen down")),
        _key(s, "source_close", "o", _("Back"), _("Back to the article")),
        _key(b, "read_through", "space", _("Read through"), _("Walk through the briefing and its articles")),
        _key(b, "fold", "c", _("Fold"), _("Fold or unfold this section")),
        _key(b, "take_apart", "x", _("Take apart"), _("These are not one event: let each stand alone; u takes it back")),
        _key(b, "item_digest", "S", _("Digest"), _("Three sentences of the article behind this line")),
        _key(VERSIONS, "next_version", "tab", _("Next version"), _("The next version of this event")),
        _key(VERSIONS, "versions_on", "space", _("Read on"), _("A screen down, then the next version")),
        _key(VERSIONS, "previous_version", "shift+tab", _("Version before"), _("The version before")),
        _key(b, "briefing_date", "D", _("Date"), _("The briefing of another day")),
        _key(n, "entity_order", "o", _("Order"), _("Order by count, latest, rising, name, prominence")),
        _key(n, "entity_period", "p", _("Period"), _("The last day, 7 days, 30 days, or all")),
        _key(n, "entity_kind", "v", _("Kind"), _("People, organisations, places, columns, credited")),
        _key(n, "entity_paper", "f", _("Paper"), _("One paper only, or all")),
        _key(n, "entity_watch", "w", _("Watch"), _("Watch this name, or no longer")),
        _key(n, "entity_watched", "W", _("Watched"), _("Only what is watched, or all")),
        _key(n, "entity_merge", "m", _("Merge"), _("It is the same as another name")),
        _key(n, "entity_accept", "equals_sign", _("Same"), _("Merge as the card proposes")),
        _key(n, "entity_mark", "space", _("Pick"), _("Pick the article of a mention, to split it off")),
        _key(n, "entity_split", "x", _("Split"), _("Two bear the name: part them by post, organisation, or picked articles")),
        _key(n, "entity_rename", "e", _("Rename"), _("Show it under another name")),
        _key(n, "entity_retype", "K", _("Change kind"), _("It is a person, an organisation, a place")),
        _key(n, "entity_add", "a", _("Add"), _("Add a name by hand")),
        _key(n, "entity_hide", "X", _("Hide"), _("It is no name: hide it")),
        _key(n, "entity_rules", "C", _("Corrections"), _("All corrections; Enter takes one back")),
        _key(n, "entity_trend", "t", _("Trend"), _("Draw its trend")),
        _key(n, "card_before", "backspace", _("Card before"), _("The card looked at before")),
        _key(n, "switch_pane", "tab", _("List/card"), _("Between the list and the card")),
        _key(h, "zen", "z", _("Zen"), _("The article alone, or beside the list")),
        _key(c, "other_side", "tab", _("Rising"), _("From the chart to the rising words, and back")),
        _key(c, "add_term", "a", _("Add"), _("Add a word to the chart, six at most")),
        _key(c, "measure", "m", _("Measure"), _("What is measured, and against what")),
        _key(c, "period", "p", _("Period"), _("The days shown: 7 days to all, or from–to")),
        _key(c, "view", "v", _("View"), _("Line, bars, small multiples, calendar")),
        _key(c, "smoothing", "S", _("Smoothing"), _("A wider window of smoothing, or none")),
        _key(t, "earlier", "h | left", _("Earlier"), _("One point back")),
        _key(t, "later", "l | right", _("Later"), _("One point on")),
        _key(t, "year_back", "H", _("Year back"), _("A year back")),
        _key(t, "year_on", "L", _("Year on"), _("A year on")),
        _key(t, "first_point", "g g | home", _("First"), _("To the first point")),
        _key(t, "last_point", "G | end", _("Last"), _("To the last point")),
        _key(t, "zoom_in", "plus | =", _("Closer"), _("Half the time, around the cursor")),
        _key(t, "zoom_out", "minus", _("Wider"), _("Twice the time")),
        _key(t, "next_burst", "right_square_bracket", _("Next burst"), _("The next burst of the word")),
        _key(t, "previous_burst", "left_square_bracket", _("Burst before"), _("The burst before")),
        _key(t, "next_series", "j | down", _("Next word"), _("The next word of the chart")),
        _key(t, "previous_series", "k | up", _("Word before"), _("The word before")),
        _key(t, "remove_term", "x", _("Remove"), _("Take the word out of the chart")),
        _key(t, "interval", "i", _("Interval"), _("By day, week, month, year")),
        _key(t, "annotate", "e", _("Note"), _("A note of your own on this date")),
        _key(t, "rising_here", "r", _("Rising then"), _("What rose at this point")),
        _key(t, "articles", "enter", _("Articles"), _("The articles of this point")),
        _key(r, "rising_interval", "i", _("Interval"), _("Words of the day, week or month")),
        _key(r, "rising_earlier", "left_square_bracket", _("Earlier"), _("The period before")),
        _key(r, "rising_later", "right_square_bracket", _("Later"), _("The period after")),
        _key(CHOOSING, "choose_down", "down | ctrl+n", _("Down"), _("The next choice")),
        _key(CHOOSING, "choose_up", "up | ctrl+p", _("Up"), _("The choice before")),
        _key(CHOOSING, "choose_page_down", "pagedown | ctrl+f", _("Page down"), _("Ten choices down")),
        _key(CHOOSING, "choose_page_up", "pageup | ctrl+b", _("Page up"), _("Ten choices up")),
        _key(CHOOSING, "choose_take", "enter", _("Take"), _("Take this choice, or what was typed")),
        _key(CHOOSING, "choose_leave", "escape | ctrl+c", _("Leave"), _("Leave, choosing nothing")),
        _key(SAVED, "saved_add", "plus", _("Save"), _("Save what is shown under a letter")),
        _key(SAVED, "saved_forget", "delete", _("Forget"), _("Forget this saved search")),
        _key(TYPING, "typing_complete", "tab", _("Complete"), _("Put in what is offered, then the next of it")),
        _key(TYPING, "typing_leave", "escape | ctrl+c", _("Leave"), _("Leave; what stood before is found again")),
    )  # fmt: skip


def keymap(overrides: Mapping[str, object] | None = None) -> tuple[Key, ...]:
    """The table with the user's own keys in it. Raises ChenbaoError on an unknown id or a clash."""
    keys = {key.id: key for key in table()}
    for name, given in (overrides or {}).items():
        if name not in keys:
            raise ChenbaoError(f"there is no action {name!r} to give a key to{near(name, keys)}")
        wanted = [given] if isinstance(given, str) else given
        if not isinstance(wanted, list) or not all(isinstance(k, str) and k for k in wanted):
            raise ChenbaoError(f"the keys of {name!r} must be a string or a list of strings")
        keys[name] = replace(keys[name], keys=tuple(named(k, name) for k in wanted))
    for clash in clashes(keys.values()):
        pressed, one, other = clash
        raise ChenbaoError(f"the key {shown(pressed)!r} is given to both {one!r} and {other!r}")
    return tuple(keys.values())


def near(name: str, known: Iterable[str]) -> str:
    """Which of the known names was probably meant, as the end of a sentence."""
    from difflib import get_close_matches

    found = get_close_matches(name, known, 1)
    return f"; did you mean {found[0]!r}?" if found else "; docs/keys.md lists them"


def clashes(keys: Iterable[Key]) -> list[tuple[str, str, str]]:
    """(key, action, action) wherever two actions of one context share a key.

    A key that begins a sequence cannot act alone: it would never be heard.
    """
    found = []
    for contains in WITHIN.values():
        taken: dict[str, str] = {}
        begun: dict[str, str] = {}
        for key in keys:
            if key.where not in contains:
                continue
            for pressed in key.keys:
                if taken.setdefault(pressed, key.id) != key.id:
                    found.append((pressed, taken[pressed], key.id))
                first, _blank, second = pressed.partition(" ")
                if second:
                    begun.setdefault(first, key.id)
        found += [(k, taken[k], begun[k]) for k in begun if k in taken]
    return found


class Sequences:
    """Turns key presses into actions, holding the first key of a two-key sequence."""

    def __init__(self, keys: Iterable[Key]) -> None:
        self.waiting: str | None = None
        self._single: dict[str, dict[str, str]] = {}
        self._double: dict[tuple[str, str], dict[str, str]] = {}
        for key in keys:
            for pressed in key.keys:
                first, _blank, second = pressed.partition(" ")
                if second:
                    self._double.setdefault((first, second), {})[key.where] = key.id
                else:
                    self._single.setdefault(first, {})[key.where] = key.id
        self._firsts: dict[str, set[str]] = {}
        for (first, _second), actions in self._double.items():
            self._firsts.setdefault(first, set()).update(actions)

    def press(self, key: str, contexts: tuple[str, ...]) -> str | None:
        """The action that ``key`` completes in ``contexts`` (nearest first), if any."""
        if self.waiting is not None:
            first, self.waiting = self.waiting, None
            found = self._pick(self._double.get((first, key), {}), contexts)
            if found or key == "escape":
                return found
        if not self._firsts.get(key, set()).isdisjoint(contexts):
            self.waiting = key
            return None
        return self._pick(self._single.get(key, {}), contexts)

    @staticmethod
    def _pick(actions: Mapping[str, str], contexts: tuple[str, ...]) -> str | None:
        return next((actions[c] for c in contexts if c in actions), None)


_SHOWN = {
    "question_mark": "?", "colon": ":", "slash": "/", "escape": "Esc", "right_square_bracket": "]",
    "left_square_bracket": "[", "space": "Space", "enter": "Enter", "pagedown": "PgDn", "pageup": "PgUp",
    "down": "↓", "up": "↑", "left": "←", "right": "→", "home": "Home", "end": "End", "tab": "Tab",
    "shift+tab": "S-Tab", "backspace": "Backspace", "delete": "Del", "insert": "Ins",
    "apostrophe": "'", "equals_sign": "=", "plus": "+", "minus": "-",
}  # fmt: skip
_NAMED = {sign.lower(): name for name, sign in _SHOWN.items()} | {name: name for name in _SHOWN}
_MODIFIED = {"c-": "ctrl+", "s-": "shift+", "a-": "alt+", "m-": "alt+"}
# What a Chinese input method gives for the same key.
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    ord("【"): "[", ord("】"): "]", ord("、"): "/", ord("‘"): "'", ord("’"): "'",
}  # fmt: skip


def shown(pressed: str) -> str:
    """A key as people write it: ? for question_mark, C-d for ctrl+d, gg for g g."""
    parts = []
    for part in pressed.split(" "):
        name = _SHOWN.get(part, part)
        parts.append("C-" + name[5:] if name.startswith("ctrl+") else name)
    return "".join(parts)


def of_character(char: str) -> str:
    """The key that a typed character is, full-width forms included."""
    char = char.translate(_FULL_WIDTH)
    return _NAMED.get(char, char)


def named(text: str, action: str) -> str:
    """A key of the configuration, as people or as Textual write it. Raises ChenbaoError."""
    parts = text.split()
    two = len(parts) == 1 and len(text) == 2 and text.isascii() and text.isalnum()
    if two and not (text[0] in "fF" and text[1].isdigit()):
        parts = list(text)
    if not 1 <= len(parts) <= 2:
        raise ChenbaoError(f"{text!r}, given to {action!r}, is no key; two keys at most follow")
    return " ".join(_one_key(part, text, action) for part in parts)


def _one_key(part: str, text: str, action: str) -> str:
    if len(part) == 1 and part.isprintable():
        return of_character(part)
    name = part.lower()
    if name in _NAMED:
        return _NAMED[name]
    for short, modifier in _MODIFIED.items():
        if name.startswith((short, modifier)):
            rest = part[len(short) :] if name.startswith(short) else part[len(modifier) :]
            if rest:
                return modifier + _one_key(rest, text, action).lower()
    if name[0] == "f" and name[1:].isdigit() and 1 <= int(name[1:]) <= 24:
        return name
    try:
        return of_character(unicodedata.lookup(part.replace("_", " ")))
    except KeyError:
        raise ChenbaoError(f"{text!r}, given to {action!r}, is no key") from None
