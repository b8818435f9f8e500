"""Printing for every command: cleaned strings, one-line errors, the exit status."""

from __future__ import annotations

import sys

from store.clean import clean, clean_line
from tui.faults import told

OK, FAULT, USAGE = 0, 1, 2


def say(text: str = "") -> None:
    """Print to standard output; nothing in ``text`` can move the cursor."""
    sys.stdout.write(clean(text) + "\n")


def complain(message: object) -> None:
    """One line on standard error, as every fault is told."""
    sys.stdout.flush()
    sys.stderr.write(f"chenbao: {clean_line(told(message))}\n")


def note(message: str) -> None:
    """One line on standard error about what was printed."""
    sys.stdout.flush()
    sys.stderr.write(clean_line(message) + "\n")
