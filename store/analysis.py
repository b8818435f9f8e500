"""The language stage on the road in: what to analyse with, where, and what it taught.

Small arrivals are analysed in this process. Large ones go to a pool, batch by batch and in order;
any ``concurrent.futures`` Executor will do. What analysing needs to know (the paper's own words,
each paper's home) is read once at the start; what the arrivals teach is noted at the end.
"""

from __future__ import annotations

import os
import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, TypeVar

from store.database import kept_choice, kept_counts
from store.database.connections import open_for_writing, open_state, writing
from store.database.corrections import added_names
from store.database.day_terms import settle_days
from store.database.filing import Filing, forget
from store.database.lexicon import (
    homes,
    learn_homes,
    missed,
    names_known,
    newly_known,
    own_words,
    save_words,
)
from store.database.places import StorePlaces
from store.database.together import pack_missing, unpacked_days
from store.database.unfiled import stored, unfiled
from store.records import Article, Findings
from store.spelling import spell_names

if TYPE_CHECKING:
    from store.language.analyse import Analyser, Learnt

_T = TypeVar("_T")
#: Characters learnt from whenever so many articles came together, and in between.
_TAUGHT_BY = 1_000_000
_TAUGHT_EVERY = 1000
_TAUGHT_IN_BETWEEN = 300_000
_FEW_NAMES = 1000
_FEW_ARTICLES = 200
_LOOK_BACK = 28
_DAYS_AT_ONCE = 100
#: After so many arrivals all series worth it are kept, and when an archive has grown to these sizes.
_MANY_CAME = 5000
_CHOSEN_ANEW = (1_000, 5_000, 10_000, 20_000, 40_000)
#: So many more articles than twice those that came are counted that waited for it.
_WAITING_COUNTED = 1000
_worker: Analyser | None = None


def learnt(db: sqlite3.Connection, state: sqlite3.Connection) -> Learnt:
    """What the store knows beforehand."""
    from store.language.analyse import Learnt

    words = frozenset(w.word for w in own_words(db, state) if w.source != "dropped")
    return Learnt(words, homes(db), _unusual(names_known(db)) | added_names(state))


def _unusual(names: dict[str, str]) -> dict[str, str]:
    """Without everyday words: taken for a place three times, one would be one for ever."""
    from store.language.words import stock

    knows = stock().knows
    return {name: kind for name, kind in names.items() if kind == "PER" or not knows(name)}


def filing(db: sqlite3.Connection) -> Filing:
    """What files findings into ``db``."""
    from store.language.analyse import VERSION
    from store.language.pinyin import keys, spell
    from store.language.present import present

    return Filing(db, VERSION, spell, keys, present)


def start_worker(known: Learnt) -> None:
    """Make this process ready to analyse: an Executor's initializer."""
    from store.language.analyse import Analyser

    global _worker
    _worker = Analyser(known)


def analyse_in_worker(articles: Sequence[Article]) -> list[Findings]:
    """Analyse a batch in a process that ``start_worker`` made ready."""
    assert _worker is not None
    return _worker(articles)


def pool(known: Learnt) -> Executor:
    """Processes for bulk work, one a core."""
    return ProcessPoolExecutor(
        max_workers=os.cpu_count() or 1,
        mp_context=get_context("spawn"),
        initializer=start_worker,
        initargs=(known,),
    )


