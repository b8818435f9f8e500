"""How long a chart's series and a day's rising list take.

usage: python -m bench trend_speed STORE [--asked 200]

Three kinds of questions, drawn by chance (always the same): words that newspapers use, strings of two
to four characters cut out of texts, and days for the rising list. Each is asked of a
store that was read before (the second of two calls), with nothing of it kept in memory. Told are the
median, the ninth of ten and the slowest, by the clock; for a string also what is shown first.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sqlite3
import time
from collections.abc import Callable, Sequence

from store.database import kept_counts, term_counts
from store.database.connections import open_for_reading
from store.database.places import StorePlaces
from store.language.background import shipped
from store.records import Scope
from store.trend_records import TrendQuestion
from store.trends import Trends

_HAN = re.compile(r"[\u4e00-\u9fff]+")


def main() -> None:
    """Ask and print a line a kind."""
    parser = argparse.ArgumentParser()
    parser.add_argument("store")
    parser.add_argument("--asked", type=int, default=200)
    options = parser.parse_args()
    places = StorePlaces.find(options.store)
    db = open_for_reading(places)
    chance = random.Random(5)
    articles, days = db.execute(
        "SELECT sum(articles), max(day) - min(day) + 1 FROM edition WHERE articles > 0"
    ).fetchone()
    kept = db.execute("SELECT count(*) FROM kept_term").fetchone()[0]
    print(
        f"{articles:,} articles of {days} days, {kept} series kept; load {os.getloadavg()[0]:.1f}"
    )
    usual = shipped().documents
    words = sorted((w for w in usual if _HAN.fullmatch(w)), key=lambda word: -usual[word])
    _tell("the 200 commonest words, series", words[:200], lambda w: _series(db, w), _kept(db))
    some = chance.sample(words, options.asked)
    _tell("words of the dictionary, series", some, lambda w: _series(db, w), _kept(db))
    cuts = _cuts(db, chance, options.asked)
    trends = Trends(places)
    _tell("cut out of texts, first picture", cuts, lambda w: _chart(trends, w, at_once=True))
    _tell("cut out of texts, exact", cuts, lambda w: _chart(trends, w, at_once=False))
    dates = [d for (d,) in db.execute("SELECT DISTINCT date FROM edition WHERE articles > 0")]
    some_days = chance.sample(sorted(dates)[len(dates) // 10 :], 20)
    _tell("rising, kept words", some_days, lambda d: _rising(trends, d, at_once=True))
    _tell("rising, with phrases", some_days, lambda d: _rising(trends, d, at_once=False))
    trends.close()
    db.close()


def _series(db: sqlite3.Connection, word: str) -> None:
    if term_counts.count_articles(db, word, Scope()) is None:
        term_counts.count(db, word, Scope())


def _kept(db: sqlite3.Connection) -> Callable[[str], bool]:
    return lambda word: kept_counts.is_kept(db, word)


def _chart(trends: Trends, word: str, *, at_once: bool) -> None:
    trends._kept = type(trends._kept)((k, v) for k, v in trends._kept.items() if word not in _of(k))
    trends.trend(TrendQuestion((word,), interval="day"), at_once=at_once)


def _rising(trends: Trends, date: str, *, at_once: bool) -> None:
    trends._kept = type(trends._kept)(
        (k, v) for k, v in trends._kept.items() if "rising" not in _of(k)
    )
    trends.rising("day", date, at_once=at_once)


def _of(key: object) -> tuple[object, ...]:
    return key if isinstance(key, tuple) else ()


def _cuts(db: sqlite3.Connection, chance: random.Random, many: int) -> list[str]:
    found: list[str] = []
    first, last = db.execute("SELECT min(article_id), max(article_id) FROM article_body").fetchone()
    while len(found) < many:
        (text,) = db.execute(
            "SELECT text FROM article_body WHERE article_id >= ? LIMIT 1",
            (chance.randint(first, last),),
        ).fetchone()
        at, size = chance.randrange(len(text)), chance.randint(2, 4)
        if len(text) >= at + size and _HAN.fullmatch(text[at : at + size]):
            found.append(text[at : at + size])
    return found


def _tell(
    what: str,
    asked: Sequence[str],
    ask: Callable[[str], None],
    is_kept: Callable[[str], bool] | None = None,
) -> None:
    took = []
    for one in asked:
        ask(one)
        began, worked = time.perf_counter(), time.process_time()
        ask(one)
        took.append((time.perf_counter() - began, time.process_time() - worked, one))
    took.sort()
    told = f", {sum(map(is_kept, asked))} of them kept" if is_kept else ""
    at = {"median": len(took) // 2, "9 of 10": len(took) * 9 // 10, "slowest": len(took) - 1}
    figures = ", ".join(
        f"{name} {1000 * took[n][0]:.1f} ({1000 * took[n][1]:.1f})" for name, n in at.items()
    )
    print(
        f"{what}: {len(asked)} asked{told}; ms, of the processor in brackets: {figures}", flush=True
    )
    print("   slowest: " + " ".join(f"{one} {1000 * s:.0f}" for s, _cpu, one in took[-5:]))
