"""The user's settings: a TOML file, every value typed, every fault told by its name.

``config.toml`` in the platform's config folder; ``CHENBAO_CONFIG`` names another. Docs: docs/keys.md.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from store.headline_records import ChenbaoError

HELP = {
    "language": "`zh` or `en`; otherwise by locale (`CHENBAO_LANG` comes first)",
    "ambiguous_wide": "whether the terminal draws “”…— two cells wide; otherwise it is asked"
    " (`CHENBAO_WIDE=0` or `1` comes first)",
    "ascii_marks": "draw `*` `+` `>` for ● ★ ↪",
    "mouse": "let the dashboard use the mouse (the terminal's own selection then needs Shift)",
    "arrives_read_after_days": "an edition so many days old arrives read (7), or `off`",
    "both_scripts": "a query finds simplified and traditional text alike (needs `chenbao[trad]`)",
    "papers": 'a table of codes in file names and the papers they mean: `nhwb = "南湖晚报"`',
    "file_patterns": "regular expressions for file names, with the groups paper, year, month, day,"
    " page; tried before the usual ones",
    "keys": "a table of actions and their keys",
}


@dataclass(frozen=True, slots=True)
class Settings:
    """What the configuration says; None where it says nothing."""

    language: str | None = None
    ambiguous_wide: bool | None = None
    ascii_marks: bool = False
    mouse: bool = False
    arrives_read_after_days: int | str | None = None
    both_scripts: bool | None = None
    papers: Mapping[str, str] = field(default_factory=dict)
    file_patterns: Sequence[str] = ()
    keys: Mapping[str, object] = field(default_factory=dict)

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Settings:
        """Check what a TOML file held. Raises ChenbaoError naming the first fault."""
        known = {f.name for f in fields(cls)}
        for name, value in given.items():
            if name not in known:
                from tui.keys import near

                raise ChenbaoError(f"there is no setting {name!r}{near(name, known)}")
            wrong = _CHECKS[name](value)
            if wrong:
                raise ChenbaoError(f"{name} must be {wrong}, not {value!r}")
        return cls(**given)


def _truth(value: object) -> str:
    return "" if isinstance(value, bool) else "true or false"


def _language(value: object) -> str:
    return "" if value in ("zh", "en") else '"zh" or "en"'


def _days(value: object) -> str:
    fits = value == "off" or (isinstance(value, int) and not isinstance(value, bool) and value >= 0)
    return "" if fits else 'a number of days or "off"'


def _table(value: object) -> str:
    return "" if isinstance(value, dict) else "a table of action = key"


def _papers(value: object) -> str:
    fits = isinstance(value, dict) and all(isinstance(v, str) and v for v in value.values())
    return "" if fits else "a table of code = paper"


def _patterns(value: object) -> str:
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        return "a list of regular expressions"
    for pattern in value:
        try:
            groups = re.compile(pattern).groupindex
        except re.error as fault:
            return f"regular expressions ({pattern!r}: {fault})"
        if not {"year", "month", "day"} <= groups.keys():
            return f"regular expressions with the groups year, month, day ({pattern!r} lacks one)"
    return ""


_CHECKS = {
    "papers": _papers,
    "file_patterns": _patterns,
    "language": _language,
    "ambiguous_wide": _truth,
    "ascii_marks": _truth,
    "mouse": _truth,
    "both_scripts": _truth,
    "arrives_read_after_days": _days,
    "keys": _table,
}


def load_settings(path: Path) -> Settings:
    """The settings in the file; the defaults when there is none. Faults name the file."""
    try:
        stream = path.open("rb")
    except FileNotFoundError:
        return Settings()
    except OSError as fault:
        raise ChenbaoError(f"cannot be read ({fault.strerror})", str(path)) from None
    import tomllib

    try:
        with stream:
            return Settings.of(tomllib.load(stream))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise ChenbaoError(f"is no valid TOML ({fault})", str(path)) from None
    except OSError as fault:
        raise ChenbaoError(f"cannot be read ({fault.strerror})", str(path)) from None
    except ChenbaoError as fault:
        raise ChenbaoError(str(fault), str(path)) from None


def settings_path(environ: Mapping[str, str] | None = None) -> Path:
    """CHENBAO_CONFIG, else config.toml in the platform's config folder."""
    environ = os.environ if environ is None else environ
    given = environ.get("CHENBAO_CONFIG")
    if given:
        return Path(given).expanduser()
    from platformdirs import PlatformDirs

    return Path(PlatformDirs("chenbao", appauthor=False).user_config_dir) / "config.toml"
