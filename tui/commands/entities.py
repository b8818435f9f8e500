"""``chenbao who``, ``export`` and ``corrections``: names in print, as tables, and what was said of them."""

from __future__ import annotations

import argparse
import csv
import dataclasses
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from store.clean import clean_line
from store.database.days import SEQ_BITS, date_of
from store.database.places import StorePlaces
from store.entities import MOST, Entities, EntityMarks
from store.interchange import json_line
from store.records import ChenbaoError, EntityCard, EntityScope
from tui.cells import Cells
from tui.commands import options as given
from tui.commands.output import FAULT, OK, complain, note, say
from tui.screens.entity_card import Setting, card_lines
from tui.terminal import Terminal

Table = Literal["entities", "posts", "pairs"]
_COLUMNS: dict[Table, tuple[str, ...]] = {
    "entities": ("kind", "name", "articles", "last", "post"),
    "posts": ("person", "post", "organisation", "date", "paper", "sentence"),
    "pairs": ("kind", "name", "other_kind", "other", "articles"),
}
_RUNS = ("=", "+", "-", "@", "\t", "\r")


def who(places: StorePlaces, name: str, *, as_json: bool) -> int:
    """Print the card of a name; the first of several of that name or pinyin, the others told of."""
    entities = Entities(places)
    try:
        found = entities.find(name)
        card = entities.card(found[0]) if found else None
    except ChenbaoError as fault:
        complain(fault)
        return FAULT
    finally:
        entities.close()
    if card is None:
        complain(f"{name}: 没有这个名字")
        return FAULT
    if as_json:
        sys.stdout.write(json_line(card_record(card)) + "\n")
    else:
        marks = Terminal().marks
        width = max(40, min(100, shutil.get_terminal_size((80, 24)).columns))
        for line in card_lines(card, Setting(Cells(), marks, width)):
            say("".join(text for text, _style in line.pieces).rstrip())
    others = [item.name for item in found[1:6]]
    if others:
        note("也可能是：" + "、".join(clean_line(other) for other in others))
    return OK


def card_record(card: EntityCard) -> dict[str, object]:
    """A card as other tools read it."""
    record = dataclasses.asdict(card)
    del record["id"], record["by"]
    record["days"] = [{"from": day, "articles": count} for day, count in card.days]
    record["companions"] = [
        {"kind": c.kind, "name": c.name, "articles": c.count, "score": c.score}
        for c in card.companions
    ]
    for context in record["contexts"]:
        del context["article_id"]
    for post in record["posts"]:
        del post["article_id"]
    return record


def export(places: StorePlaces, table: Table, *, as_json: bool) -> int:
    """Write a whole table to standard output."""
    entities = Entities(places)
    try:
        rows = _rows(entities, table)
        if as_json:
            for row in rows:
                record = dict(zip(_COLUMNS[table], row, strict=True))
                sys.stdout.write(json_line(record) + "\n")
        else:
            writer = csv.writer(sys.stdout, lineterminator="\n")
            writer.writerow(_COLUMNS[table])
            writer.writerows([harmless(cell) for cell in row] for row in rows)
    except ChenbaoError as fault:
        complain(fault)
        return FAULT
    finally:
        entities.close()
    return OK


def harmless(cell: object) -> object:
    """A cell that no spreadsheet would run as a formula."""
    if isinstance(cell, str):
        cell = clean_line(cell)
        return "'" + cell if cell.startswith(_RUNS) else cell
    return cell


def _rows(entities: Entities, table: Table) -> Iterable[tuple[object, ...]]:
    if table == "posts":
        return entities.posts()
    if table == "pairs":
        return entities.pairs()
    return _entities(entities)


def _entities(entities: Entities) -> Iterator[tuple[object, ...]]:
    items = entities.items(EntityScope(days=None))
    if len(items) == MOST:
        note(f"only the {MOST} most frequent names")
    for at in range(0, len(items), 200):
        some = items[at : at + 200]
        for item, row in zip(some, entities.rows(some, None), strict=True):
            yield item.kind, item.name, item.count, date_of(item.last >> SEQ_BITS), row.post or ""


def corrections(places: StorePlaces, action: Literal["export", "import"], file: str) -> int:
    """Write the corrections to a file (``-``: standard output), or take in those of one."""
    marks = EntityMarks(places)
    try:
        if action == "export":
            text = marks.export()
            if file == "-":
                sys.stdout.write(text)
            else:
                Path(file).write_text(text, encoding="utf-8")
            note(f"{text.count(chr(10))} 条更正")
        else:
            text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
            note(f"{marks.take_in(text.splitlines(), file)} 条新更正")
    except (OSError, UnicodeDecodeError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else "not UTF-8"
        complain(f"{file}: {reason}")
        return FAULT
    except ChenbaoError as fault:
        complain(fault)
        return FAULT
    return OK


# The command line.


def who_arguments(made: argparse.ArgumentParser) -> None:
    """What ``chenbao who`` takes."""
    given.store_argument(made)
    made.add_argument("name", metavar="NAME", help="characters, pinyin or initials")
    made.add_argument("--json", action="store_true", help="as JSON")


def who_command(options: argparse.Namespace) -> int:
    """``chenbao who``."""
    return who(given.places(options), options.name, as_json=options.json)


def export_arguments(made: argparse.ArgumentParser) -> None:
    """What ``chenbao export`` takes."""
    given.store_argument(made)
    made.add_argument("table", choices=("entities", "posts", "pairs"), help="which table")
    style = made.add_mutually_exclusive_group()
    style.add_argument("--csv", action="store_true", help="the rule")
    style.add_argument("--json", action="store_true", help="a line a row")


def export_command(options: argparse.Namespace) -> int:
    """``chenbao export``."""
    return export(given.places(options), options.table, as_json=options.json)


def corrections_arguments(made: argparse.ArgumentParser) -> None:
    """What ``chenbao corrections`` takes."""
    given.store_argument(made)
    made.add_argument(
        "action", choices=("export", "import"), help="write them, or add theirs to yours"
    )
    made.add_argument("file", metavar="FILE", help="- is standard output or input")


def corrections_command(options: argparse.Namespace) -> int:
    """``chenbao corrections``."""
    return corrections(given.places(options), options.action, options.file)
