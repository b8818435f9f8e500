"""kill -9 at any moment of ``add``: the store opens, and holds every file reported as added."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from store.database.places import StorePlaces
from store.headlines import Headlines
from store.records import Scope

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("after", [1, 7, 23])
def test_what_was_reported_is_kept(tmp_path, after):
    papers = tmp_path / "papers"
    papers.mkdir()
    for n in range(400):
        record = {
            "paper": "甲报",
            "date": "2026-03-04",
            "title": f"第{n:03d}条",
            "text": "正文。" * 50,
        }
        (papers / f"{n:03d}.jsonl").write_text(json.dumps(record), encoding="utf-8")
    store = tmp_path / "store" / "chenbao.db"
    process = subprocess.Popen(
        [sys.executable, "-u", str(ROOT / "app.py"), "add", "--store", str(store), str(papers)],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert process.stdout is not None
    reported = [process.stdout.readline() for _ in range(after)]
    time.sleep(0.003 * after)
    process.send_signal(signal.SIGKILL)
    reported += process.stdout.read().splitlines()
    process.wait()
    headlines = Headlines(StorePlaces.inside(tmp_path / "store"))
    held = {
        row.title
        for group in headlines.outline(Scope()).groups
        for row in headlines.rows(group.ids)
    }
    headlines.close()
    names = {f"第{Path(line.split(':')[0]).stem}条" for line in reported if ": " in line}
    assert len(names) >= after
    assert names <= held
