"""What cannot be shown is refused in a sentence, before the screen is taken, and with a status."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

pexpect = pytest.importorskip("pexpect")

ROOT = Path(__file__).parents[2]


def started(store: Path, **environ: str) -> tuple[int, str]:
    """The status and everything a dashboard printed that ended by itself."""
    base = os.environ | {"TERM": "xterm", "PYTHONPATH": str(ROOT), "CHENBAO_CONFIG": "/none"}
    child = pexpect.spawn(
        sys.executable, [str(ROOT / "app.py"), "--store", str(store)], env=base | environ,
        timeout=60, encoding="utf-8", dimensions=(24, 200),
    )  # fmt: skip
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus, child.before


def test_a_store_that_cannot_be_read(tmp_path, morning):
    no_store = tmp_path / "letters.db"
    no_store.write_text("no store", encoding="utf-8")
    assert started(no_store) == (1, f"chenbao: {no_store}: 不是晨报的库（不是 SQLite 文件）\r\n")  # fmt: skip
    db = sqlite3.connect(morning.articles)
    db.execute("PRAGMA user_version = 999")
    db.commit()
    db.close()
    status, said = started(morning.articles)
    assert status == 1
    assert "由更新版本的晨报所建；请升级晨报" in said
    assert "\x1b[?1049h" not in said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            "[keys]\nstarr = 'x'",
            "there is no action 'starr' to give a key to; did you mean 'star'?",
        ),
        ("mous = true", "there is no setting 'mous'; did you mean 'mouse'?"),
        ("mouse = true\nkeys = [\n1 2", "line 3"),
    ],
)
def test_a_configuration_that_cannot_be_understood(tmp_path, morning, given, said):
    config = tmp_path / "own.toml"
    config.write_text(given, encoding="utf-8")
    status, told = started(morning.articles, CHENBAO_CONFIG=str(config))
    assert status == 1
    assert f"{config}: " in told
    assert said in told


def test_a_terminal_that_cannot_place_text(morning):
    status, said = started(morning.articles, TERM="dumb")
    assert status == 2
    assert "chenbao list" in said


def test_no_terminal_at_all(morning):
    done = subprocess.run(
        [sys.executable, str(ROOT / "app.py"), "--store", str(morning.articles)],
        stdin=subprocess.DEVNULL, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 2
    assert "needs a terminal" in done.stderr
    assert done.stdout == ""
