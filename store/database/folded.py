"""Finding a plain string whatever its width and case: ＡＩ, AI and ai are one."""

from __future__ import annotations

_NARROW = {0xFF01 + step: 0x21 + step for step in range(94)} | {0x3000: 0x20}
_WIDE = {narrow: wide for wide, narrow in _NARROW.items()}


def condition(words: str, *columns: str) -> tuple[str, list[object]]:
    """An SQL condition true where one of the columns holds the words, and its parameters.

    Done inside SQLite, so that a long scan can be interrupted; a way of writing that has letters
    needs LIKE, which knows their case, all others the faster ``instr``. Words written partly wide
    and partly narrow are found only as they are given.
    """
    parts: list[str] = []
    values: list[object] = []
    narrow, wide = words.translate(_NARROW), words.translate(_WIDE)
    ways = dict.fromkeys((words, narrow, wide, wide.lower(), wide.upper()))
    for way in ways:
        lettered = any(char.isascii() and char.isalpha() for char in way)
        for column in columns:
            parts.append(f"{column} LIKE ? ESCAPE '\\'" if lettered else f"instr({column}, ?)")
            values.append(f"%{_literal(way)}%" if lettered else way)
    return " OR ".join(parts), values


def _literal(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