class _Here(Executor):
    """An Executor that works at once, in this process: for what is not worth a pool."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def here(known: Learnt) -> Executor:
    """This process, made ready."""
    start_worker(known)
    return _Here()


def _many(db: sqlite3.Connection, everything: bool) -> bool:
    missing = db.execute(
        "SELECT (SELECT count(*) FROM article) - ? * (SELECT count(*) FROM article_found)",
        (0 if everything else 1,),
    ).fetchone()[0]
    return bool(missing > 500)


def ahead(
    batches: Iterable[tuple[_T, Sequence[Article]]], executor: Executor, depth: int = 8
) -> Iterator[tuple[_T, list[Findings]]]:
    """Each batch with its findings, in order, ``depth`` batches under way at once."""
    waiting: deque[tuple[_T, Future[list[Findings]]]] = deque()
    for key, articles in batches:
        waiting.append((key, executor.submit(analyse_in_worker, articles)))
        if len(waiting) > depth:
            first, future = waiting.popleft()
            yield first, future.result()
    for key, future in waiting:
        yield key, future.result()


def teach(db: sqlite3.Connection, came: int | None = None) -> None:
    """Learn from the newest text: words of the paper's own, and the papers' homes.

    ``came``: how many articles arrived last. A day's few are learnt from with little around them, and
    with all around them as soon as a thousand are together. None: with all.
    """
    from store.language.new_words import new_words
    from store.language.words import stock

    most = _TAUGHT_BY if came is None or _much_came(db, came) else _TAUGHT_IN_BETWEEN
    texts: list[str] = []
    size = 0
    for (text,) in db.execute("SELECT text FROM article_body ORDER BY article_id DESC"):
        texts.append(text)
        size += len(text)
        if size > most:
            break
    names = {row[0] for row in db.execute("SELECT name FROM entity WHERE articles > 1")}
    segmenter = stock()
    found = new_words(texts, segmenter.cut, segmenter.knows, names=names)
    with writing(db):
        save_words(db, [(w.word, w.count, w.cohesion, w.freedom) for w in found])
        learn_homes(db)


def _much_came(db: sqlite3.Connection, came: int) -> bool:
    """Whether the archive has passed another thousand articles; a young one learns from all it has."""
    held = _held(db)
    return held // _TAUGHT_EVERY != (held - came) // _TAUGHT_EVERY or held < _TAUGHT_EVERY


def _held(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT coalesce(sum(articles), 0) FROM edition").fetchone()[0])


def settle(db: sqlite3.Connection, state: sqlite3.Connection, came: int | None = None) -> None:
    """After arrivals (``came`` new articles): count the touched days anew, learn from what came.

    When a paper's home has become known, its articles are analysed once more: 区委书记 in them can
    now be told. So are the last weeks' articles in which a name stands that has only now become
    known; after a large import, whose names are all new, that is left to ``chenbao reanalyse``.
    """
    with writing(db):
        settled = settle_days(db)
    _pack(db)
    _keep_series(db, came)
    if not settled:
        return
    before = homes(db)
    teach(db, came)
    fresh = {paper for paper, home in homes(db).items() if before.get(paper) != home}
    if fresh:
        _again(db, state, unfiled(db, None, papers=fresh))
    with writing(db):
        names = newly_known(db)
    if 0 < len(names) <= _FEW_NAMES:
        since = db.execute("SELECT max(day) FROM edition").fetchone()[0] - _LOOK_BACK
        ids = missed(db, names, since, _FEW_ARTICLES)
        if ids:
            # Briefings of other days stay as they are: some eight would be made anew every morning.
            _again(db, state, [list(stored(db, ids))], told=True)
    _brief(db)


def _keep_series(db: sqlite3.Connection, came: int | None) -> None:
    """Keep the series of frequent words in step; all of them after many arrivals and in an archive that
    has become much larger, else with a few words more now and then."""
    from store.language.background import shipped

    held = _held(db)
    everything = came is None or came >= _MANY_CAME
    grown = came is not None and any(held - came < size <= held for size in _CHOSEN_ANEW)
    if everything or grown or (came is not None and _much_came(db, came)):
        usual = shipped()
        shares = {word: many / usual.articles for word, many in usual.documents.items()}
        kept_choice.choose(db, shares, everything=everything or grown)
    most = None if everything or grown or came is None else 2 * came + _WAITING_COUNTED
    kept_counts.keep_up(db, most)


def keep_series(places: StorePlaces) -> None:
    """Choose the frequent words of an archive anew and count all their series that wait for it."""
    db = open_for_writing(places)
    try:
        _keep_series(db, None)
    finally:
        db.close()


def _pack(db: sqlite3.Connection) -> None:
    """Pack what a store of an earlier version holds, some days a transaction."""
    days = unpacked_days(db)
    for at in range(0, len(days), _DAYS_AT_ONCE):
        with writing(db):
            pack_missing(db, days[at : at + _DAYS_AT_ONCE])


def find_added(places: StorePlaces, kind: str, name: str) -> int:
    """Find a name that the user added in the newest articles it stands in; in how many it was missed.

    Older ones follow with ``chenbao reanalyse --all``.
    """
    db = open_for_writing(places)
    state = open_state(places)
    try:
        ids = missed(db, {name: kind}, 0, _FEW_ARTICLES)
        if ids:
            _again(db, state, [list(stored(db, ids))])
        return len(ids)
    finally:
        db.close()
        state.close()


def _again(
    db: sqlite3.Connection,
    state: sqlite3.Connection,
    batches: Iterable[list[tuple[int, Article]]],
    *,
    told: bool = False,
) -> None:
    """Analyse stored articles once more, with what is known now; ``told`` see ``settle_days``."""
    file = filing(db)
    executor = here(learnt(db, state))
    pairs = ((batch, [article for _, article in batch]) for batch in batches)
    for batch, findings in ahead(pairs, executor):
        with writing(db):
            for (article_id, article), found in zip(batch, findings, strict=True):
                forget(db, article_id)
                file.file(db, article_id, article, found)
    with writing(db):
        settle_days(db, told=told)


def _brief(db: sqlite3.Connection) -> None:
    """Make the briefings of the newest days that have none."""
    from store.morning.keeping import VERSION, keep

    days = [
        row[0]
        for row in db.execute(
            """SELECT DISTINCT day FROM edition WHERE articles > 0
               AND day NOT IN (SELECT day FROM briefing_day WHERE made_by = ?)
               ORDER BY day DESC LIMIT 8""",
            (VERSION,),
        )
    ]
    newest = db.execute("SELECT max(day) FROM edition WHERE articles > 0").fetchone()[0]
    for day in days:
        if newest is not None and day > newest - 8:
            keep(db, day)


def reanalyse(
    places: StorePlaces,
    *,
    everything: bool,
    progress: Callable[[int], None] = lambda _done: None,
) -> int:
    """Analyse stored articles again: all, or those that today's language stage has not seen.

    Each batch is one transaction; interrupted, it goes on from there the next time. The number of
    articles analysed.
    """
    from store.language.analyse import VERSION

    db = open_for_writing(places)
    state = open_state(places)
    done = 0
    try:
        named = "SELECT 1 FROM pinyin WHERE kind IN ('who', 'org', 'place', 'by') LIMIT 1"
        if db.execute(named).fetchone() is None:
            # Names filed before they could be typed.
            spell_names(db)
        if next(unfiled(db, None if everything else VERSION, size=1), None) is None:
            return 0
        if db.execute("SELECT count(*) FROM own_word").fetchone()[0] == 0:
            teach(db)
        file = filing(db)
        batches = (
            (batch, [article for _, article in batch])
            for batch in unfiled(db, None if everything else VERSION)
        )
        known = learnt(db, state)
        with pool(known) if _many(db, everything) else here(known) as executor:
            for batch, findings in ahead(batches, executor):
                with writing(db):
                    for (article_id, article), found in zip(batch, findings, strict=True):
                        forget(db, article_id)
                        file.file(db, article_id, article, found)
                done += len(batch)
                progress(done)
        settle(db, state)
    finally:
        db.close()
        state.close()
    return done
