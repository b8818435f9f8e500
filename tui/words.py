"""The interface's own words, in Chinese or English by locale (gettext; tui/locale)."""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping
from pathlib import Path

LOCALES = Path(__file__).parent / "locale"

_current: gettext.NullTranslations = gettext.NullTranslations()


def language(environ: Mapping[str, str] | None = None, settings: str | None = None) -> str:
    """``zh_CN`` or ``en``: CHENBAO_LANG, the settings, LC_ALL, LC_MESSAGES, LANG; else Chinese."""
    environ = os.environ if environ is None else environ
    locale = (environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    for said in (environ.get("CHENBAO_LANG", ""), settings or "", *locale):
        if said and said.split(".")[0] not in ("C", "POSIX"):
            return "en" if said.startswith("en") else "zh_CN"
    return "zh_CN"


def use(name: str) -> None:
    """Speak this language from now on."""
    global _current
    _current = gettext.translation("chenbao", LOCALES, languages=[name], fallback=True)


def _(text: str) -> str:
    """``text`` in the language in use."""
    return _current.gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """The form that goes with ``count``."""
    return _current.ngettext(one, many, count)


def day_label(date: str, *, year: bool = False) -> str:
    """2026-02-25 as a heading: 2月25日 周三, or Wed 25 Feb."""
    import datetime

    day = datetime.date.fromisoformat(date)
    names = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    weekday = names[day.weekday()]
    pattern = (
        _("{year}-{month:02d}-{day:02d} {weekday}") if year else _("{month}-{day:02d} {weekday}")
    )
    return pattern.format(year=day.year, month=day.month, day=day.day, weekday=weekday)
