"""chenbao (晨报): the morning paper in a terminal. Without a command: the dashboard."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.database.places import StorePlaces
    from store.reading.detect import ReadOptions

VERSION = "0.1.0"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the value is the exit status."""
    options = parser().parse_args(arguments)
    try:
        status: int = COMMANDS[options.command](options)
    except BrokenPipeError:
        # Whatever read our output has gone (head, a closed pager): end quietly, as tools do.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except KeyboardInterrupt:
        return 130
    return status


def parser() -> argparse.ArgumentParser:
    """The command line; also what the manual's list of commands is checked against."""
    top = argparse.ArgumentParser(
        prog="chenbao",
        description="晨报: the morning paper in a terminal. Without a command: the dashboard.",
    )
    top.add_argument("--version", action="version", version=f"chenbao {VERSION}")
    top.set_defaults(command="")
    placed = argparse.ArgumentParser(add_help=False)
    placed.add_argument("--store", metavar="PATH", default=argparse.SUPPRESS,
                        help="another chenbao.db (made when absent)")  # fmt: skip
    top.add_argument("--store", metavar="PATH", help="another chenbao.db (made when absent)")
    top.add_argument("--mouse", action="store_true", help="let the dashboard use the mouse")

    edition = argparse.ArgumentParser(add_help=False)
    edition.add_argument("--paper", metavar="NAME", help="the paper (报名) of what is read")
    edition.add_argument("--date", metavar="DATE", type=day, help="the edition's date, 2026-02-25")
    edition.add_argument("--page", metavar="PAGE", help="the page (版), 01 or A02")

    commands = top.add_subparsers(title="commands", metavar="COMMAND")

    def command(name: str, help: str, *parents: argparse.ArgumentParser) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=help, description=help, parents=list(parents))
        made.set_defaults(command=name)
        return made

    made = command("read", "Show what would be stored, storing nothing.", edition)
    made.add_argument(
        "files", nargs="+", metavar="FILE", help="a page or records; - for standard input"
    )
    made.add_argument("--json", action="store_true", help="one article a line, as JSON")
    return top


def day(text: str) -> str:
    """An ISO date given on the command line."""
    from store.reading.edition import iso_date

    match = re.fullmatch(r"(\d{4})-?(\d{1,2})-?(\d{1,2})", text)
    found = iso_date(*(int(part) for part in match.groups())) if match else None
    if found is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write it as 2026-02-25")
    return found


def _places(options: argparse.Namespace) -> StorePlaces:
    from store.database.places import StorePlaces

    return StorePlaces.find(options.store)


def _reading(options: argparse.Namespace) -> ReadOptions:
    from store.reading.detect import ReadOptions
    from store.reading.edition import EditionHint, normal_page

    page = normal_page(options.page) if options.page else None
    return ReadOptions(EditionHint(options.paper, options.date, page))


def _read(options: argparse.Namespace) -> int:
    from tui.commands.read import read

    return read(options.files, _reading(options), as_json=options.json)


COMMANDS = {"read": _read}


if __name__ == "__main__":
    sys.exit(main())
