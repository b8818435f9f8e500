"""How long the entity browser takes on a large store: lists, cards, who appears together.

usage: python -m bench entities --store PATH

Each figure is the median of three calls in one process after a first one, which is printed beside it:
lists and counts are kept while the store does not change, so the first is what a newly opened
dashboard or a newly arrived edition costs.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from store.database.connections import open_for_reading
from store.database.places import StorePlaces
from store.entities import Entities
from store.records import EntityScope, Sort

ORDERS: tuple[Sort, ...] = ("count", "latest", "rising", "name")


def timed(name: str, call: Callable[[], object]) -> None:
    """Print the first call's milliseconds and the median of three more."""
    took = []
    for _ in range(4):
        began = time.perf_counter()
        call()
        took.append(1000 * (time.perf_counter() - began))
    print(f"{name:<44}{took[0]:>9.1f} ms first {statistics.median(took[1:]):>9.1f} ms warm")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--store", type=Path, required=True)
    options = parser.parse_args()
    places = StorePlaces.find(options.store)
    db = open_for_reading(places)
    sizes = [
        db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("article", "entity", "appearance")
    ]
    db.close()
    print("{:,} articles, {:,} names, {:,} appearances".format(*sizes))
    entities = Entities(places)
    for days in (1, 7, 30, None):
        scope = EntityScope(kinds=("PER",), days=days)
        timed(f"people of {days or 'all'} days", partial(entities.items, scope))
    for order in ORDERS[1:]:
        scope = EntityScope(kinds=("PER",), days=30, order=order)
        timed(f"people of 30 days by {order}", partial(entities.items, scope))
    timed("all kinds of 30 days", lambda: entities.items(EntityScope(days=30)))
    scope = EntityScope(kinds=("PER",), days=None, words="cw")
    timed("people of all days, typed cw", lambda: entities.items(scope))
    everyone = entities.items(EntityScope(kinds=("PER",), days=None))
    for place in (0, 100, 5000):
        if place < len(everyone):
            item = everyone[place]
            timed(
                f"card of number {place + 1} ({item.count} articles)",
                partial(entities.card, item),
            )
    timed("rows of a screen", lambda: entities.rows(everyone[:60], 30))
    entities.close()
    return 0
