"""All keys of this place, from the one table; any of them can be run from here (the palette)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tui.keys import CHOOSING, SAVED, TYPING, WITHIN, Key, shown
from tui.screens.choose import ChooseScreen, Option
from tui.words import _

if TYPE_CHECKING:
    from tui.screens.base import TabScreen


def show_keys(screen: TabScreen, title: str, *, reading: bool) -> None:
    """List what can be done here and now; Enter does it. ``reading``: the keys of lists like this too."""
    contexts = WITHIN[screen.context()]
    keys = [k for c in contexts for k in screen.board.keys if k.where == c]
    options = [_option(key) for key in keys if screen.possible(key.id)]
    if reading:
        within = (CHOOSING, SAVED, TYPING)
        options += [replace(_option(k), value=None) for k in screen.board.keys if k.where in within]

    async def run(value: object) -> None:
        if isinstance(value, str):
            await screen.act(value)

    screen.app.push_screen(ChooseScreen(title, options), run)


def _option(key: Key) -> Option:
    names = " ".join(shown(k) for k in key.keys)
    return Option(f"{names:<12} {_(key.help)}", key.id, key.id)
