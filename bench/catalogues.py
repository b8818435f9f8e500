"""Bring the catalogues of the screens' words in step with the source, and compile them.

usage: python -m bench catalogues [--also FILE.po …]

New strings come empty into the Chinese catalogue and are printed: write them there and run it
again. ``--also`` takes translations from other catalogues, as when two branches are joined.
"""

from __future__ import annotations

import argparse
import datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

LOCALES = Path("tui/locale")
MADE = datetime.datetime(2026, 11, 23, tzinfo=datetime.UTC)
PLURALS = {"zh_CN": 1, "en": 2}


def translations(path: Path) -> dict[str, tuple[str, ...]]:
    """What a catalogue says of each string; untranslated ones are left out."""
    found = {}
    with path.open("rb") as file:
        for message in read_po(file):
            parts = (
                message.string if isinstance(message.string, (tuple, list)) else [message.string]
            )
            if message.id and any(parts):
                found[_first(message.id)] = tuple(part or "" for part in parts)
    return found


def _first(words: str | tuple[str, ...] | list[str]) -> str:
    return words if isinstance(words, str) else words[0]


def extracted() -> Catalog:
    """Every string of the source."""
    found = Catalog()
    for _path, _line, words, comments, _context in extract_from_dir("tui"):
        found.add(words, auto_comments=comments)
    # The store's faults: their sentences are translated where they are told (tui/faults.py).
    for root in ("store", "tui"):
        for _where, _line, words, comments, _context in extract_from_dir(
            root, keywords={"ChenbaoError": None}
        ):
            found.add(words, auto_comments=comments)
    with Path("app.py").open("rb") as file:
        for _line, words, comments, _context in extract("python", file):
            found.add(words, auto_comments=comments)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--also", type=Path, nargs="*", default=[])
    options = parser.parse_args()
    source = extracted()
    for locale, plurals in PLURALS.items():
        path = LOCALES / locale / "LC_MESSAGES" / "chenbao.po"
        known: dict[str, tuple[str, ...]] = {}
        for other in (*(p for p in options.also if locale in p.parts), path):
            known.update(translations(other))
        made = Catalog(locale, project="chenbao", version="0.1", fuzzy=False)
        made.header_comment = f"# The words of chenbao's screens, {locale}."
        made.creation_date = made.revision_date = MADE
        for message in source:
            if not message.id:
                continue
            words = message.id
            said = known.get(_first(words), ())
            if locale == "en":
                said = said or (tuple(words) if not isinstance(words, str) else (words,))
            elif not any(said):
                print(_first(words))
            if isinstance(words, str):
                made.add(words, said[0] if said else "")
            else:
                made.add(tuple(words), tuple(said[:plurals]) or ("",) * plurals)
        with path.open("wb") as file:
            write_po(file, made, width=96, sort_output=True)
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, made)


if __name__ == "__main__":
    main()
