"""Nothing of an article, a file name or an error can make the terminal do anything.

A real pty: what is looked at is every byte that reached it.
"""

from __future__ import annotations

import json
import os
import re
import signal
import sys
import time
from pathlib import Path

import pytest

pexpect = pytest.importorskip("pexpect")
pyte = pytest.importorskip("pyte")

ROOT = Path(__file__).parents[2]
EVIL = "\x1b]52;c;ZXZpbA==\x07\x1b[2J\x9b31m\u202e\u2066\x07\x1b]0;owned\x07"
RECORD = {
    "paper": "甲报" + EVIL,
    "date": "2026-03-04",
    "page": "1",
    "title": "恶意" + EVIL + "标题",
    "column": "栏" + EVIL,
    "author": "记者 张" + EVIL + "三",
    "paragraphs": ["正文" + EVIL + "正文。"],
    "captions": ["图" + EVIL],
}


@pytest.fixture
def hostile(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / f"r{EVIL.replace('/', '')}.jsonl").write_text(
        json.dumps(RECORD, ensure_ascii=False), encoding="utf-8"
    )
    (folder / f"b{EVIL.replace('/', '')}.txt").write_bytes(bytes(range(256)) * 40)
    return folder


def environment(tmp_path):
    return os.environ | {
        "PYTHONPATH": str(ROOT),
        "TERM": "xterm-256color",
        "LANG": "zh_CN.UTF-8",
        "LC_ALL": "C.UTF-8",
        "CHENBAO_LANG": "zh",
        "CHENBAO_WIDE": "0",
        "PYTHONUTF8": "1",
        "CHENBAO_STORE": str(tmp_path / "store" / "chenbao.db"),
        "CHENBAO_CONFIG": str(tmp_path / "none.toml"),
    }


def run(tmp_path, *arguments):
    child = pexpect.spawn(
        sys.executable, [str(ROOT / "app.py"), *arguments],
        env=environment(tmp_path), dimensions=(24, 80), timeout=60, cwd=str(ROOT),
    )  # fmt: skip
    child.expect(pexpect.EOF)
    return child.before.decode("utf-8")


def assert_harmless(output, *, own=r""):
    rest = re.sub(own, "", output) if own else output
    assert "\x1b" not in rest
    assert not set(rest) & set("\x9b\u202e\u2066\x07")


def test_no_command_lets_it_through(tmp_path, hostile):
    # The progress bar's own sequences (rich) are cursor moves and colours, nothing else.
    bar = r"\x1b\[[0-9;?]*[A-Za-z]"
    added = run(tmp_path, "add", str(hostile))
    assert "新增 1 篇" in added
    assert "不是文字" in added
    assert_harmless(added, own=bar)
    files = [str(f) for f in sorted(hostile.iterdir())]
    for arguments in (
        ("read", *files),
        ("read", "--json", *files),
        ("list",),
        ("list", "--json"),
        ("list", "--markdown"),
        ("list", "--date", EVIL.replace("\x00", "")),
        ("remove", EVIL),
    ):
        output = run(tmp_path, *arguments)
        assert output
        assert_harmless(output)


def test_the_dashboard_does_not_let_it_through(tmp_path, hostile):
    run(tmp_path, "add", str(hostile))
    child = pexpect.spawn(
        sys.executable, [str(ROOT / "app.py")],
        env=environment(tmp_path), dimensions=(24, 80), timeout=60, cwd=str(ROOT),
    )  # fmt: skip
    screen = pyte.Screen(80, 24)
    stream = pyte.ByteStream(screen)
    raw = b""

    def wait_for(text):
        nonlocal raw
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                piece = child.read_nonblocking(65536, timeout=0.2)
            except pexpect.TIMEOUT:
                piece = b""
            raw += piece
            stream.feed(piece)
            if text in "".join(screen.display).replace(" ", ""):
                return
        raise AssertionError(f"{text} not on the screen:\n" + "\n".join(screen.display))

    wait_for("恶意")
    child.send("\r")
    wait_for("正文")
    child.send("o")
    time.sleep(0.5)
    child.send("Q")
    child.expect(pexpect.EOF)
    raw += child.before
    text = raw.decode("utf-8", "replace")
    # What was an escape sequence stands there as text; only its control characters are gone.
    assert "]52;c" in text
    assert "\x1b]52" not in text
    assert not re.search(r"\x1b\][^\x07]*owned", text)
    assert not set(text) & set("\x9b\u202e\u2066")


def test_a_dropped_line_keeps_the_place(tmp_path, hostile):
    """SIGHUP, as a lost SSH connection sends it: the process ends, the place is kept."""
    from store.database.places import StorePlaces
    from store.headlines import Marks, Place

    run(tmp_path, "add", str(hostile))
    marks = Marks(StorePlaces.find(tmp_path / "store" / "chenbao.db"))
    marks.save_place(Place("headlines"))
    marks.close()
    child = pexpect.spawn(
        sys.executable, [str(ROOT / "app.py")],
        env=environment(tmp_path), dimensions=(24, 80), timeout=30, cwd=str(ROOT),
    )  # fmt: skip
    child.expect("恶意".encode())
    child.send("\r")
    child.expect("正文".encode())
    child.kill(signal.SIGHUP)
    child.expect(pexpect.EOF)
    marks = Marks(StorePlaces.find(tmp_path / "store" / "chenbao.db"))
    place = marks.load_place()
    marks.close()
    assert place is not None
    assert place.tab == "headlines"
    assert place.article_open
    assert place.uid
