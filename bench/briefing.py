"""How long a start that resumes on the briefing takes, beside one that resumes on the headlines.

usage: python -m bench briefing --store PATH [--runs 11]   (an archive of 100 000 articles)

Real starts through a pty, in turn, until the section or the first heading has been printed; the
medians and their ratio. The briefings of the newest days must be in the store, as intake leaves them.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
from pathlib import Path

from bench import screen
from store.briefing import Briefings
from store.database.places import StorePlaces
from store.headlines import Marks, Place

#: The first heading of the briefing; the headlines are there when the paper is named.
ARRIVED = "收到"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--runs", type=int, default=11)
    options = parser.parse_args()
    seconds: dict[str, list[float]] = {"headlines": [], "briefing": []}
    with tempfile.TemporaryDirectory() as folder:
        for tab in seconds:
            marks = Marks(StorePlaces(options.store, Path(folder) / f"{tab}.db"))
            marks.save_place(Place(tab=tab))
            marks.close()
        reader = Briefings(StorePlaces(options.store, Path(folder) / "briefing.db"))
        told = reader.briefing()
        reader.close()
        assert told is not None, "nothing is in the store"
        paper = told.arrived[0].paper
        for _run in range(options.runs):
            for tab, text in (("headlines", paper), ("briefing", ARRIVED)):
                screen.STATE = Path(folder) / f"{tab}.db"
                started = screen.dashboard((80, 24), options.store)
                seconds[tab].append(started.until(text))
                started.close()
    list_, briefing = (statistics.median(seconds[tab]) for tab in ("headlines", "briefing"))
    print(
        f"headlines {list_:.3f} s, briefing {briefing:.3f} s, ratio {briefing / list_:.2f} "
        f"(medians of {options.runs} starts; load {os.getloadavg()[0]:.1f})"
    )
