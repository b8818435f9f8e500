"""chenbao (晨报): the morning paper in a terminal. Without a command: the dashboard."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from store.database.places import StorePlaces

VERSION = "0.1.0"

#: Every command, the module in tui/commands that holds ``<name>_arguments`` and ``<name>_command``,
#: and what it does. A module is loaded when its command is given, or its help asked for.
COMMANDS = {
    "add": ("keeping", "Store pages and records."),
    "read": ("read", "Show what would be stored, storing nothing."),
    "list": ("listing", "Print one line an article, each citing 报名·日期·版."),
    "search": ("search", "Find articles by any string, newest first."),
    "versions": ("versions", "Print what articles said before they were corrected."),
    "brief": ("brief", "Print the morning briefing; exit status 3 when nothing is there."),
    "who": ("entities", "Print the card of a name: posts, when, with whom, in what words."),
    "trend": ("trend", "Draw how often words stand in the papers, or print the numbers."),
    "rising": ("trend", "Print the words that rose, are new, or fell."),
    "keywords": ("language", "Print the keywords of an edition, or of a day."),
    "words": ("language", "Show the paper's own words, or correct them."),
    "export": ("entities", "Write all names, posts or pairs of names as a table."),
    "corrections": ("entities", "Give your corrections of names to others, or take theirs."),
    "remove": ("keeping", "Take pages or single articles out of the store."),
    "redate": ("keeping", "Give an edition, or a page of it, its right date."),
    "reread": ("keeping", "Read stored pages again with the reader of today."),
    "reanalyse": ("language", "Find names, posts and words in stored articles again."),
    "publish": ("keeping", "Write a snapshot that others can read."),
    "doctor": ("doctor", "Compare the search index with the texts, or make it anew."),
    "sample": ("", "Open the dashboard on the bundled sample edition."),
}


class CommandParser(argparse.ArgumentParser):
    """The arguments of one command, asked of its module when they are needed."""

    fill: Callable[[argparse.ArgumentParser], None] | None = None

    def _filled(self) -> None:
        fill, self.fill = self.fill, None
        if fill is not None:
            fill(self)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        self._filled()
        return super().parse_known_args(args, namespace)

    def format_help(self) -> str:
        self._filled()
        return super().format_help()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the value is the exit status."""
    options = parser().parse_args(arguments)
    try:
        status: int = _run(options)
    except BrokenPipeError:
        # Whatever read our output has gone (head, a closed pager): end quietly, as tools do.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except KeyboardInterrupt:
        return 130
    return status


def _run(options: argparse.Namespace) -> int:
    from store.headline_records import ChenbaoError
    from tui import words

    # The dashboard reads the settings itself, at its start.
    dashboard = options.command in ("", "sample")
    words.use(words.language(settings=None if dashboard else _said_language()))
    try:
        return int(_command(options)(options))
    except ChenbaoError as fault:
        from tui.commands.output import FAULT, complain

        complain(fault)
        return FAULT
    except BrokenPipeError:
        raise
    except Exception as fault:
        from store.faults import explained
        from tui.commands.options import places
        from tui.commands.output import FAULT, complain

        said = explained(fault, places(options))
        if said is None:
            raise
        complain(said)
        return FAULT


def _said_language() -> str | None:
    """The language of the settings; a fault in them is told by whatever needs them."""
    from store.headline_records import ChenbaoError
    from tui.settings import load_settings, settings_path

    try:
        return load_settings(settings_path()).language
    except ChenbaoError:
        return None


def _command(options: argparse.Namespace) -> Callable[[argparse.Namespace], int]:
    if not options.command:
        return _dashboard
    if options.command == "sample":
        return _sample
    module = COMMANDS[options.command][0]
    found: Callable[[argparse.Namespace], int] = getattr(
        import_module(f"tui.commands.{module}"), f"{options.command}_command"
    )
    return found


def parser() -> argparse.ArgumentParser:
    """The command line; also what the manual's list of commands is made from."""
    top = argparse.ArgumentParser(
        prog="chenbao",
        description="晨报: the morning paper in a terminal. Without a command: the dashboard.",
    )
    top.add_argument("--version", action="version", version=f"chenbao {VERSION}")
    top.set_defaults(command="")
    top.add_argument("--store", metavar="PATH", help="another chenbao.db (made when absent)")
    top.add_argument("--mouse", action="store_true", help="let the dashboard use the mouse")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", parser_class=CommandParser)
    for name, (module, about) in COMMANDS.items():
        made = commands.add_parser(name, help=about, description=about)
        made.set_defaults(command=name)
        if module:
            made.fill = _arguments_of(name, module)
    return top


def _arguments_of(name: str, module: str) -> Callable[[argparse.ArgumentParser], None]:
    def fill(made: argparse.ArgumentParser) -> None:
        getattr(import_module(f"tui.commands.{module}"), f"{name}_arguments")(made)

    return fill


def _dashboard(options: argparse.Namespace) -> int:
    from tui.commands.options import places

    return _open(places(options), options)


def _sample(options: argparse.Namespace) -> int:
    from store.sample_edition import open_sample

    def told(done: int, pages: int) -> None:
        if sys.stderr.isatty():
            said = "正在整理样报，只此一次 (reading the sample edition, once)"
            end = "\n" if done == pages else ""
            print(f"\r{said} {done}/{pages} 版", end=end, file=sys.stderr, flush=True)

    return _open(open_sample(told=told), options)


def _open(places: StorePlaces, options: argparse.Namespace) -> int:
    # Before textual is imported: with the kitty protocol committed Chinese input is lost.
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    os.umask(0o077)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        print("chenbao: the dashboard needs a terminal; see chenbao --help", file=sys.stderr)
        return 2
    if os.environ.get("TERM") in ("dumb", ""):
        print("chenbao: this terminal cannot place text; chenbao brief and chenbao list print plainly",
              file=sys.stderr)  # fmt: skip
        return 2
    from tui.dashboard import run

    return run(places, mouse=options.mouse)


if __name__ == "__main__":
    sys.exit(main())
