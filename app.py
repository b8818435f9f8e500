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
        status: int = _run(options)
    except BrokenPipeError:
        # Whatever read our output has gone (head, a closed pager): end quietly, as tools do.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except KeyboardInterrupt:
        return 130
    return status


def _run(options: argparse.Namespace) -> int:
    from store.records import ChenbaoError

    try:
        return COMMANDS[options.command](options)
    except ChenbaoError as fault:
        from tui.commands.output import FAULT, complain

        complain(fault)
        return FAULT
    except BrokenPipeError:
        raise
    except Exception as fault:
        from store.faults import explained
        from tui.commands.output import FAULT, complain

        said = explained(fault, _places(options))
        if said is None:
            raise
        complain(said)
        return FAULT


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

    made = command("add", "Store pages and records.", placed, edition)
    made.add_argument(
        "paths", nargs="+", metavar="PATH", help="files, folders, - for standard input"
    )
    made.add_argument("--replace", action="store_true",
                      help="replace a stored page even by one that is quite unlike it")  # fmt: skip
    made.add_argument("--later", action="store_true",
                      help="find names and words later, with chenbao reanalyse")  # fmt: skip

    made = command("read", "Show what would be stored, storing nothing.", edition)
    made.add_argument(
        "files", nargs="+", metavar="FILE", help="a page or records; - for standard input"
    )
    made.add_argument("--json", action="store_true", help="one article a line, as JSON")

    made = command("list", "Print one line an article, each citing 报名·日期·版.", placed)
    made.add_argument("--paper", metavar="NAME")
    made.add_argument("--date", metavar="DATE", type=span, help="a day, month or year: 2026-02")
    made.add_argument("--page", metavar="PAGE")
    made.add_argument("--column", metavar="NAME")
    made.add_argument("--unread", action="store_true")
    made.add_argument("--starred", action="store_true")
    made.add_argument(
        "--find", metavar="WORDS", default="", help="only where title or text has WORDS"
    )
    made.add_argument("--limit", type=int, metavar="N")
    style = made.add_mutually_exclusive_group()
    style.add_argument("--json", action="store_true")
    style.add_argument("--markdown", action="store_true")

    made = command("search", "Find articles by any string, newest first.", placed)
    made.add_argument("query", nargs="+", metavar="QUERY",
                      help='words, "in quotes", -not, OR, title: paper: page: column: by: who: '
                           "org: place: post: date: is:")  # fmt: skip
    made.add_argument("--exact", action="store_true", help="QUERY is one string, signs and all")
    made.add_argument("--paper", metavar="NAME")
    made.add_argument("--from", dest="first", metavar="DATE", type=span)
    made.add_argument("--to", dest="last", metavar="DATE", type=span)
    made.add_argument("--limit", type=int, metavar="N")
    made.add_argument("--json", action="store_true", help="one article a line, as JSON")

    made = command("doctor", "Compare the search index with the texts, or make it anew.", placed)
    care = made.add_mutually_exclusive_group()
    care.add_argument("--index", action="store_true", help="index what is not indexed yet")
    care.add_argument("--rebuild-index", action="store_true", help="make the index anew")

    made = command("remove", "Take pages or single articles out of the store.", placed)
    made.add_argument(
        "uids", nargs="*", metavar="UID", help="articles, by the uid that list --json shows"
    )
    made.add_argument("--paper", metavar="NAME")
    made.add_argument("--date", metavar="DATE", type=span)
    made.add_argument("--page", metavar="PAGE")

    made = command("redate", "Give an edition, or a page of it, its right date.", placed)
    made.add_argument("--paper", metavar="NAME", required=True)
    made.add_argument("--date", metavar="DATE", type=day, required=True, help="the wrong date")
    made.add_argument("--to", metavar="DATE", type=day, required=True, help="the right date")
    made.add_argument("--page", metavar="PAGE")

    made = command("reread", "Read stored pages again with the reader of today.", placed)
    made.add_argument("--all", action="store_true", help="also those this reader has read")

    made = command(
        "brief", "Print the morning briefing; exit status 3 when nothing is there.", placed
    )
    made.add_argument("--date", metavar="DATE", type=day)
    made.add_argument("--days", metavar="N", type=int, help="the newest so many days")
    made.add_argument("--paper", metavar="NAME")
    made.add_argument("--width", metavar="N", type=int, default=80, help="in cells")
    made.add_argument("--lines", metavar="N", type=int, help="at most so many lines")
    made.add_argument("--format", choices=("text", "markdown", "html", "json"), default="text")

    made = command("reanalyse", "Find names, posts and words in stored articles again.", placed)
    made.add_argument("--all", action="store_true", help="also those analysed by this version")

    made = command("words", "Show the paper's own words, or correct them.", placed)
    made.add_argument("--keep", metavar="WORD", nargs="+", default=[], help="take as one word")
    made.add_argument("--drop", metavar="WORD", nargs="+", default=[], help="never as one word")
    made.add_argument("--undo", metavar="WORD", nargs="+", default=[], help="forget a correction")
    made.add_argument("--limit", type=int, metavar="N")
    made.add_argument("--json", action="store_true")

    made = command("keywords", "Print the keywords of an edition, or of a day.", placed)
    made.add_argument("--date", metavar="DATE", type=day, help="otherwise the newest")
    made.add_argument("--paper", metavar="NAME")
    made.add_argument("--limit", type=int, default=20, metavar="N")
    made.add_argument("--all", action="store_true", help="boilerplate of most editions too")
    made.add_argument("--json", action="store_true")

    made = command(
        "who", "Print the card of a name: posts, when, with whom, in what words.", placed
    )
    made.add_argument("name", metavar="NAME", help="characters, pinyin or initials")
    made.add_argument("--json", action="store_true")

    made = command("export", "Write all names, posts or pairs of names as a table.", placed)
    made.add_argument("table", choices=("entities", "posts", "pairs"))
    style = made.add_mutually_exclusive_group()
    style.add_argument("--csv", action="store_true", help="the rule")
    style.add_argument("--json", action="store_true", help="a line a row")

    made = command(
        "corrections", "Give your corrections of names to others, or take theirs.", placed
    )
    made.add_argument("action", choices=("export", "import"))
    made.add_argument("file", metavar="FILE", help="- is standard output or input")

    made = command("publish", "Write a snapshot that others can read.", placed)
    made.add_argument("target", metavar="PATH")

    made = command(
        "trend", "Draw how often words stand in the papers, or print the numbers.", placed
    )
    made.add_argument("terms", nargs="+", metavar="TERM", help="a word or phrase, six at most")
    made.add_argument(
        "--from", dest="first", metavar="DATE", type=span, help="a day, month or year"
    )
    made.add_argument("--to", dest="last", metavar="DATE", type=span)
    made.add_argument("--by", choices=("day", "week", "month", "year"), help="otherwise what suits")
    made.add_argument("--share", nargs="?", choices=("share", "count", "chars"), const="share",
                      default="share", help="of all articles (the rule), plain counts, per 10 000 characters")  # fmt: skip
    made.add_argument(
        "--occurrences", action="store_true", help="how often, not in how many articles"
    )
    made.add_argument(
        "--smooth", type=int, default=1, metavar="N", help="a centred window of N points"
    )
    made.add_argument("--cumulative", action="store_true")
    made.add_argument("--split", choices=("paper", "page"))
    made.add_argument("--paper", metavar="NAME")
    made.add_argument("--view", choices=("line", "bars", "multiples", "calendar"), default="line")
    made.add_argument("--log", action="store_true", help="a logarithmic scale")
    style = made.add_mutually_exclusive_group()
    style.add_argument("--json", action="store_true", help="numbers and bursts")
    style.add_argument("--csv", action="store_true", help="numbers, a row a point")
    style.add_argument("--plain", action="store_true", help="the chart as text (the rule)")
    style.add_argument("--svg", metavar="FILE", help="the chart as a picture for a report")
    style.add_argument("--png", metavar="FILE", help="the same by matplotlib (extra pictures)")

    made = command("rising", "Print the words that rose, are new, or fell.", placed)
    when = made.add_mutually_exclusive_group()
    for name in ("day", "week", "month"):
        when.add_argument(f"--{name}", metavar="DATE", type=span, nargs="?", const="",
                          help=f"the {name} of this date, or the newest")  # fmt: skip
    made.add_argument("--limit", type=int, default=30, metavar="N")
    made.add_argument("--json", action="store_true")

    command("sample", "Open the dashboard on the bundled sample edition.")
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
    from store.reading.edition import DEFAULT_PATTERNS, EditionHint, normal_page
    from tui.settings import load_settings, settings_path

    page = normal_page(options.page) if options.page else None
    settings = load_settings(settings_path())
    return ReadOptions(
        EditionHint(options.paper, options.date, page),
        patterns=(*settings.file_patterns, *DEFAULT_PATTERNS),
        codes=settings.papers,
    )


