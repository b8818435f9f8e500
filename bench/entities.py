"""How long the entity browser takes on a large store: lists, cards, who appears together.

usage: python -m bench entities --store PATH
       python -m bench entities --together 100000 [--articles 1000000] [--packed]

Each figure is the median of three calls in one process after a first one, which is printed beside it:
lists and counts are kept while the store does not change, so the first is what a newly opened
dashboard or a newly arrived edition costs. Who appears with the most frequent name is counted beside a
plain self-join of the same rows in the same run, and both must agree.

``--together`` counts the company of one name with so many mentions, in a scratch store that has nothing
but who is named where: no archive at hand has a name that frequent. With ``--packed`` it has the
packed days alone, which is made in a minute and has no self-join to compare with.
"""

from __future__ import annotations

import argparse
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from store.database.connections import open_for_reading, open_for_writing
from store.database.days import SEQ_BITS, day_number
from store.database.places import StorePlaces
from store.database.together import named_with, packed
from store.entities import Entities
from store.records import EntityScope, Sort

IN_DAY = 180
ORDERS: tuple[Sort, ...] = ("count", "latest", "rising", "name")


def timed(name: str, call: Callable[[], object]) -> None:
    """Print the first call's milliseconds and the median of three more."""
    took = []
    for _ in range(4):
        began = time.perf_counter()
        call()
        took.append(1000 * (time.perf_counter() - began))
    print(f"{name:<44}{took[0]:>9.1f} ms first {statistics.median(took[1:]):>9.1f} ms warm")


JOIN = """SELECT t.entity_id, count(*) FROM appearance s
          JOIN appearance t INDEXED BY appearance_article ON t.article_id = s.article_id
          WHERE s.entity_id = ? GROUP BY 1"""


def alone(db: sqlite3.Connection, ids: list[int], times: int = 5) -> None:
    """Count who is named in these articles from the packed days."""
    took = []
    for _ in range(times):
        began = time.perf_counter(), time.process_time()
        found = len(named_with(db, ids, {}))
        took.append((time.perf_counter() - began[0], time.process_time() - began[1]))
    clock, processor = (1000 * statistics.median(t[place] for t in took) for place in (0, 1))
    print(
        f"company of a name with {len(ids):,} articles, {found:,} names: {clock:.0f} ms on the clock, "
        f"{processor:.0f} of the processor; first {1000 * took[0][0]:.0f} and {1000 * took[0][1]:.0f}"
    )


def compare(db: sqlite3.Connection, entity: int, times: int = 5) -> None:
    """Count who is named with an entity, packed and joined, by turns."""
    ids = [
        row[0]
        for row in db.execute("SELECT article_id FROM appearance WHERE entity_id = ?", (entity,))
    ]
    ours_took, joined = [], []
    for _ in range(times):
        began = time.perf_counter(), time.process_time()
        counted = dict(named_with(db, ids, {}))
        ours_took.append((time.perf_counter() - began[0], time.process_time() - began[1]))
        began = time.perf_counter(), time.process_time()
        plain = dict(db.execute(JOIN, (entity,)).fetchall())
        joined.append((time.perf_counter() - began[0], time.process_time() - began[1]))
        assert counted == plain
    print(f"company of a name with {len(ids):,} articles, {len(plain):,} names:")
    for place, what in enumerate(("on the clock", "of the processor")):
        ours, theirs = (
            1000 * statistics.median(took[place] for took in some) for some in (ours_took, joined)
        )
        first = 1000 * ours_took[0][place]
        print(
            f"  {what:<18}{ours:>7.0f} ms, first {first:.0f} ms; self-join {theirs:.0f} ms, "
            f"{theirs / ours:.1f} ×"
        )


def scratch(
    path: Path, articles: int, mentions: int, only_packed: bool
) -> tuple[sqlite3.Connection, list[int]]:
    """A store of who is named where: nine names an article of a long-tailed 300 000, and one of ours,
    in the articles that are given with it."""
    import numpy as np

    db = open_for_writing(StorePlaces(path, path.with_name("state.db")))
    chance = np.random.default_rng(1)
    every = articles // mentions
    first = day_number("2000-01-01")
    ours = []
    db.execute("BEGIN")
    for at in range(0, articles, IN_DAY):
        day = first + at // IN_DAY
        size = min(IN_DAY, articles - at)
        drawn = (chance.zipf(1.3, (size, 9)) % 300_000 + 2).tolist()
        rows: list[tuple[int, int]] = []
        for seq, names in enumerate(drawn, 1):
            article_id = (day << SEQ_BITS) | seq
            if (at + seq) % every == 0:
                names.append(1)
                ours.append(article_id)
            rows += [(article_id, name) for name in sorted(set(names))]
        db.execute("INSERT INTO named_day VALUES (?, ?, ?)", (day, *packed(rows)))
        if not only_packed:
            db.executemany("INSERT INTO appearance VALUES (?2, ?1, 1, 0)", rows)
    db.execute("COMMIT")
    return db, ours


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--store", type=Path)
    parser.add_argument("--together", type=int, metavar="MENTIONS")
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--packed", action="store_true")
    options = parser.parse_args()
    if options.together:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "scratch.db"
            db, ids = scratch(path, options.articles, options.together, options.packed)
            alone(db, ids)
            if not options.packed:
                compare(db, 1)
            db.close()
    if options.store:
        measure(StorePlaces.find(options.store))
    return 0


def measure(places: StorePlaces) -> None:
    """Lists, cards and company on a store."""
    db = open_for_reading(places)
    sizes = [
        db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("article", "entity", "appearance")
    ]
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
                partial(entities.card, item, whole=False),
            )
            timed("  the whole of it", partial(entities.card, item))
    timed("rows of a screen", lambda: entities.rows(everyone[:60], 30))
    entities.close()
    (most,) = db.execute("SELECT id FROM entity ORDER BY articles DESC LIMIT 1").fetchone()
    compare(db, most)
    db.close()
