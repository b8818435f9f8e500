"""Make a large archive straight into a store, deterministically; or prove that the road in agrees.

usage: python -m bench archive --articles 100000 --store PATH
       python -m bench archive --through-intake 5000

The articles and what there is to find in them come from archive_articles.py. They are filed through
the same functions as any article, without reading and analysing (which takes hours for a million).
Stopped, it goes on where it stopped. ``--through-intake`` takes as many articles the real road as
well, as a file of records handed to ``chenbao add``, and compares every table of the two stores.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from bench.archive_articles import IN_EDITION, SOURCE, edition, editions
from store.analysis import filing, settle
from store.clean import clean_reading
from store.database import gram_index
from store.database.connections import open_for_writing, open_state
from store.database.places import StorePlaces
from store.database.save import RecordsSeen, save_reading
from store.intake import add
from store.reading.detect import ReadOptions
from store.records import Article, Findings, Reading
from store.spelling import spell_waiting

AT_ONCE = 20
AHEAD = 6

#: What two runs of one thing may differ in: who the store is, when it was, in how many batches.
_PASSING = {
    "arrival": ("generation", "at", "added"),
    "article": ("uid", "arrival", "lag"),
    "identity": ("salt",),
    "page": ("added_at",),
    "own_word": ("found_at",),
    "_sqlite_migrations": ("applied_at", "id"),
}


def made(first: int, count: int) -> tuple[list[Article], list[Findings]]:
    """Some editions at once, for a process of its own."""
    articles: list[Article] = []
    findings: list[Findings] = []
    for number in range(first, min(first + AT_ONCE, editions(count))):
        _records, some, found = edition(number, count)
        articles += clean_reading(Reading(SOURCE, tuple(some))).articles
        findings += found
    return articles, findings


def batches(
    done: int, count: int, processes: int
) -> Iterator[tuple[list[Article], list[Findings]]]:
    """The editions after the first ``done``, made a little ahead of the writer."""
    starts = range(done, editions(count), AT_ONCE)
    if processes == 0:
        yield from (made(first, count) for first in starts)
        return
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        waiting: list[Future[tuple[list[Article], list[Findings]]]] = []
        for first in starts:
            waiting.append(pool.submit(made, first, count))
            if len(waiting) > AHEAD:
                yield waiting.pop(0).result()
        for future in waiting:
            yield future.result()


def build(places: StorePlaces, count: int, processes: int = 1, quiet: bool = False) -> None:
    """Make the archive, or go on with it."""
    db = open_for_writing(places)
    state = open_state(places)
    db.execute("PRAGMA synchronous = OFF")
    db.execute("PRAGMA cache_size = -400000")
    db.execute("PRAGMA wal_autocheckpoint = 20000")
    (stands,) = db.execute("SELECT count(*) FROM article").fetchone()
    if stands % IN_EDITION and stands != count:
        raise SystemExit("this store is not part of an archive of that size")
    file, seen = filing(db), RecordsSeen()
    began, done = time.perf_counter(), stands
    for articles, findings in batches(-(-stands // IN_EDITION), count, processes):
        outcome = save_reading(
            db, Reading(SOURCE, tuple(articles)), seen=seen, findings=findings, on_change=file
        )
        if outcome.refused:
            raise SystemExit(outcome.reason)
        done += len(articles)
        if not quiet and (done // IN_EDITION) % (AT_ONCE * 10) == 0:
            took = time.perf_counter() - began
            print(f"{done:,} articles, {(done - stands) / took:,.0f} a second", flush=True)
    while spell_waiting(db, 2000):
        pass
    gram_index.tidy(db, done)
    settle(db, state)
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    state.close()


def through_intake(folder: Path, count: int) -> list[str]:
    """Make an archive both ways; what differs, a sentence each."""
    fast, slow = StorePlaces.inside(folder / "fast"), StorePlaces.inside(folder / "slow")
    build(fast, count, processes=0, quiet=True)
    known: dict[str, Findings] = {}
    with (folder / SOURCE).open("w", encoding="utf-8") as stream:
        for number in range(editions(count)):
            for record, article, found in zip(*edition(number, count), strict=True):
                stream.write(json.dumps(record, ensure_ascii=False) + "\n")
                known[article.address or ""] = found

    def analyser(articles: Sequence[Article]) -> list[Findings]:
        return [known[article.address or ""] for article in articles]

    add([str(folder / SOURCE)], slow, ReadOptions(), analyser=analyser)
    return differences(fast, slow)


def differences(one: StorePlaces, other: StorePlaces) -> list[str]:
    """In which tables two stores differ, passing things apart; indexes by what they hold."""
    first, second = open_for_writing(one), open_for_writing(other)
    found = []
    tables = [
        name
        for (name,) in first.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
            "ORDER BY name"
        )
        if "_gram_" not in name and "_pinyin_" not in name
    ]
    for table in tables:
        rows, others = (_rows(db, table) for db in (first, second))
        same = rows == others
        print(f"{table:20} {len(rows):9,} rows  {'equal' if same else 'DIFFERENT'}", flush=True)
        if not same:
            found.append(f"{table}: {len(rows)} rows and {len(others)}")
    first.close()
    second.close()
    return found


def _rows(db: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    """What a table holds, in no order; of an index every term, article and place."""
    columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
    if table in ("article_gram", "title_gram", "title_pinyin"):
        db.execute(f"CREATE VIRTUAL TABLE temp.held USING fts5vocab(main, {table}, instance)")
        rows = db.execute("SELECT * FROM temp.held").fetchall()
        db.execute("DROP TABLE temp.held")
        return sorted(rows, key=repr)
    if table == "arrival":
        return db.execute("SELECT source, sum(added), sum(replaced), sum(removed) FROM arrival").fetchall()  # fmt: skip
    kept = [f'"{c}"' for c in columns if c not in _PASSING.get(table, ())]
    rows = db.execute(f"SELECT {', '.join(kept)} FROM {table}").fetchall()
    return sorted(rows, key=repr)


def main() -> None:
    p = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    p.add_argument("--articles", type=int, default=100_000)
    p.add_argument("--store", type=Path)
    p.add_argument("--through-intake", type=int, metavar="ARTICLES")
    p.add_argument("--processes", type=int, default=max(1, (os.cpu_count() or 2) - 1))
    o = p.parse_args()
    began = time.perf_counter()
    if o.through_intake:
        with tempfile.TemporaryDirectory() as folder:
            wrong = through_intake(Path(folder), o.through_intake)
        if wrong:
            raise SystemExit("; ".join(wrong))
        print(f"{o.through_intake:,} articles, both ways the same tables")
        return
    if o.store is None:
        p.error("--store is missing")
    build(StorePlaces.find(o.store), o.articles, o.processes)
    took = time.perf_counter() - began
    print(f"{o.articles:,} articles in {took:.0f} s, {o.articles / took:,.0f} a second")
