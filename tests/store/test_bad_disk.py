"""A damaged store, a folder in its place, a full or read-only disk: one line that names the file.

The status is 1, no traceback is shown, and what the store held it holds afterwards.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import app
from store.database.places import StorePlaces
from store.headlines import Headlines
from store.intake import add
from store.reading.detect import ReadOptions
from store.records import Scope

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "store" / "sample" / "pages"
COMMANDS = [
    ("list",),
    ("list", "--json"),
    ("search", "清淤"),
    ("search", "工程"),
    ("brief",),
    ("who", "何"),
    ("trend", "清淤"),
    ("rising",),
    ("keywords",),
    ("words",),
    ("export", "entities"),
    ("export", "pairs"),
    ("doctor",),
    ("reread", "--all"),
    ("reanalyse", "--all"),
    ("remove", "--date", "2026-03-02"),
]


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The bytes of a good store, all in one file."""
    places = StorePlaces.inside(tmp_path_factory.mktemp("whole"))
    add([str(PAGES)], places, ReadOptions())
    db = sqlite3.connect(places.articles)
    db.execute("PRAGMA journal_mode = DELETE")
    db.close()
    return places.articles.read_bytes()


@pytest.fixture
def more(tmp_path):
    file = tmp_path / "more.jsonl"
    record = {"paper": "甲报", "date": "2026-03-20", "title": "新", "text": "镇长何立军来到现场。"}
    file.write_text(json.dumps(record), encoding="utf-8")
    return str(file)


def truncated(data, rng):
    return data[: rng.randrange(4096, len(data) - 4096)]


def a_few_bytes(data, rng):
    held = bytearray(data)
    for _ in range(40):
        held[rng.randrange(100, len(held))] = rng.randrange(256)
    return bytes(held)


def many_bytes(data, rng):
    held = bytearray(data)
    for _ in range(3000):
        held[rng.randrange(100, len(held))] = rng.randrange(256)
    return bytes(held)


