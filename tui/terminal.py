"""What this terminal can do, and the one gate for strings on their way to it."""

from __future__ import annotations

import base64
import contextlib
import os
import re
import select
import sys
from collections.abc import Mapping
from dataclasses import dataclass

from store.clean import clean, clean_line

__all__ = ["Marks", "Terminal", "clean", "clean_line", "copy_sequence", "probe"]

COPY_LIMIT = 70_000


@dataclass(frozen=True, slots=True)
class Marks:
    """The signs of a list, one cell each; every one has an ASCII twin."""

    unread: str = "●"
    read: str = "○"
    starred: str = "★"
    watched: str = "◆"
    jump: str = "↪"
    photo: str = "▣"
    rising: str = "△"
    falling: str = "▽"
    new: str = "＋"
    bars: str = "▁▂▃▄▅▆▇█"
    folded: str = "▸"
    unfolded: str = "▾"
    rule: str = "│"
    line: str = "─"


ASCII_MARKS = Marks("*", ".", "+", "#", ">", "[", "^", "v", "+", " .:-=+*#", ">", "v", "|", "-")


@dataclass(frozen=True, slots=True)
class Terminal:
    """``wide_ambiguous``: “”…— and ● take two cells. ``plain``: only ASCII signs are safe."""

    wide_ambiguous: bool = False
    plain: bool = False

    @property
    def marks(self) -> Marks:
        return ASCII_MARKS if self.plain or self.wide_ambiguous else Marks()


def probe(
    environ: Mapping[str, str] | None = None,
    *,
    wide: bool | None = None,
    plain: bool = False,
    timeout: float = 0.6,
) -> Terminal:
    """Ask the terminal how wide it draws “ ; ``CHENBAO_WIDE`` and the settings come first.

    One that does not answer within ``timeout`` is taken to draw one cell; its late answer is
    swallowed by Textual.
    """
    environ = os.environ if environ is None else environ
    plain = plain or environ.get("TERM", "") in ("linux", "dumb", "vt100")
    said = environ.get("CHENBAO_WIDE")
    if said in ("0", "1"):
        wide = said == "1"
    return Terminal(_draws_two_cells(timeout) if wide is None else wide, plain)


def _draws_two_cells(timeout: float) -> bool:
    """Print “ at the left edge and ask where the cursor stands (CSI 6n)."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    try:
        import termios
        import tty
    except ImportError:
        return False
    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    answer = ""
    try:
        tty.setcbreak(descriptor)
        sys.stdout.write("\r“\x1b[6n")
        sys.stdout.flush()
        while select.select([descriptor], [], [], timeout)[0]:
            answer += os.read(descriptor, 32).decode("ascii", "replace")
            if "R" in answer:
                break
    finally:
        sys.stdout.write("\r\x1b[K")
        sys.stdout.flush()
        with contextlib.suppress(termios.error):
            termios.tcsetattr(descriptor, termios.TCSANOW, before)
    found = re.search(r"\x1b\[\d+;(\d+)R", answer)
    return bool(found and int(found.group(1)) >= 3)


def copy_sequence(text: str) -> str | None:
    """The OSC 52 sequence that puts ``text`` on the clipboard; None when it is too long for it."""
    packed = base64.b64encode(clean(text).encode("utf-8")).decode("ascii")
    return None if len(packed) > COPY_LIMIT else f"\x1b]52;c;{packed}\x07"
