"""How long finding takes, and what the index weighs, on an archive of bench archive.

usage: python -m bench search --store PATH

Strings are drawn from the texts themselves: common, middling and rare ones of 1 to 6 characters,
then strings of common pairs that stand together nowhere. Warm medians; LIKE over title and text in
the same run, both for the newest 50.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from store.database.connections import open_for_reading
from store.database.places import StorePlaces
from store.search import Search, quoted

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
    common = kinds["2 characters, common"]
    both = [
        timed(partial(search.page, f"{a} {b}", limit=NEWEST))
        for a, b in zip(common, common[1:] + common[:1], strict=True)
    ]
    print(f"two common pairs ANDed: {statistics.median(both):.1f} ms, slowest {max(both):.1f}")

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
            f"all {counted:.1f} ms, LIKE {whole:,.0f} ms ({whole / counted:.1f} ×)"
        )
    search.close()
    db.close()