def whole_blocks(data, rng):
    held = bytearray(data)
    for _ in range(30):
        block = rng.randrange(1, len(held) // 4096) * 4096
        held[block : block + 4096] = rng.randbytes(4096)
    return bytes(held)


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("harm", [truncated, a_few_bytes, many_bytes, whole_blocks])
def test_a_damaged_store_is_told_in_one_line(whole, more, tmp_path, capsys, harm, seed):
    store = tmp_path / "store" / "c.db"
    held = harm(whole, random.Random(seed))
    told = 0
    for command in (*COMMANDS, ("add", more), ("publish", str(tmp_path / "copy.db"))):
        shutil.rmtree(store.parent, ignore_errors=True)
        store.parent.mkdir()
        store.write_bytes(held)
        status = app.main(["--store", str(store), *command])
        printed = capsys.readouterr()
        # Where a command does not come upon the damage, it works.
        if status != 0 and (printed.err or command != ("doctor",)):
            assert status == 1
            (line,) = printed.err.splitlines()
            assert str(store) in line
            assert "damaged" in line or "not a chenbao store" in line
            told += 1
    assert told >= 1


def test_a_damaged_state_file_is_the_one_that_is_named(morning, capsys):
    db = sqlite3.connect(morning.state)
    db.execute("PRAGMA journal_mode = DELETE")
    db.close()
    held = bytearray(morning.state.read_bytes())
    held[4096:] = random.Random(1).randbytes(len(held) - 4096)
    morning.state.write_bytes(held)
    assert app.main(["--store", str(morning.articles), "list"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"chenbao: {morning.state}: 已损坏")


def test_a_folder_in_the_store_s_place_is_told(tmp_path, more, capsys):
    (tmp_path / "in" / "chenbao.db").mkdir(parents=True)
    for command in (*COMMANDS, ("add", more)):
        assert app.main(["--store", str(tmp_path / "in"), *command]) == 1
        (line,) = capsys.readouterr().err.splitlines()
        assert f"{tmp_path / 'in' / 'chenbao.db'}: 是文件夹" in line


def shown(places):
    headlines = Headlines(places)
    try:
        ids = [i for g in headlines.outline(Scope()).groups for i in g.ids]
        return [headlines.article(i).article for i in ids]
    finally:
        headlines.close()


ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}


def limited(kilobytes, *arguments):
    """The command where no file may grow beyond so many kilobytes, as on a full disk."""
    return subprocess.run(
        ["sh", "-c", f'ulimit -f {kilobytes * 2}; exec "$@"', "sh",
         sys.executable, str(ROOT / "app.py"), *arguments],
        capture_output=True, text=True, env=ENVIRONMENT, cwd=ROOT, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("kilobytes", [4, 100, 400])
def test_a_full_disk_loses_nothing(morning, kilobytes):
    before = shown(morning)
    done = limited(kilobytes, "--store", str(morning.articles), "add", str(PAGES))
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert str(morning.articles) in line
    assert "已满" in line
    after = shown(morning)
    assert [article for article in after if article.paper == "湖城晚报"] == before
    # What was reported is there, each file whole.
    reported = [line.split(":")[0] for line in done.stdout.splitlines()]
    held = {article.source for article in after}
    assert {Path(name).name for name in reported} <= held
    assert app.main(["--store", str(morning.articles), "doctor"]) == 0
    assert app.main(["--store", str(morning.articles), "add", str(PAGES)]) == 0


@pytest.mark.parametrize("command", [("reread", "--all"), ("remove", "--date", "2026-03-02")])
def test_upkeep_on_a_full_disk_changes_nothing(morning, command):
    before = shown(morning)
    done = limited(4, "--store", str(morning.articles), *command)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert shown(morning) == before


def in_mount(script, folder):
    """Run a shell script with a mount of its own; skip where that is not allowed."""
    probe = subprocess.run(
        ["unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", str(folder)],
        capture_output=True, check=False,
    ) if shutil.which("unshare") else None  # fmt: skip
    if probe is None or probe.returncode:
        pytest.skip("no mounts here")
    return subprocess.run(
        ["unshare", "-m", "sh", "-c", script],
        capture_output=True, text=True, env=ENVIRONMENT, cwd=ROOT, check=False,
    )  # fmt: skip


def command_line(store, *arguments):
    return " ".join(
        f"'{part}'"
        for part in (sys.executable, str(ROOT / "app.py"), "--store", str(store), *arguments)
    )


def test_a_disk_that_is_really_full(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    store = disk / "c.db"
    done = in_mount(
        f"""mount -t tmpfs -o size=2m tmpfs '{disk}'
        {command_line(store, "add", str(PAGES))} > '{tmp_path}/said'
        echo "status $?" >&2
        {command_line(store, "list", "--json")} > '{tmp_path}/held'
        echo "status $?" >&2""",
        disk,
    )
    told, added, listed = done.stderr.splitlines()
    assert str(disk) in told
    assert "已满" in told
    assert (added, listed) == ("status 1", "status 0")
    reported = (tmp_path / "said").read_text("utf-8").splitlines()
    held = [json.loads(line) for line in (tmp_path / "held").read_text("utf-8").splitlines()]
    assert len(held) >= len(reported) >= 2


def test_a_read_only_disk_can_be_read_but_not_written(morning, more, tmp_path):
    folder = morning.articles.parent
    mine = tmp_path / "mine.db"
    before = len(shown(morning))
    db = sqlite3.connect(morning.articles)
    db.execute("PRAGMA journal_mode = DELETE")
    db.close()
    done = in_mount(
        f"""mount --bind '{folder}' '{folder}' && mount -o remount,ro,bind '{folder}'
        export CHENBAO_STATE='{mine}'
        {command_line(morning.articles, "list")} | wc -l
        {command_line(morning.articles, "search", "护河员")} | wc -l
        {command_line(morning.articles, "add", more)}; echo "status $?"
        {command_line(morning.articles, "remove", "--date", "2026-03-02")}; echo "status $?"
        {command_line(folder / "none.db", "add", more)}; echo "status $?"
        """,
        folder,
    )
    listed, found, *statuses = done.stdout.split("\n")[:-1]
    assert int(listed) == before
    assert int(found) >= 1
    assert statuses == ["status 1"] * 3
    lines = [line for line in done.stderr.splitlines() if line.startswith("chenbao:")]
    assert [line for line in lines if str(folder) in line] == lines
    assert len(lines) == 3
    assert len(shown(morning)) == before
