"""How long finding takes, and what the index weighs, on an archive of bench archive.

usage: python -m bench search --store PATH

Strings are drawn from the texts themselves: common, middling and rare ones of 1 to 6 characters,
then strings of common pairs that stand together nowhere. Warm medians; LIKE over title and text in
the same run, for the newest 50 and for all hits. Then names typed letter by letter in pinyin, each
prefix once, and how long an interrupted query still runs.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from store.database.connections import open_for_reading
from store.database.places import StorePlaces
from store.language.pinyin import initials, readings
from store.search import Search, SupersededError, quoted

REPEATS = 5
NEWEST = 50
LIKE = """SELECT a.id FROM article a JOIN article_body b ON b.article_id = a.id
WHERE a.title LIKE ?1 OR b.text LIKE ?1 OR b.aside LIKE ?1 ORDER BY a.id DESC LIMIT 50"""


def timed(call: Callable[[], object], repeats: int = REPEATS) -> float:
    """The median of a few calls, in milliseconds; the first warms up."""
    call()
    took = []
    for _ in range(repeats):
        began = time.perf_counter()
        call()
        took.append(time.perf_counter() - began)
    return 1000 * statistics.median(took)


def frequencies(db: sqlite3.Connection) -> list[tuple[str, int]]:
    """The pairs of Han characters and how many articles hold them, commonest first."""
    db.execute("CREATE VIRTUAL TABLE temp.held USING fts5vocab(main, article_gram, row)")
    rows = db.execute("SELECT term, doc FROM temp.held WHERE length(term) = 2").fetchall()
    db.execute("DROP TABLE temp.held")
    return sorted((r for r in rows if r[0].isalpha() and not r[0].isascii()), key=lambda r: -r[1])


def samples(db: sqlite3.Connection, rng: random.Random) -> dict[str, list[str]]:
    """Strings by kind: those of the texts by length and commonness, and those found nowhere."""
    pairs = frequencies(db)
    size = len(pairs)
    doc = dict(pairs)
    ids = [i for (i,) in db.execute("SELECT id FROM article")]
    spans: list[str] = []
    for article_id in rng.sample(ids, 400):
        (text,) = db.execute(
            "SELECT text FROM article_body WHERE article_id = ?", (article_id,)
        ).fetchone()
        at = rng.randrange(max(1, len(text) - 6))
        spans.append(text[at : at + 6])
    spans = [s for s in spans if s.isalpha()]

    def weight(words: str) -> int:
        return min(doc.get(words[i : i + 2], 0) for i in range(len(words) - 1))

    kinds: dict[str, list[str]] = {
        "1 character": [words[0] for words in spans[:12]],
        "2 characters, common": [words for words, _n in pairs[:12]],
        "2 characters, middling": [words for words, _n in pairs[size // 20 : size // 20 + 12]],
        "2 characters, rare": [words for words, _n in pairs[-size // 4 : -size // 4 + 12]],
    }
    for length in (3, 4, 6):
        ordered = sorted({words[:length] for words in spans}, key=weight)
        third = len(ordered) // 3
        kinds[f"{length} characters, common"] = ordered[-12:]
        kinds[f"{length} characters, middling"] = ordered[third : third + 12]
        kinds[f"{length} characters, rare"] = ordered[:12]
    # Strings whose pairs are all common, but which hardly anything holds.
    common = [words for words, _n in pairs[:1500]]
    chains: list[str] = []
    while len(chains) < 12:
        words = rng.choice(common)
        while len(words) < 5:
            following = [p for p in common if p[0] == words[-1]]
            if not following:
                break
            words += rng.choice(following)[1]
        if len(words) == 5:
            chains.append(words)
    kinds["5 characters of common pairs"] = chains
    return kinds


def typed(db: sqlite3.Connection, search: Search, rng: random.Random) -> None:
    """What each letter of ten names costs: the names it may become, and the first page it finds."""
    (names,) = db.execute("SELECT count(DISTINCT name) FROM pinyin").fetchone()
    chosen = []
    for kind in ("PER", "ORG", "LOC"):
        some = [
            name
            for (name,) in db.execute(
                "SELECT name FROM entity WHERE kind = ? AND articles > 0 AND length(name) > 2",
                (kind,),
            )
        ]
        chosen += rng.sample(some, min(len(some), 4 if kind == "PER" else 3))
    offered, found = [], []
    for name in chosen:
        reading = readings(name)[0]
        for whole in ("".join(reading), initials(reading)):
            for size in range(2, len(whole) + 1):
                offered.append((timed(partial(search.names, whole[:size]), 1), whole[:size]))
                page = partial(search.page, whole[:size], limit=NEWEST)
                found.append((timed(page, 1), whole[:size]))
    for what, times in (("names offered", offered), ("first page", found)):
        slowest = max(times)
        print(
            f"{names:,} names, {len(times)} prefixes typed, {what}: "
            f"{statistics.median(ms for ms, _prefix in times):.1f} ms, "
            f"slowest {slowest[0]:.0f} ({slowest[1]})",
            flush=True,
        )


def interrupted(search: Search, words: list[str], rng: random.Random) -> None:
    """How long a count or a page still runs after it was interrupted."""
    late: list[float] = []
    stopped: list[bool] = []

    def run(call: Callable[[str], object], query: str) -> None:
        try:
            call(query)
        except SupersededError:
            stopped.append(True)

    for query in words * 3:
        for call in (search.count, search.page, search.unread):
            stopped.clear()
            thread = threading.Thread(target=run, args=(call, query))
            thread.start()
            time.sleep(rng.uniform(0.002, 0.12))
            began = time.perf_counter()
            search.interrupt()
            thread.join()
            if stopped:
                late.append(1000 * (time.perf_counter() - began))
    print(
        f"{len(late)} queries interrupted: ended after {statistics.median(late):.1f} ms, "
        f"slowest {max(late):.1f}",
        flush=True,
    )


def main() -> None:
    p = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    p.add_argument("--store", type=Path, required=True)
    o = p.parse_args()
    places = StorePlaces.find(o.store)
    db = open_for_reading(places)
    (count,) = db.execute("SELECT count(*) FROM article").fetchone()
    kinds = samples(db, random.Random(20260302))
    search = Search(places)
    print(f"{count:,} articles; {search.waiting()} wait for the index")
    for table in ("article_gram", "title_gram"):
        (size,) = db.execute(f"SELECT sum(length(block)) FROM {table}_data").fetchone()
        print(f"{table}: {size / count:,.0f} bytes an article")
    print("| strings | found (median) | newest 50, ms | slowest | count, ms | slowest |")
    print("|---|---|---|---|---|---|")
    for kind, words in kinds.items():
        pages = [timed(partial(search.page, quoted(w), limit=NEWEST)) for w in words]
        counts = [timed(partial(search.count, quoted(w)), 1) for w in words]
        found = statistics.median(search.count(quoted(w)).number for w in words)
        print(
            f"| {kind} | {found:,.0f} | {statistics.median(pages):.1f} | {max(pages):.1f} "
            f"| {statistics.median(counts):.0f} | {max(counts):.0f} |",
            flush=True,
        )
    for one, other in (
        ("2 characters, common", "2 characters, common"),
        ("2 characters, common", "2 characters, middling"),
        ("3 characters, common", "4 characters, common"),
    ):
        both = [
            timed(partial(search.page, f"{a} {b}", limit=NEWEST))
            for a, b in zip(kinds[one], kinds[other][1:] + kinds[other][:1], strict=True)
        ]
        print(
            f"{one} AND {other}: {statistics.median(both):.1f} ms, slowest {max(both):.1f}",
            flush=True,
        )

    def like(words: str, sql: str) -> list[object]:
        return db.execute(sql, (f"%{words}%",)).fetchall()

    for kind in ("2 characters, common", "2 characters, middling", "4 characters, common"):
        words = kinds[kind][:4]
        ours = statistics.median(
            timed(partial(search.page, quoted(w), limit=NEWEST)) for w in words
        )
        newest = statistics.median(timed(partial(like, w, LIKE), 1) for w in words)
        every = LIKE.replace(" LIMIT 50", "")
        whole = statistics.median(timed(partial(like, w, every), 1) for w in words)
        counted = statistics.median(timed(partial(search.count, quoted(w)), 1) for w in words)
        print(
            f"{kind}: newest {NEWEST} {ours:.2f} ms, LIKE {newest:.1f} ms ({newest / ours:.1f} ×); "
            f"all {counted:.1f} ms, LIKE {whole:,.0f} ms ({whole / counted:.1f} ×)",
            flush=True,
        )
    rng = random.Random(7)
    typed(db, search, rng)
    heavy = kinds["1 character"][:4] + kinds["3 characters, common"][:4]
    interrupted(search, heavy + kinds["5 characters of common pairs"][:4], rng)
    search.close()
    db.close()