def span(text: str) -> str:
    """A day, month or year given on the command line."""
    if re.fullmatch(r"\d{4}(-\d\d)?", text):
        return text
    return day(text)


def _read(options: argparse.Namespace) -> int:
    from tui.commands.read import read

    return read(options.files, _reading(options), as_json=options.json)


def _add(options: argparse.Namespace) -> int:
    from tui.commands.keeping import add_files

    return add_files(
        options.paths,
        _places(options),
        _reading(options),
        replace=options.replace,
        analyse=not options.later,
    )


def _list(options: argparse.Namespace) -> int:
    from store.records import Scope
    from tui.commands.listing import list_articles

    scope = Scope(
        paper=options.paper,
        date=options.date,
        page=_page(options),
        column=options.column,
        unread=options.unread,
        starred=options.starred,
        words=options.find,
    )
    style = "json" if options.json else "markdown" if options.markdown else "text"
    return list_articles(_places(options), scope, style=style, limit=options.limit)


def _search(options: argparse.Namespace) -> int:
    from store.records import Scope
    from tui.commands.search import search
    from tui.kept_settings import keep
    from tui.settings import load_settings, settings_path

    dates = (
        f"{options.first or ''}..{options.last or ''}" if options.first or options.last else None
    )
    places = _places(options)
    keep(places, load_settings(settings_path()))
    return search(
        places,
        options.query,
        Scope(paper=options.paper),
        dates=dates,
        exact=options.exact,
        as_json=options.json,
        limit=options.limit,
    )


