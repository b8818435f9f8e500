"""A newsroom's published snapshot: others read it, without leave to write, and see it renewed."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

import app
from store.database.connections import open_for_writing
from store.database.places import StorePlaces
from store.headlines import Headlines, Marks
from store.intake import add
from store.reading.detect import ReadOptions
from store.records import ChenbaoError, Scope

ROOT = Path(__file__).parents[2]


def titles(headlines, scope=None):
    ids = [i for g in headlines.outline(scope or Scope()).groups for i in g.ids]
    return [row.title for row in headlines.rows(ids)]


def publish(places, target):
    assert app.main(["--store", str(places.articles), "publish", str(target)]) == 0


def one_more(morning, tmp_path):
    record = {"paper": "湖城晚报", "date": "2026-03-03", "title": "次日的一篇", "text": "正文。"}
    file = tmp_path / "next.jsonl"
    file.write_text(json.dumps(record), encoding="utf-8")
    add([str(file)], morning, ReadOptions())


@pytest.fixture
def share(tmp_path, morning, monkeypatch):
    """A folder into which others look; where their own marks go."""
    folder = tmp_path / "share"
    folder.mkdir()
    monkeypatch.setenv("CHENBAO_STATE", str(tmp_path / "mine" / "state.db"))
    publish(morning, folder / "chenbao.db")
    return folder


@contextmanager
def read_only(folder, monkeypatch):
    """The folder as its readers have it. For root no permission forbids anything: then say so."""
    folder.chmod(0o555)
    really = os.access
    if os.geteuid() == 0:

        def access(path, mode, **kwargs):
            mine = Path(path).absolute()
            if mode & os.W_OK and (mine == folder or folder in mine.parents):
                return False
            return really(path, mode, **kwargs)

        monkeypatch.setattr(os, "access", access)
    try:
        yield
    finally:
        folder.chmod(0o755)
        monkeypatch.setattr(os, "access", really)


def test_the_snapshot_is_one_file_and_holds_everything(share, morning):
    assert [f.name for f in share.iterdir()] == ["chenbao.db"]
    there, here = Headlines(StorePlaces.find(share)), Headlines(morning)
    assert titles(there) == titles(here) != []
    there.close()
    here.close()


def test_a_reader_sees_the_snapshot_published_anew(share, morning, tmp_path):
    reader = Headlines(StorePlaces.find(share))
    assert "次日的一篇" not in titles(reader)
    one_more(morning, tmp_path)
    assert "次日的一篇" not in titles(reader)
    publish(morning, share / "chenbao.db")
    assert titles(reader)[0] == "次日的一篇"
    reader.close()


def test_a_folder_one_may_not_write_in_is_read_and_marked(share, morning, tmp_path, monkeypatch):
    with read_only(share, monkeypatch):
        places = StorePlaces.find(share)
        reader, marks = Headlines(places), Marks(places)
        first = reader.outline(Scope()).groups[0].ids[0]
        marks.star([first])
        assert len(titles(reader, Scope(starred=True))) == 1
        assert [f.name for f in share.iterdir()] == ["chenbao.db"]
        one_more(morning, tmp_path)
    publish(morning, share / "chenbao.db")
    with read_only(share, monkeypatch):
        assert titles(reader)[0] == "次日的一篇"
        assert len(titles(reader, Scope(starred=True))) == 1
        marks.star(list(reader.outline(Scope()).groups[0].ids[:1]))
        assert len(titles(reader, Scope(starred=True))) == 2
        assert [f.name for f in share.iterdir()] == ["chenbao.db"]
        reader.close()
        marks.close()


def test_an_unchanged_snapshot_is_not_opened_again(share):
    reader = Headlines(StorePlaces.find(share))
    reader.outline(Scope())
    before = reader._connection()
    titles(reader)
    assert reader._connection() is before
    reader.close()


def test_marks_beside_a_snapshot_go_to_the_readers_own_folder(share, monkeypatch, tmp_path):
    monkeypatch.delenv("CHENBAO_STATE")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    with read_only(share, monkeypatch):
        assert share not in StorePlaces.find(share).state.parents


def test_an_old_snapshot_asks_to_be_published_again(share, monkeypatch):
    db = sqlite3.connect(share / "chenbao.db")
    db.execute("PRAGMA user_version = 1")
    db.execute("DELETE FROM _sqlite_migrations WHERE name != 'articles'")
    db.commit()
    db.close()
    with read_only(share, monkeypatch):
        reader = Headlines(StorePlaces.find(share))
        with pytest.raises(ChenbaoError, match="publish it again"):
            reader.outline(Scope())


def test_publishing_while_someone_writes_gives_a_whole_store(morning, tmp_path):
    db = open_for_writing(morning)
    db.execute("BEGIN IMMEDIATE")
    db.execute("DELETE FROM article_body")
    publish(morning, tmp_path / "copy.db")
    db.execute("ROLLBACK")
    db.close()
    reader = Headlines(StorePlaces.find(tmp_path / "copy.db"))
    assert len(titles(reader, Scope(words="护河员"))) == 1
    reader.close()


@pytest.mark.parametrize("target", ["none/copy.db", "."])
def test_a_place_that_cannot_be_written_is_named(morning, tmp_path, target):
    goal = str(tmp_path / target)
    done = subprocess.run(
        [sys.executable, str(ROOT / "app.py"), "--store", str(morning.articles), "publish", goal],
        capture_output=True, text=True, check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert str(Path(goal)) in done.stderr
