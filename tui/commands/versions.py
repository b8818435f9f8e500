"""``chenbao versions``: what articles said before they were corrected."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import asdict

from store.clean import clean_line
from store.database.places import StorePlaces
from store.headlines import Headlines
from store.interchange import json_line
from store.records import ChenbaoError
from store.versions import Correction, Versions
from tui.commands import options as given
from tui.commands.output import FAULT, OK, complain, say

_SIGNS = {"gone": "−", "new": "+", "same": " "}


def versions(places: StorePlaces, uids: Sequence[str], *, as_json: bool) -> int:
    """Print every correction of these articles, newest first; the exit status."""
    headlines, reader = Headlines(places), Versions(places)
    status = OK
    try:
        for uid in uids:
            found = headlines.find_uid(uid)
            if found is None:
                raise ChenbaoError(
                    "there is no article {uid}; chenbao list --json shows the uids", uid=uid
                )
            for correction in reader.corrections(found):
                if as_json:
                    sys.stdout.write(json_line({"uid": uid} | asdict(correction)) + "\n")
                else:
                    show(correction)
            if not as_json and not reader.corrections(found):
                say(f"{uid} 没有旧版")
    except ChenbaoError as fault:
        complain(fault)
        status = FAULT
    finally:
        headlines.close()
        reader.close()
    return status


def show(correction: Correction) -> None:
    """One correction as readable text."""
    when = f"{correction.replaced_at[:16].replace('T', ' ')} UTC"
    say(f"── 至 {when}  {clean_line(correction.source)}  {correction.chars} 字")
    for change in correction.changes:
        text = clean_line(change.text).strip()
        if change.sign == "same" and len(text) > 36:
            text = f"{text[:12]} … {text[-12:]}"
        say(f"{_SIGNS[change.sign]} {text}")


# The command line.


def versions_arguments(made: argparse.ArgumentParser) -> None:
    """What ``chenbao versions`` takes."""
    given.store_argument(made)
    made.add_argument(
        "uids", nargs="+", metavar="UID", help="articles, by the uid that list --json shows"
    )
    made.add_argument("--json", action="store_true", help="one correction a line, as JSON")


def versions_command(options: argparse.Namespace) -> int:
    """``chenbao versions``."""
    return versions(given.places(options), options.uids, as_json=options.json)
