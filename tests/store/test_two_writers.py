"""Two processes that add at once, and files read by an Executor: the store is as if one had."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

import app
from store.database.places import StorePlaces
from store.headlines import Headlines, Marks
from store.intake import add
from store.reading.detect import ReadOptions
from store.records import Scope
from tests.conftest import BACK, FRONT

ROOT = Path(__file__).parents[2]
NAMES = "方向明 白晓棠 程远 何立军 孔令仪 苏小满 温如海 阮明溪".split()

#: Names of times and of this very store, which no two stores share.
VOLATILE = {"at", "added_at", "replaced_at", "found_at", "made_at", "content", "applied_at", "salt"}
TABLES = (
    "edition page article article_body entity appearance post term announced own_word "
    "pinyin arrival day paper_home".split()
)


def record(n, paper="湖城晚报"):
    name = NAMES[n % len(NAMES)]
    return {
        "paper": paper,
        "date": f"2026-03-{n % 9 + 1:02d}",
        "page": str(n % 3 + 1),
        "title": f"{name}到第{n}号工地调研",
        "text": f"镇长{name}昨天来到第{n}号工地，要求清淤工程三月二十日前完工。村民{n}人参加。",
    }


def pages(folder):
    """Files of every kind: pages with a jump, records, one that is refused."""
    folder.mkdir()
    for day in range(2, 8):
        for number, text in (("01", FRONT), ("02", BACK)):
            (folder / f"hcwb-2026-03-{day:02d}-{number}.txt").write_text(
                text.replace("3月2日", f"3月{day}日"), encoding="utf-8"
            )
    for part in range(12):
        lines = [json.dumps(record(n)) for n in range(part * 10, part * 10 + 10)]
        (folder / f"r{part:02d}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "bad.txt").write_bytes(bytes(range(256)) * 9)
    return folder


def dump(places: StorePlaces):
    db = sqlite3.connect(places.articles)
    (salt,) = db.execute("SELECT salt FROM identity").fetchone()
    found = {}
    for table in TABLES:
        cursor = db.execute(f'SELECT * FROM "{table}"')
        names = [column[0] for column in cursor.description]
        found[table] = sorted(
            repr(
                [
                    value - (salt << 40) if name == "uid" else value
                    for name, value in zip(names, row, strict=True)
                    if name not in VOLATILE
                ]
            )
            for row in cursor
        )
    found["state"] = [db.execute("PRAGMA integrity_check").fetchone()[0]]
    db.close()
    return found


def test_files_read_by_other_processes_give_the_same_tables(tmp_path):
    folder = pages(tmp_path / "papers")
    alone, helped = (StorePlaces.inside(tmp_path / name) for name in ("alone", "helped"))
    told = {}
    for places, executor in (
        (alone, None),
        (helped, ProcessPoolExecutor(2, mp_context=get_context("spawn"))),
    ):
        reports = []
        summary = add(
            [str(folder)], places, ReadOptions(), report=reports.append, executor=executor
        )
        told[places] = (summary, [(one.source, one.outcome, str(one.fault)) for one in reports])
        if executor is not None:
            executor.shutdown()
    assert told[alone] == told[helped]
    assert told[alone][0].refused_files == 1
    assert told[alone][0].outcome.added == 6 * 5 + 120
    one, other = dump(alone), dump(helped)
    for table in one:
        assert one[table] == other[table], table
    assert one["state"] == ["ok"]
    assert one["appearance"]
    assert one["post"]


def adding(store, *paths):
    return subprocess.Popen(
        [sys.executable, str(ROOT / "app.py"), "--store", str(store), "add", *map(str, paths)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
    )  # fmt: skip


@pytest.mark.parametrize("shared", [False, True])
def test_two_that_add_at_once_lose_nothing(tmp_path, shared):
    """Into a store not made yet, each its own files or both the same."""
    store = tmp_path / "store" / "chenbao.db"
    files = []
    for part in range(2):
        folder = tmp_path / f"in{part}"
        folder.mkdir()
        for n in range(60):
            file = folder / f"{part}-{n:03d}.jsonl"
            file.write_text(json.dumps(record(n if shared else 2 * n + part)), encoding="utf-8")
        files.append(folder)
    running = [adding(store, folder) for folder in files]
    ends = [(p.communicate(timeout=120), p.returncode) for p in running]
    assert [code for _, code in ends] == [0, 0], ends
    places = StorePlaces.inside(tmp_path / "store")
    headlines = Headlines(places)
    ids = [i for g in headlines.outline(Scope()).groups for i in g.ids]
    rows = headlines.rows(ids)
    headlines.close()
    wanted = 60 if shared else 120
    assert {row.title for row in rows} == {record(n)["title"] for n in range(wanted)}
    assert len(rows) == len({row.uid for row in rows}) == wanted
    db = sqlite3.connect(places.articles)
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert db.execute("SELECT sum(articles) FROM edition").fetchone() == (wanted,)
    assert db.execute("SELECT sum(added) FROM arrival").fetchone() == (wanted,)
    # What the entities count is what stands there.
    assert not db.execute(
        """SELECT name FROM entity e WHERE articles !=
           (SELECT count(*) FROM appearance WHERE entity_id = e.id)"""
    ).fetchall()
    assert db.execute("SELECT count(*) FROM article_found").fetchone() == (wanted,)
    db.close()
    assert app.main(["--store", str(store), "doctor"]) == 0


def test_two_mark_at_once_and_both_see_it(morning):
    """Two processes' worth of marks on one state.db: all are kept, and undone newest first."""
    one, other = Marks(morning), Marks(morning)
    headlines = Headlines(morning)
    ids = [i for g in headlines.outline(Scope()).groups for i in g.ids]
    for turn, article in enumerate(ids):
        (one if turn % 2 else other).mark_read([article])
        (other if turn % 2 else one).star([article])
    outline = headlines.outline(Scope(starred=True))
    assert (outline.total, outline.unread) == (4, 0)
    assert one.undo().action == "star"
    assert other.undo().action == "read"
    assert headlines.outline(Scope()).unread == 1
    for used in (one, other, headlines):
        used.close()
