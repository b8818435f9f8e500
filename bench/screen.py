"""What a key press costs over the line, and how long the first picture takes, through a real pty.

usage: python -m bench screen --store PATH   (an archive of bench archive)

Bytes are counted as they leave the program: the mean of 200 cursor moves with their scrolls, ten
a second (beside the list the preview follows once the cursor rests, and is counted then), and of
tab switches. First paint is that of the dashboard beside that of an empty Textual application, in
the same run, begun on the headlines and on the briefing: by the clock, and in processor time (which says the
same on a busy machine).
"""

from __future__ import annotations

import argparse
import contextlib
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import pexpect

from store.database.places import StorePlaces
from store.headlines import Marks, Place

ROOT = Path(__file__).parents[1]
# One state.db for all starts: making it anew is what a first start costs, not every morning.
STATE = Path(tempfile.mkdtemp()) / "state.db"
EMPTY = """
import os
os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("READY")
Empty(ansi_color=True).run(mouse=False)
"""


class Screen:
    """A program on a pty."""

    def __init__(self, arguments: list[str], size: tuple[int, int], store: Path | None) -> None:
        environ = os.environ | {
            "TERM": "xterm-256color", "CHENBAO_LANG": "zh", "CHENBAO_WIDE": "0",
            "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "CHENBAO_CONFIG": "/nonexistent",
        }  # fmt: skip
        if store is not None:
            environ["CHENBAO_STORE"] = str(store)
            environ["CHENBAO_STATE"] = str(STATE)
        self.began = time.perf_counter()
        self.child = pexpect.spawn(
            sys.executable, arguments, dimensions=(size[1], size[0]), env=environ, timeout=60,
            encoding=None,
        )  # fmt: skip

    def until(self, text: str) -> float:
        """Seconds from the start until the text has been printed."""
        seen = b""
        while text.encode() not in seen:
            seen += self.child.read_nonblocking(65536, timeout=30)
        return time.perf_counter() - self.began

    def processor(self) -> float:
        """Seconds of processor time so far, all threads (0 where the system does not tell)."""
        tasks = Path(f"/proc/{self.child.pid}/task")
        try:
            return sum(int((t / "schedstat").read_text().split()[0]) for t in tasks.iterdir()) / 1e9
        except OSError:
            return 0.0

    def drain(self, pause: float) -> int:
        """Bytes that come until nothing has come for so long."""
        count = 0
        while True:
            try:
                count += len(self.child.read_nonblocking(65536, timeout=pause))
            except pexpect.TIMEOUT:
                return count

    def press(self, key: str, pause: float = 0.15) -> int:
        """Bytes that a key press brings."""
        self.child.send(key)
        return self.drain(pause)

    def close(self) -> None:
        self.child.close(force=True)


def dashboard(size: tuple[int, int], store: Path) -> Screen:
    return Screen([str(ROOT / "app.py")], size, store)


def main() -> None:
    p = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    p.add_argument("--store", type=Path, required=True)
    p.add_argument("--moves", type=int, default=200)
    p.add_argument("--waited", type=int, default=20)
    p.add_argument("--starts", type=int, default=7)
    p.add_argument("--only-starts", action="store_true")
    o = p.parse_args()
    if not o.only_starts:
        count_bytes(o)
    first_paint(o)


def count_bytes(o: argparse.Namespace) -> None:
    """What moves and tab switches send."""
    with contextlib.closing(Marks(StorePlaces(o.store.absolute(), STATE))) as marks:
        marks.save_place(Place("headlines"))
    for size in ((80, 24), (120, 40)):
        screen = dashboard(size, o.store)
        screen.until("日报")
        screen.drain(1.0)
        moves = [screen.press("j", 0.1) for _ in range(o.moves)]
        print(
            f"{size[0]}×{size[1]}: {statistics.mean(moves):,.0f} bytes a cursor move (mean of {o.moves})"
        )
        if size[0] >= 100:
            # Slower than the pause: every move is followed by its preview, the whole pane drawn.
            settled = [screen.press("j", 0.6) for _ in range(o.waited)]
            print(
                f"{size[0]}×{size[1]}: {statistics.mean(settled):,.0f} bytes a move that is waited on, preview drawn (mean of {o.waited})"
            )
        # Ends on the headlines: the next start resumes on the tab one left.
        tabs = [screen.press(key, 1.5) for key in "1342" * 3]
        print(
            f"{size[0]}×{size[1]}: {statistics.mean(tabs):,.0f} bytes a tab switch, most {max(tabs):,}"
        )
        screen.close()


def first_paint(o: argparse.Namespace) -> None:
    """How long until a tab begun on stands there, beside an empty application."""
    marks = Marks(StorePlaces(o.store.absolute(), STATE))
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "empty.py"
        script.write_text(EMPTY, encoding="utf-8")
        for tab in ("headlines", "briefing"):
            marks.save_place(Place(tab))
            ours, empty = [], []
            for _ in range(o.starts + 1):
                screen = Screen([str(script)], (80, 24), None)
                empty.append((screen.until("READY"), screen.processor()))
                screen.close()
                screen = dashboard((80, 24), o.store)
                ours.append((screen.until("日报"), screen.processor()))
                screen.close()
            # The first one warms the caches.
            for n, what in enumerate(("clock", "processor")):
                a, b = (statistics.median(t[n] for t in times[1:]) for times in (ours, empty))
                if b:
                    print(
                        f"first paint, {tab}, {what}: {a:.2f} s; an empty Textual application: {b:.2f} s; ratio {a / b:.2f}"
                    )
    marks.close()


if __name__ == "__main__":
    main()