def _doctor(options: argparse.Namespace) -> int:
    from tui.commands.doctor import doctor

    return doctor(_places(options), index=options.index, rebuild=options.rebuild_index)


def _page(options: argparse.Namespace) -> str | None:
    from store.reading.edition import normal_page

    return normal_page(options.page) if options.page else None


def _remove(options: argparse.Namespace) -> int:
    from tui.commands.keeping import remove

    return remove(
        _places(options),
        paper=options.paper,
        date=options.date,
        page=_page(options),
        uids=options.uids,
    )


def _redate(options: argparse.Namespace) -> int:
    from tui.commands.keeping import redate

    return redate(
        _places(options), paper=options.paper, date=options.date, to=options.to, page=_page(options)
    )


def _reread(options: argparse.Namespace) -> int:
    from tui.commands.keeping import reread

    return reread(_places(options), everything=options.all)


def _brief(options: argparse.Namespace) -> int:
    from tui.commands.brief import brief

    return brief(
        _places(options),
        date=options.date,
        days=options.days,
        paper=options.paper,
        width=max(30, options.width),
        style=options.format,
        lines=options.lines,
    )


def _reanalyse(options: argparse.Namespace) -> int:
    from tui.commands.language import reanalyse

    return reanalyse(_places(options), everything=options.all)


def _words(options: argparse.Namespace) -> int:
    from tui.commands.language import words

    return words(
        _places(options),
        keep=options.keep,
        drop=options.drop,
        undo=options.undo,
        limit=options.limit,
        as_json=options.json,
    )


def _keywords(options: argparse.Namespace) -> int:
    from tui.commands.language import keywords

    return keywords(
        _places(options),
        options.date,
        options.paper,
        limit=options.limit,
        everything=options.all,
        as_json=options.json,
    )


def _who(options: argparse.Namespace) -> int:
    from tui.commands.entities import who

    return who(_places(options), options.name, as_json=options.json)


def _export(options: argparse.Namespace) -> int:
    from tui.commands.entities import export

    return export(_places(options), options.table, as_json=options.json)


def _corrections(options: argparse.Namespace) -> int:
    from tui.commands.entities import corrections

    return corrections(_places(options), options.action, options.file)


def _publish(options: argparse.Namespace) -> int:
    from tui.commands.keeping import publish_to

    return publish_to(_places(options), options.target)


def _trend(options: argparse.Namespace) -> int:
    from store.records import ChenbaoError, Scope
    from store.trend_records import MOST_TERMS, TrendQuestion
    from tui.commands.trend import suited, trend

    if len(options.terms) > MOST_TERMS:
        raise ChenbaoError(f"{MOST_TERMS} words at most")
    question = TrendQuestion(
        tuple(dict.fromkeys(options.terms)),
        Scope(paper=options.paper),
        options.first,
        options.last,
        options.by or "month",
        "occurrences" if options.occurrences else "articles",
        options.share,
        max(1, options.smooth),
        options.cumulative,
        options.split,
    )
    places = _places(options)
    question = question if options.by else suited(places, question)
    style = "json" if options.json else "csv" if options.csv else "plain"
    picture = options.svg or options.png
    kind = ".svg" if options.svg else ".png"
    if picture and not picture.lower().endswith(kind):
        raise ChenbaoError(f"the name must end in {kind}", picture)
    return trend(places, question, style=style, view=options.view, log=options.log, picture=picture)


def _rising(options: argparse.Namespace) -> int:
    from store.trend_records import Interval
    from tui.commands.trend import rising

    intervals: tuple[Interval, ...] = ("day", "week", "month")
    interval: Interval = next((i for i in intervals if getattr(options, i) is not None), "week")
    date = getattr(options, interval) or None
    return rising(_places(options), interval, date, limit=options.limit, as_json=options.json)


def _dashboard(options: argparse.Namespace) -> int:
    return _open(_places(options), options)


def _sample(options: argparse.Namespace) -> int:
    from store.sample_edition import open_sample

    return _open(open_sample(), options)


def _open(places: StorePlaces, options: argparse.Namespace) -> int:
    # Before textual is imported: with the kitty protocol committed Chinese input is lost.
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    os.umask(0o077)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        print("chenbao: the dashboard needs a terminal; see chenbao --help", file=sys.stderr)
        return 2
    from tui.dashboard import run

    return run(places, mouse=options.mouse)


COMMANDS = {
    "": _dashboard,
    "add": _add,
    "brief": _brief,
    "corrections": _corrections,
    "doctor": _doctor,
    "export": _export,
    "keywords": _keywords,
    "list": _list,
    "publish": _publish,
    "read": _read,
    "reanalyse": _reanalyse,
    "redate": _redate,
    "remove": _remove,
    "reread": _reread,
    "rising": _rising,
    "sample": _sample,
    "search": _search,
    "trend": _trend,
    "who": _who,
    "words": _words,
}


if __name__ == "__main__":
    sys.exit(main())
