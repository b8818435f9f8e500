"""The real application on a real pty, seen as a terminal of few colours, or of none, shows it."""

from __future__ import annotations

import os
import re
import sys
import time
from pathlib import Path
from typing import Any

import pexpect
import pyte

ROOT = Path(__file__).parents[2]


class Seen:
    """One run of the dashboard: keys go in, what the terminal would draw comes out."""

    def __init__(self, store: Path, environ: dict[str, str], size: tuple[int, int] = (80, 24)):
        self.width, self.height = size
        self.screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = b""
        base = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLORTERM")}
        self.child = pexpect.spawn(
            sys.executable, [str(ROOT / "app.py"), "--store", str(store)],
            env=base | {"PYTHONPATH": str(ROOT), "CHENBAO_LANG": "zh", "CHENBAO_WIDE": "0",
                        "PYTHONUTF8": "1", "CHENBAO_CONFIG": str(store.parent / "none.toml")}
            | environ,
            dimensions=(self.height, self.width), timeout=60, cwd=str(ROOT),
        )  # fmt: skip

    def pump(self, seconds: float = 0.2) -> None:
        """Take in what is sent until it has been quiet for so long; a blinking cursor never is."""
        quiet = time.monotonic() + seconds
        latest = time.monotonic() + 4 * seconds
        while time.monotonic() < min(quiet, latest):
            try:
                piece = self.child.read_nonblocking(65536, timeout=0.05)
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                return
            self.raw += piece
            # pyte knows neither of these; a terminal that does not either passes over them.
            self._stream.feed(re.sub(rb"\x1b\[[<>=?][0-9;]*[a-zA-Z]|\x1b\[[0-9;]*\$p", b"", piece))
            quiet = time.monotonic() + seconds

    def line_with(self, text: str, seconds: float = 20) -> int:
        """The row on which this stands, once it does."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            for row, line in enumerate(self.screen.display):
                if text in line.replace(" ", ""):
                    return row
            self.pump(0.1)
        raise AssertionError(f"{text} not on the screen:\n" + "\n".join(self.screen.display))

    def press(self, keys: str) -> None:
        """Send keys, wait for an answer and then until the screen is quiet."""
        before, latest = len(self.raw), time.monotonic() + 5
        self.child.send(keys)
        while len(self.raw) == before and time.monotonic() < latest:
            self.pump(0.05)
        self.pump()

    def cells(self, row: int) -> list[Any]:
        """The cells of a row that hold something."""
        return [c for c in (self.screen.buffer[row][x] for x in range(self.width)) if c.data]

    def styled(self, row: int, attribute: str) -> str:
        """What of a row bears an attribute (bold, reverse, underscore)."""
        return "".join(c.data for c in self.cells(row) if getattr(c, attribute))

    def colours(self) -> set[str]:
        """Every colour now on the screen."""
        return {
            colour
            for row in range(self.height)
            for c in self.cells(row)
            for colour in (c.fg, c.bg)
            if colour != "default"
        }

    def close(self) -> None:
        """Leave."""
        self.child.send("Q")
        self.child.expect(pexpect.EOF)
